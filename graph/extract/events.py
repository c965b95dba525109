"""All that one article says: its mentions, times and events, as one `Extraction`.

In: an article, its Doc, the ontology. Out: the records of graph/model.py, nothing merged. This file knows the order of the
steps and nothing of words: triggers, roles, modality, attribution and links each have a module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.extract.attribution import Speech, chain, cover
from graph.extract.completion import complete, is_echo, share_parties
from graph.extract.frames import FrameCandidate, FrameModel
from graph.extract.lexicon import Lexicon
from graph.extract.links import find_links
from graph.extract.mentions import find_mentions
from graph.extract.modality import inherit, own_modality
from graph.extract.patterns import find_patterns
from graph.extract.phrases import Filler, Syntax
from graph.extract.roles import RoleFinder, Roles, drop_modifiers, join_conjuncts
from graph.extract.syntax import Word, parse
from graph.extract.times import find_times
from graph.extract.triggers import Candidate, find_triggers
from graph.extract.weighing import judged, merge_roles, weigh
from graph.model import Argument, Article, EventMention, Extraction, Mention, Rejection, Span, TimeMention
from graph.vocabulary import Ontology

WE = ("我们", "我們", "大家")  # 我们需要合作: a side that names nobody else
PARTY_ROLES = ("actor", "recipient", "participant", "destination")


@dataclass(slots=True)
class Draft:
    """An event on its way: its trigger, roles and place in the text; completed step by step, then frozen."""

    candidate: Candidate
    roles: Roles
    sentence: int
    syntax: Syntax
    modality: str = ""
    cue: str = ""
    governor: int | None = None  # index of the draft whose content this is
    time: TimeMention | None = None
    frame: FrameCandidate | None = None  # what the model read for the trigger

    @property
    def type(self) -> str:
        """The event class."""
        return self.candidate.entry.type

    @property
    def parties(self) -> list[int]:
        """Mentions in the roles that make an event worth telling."""
        return [m for r in PARTY_ROLES for m, _ in self.roles.fillers.get(r, [])]


def extract(
    article: Article, doc: Doc, ontology: Ontology, lexicon: Lexicon, model: FrameModel | None = None
) -> Extraction:
    """Return all that an article says.

    Args:
        article: the cleaned article; offsets of the result count in its text.
        doc: its analysis; `doc.text == article.text`.
        ontology: vocabulary and ranges. lexicon: its trigger words, compiled once for all articles.
        model: the frame model, or None for the lexicon alone; it needs `doc._.states`.
    """
    sentences = tuple(Span(s.start_char, s.end_char) for s in map(_trim, doc.sents) if s is not None)
    mentions, same, positions = find_mentions(article, doc, sentences, ontology)
    times = find_times(doc, article.published)
    drafts, rejections = _draft(article, doc, ontology, lexicon, sentences, mentions, times, model)
    drafts, dropped = _keep(drafts, mentions, ontology)
    for i, _ in enumerate(drafts):
        drafts[i].governor = _governor(i, drafts)
    complete(drafts, mentions, lexicon, _fits(ontology))
    share_parties(drafts, mentions)
    speeches = cover(drafts, article.text, sentences, ontology)
    _settle(drafts, lexicon)
    _date(drafts, times, article.text + "\n")
    mentions = _spoken(mentions, speeches)
    events = tuple(_freeze(i, d, drafts, speeches, sentences, ontology, mentions) for i, d in enumerate(drafts))
    links = find_links(drafts, article.text, doc._.simplified or article.text, lexicon)
    return Extraction(article, sentences, mentions, same, positions, events, links, tuple(rejections + dropped))


def _trim(sent: object) -> object:
    """Return a sentence without the blanks around it, None if nothing is left."""
    start, end = sent.start, sent.end  # type: ignore[attr-defined]
    doc = sent.doc  # type: ignore[attr-defined]
    while start < end and doc[start].is_space:
        start += 1
    while end > start and doc[end - 1].is_space:
        end -= 1
    return doc[start:end] if start < end else None


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
    work = list(_candidates(article, doc, ontology, lexicon, sentences, mentions, times))
    rejections = [r for w in work for r in w.rejected]
    read: dict[int, dict[Span, FrameCandidate]] = {}
    if model is not None:
        for frame in model.predict([doc], [[c.span for w in work for c in w.candidates]])[0]:
            number = next((w.number for w in work if sentences[w.number].covers(frame.trigger)), -1)
            read.setdefault(number, {})[frame.trigger] = frame
    fits = _fits(ontology)
    drafts: list[Draft] = []
    for w in work:
        finder = RoleFinder(w.syntax, lexicon, mentions, fits)
        classes = model.classes if model is not None else {}
        standing, dropped = weigh(w.candidates, w.syntax, read.get(w.number, {}), classes, lexicon)
        rejections += dropped
        inside = [i for i, m in enumerate(mentions) if sentences[w.number].covers(m.span)]
        for weighed in standing:
            roles = finder.find(weighed.candidate)
            if inside:
                merge_roles(
                    roles, weighed.frame, weighed.candidate.entry.frame, mentions, fits, inside[0], inside[-1] + 1
                )
            join_conjuncts(roles, w.syntax, mentions, fits)
            drop_modifiers(roles, w.syntax, mentions)
            drafts.append(Draft(weighed.candidate, roles, w.number, w.syntax, frame=weighed.frame))
    return drafts, rejections


@dataclass(slots=True)
class Work:
    """A sentence on its way: its number, syntax, the lexicon's candidates and what it turned down."""

    number: int
    syntax: Syntax
    candidates: list[Candidate]
    rejected: list[Rejection]


def _candidates(
    article: Article,
    doc: Doc,
    ontology: Ontology,
    lexicon: Lexicon,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    times: Sequence[TimeMention],
) -> Iterator[Work]:
    """Parse each sentence and find the lexicon's candidates in it."""
    topic: Filler | None = None
    titles = ontology_titles(ontology)
    heads = {b.span.start for b in article.blocks if b.kind != "paragraph"}
    speaking = frozenset(
        form
        for form, entries in lexicon.entries.items()
        if any(ontology.is_a(e.type, "CommunicationEvent") for e in entries)
    )
    for number, sentence in enumerate(sentences):
        words = _words(doc, sentence, sentence.start in heads)
        if not words:
            continue
        inside = [(i, t) for i, t in enumerate(times) if sentence.covers(t.span)]
        parsed = parse(words, mentions, inside, titles, lexicon.classes.get("TransparentNoun", frozenset()))
        if sentence.start in heads:
            topic = None
        syntax = Syntax(parsed, lexicon, speaking, topic)
        patterned = find_patterns(syntax, lexicon)
        found, rejected = find_triggers(syntax, lexicon)
        free = [c for c in found if not any(c.span.overlaps(p.span) for p in patterned)]
        yield Work(number, syntax, sorted([*patterned, *free], key=lambda c: c.span), rejected)
        topic = syntax.left_over() or topic


def ontology_titles(ontology: Ontology) -> frozenset[str]:
    """Return the words for posts."""
    return frozenset(w for ws in ontology.words("titleHead").values() for w in ws)


def _fits(ontology: Ontology):  # type: ignore[no-untyped-def]
    agents = {"actor", "recipient", "participant"}
    places = {"place", "destination", "origin"}

    def fits(role: str, mention: Mention) -> bool:
        if role in agents:
            place = ontology.is_a(mention.type, "Place") and mention.type != "Facility"
            return ontology.is_a(mention.type, "Agent") or (place and bool(mention.key))  # 台湾, 北京: places known to act
        if role in places:
            return ontology.is_a(mention.type, "Place") or (role != "place" and ontology.is_a(mention.type, "Organization"))
        return role == "object" and mention.kind == "name" and mention.type != "Person"

    return fits


def _words(doc: Doc, sentence: Span, heading: bool) -> list[Word]:
    """Return the sentence's tokens as words; in headings a wide gap separates clauses as a comma does."""
    simplified = doc._.simplified or doc.text
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
    out: list[Word] = []
    if span is None:
        return out
    for token in span:
        start, end = token.idx, token.idx + len(token.text)
        text = simplified[start:end]
        gap = bool(out) and (start > out[-1].span.end or token.is_space)
        if gap and (heading or "\u3000" in text or "\u3000" in doc.text[out[-1].span.end : start]):
            before, after = simplified[out[-1].span.end - 1], simplified[end : end + 1] if token.is_space else text[:1]
            if not (before.isascii() and after.isascii()):
                out.append(Word(Span(out[-1].span.end, max(start, out[-1].span.end + 1)), "，", "w"))
        if not token.is_space:
            out.append(Word(Span(start, end), text, token.tag_))
    return out


def _keep(
    drafts: list[Draft], mentions: Sequence[Mention], ontology: Ontology
) -> tuple[list[Draft], list[Rejection]]:
    """Drop candidates without a party, light verbs whose noun is an event, and second triggers of one event."""
    kept: list[Draft] = []
    dropped: list[Rejection] = []
    carried = {(d.sentence, d.roles.governor) for d in drafts if d.candidate.nominal and d.roles.governor is not None and d.parties}
    for d in drafts:
        k = d.syntax.parse.at[d.candidate.first]
        light = d.syntax.lexicon.is_in(d.syntax.word(k), "LightVerb") if d.syntax.kind(k) == "V" else False
        reason = ""
        if not d.parties:
            reason = "no party"
        elif d.candidate.entry.frame.symmetric and all(mentions[m].surface in WE for m in d.parties):
            reason = "one side only"
        elif d.candidate.nominal and d.type == "Meeting" and _is_named_gathering(d, mentions, ontology):
            reason = "named gathering"
        elif light and not d.candidate.nominal and (d.sentence, k) in carried:
            reason = "light verb"
        elif kept and _speaks(kept[-1], ontology) and _speaks(d, ontology) and is_echo(d, kept[-1]):
            reason = "second word of one statement"
        if reason:
            dropped.append(Rejection(d.candidate.span, d.candidate.text, d.type, "lexicon", reason))
        else:
            kept.append(d)
    return kept, dropped


def _is_named_gathering(draft: Draft, mentions: Sequence[Mention], ontology: Ontology) -> bool:
    """Tell whether the only party is the body that a gathering is called after: 联合国气候峰会 is no meeting with 联合国."""
    return len(draft.parties) == 1 and ontology.is_a(mentions[draft.parties[0]].type, "InternationalOrganization")


def _is_statement(word: str, lexicon: Lexicon) -> bool:
    return any(e.type == "Statement" for e in lexicon.entries.get(word, ()))


def _speaks(draft: Draft, ontology: Ontology) -> bool:
    return ontology.is_a(draft.type, "Statement") or ontology.is_a(draft.type, "Report")


def _settle(drafts: list[Draft], lexicon: Lexicon) -> None:
    """Give every draft its modality: its own cues, else what the event above it makes of it."""
    for d in drafts:
        d.modality, d.cue = own_modality(d.syntax, lexicon, d.candidate)
    for i, d in enumerate(drafts):
        inherited = inherit(i, drafts)
        if not inherited:
            d.modality, d.cue = judged(d.modality, d.cue, d.frame)
        if d.type == "Denial" and d.modality == "Negated" and _is_statement(d.candidate.text, lexicon):
            d.modality = "Happened"  # 没有证实: the negation makes the denial, it does not undo it


def _governor(i: int, drafts: Sequence[Draft]) -> int | None:
    """Return the event of the same sentence whose content this one is: the nearest before it that embeds, in reach."""
    d = drafts[i]
    at = d.candidate.span.start
    for g in range(i - 1, -1, -1):
        over = drafts[g]
        if over.sentence != d.sentence:
            return None
        if not over.candidate.entry.frame.content:
            continue
        segment = over.syntax.segment[over.syntax.parse.at[over.candidate.first]]
        end = over.syntax.parse.words[over.syntax.parse.phrases[segment[1]].last].span.end
        if at < end:
            return g
        own = d.roles.subject
        if own is not None and own.carried and not any(
            drafts[m].roles.subject is not None and not drafts[m].roles.subject.carried and not drafts[m].candidate.nominal  # type: ignore[union-attr]
            for m in range(g + 1, i)
        ):
            return g
    return None


def _date(drafts: list[Draft], times: Sequence[TimeMention], text: str) -> None:
    """Give every event the time its clause states: what the model reads for it, else what stands before or right after it.

    A time belongs to the first verb after it: 去年中止会谈 dates the stop, not the talks.
    """
    for d in drafts:
        said = [r.span for r in d.frame.roles if r.role == "time"] if d.frame is not None else []
        pick = next((t for t in times if any(t.span.overlaps(s) for s in said) and t.precision), None)
        if pick is None:
            pick = _time_of_clause(d, drafts, times)
        if pick is not None and pick.precision and not (pick.rule == "vague" and text[pick.span.end] in "的之"):
            d.time = pick


def _time_of_clause(d: Draft, drafts: Sequence[Draft], times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the time that stands before the trigger in its clause, at the head of the sentence, or right after it."""
    syntax = d.syntax
    k = syntax.parse.at[d.candidate.first]
    first, last = syntax.segment[k]
    numbered = {i: p.time for i, p in enumerate(syntax.parse.phrases) if p.time is not None}
    before = [i for i in numbered if first <= i < k]
    if before:
        at = syntax.parse.words[syntax.parse.phrases[before[-1]].first].span.start
        other = any(
            o.sentence == d.sentence and at < o.candidate.span.start < d.candidate.span.start and not o.candidate.nominal
            for o in drafts
        )
        return None if other else times[numbered[before[-1]]]
    after = [i for i in numbered if k < i <= min(last, k + 3)]
    if after:
        return times[numbered[after[0]]]
    if first >= 2:
        head = [i for i in numbered if i < first - 1]
        if head:
            start, end = syntax.segment[head[0]]
            if end + 2 >= first and all(syntax.kind(i) in "TDWCFP" for i in range(start, end + 1)):
                return times[numbered[head[-1]]]
    return None


def _spoken(mentions: tuple[Mention, ...], speeches: Sequence[Speech]) -> tuple[Mention, ...]:
    """Mark the mentions that stand in somebody's words, so that 我 can be resolved to the speaker."""
    out = []
    for m in mentions:
        over = chain(list(speeches), m.span.start) if m.kind == "pronoun" or m.kind == "plural" else []
        out.append(Mention(m.span, m.surface, m.type, m.kind, m.key, m.sentence, over[0].event) if over else m)
    return tuple(out)


def _told_by(d: Draft, mentions: Sequence[Mention]) -> list[int]:
    """Return the sources that the model reads for an event, nearest to the trigger first."""
    if d.frame is None:
        return []
    found = [
        m
        for r in d.frame.roles
        if r.role == "source"
        for m, mention in enumerate(mentions)
        if mention.span == r.span
    ]
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
        over = chain(speeches, other.candidate.span.start, own=j) if other.governor is None else []
        if other.governor == i or (over and over[0].event == i):
            arguments.append(Argument("content", other.candidate.span, event=j))
    if d.roles.theme is not None:
        arguments.append(Argument("object", d.roles.theme))
    sources: list[int] = []
    for speech in chain(speeches, d.candidate.span.start, own=i):
        if speech.event != i:
            sources += [m for m in speech.speakers if m not in sources]
    sources = sources or _told_by(d, mentions)
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
