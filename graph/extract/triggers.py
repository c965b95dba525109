"""Trigger words in a parsed sentence: which words may express an event, of which type.

In: a `Parse` and the `Lexicon`. Out: candidates, leftmost first, none overlapping, and what was turned down with its
reason. A trigger lies on word boundaries and outside names (何立峰会面 holds no 峰会), as verb or noun as its entry
says, and not inside a word that only looks like it (说服, 自称).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.lexicon import Entry, Lexicon
from graph.extract.phrases import Syntax
from graph.extract.syntax import NOUNS, Parse
from graph.model import Rejection, Span

SIDES = frozenset("方国军媒政府企商")
"""First characters of words behind a country of one character."""

VERBS = frozenset(("v", "vn", "vd"))


@dataclass(slots=True)
class Candidate:
    """A trigger: words [first, last], its characters, its entry, and whether it stands as a noun."""

    first: int
    last: int
    span: Span
    text: str
    entry: Entry
    nominal: bool
    confidence: float = 0.8
    pattern: dict[str, list[int]] | None = None


def find_triggers(syntax: Syntax, lexicon: Lexicon) -> tuple[list[Candidate], list[Rejection]]:
    """Return the triggers of a sentence and the rejected ones."""
    parse = syntax.parse
    found: list[Candidate] = []
    rejected: list[Rejection] = []
    sentence = "".join(w.text for w in parse.words)
    starts = _offsets(parse)
    taken = -1
    for i in range(len(parse.words)):
        if i <= taken or parse.words[i].mention >= 0:
            continue
        best: Candidate | None = None
        for j, form, span in _forms(parse, lexicon, i):
            for entry in lexicon.entries[form]:
                nominal = _is_nominal(syntax, i, j)
                reason = _refusal(syntax, lexicon, i, j, form, entry, nominal, sentence, starts)
                if reason:
                    rejected.append(Rejection(span, form, entry.type, "lexicon", reason))
                    continue
                if best is None or _rank(entry, form) > _rank(best.entry, best.text):
                    best = Candidate(i, j, span, form, entry, nominal or entry.part == "noun")
            if best is not None:
                break
        if best is not None:
            found.append(_with_short_name(best, parse))
            taken = best.last
    return found, rejected


def _with_short_name(candidate: Candidate, parse: Parse) -> Candidate:
    """Stretch a verb over the one-character country after it: the word is 访华, not 访; 再访华, not 再访."""
    after = parse.words[candidate.last + 1] if candidate.last + 1 < len(parse.words) else None
    named = (
        after is not None and after.mention >= 0 and after.tag != "r" and not _acts_behind(parse, candidate.last + 2)
    )
    if after is not None and named and len(after.text) == 1 and len(candidate.text) <= 2 and not candidate.nominal:
        candidate.span = Span(candidate.span.start, after.span.end)
    return candidate


def _acts_behind(parse: Parse, i: int) -> bool:
    """Tell whether word i makes a side of the country before it, so that it is no part of a verb: 要求美|方."""
    return i < len(parse.words) and parse.words[i].text[:1] in SIDES


def _rank(entry: Entry, form: str) -> tuple[int, int, int]:
    """Longer forms first, then entries with conditions, then verbs."""
    return len(form), int(entry.conditions), int(entry.part == "verb")


def _offsets(parse: Parse) -> list[int]:
    out, at = [], 0
    for word in parse.words:
        out.append(at)
        at += len(word.text)
    return out


def _forms(parse: Parse, lexicon: Lexicon, i: int) -> Iterator[tuple[int, str, Span]]:
    """Yield the lexicon's forms that begin at word i, longest first: whole words, then the end or start of one word."""
    words = parse.words
    text = ""
    whole: list[tuple[int, str]] = []
    for j in range(i, min(i + 4, len(words))):
        if words[j].mention >= 0 or words[j].tag == "TIME":
            break
        text += words[j].text
        if len(text) > lexicon.longest:
            break
        if text in lexicon.entries:
            whole.append((j, text))
    for j, form in reversed(whole):
        yield j, form, Span(words[i].span.start, words[j].span.end)
    word = words[i]
    if whole or len(word.text) < 3 or word.tag not in VERBS | {"n", "nz"}:
        return
    parts = []
    for size in range(len(word.text) - 1, 1, -1):
        head, tail = word.text[:size], word.text[-size:]
        if tail in lexicon.entries:
            parts.append((tail, Span(word.span.end - size, word.span.end)))
        if head in lexicon.entries and word.tag in VERBS:
            parts.append((head, Span(word.span.start, word.span.start + size)))
    for form, span in parts:
        yield i, form, span


def _is_nominal(syntax: Syntax, i: int, j: int) -> bool:
    """Tell whether words i..j stand as a noun: tagged so, inside a noun phrase, or after 的 without an object."""
    parse = syntax.parse
    word = parse.words[j]
    if word.tag in NOUNS:
        return True
    phrase = parse.phrases[parse.at[j]]
    if phrase.kind == "N":
        return True
    before = i - 1
    while before >= 0 and parse.words[before].tag in ("ad", "a", "an"):
        before -= 1
    if before >= 0 and parse.words[before].text in ("的", "之"):
        k = parse.at[j]
        after = k + 1
        return (
            not (
                after < len(parse.phrases)
                and parse.phrases[after].kind in ("N", "P")
                and syntax.segment[k] == syntax.segment[after]
            )
            or word.tag == "vn"
        )
    return False


def _refusal(
    syntax: Syntax,
    lexicon: Lexicon,
    i: int,
    j: int,
    form: str,
    entry: Entry,
    nominal: bool,
    sentence: str,
    starts: list[int],
) -> str:
    """Return why words i..j are no trigger of the entry's type, or "" if they are."""
    parse = syntax.parse
    tags = {w.tag for w in parse.words[i : j + 1]}
    if entry.tags and not entry.tags & tags:
        return "tag"
    if entry.part == "verb" and i == j and not tags & (VERBS | {"n", "d", "p", "xc", "nz", "an", "a", "ad"}):
        return "not a verb"
    if entry.part == "noun" and not nominal and parse.words[j].tag not in VERBS:
        return "not a noun"
    at = starts[i] + max(parse.words[i].text.find(form), 0)
    for longer in lexicon.not_in.get(entry.type, ()):
        inside = longer.find(form)
        while inside >= 0:
            begin = at - inside
            if begin >= 0 and sentence.startswith(longer, begin) and _is_edge(begin + len(longer), starts, parse):
                return "inside " + longer
            inside = longer.find(form, inside + 1)
    return _limits(syntax, i, j, entry)


def _is_edge(at: int, starts: list[int], parse: Parse) -> bool:
    """Tell whether no word but a name goes on over an offset: 签署人工智能 holds no 签署人."""
    word = bisect_right(starts, at) - 1
    return starts[word] == at or at >= starts[word] + len(parse.words[word].text) or parse.words[word].mention >= 0


def _limits(syntax: Syntax, i: int, j: int, entry: Entry) -> str:
    """Return which of the entry's conditions on its neighbours and its object fails, or ""."""
    words = syntax.parse.words
    before = "".join(w.text for w in words[max(i - 2, 0) : i])
    after = "".join(w.text for w in words[j + 1 : j + 4])
    if (entry.not_before and before.endswith(entry.not_before)) or (
        entry.not_after and after.startswith(entry.not_after)
    ):
        return "excluded by a word"
    if entry.before and not before.endswith(entry.before):
        return "word before"
    if entry.after and not after.startswith(entry.after):
        return "word after"
    if entry.objects or entry.not_objects:
        target = syntax.object(syntax.parse.at[j])
        text = syntax.word(target.phrase) if target is not None else "".join(w.text for w in words[j + 1 : j + 9])
        if (entry.objects and not any(w in text for w in entry.objects)) or any(w in text for w in entry.not_objects):
            return "object"
    return ""
