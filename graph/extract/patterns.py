"""Patterns of the ontology (`{recipient}接受{actor}专访`) found in a parsed sentence, before single trigger words.

The words of a pattern stand in order within one clause; a slot between two words is the noun phrase there, the first
slot is the subject of the first word. The last word is the trigger.
"""

from __future__ import annotations

from graph.extract.lexicon import Entry, Lexicon, Pattern
from graph.extract.phrases import Syntax
from graph.extract.triggers import Candidate


def find_patterns(syntax: Syntax, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates that patterns give, leftmost first."""
    found: list[Candidate] = []
    for pattern in lexicon.patterns:
        words = [p for p in pattern.parts if p[0] == "word"]
        for w, word in enumerate(syntax.parse.words):
            if words and word.mention < 0 and word.text == words[0][1]:
                made = _match(syntax, lexicon, pattern, w)
                if made is not None and not any(made.span.overlaps(f.span) for f in found):
                    found.append(made)
    return sorted(found, key=lambda c: c.span)


def _match(syntax: Syntax, lexicon: Lexicon, pattern: Pattern, start: int) -> Candidate | None:
    parse = syntax.parse
    k = parse.at[start]
    end = syntax.segment[k][1]
    roles: dict[str, list[int]] = {}
    at, last = start, start
    seen_word = False
    slot = ""
    for kind, value in pattern.parts:
        if kind == "slot":
            if not seen_word:
                subject = syntax.subject(k) or syntax.carried(k)
                if subject is not None:
                    roles[value] = subject.heads
            else:
                slot = value
            continue
        if not seen_word:
            seen_word, at = True, start + 1
            continue
        stop = parse.phrases[end].last
        hit = next(
            (
                w
                for w in range(at, min(stop, at + 12) + 1)
                if parse.words[w].text == value and parse.words[w].mention < 0
            ),
            None,
        )
        if hit is None:
            return None
        between = [m.mention for m in parse.words[at:hit] if m.mention >= 0]
        if slot:
            if any(parse.words[w].tag == "v" for w in range(at, hit)):
                return None
            roles[slot] = between[-1:] if between else []
            slot = ""
        at, last = hit + 1, hit
    if slot:
        target = syntax.object(parse.at[last])
        roles[slot] = target.heads if target is not None else []
    frame = lexicon.frames[pattern.type]
    literal = [v for kind, v in pattern.parts if kind == "word"][-1]
    entry = Entry(literal, pattern.type, "verb", frame, rule="pattern:" + pattern.text)
    return Candidate(last, last, parse.words[last].span, literal, entry, False, 0.9, roles)
