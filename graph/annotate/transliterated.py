"""Foreign names that the model of names cut: put together by the characters transliterations are written with.

总检察长波利/PER 休克/v 说     a common verb, but both of its characters spell foreign names, and a verb follows
上校别/d 尔金/PER              what is left between a post and a name belongs to the name
外长库兹/PER 缅科/ORG          behind one post stands one person
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.annotate.marks import MODEL, Name, Text, is_ideograph
from graph.annotate.tokens import Word
from graph.model import Span

LONGEST = 8  # characters of a transliterated name without a sign between its parts
GAP = 2  # characters that may be left between a post and a name
SHORT_GIVEN = 2  # characters of a Chinese given name
PIECE = 3  # characters of a word that may be part of a name
PROPER = frozenset(("PER", "LOC", "ORG", "nz", "nr", "nw"))
FOLLOWS = frozenset(("v", "vn", "vd", "p", "d", "ad", "TIME", "t", "c", "w", "u"))
"""Tags of what may stand behind a whole name."""

FUNCTION = frozenset("因于以和之即与若比将内南东北中恰")
"""Characters that also spell names, but by themselves say how the sentence goes on: 普京因病."""

SAYING = frozenset("说称指吁斥曰")


def cut_names(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """Names of persons of which the model of names saw only a part; those it saw whole are not yielded."""
    for word in text.words:
        if word.tag not in PROPER or not _free(found, word.span):
            continue
        if word.tag in ("nz", "nw") and (span := _unseen(text, word)) and _free(found, span):
            yield Name(span, "Person")
            continue
        if MODEL.get(word.tag) != "Person" and not post_before(text, word.span.start):
            continue
        span = family_name(text, word.span) or whole(text, word.span)
        if span != word.span:
            yield Name(span, "Person")


def _free(found: Sequence[Name], span: Span) -> bool:
    return not any(name.span.overlaps(span) for name in found)


def _unseen(text: Text, word: Word) -> Span | None:
    """Return a name of two words that the model saw no name in, where a clause or a post comes before: 奥花|云费."""
    after = text.word_at(word.span.end)
    pieces = text.of(word.span), text.of(after.span)
    if after.tag not in ("n", "nz") or any(not 1 < len(piece) <= PIECE for piece in pieces):
        return None
    if not all(spells(text, piece) and all(map(is_ideograph, piece)) for piece in pieces):
        return None
    before, behind = text.word_before(word.span.start), text.word_at(after.span.end)
    clause = before.tag == "w" or before.span.start == word.span.start or post_before(text, word.span.start)
    return Span(word.span.start, after.span.end) if clause and behind.tag in ("v", "p", "d", "TIME") else None


def whole(text: Text, span: Span) -> Span:
    """Return a transliterated name with its parts that were cut off, the same span if there are none."""
    name = text.of(span)
    if name in text.gazetteer.persons.foreign or name in text.gazetteer.names or not spells(text, name):
        return span
    start = span.start
    if not post_before(text, start):
        start = next((start - size for size in range(1, GAP + 1) if _is_gap(text, start - size, start)), start)
    if start == span.start and text.gazetteer.persons.is_japanese(name):
        return span
    return Span(start, _right_end(text, Span(start, span.end)))


def spells(text: Text, name: str) -> bool:
    """Tell whether a name is written in characters that spell foreign names, but for signs between its parts."""
    return all(sign in text.gazetteer.persons.spelling for sign in name if is_ideograph(sign))


def family_name(text: Text, span: Span) -> Span | None:
    """Return a given name with the family name that the model of names left to the post before it: 发言人区|达明."""
    words = text.gazetteer.persons
    at = span.start - 1
    if span.end - span.start != SHORT_GIVEN or at < 1 or text.simplified[at] not in words.surnames:
        return None
    if text.of(span) in words.foreign or post_before(text, span.start):
        return None
    before = text.word_before(span.start)
    alone = before.span.start == at and (before.tag != "v" or text.simplified[at] in words.not_given)
    return Span(at, span.end) if post_before(text, at) and before.tag in ("n", "v") and not alone else None


def post_before(text: Text, end: int) -> bool:
    """Tell whether a post or another noun for a person ends right before an offset."""
    return bool(text.title_before(end)) or any(
        text.simplified[max(0, end - size) : end] in text.gazetteer.persons.nouns for size in (2, 3, 4)
    )


def _is_gap(text: Text, start: int, end: int) -> bool:
    gap = text.simplified[max(0, start) : end]
    return start > 0 and spells(text, gap) and all(map(is_ideograph, gap)) and (
        FUNCTION.isdisjoint(gap) and gap not in text.gazetteer.names and post_before(text, start)
    )  # fmt: skip


def _right_end(text: Text, span: Span) -> int:
    """Return where a name ends that goes on in the words behind it."""
    posted = post_before(text, span.start)
    end = span.end
    while True:
        word = text.word_at(end)
        piece = text.of(word.span)
        after = text.word_at(word.span.end)
        last = len(piece) == SHORT_GIVEN and piece[1] in SAYING and posted and word.tag == "v"
        if last and spells(text, piece[0]) and piece[0] not in FUNCTION:
            return end + 1  # 齐里|马说
        spelt = len(piece) > SHORT_GIVEN and spells(text, piece[:-1]) and not spells(text, piece[-1])
        if spelt and posted and word.tag == "PER" and all(map(is_ideograph, piece)):
            return word.span.end - 1  # 别克图|罗娃直|斥
        if not _is_piece(text, word, after, posted) or word.span.end - _part_start(text, span.start, end) > LONGEST:
            return end
        end = word.span.end


def _is_piece(text: Text, word: Word, after: Word, posted: bool) -> bool:
    piece = text.of(word.span)
    if not piece or len(piece) > PIECE + (word.tag in PROPER) or not all(map(is_ideograph, piece)):
        return False
    if not spells(text, piece) or word.tag in ("u", "m", "r", "TIME", "w", "c"):
        return False
    if piece in text.gazetteer.names or piece in text.gazetteer.persons.foreign or piece in text.gazetteer.titles:
        return False
    if word.tag in PROPER:
        return posted
    if after.tag not in FOLLOWS and after.tag not in PROPER:
        return False
    alone = len(piece) == 1
    if alone and piece in FUNCTION:
        return False
    return posted or (word.tag == "n" and alone)


def _part_start(text: Text, start: int, end: int) -> int:
    """Return where the last part of a name begins, behind the last sign in it."""
    return max((at + 1 for at in range(start, end) if not is_ideograph(text.simplified[at])), default=start)
