"""Who said it: the stretch of text that each act of speech covers, and the chain of sources over an event.

In: the events of a sentence that are acts of speech (Statement, Report and what the ontology puts under
CommunicationEvent) with their speakers. Out: for a place in the text the acts that cover it, innermost first. A
report covers the rest of its sentence; a statement covers what follows it until somebody else speaks; “…，”某人说
covers the quotation before it, and a quotation that runs on covers the sentences inside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.extract.drafts import Draft
from graph.model import Span
from graph.vocabulary import Ontology

DONE_WITH_WORDS = ("CommunicationEvent", "Criticism", "Denial", "Request", "Rejection")
"""Events that consist in saying something; of the same speaker they stand beside each other."""


@dataclass(slots=True)
class Speech:
    """An act of speech: index of its event, its trigger, the speakers' mentions, the stretches of text it covers."""

    event: int
    sentence: int
    trigger: Span
    speakers: tuple[int, ...]
    covers: list[Span]
    relays: bool  # an outlet passing on what others say


def chain(speeches: list[Speech], at: int, own: int = -1) -> list[Speech]:
    """Return the speeches that cover the character at `at`, innermost (latest trigger) first, event `own` left out."""
    found = [s for s in speeches if s.event != own and any(c.start <= at < c.end for c in s.covers)]
    return sorted(found, key=lambda s: (-max(c.start for c in s.covers if c.start <= at < c.end), -s.trigger.start))


def told_in(speeches: list[Speech], draft: Draft, own: int, ontology: Ontology) -> list[Speech]:
    """Return the speeches that tell of draft `own`, innermost first.

    The next act of speech of the same subject goes beside the first, not inside it: 他表示不满，并批评美国.
    """
    found = chain(speeches, draft.candidate.span.start, own)
    subject = draft.roles.subject
    spoken = any(ontology.is_a(draft.type, kind) for kind in DONE_WITH_WORDS)
    if not spoken or (subject is not None and not subject.carried):
        return found
    actors = {m for m, _ in draft.roles.fillers.get("actor", [])}
    return [s for s in found if not actors & set(s.speakers)]


def quotes(text: str, start: int, end: int) -> list[Span]:
    """Return the quotations that open in text[start:end], each up to its closing mark or the paragraph's end.

    >>> quotes("他说：“好。走吧。”完", 0, 4)
    [Span(start=4, end=8)]
    """
    pairs = {"“": "”", "「": "」", "『": "』", '"': '"'}
    out: list[Span] = []
    i = start
    while i < end and i < len(text):
        close = pairs.get(text[i])
        if close is None:
            i += 1
            continue
        depth, j = 1, i + 1
        while j < len(text) and text[j] != "\n":
            if text[j] == close:
                depth -= 1
            elif text[j] == text[i]:
                depth += 1
            if not depth:
                break
            j += 1
        out.append(Span(i + 1, j))
        i = j + 1
    return out


def cover(drafts: Sequence[Draft], text: str, sentences: Sequence[Span], ontology: Ontology) -> list[Speech]:
    """Return the acts of speech among the drafts with the stretches of text they cover, in the order of the text."""
    speeches: list[Speech] = []
    for i, draft in enumerate(drafts):
        if not ontology.is_a(draft.type, "Statement") and not ontology.is_a(draft.type, "Report"):
            continue
        speakers = tuple(m for m, _ in draft.roles.fillers.get("actor", []))
        if speakers:
            relays = ontology.is_a(draft.type, "Report")
            speeches.append(
                Speech(
                    i,
                    draft.sentence,
                    draft.candidate.span,
                    speakers,
                    _stretches(i, drafts, text, sentences, relays),
                    relays,
                )
            )
    return speeches


def _stretches(i: int, drafts: Sequence[Draft], text: str, sentences: Sequence[Span], relays: bool) -> list[Span]:
    """Return what the speech of draft i covers: a quotation before it, and the text after it."""
    draft = drafts[i]
    sentence = sentences[draft.sentence]
    after = draft.candidate.span.end
    out: list[Span] = []
    rest = text[after : sentence.end].strip('。.！!？?” 」"')
    if draft.candidate.nominal and not rest.startswith(("：", ":", "，", "说", "称")):
        return out
    syntax = draft.syntax
    k = syntax.parse.at[draft.candidate.first]
    start = syntax.parse.words[syntax.parse.phrases[syntax.segment[k][0]].first].span.start
    block = text.rfind("\n", 0, start) + 1
    before = text[block:start].rstrip("，,。 ")
    if (before.endswith(("”", "」", "』", '"')) and len(rest) < 2) or (
        before.endswith(("，”", ",”", "，」", '，"', ',"'))
    ):
        found = [q for q in quotes(text, block, start) if q.end <= start]
        out += found[-1:]
    elif (
        len(rest) < 2
        and start > sentence.start
        and not any(d.sentence == draft.sentence and _speaks(d) for d in drafts[:i])
    ):
        out.append(Span(sentence.start, start))
    end = _reach(draft, text, sentence)
    opened = [q for q in quotes(text, block, sentence.end) if q.start <= draft.candidate.span.start < q.end]
    if opened:
        end = min(end, opened[-1].end)
    if not relays:
        said = quotes(text, after, sentence.end)
        for other in drafts[i + 1 :]:
            if other.sentence != draft.sentence:
                break
            if any(q.start <= other.candidate.span.start < q.end for q in said):
                continue  # a speech inside the words quoted
            own = other.roles.subject
            if _speaks(other) and own is not None and own.phrase >= 0:
                k2 = other.syntax.parse.at[other.candidate.first]
                seg = other.syntax.segment[k2]
                begins = other.syntax.parse.words[other.syntax.parse.phrases[seg[0]].first].span.start
                directly = not text[after:begins].strip('，,：: “「"')
                if begins > after and not (directly and syntax.takes_clause(k)):
                    end = min(end, begins)
                    break
    if after < end:
        out.append(Span(after, end))
    # “…，”某人说。“…” : the quotation that follows is his as well
    if out and len(rest) < 2:
        follow = text[sentence.end : sentence.end + 1]
        if follow in ("“", "「"):
            out += quotes(text, sentence.end, sentence.end + 1)
    return out


def _reach(draft: Draft, text: str, sentence: Span) -> int:
    """Return where the words end that a speech brings in after its trigger.

    他说：“…”，… ends with the quotation, and those that follow it at once; 表示不满，… with its clause; X说，…；Y… with
    the semicolon; everything else with the sentence, or the quotation that runs on past it.
    """
    after = draft.candidate.span.end
    said = quotes(text, after, sentence.end)
    if said and not text[after : said[0].start - 1].strip("：:，, ") and len(text[said[0].start : said[0].end]) > 3:
        end = said[0].end
        for q in said[1:]:
            if text[end + 1 : q.start - 1].strip("，,；; "):
                break
            end = q.end
        if text[end + 1 : end + 2] in ("，", ",", "；", ";", "。", "", "\n"):
            return end
    syntax = draft.syntax
    k = syntax.parse.at[draft.candidate.last]
    target = syntax.object(k)
    last = syntax.segment[k][1]
    if target is not None and target.phrase == last and not target.heads:
        return syntax.parse.words[syntax.parse.phrases[last].last].span.end
    end = text.find("；", after, sentence.end)
    if end >= 0 and not any(q.start <= end < q.end for q in said):
        return end
    return max([sentence.end, *(q.end for q in said)])


def _speaks(draft: Draft) -> bool:
    return draft.type in ("Statement", "Report") and not draft.candidate.nominal
