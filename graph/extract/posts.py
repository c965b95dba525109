"""Reading a post out of a run of words: [country or body] [former mark] [modifiers] [head].

`read_left` reads the run that ends before a word, `read_right` the run that starts at a word. Both stop at whatever cannot
belong to a post: a verb, a preposition, a sign, a person's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.extract.reading import ENDS, OPEN, PLACES, Reading
from graph.extract.titles import Titles
from graph.model import Span

NOUNS = frozenset("n nz nw nr ns nt an vn LOC ORG a f s b j l i xc".split())
LISTERS = frozenset("、 和 与 及 以及 暨".split())
LONGEST = 24  # characters of a post without its country


@dataclass(frozen=True, slots=True)
class Post:
    """A post as read: title in Simplified script, where it stands, whose it is (index of a name, None if not said).

    stop: the word at which the reading to the left ended; shared: its head is one that several people may hold at once.
    """

    title: str
    span: Span
    of: int | None
    former: bool
    first: int
    last: int
    shared: bool
    stop: int


def read_left(reading: Reading, titles: Titles, end: int) -> Post | None:
    """Return the post whose last word is `end`, None if the words there are none."""
    taken: list[int] = []
    former, of, listed = False, None, -1
    i = end
    while i >= 0 and sum(len(reading.words[w].text) for w in taken) < LONGEST:
        word, kind = reading.words[i], reading.type_at(i)
        text = word.text
        if kind == "Person" or text in ENDS:
            break
        if kind:
            i, of, taken, more = _name(reading, titles, i, end, taken, former)
            former = former or more
            break
        if text in titles.former and taken:
            former = True
        elif text == "的" and taken and reading.text_at(i - 1) in titles.former:
            former = True
            i -= 1
        elif text in titles.incumbent and taken:
            pass
        elif (
            text in LISTERS
            and taken
            and reading.tag_at(i - 1) not in ("", "w", "v", "p", "u")
            and reading.type_at(i - 1) == ""
        ):
            listed = len(taken)
        elif text in titles.noise:
            pass
        elif (
            word.tag in NOUNS or text in titles.ranks or titles.head(text) == text or (listed >= 0 and word.tag == "v")
        ):
            taken.append(i)
        else:
            break
        i -= 1
    if listed >= 0 and of is None:  # 安全、外交部长 with no country before it: the list belongs to something else
        taken = taken[:listed]
        former = False
        i = taken[-1] - 1 if taken else i
    return _post(reading, titles, sorted(taken), of, former, i)


def _name(
    reading: Reading, titles: Titles, i: int, end: int, taken: list[int], former: bool
) -> tuple[int, int | None, list[int], bool]:
    """Take a country or body that stands at word i, to the left of a post; also 驻联合国 in 美国驻联合国大使."""
    k = reading.name_at[i]
    first = reading.first[k]
    kind = reading.names[k].type
    run = list(range(i, first - 1, -1))
    if not taken and not titles.head(reading.words[end].text):
        return first - 1, None, taken, False
    if not taken:  # the name itself ends in a head word: no post (总统府 is a body)
        return first - 1, None, [], False
    if reading.text_at(first - 1) == "驻":
        taken = [*taken, *run, first - 1]
        j = first - 2
        more = False
        while reading.text_at(j) in titles.former or reading.text_at(j) in titles.incumbent:
            more = more or reading.text_at(j) in titles.former
            j -= 1
        of = reading.name_at[j] if j >= 0 and reading.type_at(j) not in ("", "Person") else None
        return j, of, taken, more
    head = titles.head("".join(reading.words[w].text for w in sorted(taken)))
    j = first - 1
    more = False
    while (reading.text_at(j) in titles.former or reading.text_at(j) in titles.incumbent) and not former:
        more = more or reading.text_at(j) in titles.former
        j -= 1
    of: int | None = k
    if kind not in PLACES and head in titles.body_heads:
        taken = [*taken, *run]
        if j >= 0 and reading.type_at(j) in PLACES:
            of = reading.name_at[j]
            j = reading.first[of] - 1
    return j, of, taken, more


def _post(reading: Reading, titles: Titles, taken: list[int], of: int | None, former: bool, stop: int) -> Post | None:
    text = "".join(reading.words[w].text for w in taken)
    for mark in sorted(titles.former | titles.incumbent, key=lambda m: (-len(m), m)):
        if text.startswith(mark) and titles.head(text[len(mark) :]):
            former = former or mark in titles.former
            text = text[len(mark) :]
            break
    if of is not None and text.startswith(_simple(reading, of)) and reading.names[of].type in PLACES:
        text = text[len(_simple(reading, of)) :]
    head = titles.head(text)
    if not head or (head in titles.trade_heads and of is None):
        return None
    span = Span(reading.words[taken[0]].span.start, reading.words[taken[-1]].span.end)
    return Post(text, span, of, former, taken[0], taken[-1], head in titles.shared_heads, stop)


def _simple(reading: Reading, k: int) -> str:
    span = reading.names[k].span
    return reading.text[span.start : span.end]


def read_right(reading: Reading, titles: Titles, start: int) -> Post | None:
    """Return the longest post that starts at word `start`, None if the words there are none: 美国气候特使, 总统."""
    best = None
    size = 0
    j = start
    while j < len(reading.words) and size < LONGEST:
        word = reading.words[j]
        if reading.type_at(j) == "Person" or word.text in ENDS:
            break
        inner = reading.type_at(j) or word.tag in NOUNS or word.text in titles.ranks | titles.former | LISTERS
        if (
            not inner
            and word.text not in ("的", "驻")
            and word.text not in OPEN
            and titles.head(word.text) != word.text
        ):
            break
        size += len(word.text)
        if titles.head(word.text) and not reading.type_at(j):
            best = j
        j += 1
    if best is None:
        return None
    post = read_left(reading, titles, best)
    return post if post is not None and post.first >= start and post.stop <= start else None
