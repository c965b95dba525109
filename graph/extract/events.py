"""All that one article says: its mentions, times and events, as one `Extraction`.

In: an article, its Doc, the ontology. Out: the records of graph/model.py, nothing merged. This file knows the order
of the steps and nothing of words: triggers, roles, modality, attribution and links each have a module.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from graph.extract.attribution import Speech, chain, cover, told_in
from graph.extract.candidates import find_candidates
from graph.extract.completion import complete, free_agents, lend_sides, share_parties
from graph.extract.dating import date, foresee, last
from graph.extract.drafts import Draft
from graph.extract.frames import FrameCandidate, FrameModel
from graph.extract.lexicon import Lexicon
from graph.extract.links import find_links
from graph.extract.mentions import find_mentions
from graph.extract.nesting import nest, settle
from graph.extract.roles import RoleFinder, drop_beside_plural, drop_modifiers, drop_outside, join_conjuncts
from graph.extract.selection import keep, ranges
from graph.extract.times import find_times
from graph.extract.weighing import find_party, merge_roles, weigh
from graph.model import Argument, Article, EventMention, Extraction, Mention, Rejection, Span, TimeMention
from graph.vocabulary import Ontology


def extract(
    article: Article, doc: Doc, ontology: Ontology, lexicon: Lexicon, model: FrameModel | None = None
) -> Extraction:
    """Return all that an article says.

    Args:
        article: the cleaned article; offsets of the result count in its text.
        doc: its analysis; `doc.text == article.text`.
        ontology: vocabulary and ranges.
        lexicon: its trigger words, compiled once for all articles.
        model: the frame model, or None for the lexicon alone; it needs `doc._.states`.
    """
    sentences = tuple(s for s in map(_trim, doc.sents) if s is not None)
    mentions, same, positions = find_mentions(article, doc, sentences, ontology)
    times = find_times(doc, article.published)
    drafts, rejections = _draft(article, doc, ontology, lexicon, sentences, mentions, times, model)
    free_agents(drafts)
    lend_sides(drafts, mentions, doc._.simplified or article.text)
    drafts, dropped = keep(drafts, mentions, ontology)
    nest(drafts)
    complete(drafts, mentions, lexicon, ranges(ontology))
    share_parties(drafts, mentions)
    speeches = cover(drafts, article.text, sentences, ontology)
    settle(drafts, lexicon)
    date(drafts, times, article.text + "\n")
    last(drafts, times)
    happened = [cue for cue, modality in lexicon.cues.items() if modality == "Happened"]
    foresee(drafts, article.published.day if article.published else None, happened)
    mentions = _spoken(mentions, speeches)
    events = tuple(_freeze(i, d, drafts, speeches, sentences, ontology, mentions) for i, d in enumerate(drafts))
    links = find_links(drafts, article.text, doc._.simplified or article.text, lexicon)
    return Extraction(article, sentences, mentions, same, positions, events, links, tuple(rejections + dropped))


def _trim(sentence: Sentence) -> Span | None:
    """Return a sentence's characters without the blanks around it, None if nothing is left."""
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return Span(start, end) if start < end else None


def _draft(
    article: Article,
    doc: Doc,
    ontology: Ontology,
    lexicon: Lexicon,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
    model: FrameModel | None,
) -> tuple[list[Draft], list[Rejection]]:
    """Find triggers and their roles, sentence by sentence, handing the topic on."""
    work = list(find_candidates(article, doc, ontology, lexicon, sentences, mentions, times))
    rejections = [r for w in work for r in w.rejected]
    read: dict[int, dict[Span, FrameCandidate]] = {}
    if model is not None:
        for frame in model.predict([doc], [[c.span for w in work for c in w.candidates]])[0]:
            number = next((w.number for w in work if sentences[w.number].covers(frame.trigger)), -1)
            read.setdefault(number, {})[frame.trigger] = frame
    fits = ranges(ontology)
    drafts: list[Draft] = []
    for w in work:
        finder = RoleFinder(w.syntax, lexicon, mentions, fits)
        classes = model.classes if model is not None else {}
        standing, dropped = weigh(w.candidates, w.rejected, w.syntax, read.get(w.number, {}), classes, lexicon)
        rejections += dropped
        inside = [i for i, m in enumerate(mentions) if sentences[w.number].covers(m.span)]
        for weighed in standing:
            roles = finder.find(weighed.candidate)
            ordered = {role: list(some) for role, some in roles.fillers.items()}
            if inside:
                merge_roles(
                    roles, weighed.frame, weighed.candidate.entry.frame, mentions, fits, inside[0], inside[-1] + 1
                )
            for role, heads in (weighed.candidate.pattern or {}).items():
                if heads:  # what the words of a pattern leave no doubt about
                    roles.fillers[role] = [(m, False) for m in heads if fits(role, mentions[m])]
            join_conjuncts(roles, w.syntax, mentions, fits)
            drop_modifiers(roles, w.syntax, mentions)
            drop_beside_plural(roles, mentions)
            drop_outside(roles, w.syntax, weighed.candidate, mentions)
            if inside:
                find_party(roles, ordered, weighed, w.syntax, mentions, fits, inside[0], inside[-1] + 1)
            drafts.append(Draft(weighed.candidate, roles, w.number, w.syntax, frame=weighed.frame))
    return drafts, rejections


def _spoken(mentions: tuple[Mention, ...], speeches: Sequence[Speech]) -> tuple[Mention, ...]:
    """Mark the mentions that stand in somebody's words, so that 我 can be resolved to the speaker."""
    out = []
    for m in mentions:
        over = chain(list(speeches), m.span.start) if m.kind == "pronoun" or m.kind == "plural" else []
        out.append(Mention(m.span, m.surface, m.type, m.kind, m.key, m.sentence, over[0].event) if over else m)
    return tuple(out)


def _told_by(
    d: Draft, drafts: Sequence[Draft], mentions: Sequence[Mention], speeches: Sequence[Speech], ontology: Ontology
) -> list[int]:
    """Return the sources that the model reads for an event, nearest to the trigger first.

    No party of its own, nobody whose words are known and end before it: 芬兰表示不满，瑞典则驱逐了外交官.
    """
    if d.frame is None:
        return []
    heard = {m for s in speeches if s.sentence == d.sentence for m in s.speakers}
    for other in drafts:
        expressed = other.candidate.nominal and not ontology.is_a(other.type, "CommunicationEvent")
        if other.sentence == d.sentence and expressed and other.candidate.last < d.candidate.first:
            heard |= {m for m, _ in other.roles.fillers.get("actor", [])}
    said = [r.span for r in d.frame.roles if r.role == "source"]
    found = [m for m, mention in enumerate(mentions) if mention.span in said and m not in d.parties and m not in heard]
    return sorted(set(found), key=lambda m: -mentions[m].span.start)


def _freeze(
    i: int,
    d: Draft,
    drafts: Sequence[Draft],
    speeches: list[Speech],
    sentences: Sequence[Span],
    ontology: Ontology,
    mentions: Sequence[Mention],
) -> EventMention:
    """Make the record of a draft."""
    arguments: list[Argument] = []
    for role in sorted(d.roles.fillers):
        for m, was_carried in d.roles.fillers[role]:
            arguments.append(Argument(role, mentions[m].span, mention=m, carried=was_carried))
    for j, other in enumerate(drafts):
        over = told_in(speeches, other, j, ontology) if other.governor is None else []
        if other.governor == i or (over and over[0].event == i):
            arguments.append(Argument("content", other.candidate.span, event=j))
    if d.roles.theme is not None:
        arguments.append(Argument("object", d.roles.theme))
    sources: list[int] = []
    for speech in told_in(speeches, d, i, ontology):
        sources += [m for m in speech.speakers if m not in sources]
    sources = sources or _told_by(d, drafts, mentions, speeches, ontology)
    return EventMention(
        type=d.type,
        trigger=d.candidate.span,
        sentence=d.sentence,
        scope=sentences[d.sentence],
        arguments=tuple(arguments),
        modality=d.modality or "Happened",
        cue=d.cue,
        time=d.time,
        sources=tuple(sources),
        confidence=d.candidate.confidence,
        rule=d.candidate.entry.rule,
    )
