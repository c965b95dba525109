"""A course of training: sentences read and annotated, lessons made, the network fitted, the model's files written."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc

from graph.annotate import annotate, load
from graph.extract.frame_inputs import Vocabulary, Words, number, read_words
from graph.extract.frames import TABLES
from graph.model import Article, Block, Span
from graph.train.encoder import read_encoder
from graph.train.fitting import Grove, Plan, fit
from graph.train.network import Network, Sizes
from graph.train.senses import common_words, vectors
from graph.train.sentences import OTHER, Frame, Lesson, Sentence, edges_of, locate, make_lessons, read_sentences
from graph.train.tables import CLASSES, character_table, frequent_words, make_tables, sizes_of
from graph.train.teachers import Teacher, soften, tell
from graph.train.trees import make_tree_lessons, read_trees, relations_of
from graph.train.tutor import WEIGHTS, encoder_of, make_tutor, read_tutor, tutor_words, write_tutor
from graph.train.variants import make_stock, vary
from graph.train.weights import read_weights, write_weights

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Course:
    """Sentences and their Docs, in the same order."""

    sentences: tuple[Sentence, ...]
    docs: tuple[Doc, ...]


def read_course(paths: Sequence[Path]) -> Course:
    """Read files in the frame format and annotate their sentences as articles are."""
    sentences = tuple(s for path in paths for s in read_sentences(path))
    return Course(sentences, tuple(annotate((_article(s) for s in sentences), load(states=True))))


def _article(sentence: Sentence) -> Article:
    """A sentence as an article of one paragraph, so that it goes the way of every article."""
    text = unicodedata.normalize("NFC", sentence.text)
    return Article(sentence.id, sentence.id, text, (Block(Span(0, len(text)), "paragraph"),), "")


def _annotated(texts: Iterable[str]) -> list[Doc]:
    articles = (_article(Sentence(str(i), None, "train", text, ())) for i, text in enumerate(texts))
    return list(annotate(articles, load(states=True)))


def prepare(course: Course, ids: Sequence[str], tables: Vocabulary) -> tuple[list[Doc], list[tuple[Frame, ...]]]:
    """Return the Docs of some sentences and their located frames."""
    wanted = set(ids)
    chosen = [(s, d) for s, d in zip(course.sentences, course.docs, strict=True) if s.id in wanted]
    docs = [doc for _, doc in chosen]
    words = read_words(docs, tables)
    return docs, [locate(sentence, edges_of(words, i)) for i, (sentence, _) in enumerate(chosen)]


def lessons_of(course: Course, ids: Sequence[str], tables: Vocabulary) -> tuple[Words, list[Lesson]]:
    """Return the words and lessons of some sentences."""
    docs, frames = prepare(course, ids, tables)
    words = read_words(docs, tables)
    return words, make_lessons(words, frames, tables)


def grove_of(paths: Sequence[Path], tables: Vocabulary) -> Grove | None:
    """Read and annotate the trees of some treebanks; None for no treebank."""
    trees = [tree for path in paths for tree in read_trees(path)]
    if not trees:
        return None
    words = read_words(_annotated("".join(token.form for token in tree) for tree in trees), tables)
    relations = relations_of(trees)
    return Grove(words, make_tree_lessons(words, trees, relations), relations)


@dataclass(frozen=True, slots=True)
class Help:
    """What a network learns from besides sentences with frames.

    start: folder of a model to go on from: its tables are kept, types that it lacks are added.
    treebanks: CoNLL-U files to learn beside the frames.
    teachers: folders of models or tutors whose answers are mixed into the lessons, `share` of them.
    bare: files of sentences without frames, as the teachers read them: CoNLL-U, or one a line.
    variants: how many variants of every sentence the teachers read too.
    keep: share (0..1) of the weights of `start` in the result (Wortsman et al. 2022, https://arxiv.org/abs/2109.01903):
        what was learnt anew is added, little of what was known is lost.
    """

    start: Path | None = None
    treebanks: tuple[Path, ...] = ()
    teachers: tuple[Path, ...] = ()
    share: float = 0.5
    bare: tuple[Path, ...] = ()
    variants: int = 0
    keep: float = 0.0


def train(course: Course, learnt: Sequence[Sentence], plan: Plan, out: Path, aid: Help) -> None:
    """Train on some sentences of a course and write the model to a folder."""
    torch.manual_seed(plan.seed)
    ids = [s.id for s in learnt]
    docs = prepare_docs(course, ids)
    if aid.start is None:
        tables = make_tables(docs, learnt)
        network = Network(sizes_of(tables), plan.dropout, plan.word_dropout)
        with torch.no_grad():
            network.reader.char.weight.copy_(character_table(tables, network.sizes.char_width))
    else:
        network, tables = resume(aid.start, learnt, docs, plan)
    first = {name: value.clone() for name, value in network.state_dict().items()}
    bare = _bare(docs, plan, aid)
    words, lessons = _all_lessons(course, ids, bare, tables)
    if aid.teachers:
        teachers = [_teacher(folder, [*docs, *bare], plan) for folder in aid.teachers]
        own = [lesson for lesson in lessons if words.doc[words.first[lesson.sentence]] < len(docs)]
        more = lessons[len(own) :]
        lessons = soften(own, teachers, aid.share) + (tell(more, teachers) if more else [])
    log.info("%d lessons, %d parameters", len(lessons), sum(p.numel() for p in network.parameters()))
    fit(network, words, lessons, plan, grove_of(aid.treebanks, tables))
    if aid.keep:
        last = network.state_dict()
        network.load_state_dict({name: torch.lerp(last[name], old, aid.keep) for name, old in first.items()})
    write_model(network, tables, out)


def train_tutor(course: Course, learnt: Sequence[Sentence], plan: Plan, out: Path) -> None:
    """Train a tutor on some sentences of a course and write it to a folder."""
    torch.manual_seed(plan.seed)
    ids = [s.id for s in learnt]
    tables = make_tables(prepare_docs(course, ids), learnt)
    network = make_tutor(tables, plan)
    with torch.no_grad():
        network.reader.char.weight.copy_(character_table(tables, network.sizes.char_width))
    docs, frames = prepare(course, ids, tables)
    words = tutor_words(docs, tables, encoder_of(network).pieces)
    fit(network, words, make_lessons(words, frames, tables), plan)
    write_tutor(network, tables, out)


def _bare(docs: Sequence[Doc], plan: Plan, aid: Help) -> list[Doc]:
    """The sentences that only teachers read: those of the files, and variants of the annotated ones."""
    texts = [text for path in aid.bare for text in read_texts(path)]
    if aid.variants:
        common = common_words()
        stock = make_stock(docs, common, vectors([c.word for c in common], read_encoder()))
        texts += [text for copy in range(aid.variants) for text in vary(docs, stock, plan.seed + copy)]
    return _annotated(dict.fromkeys(texts))


def read_texts(path: Path) -> list[str]:
    """Return the sentences of a CoNLL-U file, or of a file with one a line."""
    if path.suffix == ".conllu":
        return ["".join(token.form for token in tree) for tree in read_trees(path)]
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _all_lessons(
    course: Course, ids: Sequence[str], bare: Sequence[Doc], tables: Vocabulary
) -> tuple[Words, list[Lesson]]:
    """Lessons of the annotated sentences, then of those without frames, over one table of words."""
    docs, frames = prepare(course, ids, tables)
    words = read_words([*docs, *bare], tables)
    return words, make_lessons(words, [*frames, *[()] * len(bare)], tables)


def _teacher(folder: Path, docs: Sequence[Doc], plan: Plan) -> Teacher:
    if (folder / WEIGHTS).is_file():
        tutor, tables = read_tutor(folder)
        return Teacher(tutor, tutor_words(docs, tables, encoder_of(tutor).pieces))
    tables = Vocabulary.read(folder / TABLES)
    return Teacher(restore(folder, tables, plan), read_words(docs, tables))


def prepare_docs(course: Course, ids: Sequence[str]) -> list[Doc]:
    """Return the Docs of some sentences."""
    wanted = set(ids)
    return [doc for sentence, doc in zip(course.sentences, course.docs, strict=True) if sentence.id in wanted]


def write_model(network: Network, tables: Vocabulary, out: Path) -> None:
    """Write the files that `FrameModel.load` reads."""
    write_weights(network, out)
    tables.write(out / TABLES)


def restore(folder: Path, tables: Vocabulary, plan: Plan) -> Network:
    """Return the network of a written model, ready to be trained further."""
    return network_of(read_weights(folder), tables, plan)


def resume(folder: Path, learnt: Sequence[Sentence], docs: Sequence[Doc], plan: Plan) -> tuple[Network, Vocabulary]:
    """Return the network of a written model and its tables, with the types and words of the sentences that it lacks.

    A new type starts from what the model knows of `Other`, the events of no known type; a word from the unknown one.
    """
    tables, weights = Vocabulary.read(folder / TABLES), read_weights(folder)
    new = sorted({frame["type"] for s in learnt for frame in s.frames} - set(tables.types))
    if new:
        other = tables.types.index(OTHER)
        for name in ("reader.trigger_out.weight", "reader.trigger_out.bias"):
            weights[name] = torch.cat([weights[name], *[weights[name][other : other + 1]] * len(new)])
        classes = tables.classes | {name: CLASSES.get(name, name) for name in new}
        tables = replace(tables, types=(*tables.types, *new), classes=classes)
    words = [word for word in frequent_words(docs) if word not in tables.words]
    if words:
        unknown = weights["reader.word.weight"][1:2]
        weights["reader.word.weight"] = torch.cat([weights["reader.word.weight"], *[unknown] * len(words)])
        tables = replace(tables, words=number([*tables.words, *words]))
    return network_of(weights, tables, plan), tables


def network_of(weights: dict[str, torch.Tensor], tables: Vocabulary, plan: Plan) -> Network:
    """Return the network that has these weights; its widths are theirs."""
    network = Network(_sizes_in(weights, sizes_of(tables)), plan.dropout, plan.word_dropout)
    network.load_state_dict(weights)
    return network


def _sizes_in(weights: dict[str, torch.Tensor], sizes: Sizes) -> Sizes:
    """Widths as the weights have them."""
    widths: dict[str, Any] = {
        f"{table}_width": weights[f"reader.{table}.weight"].shape[1] for table in ("word", "char", "tag", "name")
    }
    for name in ("trigger", "status"):
        widths[f"{name}_hidden"] = weights[f"reader.{name}_in.weight"].shape[0]
    return replace(
        sizes,
        input_width=weights["reader.input.weight"].shape[0],
        hidden=weights["reader.rnn.weight_hh_l0"].shape[1],
        layers=sum(name.startswith("reader.rnn.weight_hh") for name in weights) // 2,
        pair_width=weights["scorer.out.weight"].shape[1],
        **widths,
    )
