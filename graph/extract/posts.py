"""Reading a post out of a run of words: [country or body] [former mark] [modifiers] [head].

`read_left` reads the run that ends before a word, `read_right` the run that starts at a word. Both stop at whatever
cannot belong to a post: a verb, a preposition, a sign, a person's name.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from graph.extract.reading import CLOSE, ENDS, OPEN, PLACES, Reading
from graph.extract.titles import Titles
from graph.model import Span

NOUNS = frozenset(
    {"n", "nz", "nw", "nr", "ns", "nt", "an", "vn", "LOC", "ORG", "a", "f", "s", "b", "j", "l", "i", "xc"}
)
LISTERS = frozenset({"、", "和", "与", "及", "以及", "暨"})
INNER_LISTERS = LISTERS - {"与"}  # 与 before a title is rather "with"
CHAINS = frozenset({"、", "兼", "兼任", "暨", "及"})  # between two posts of one person: 国务委员兼外长
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
    return _Leftward(reading, titles, end).read()


def read_chain(reading: Reading, titles: Titles, end: int) -> list[Post]:
    """Return the posts of one person that end at word `end`, the last first: 国务委员兼外长, 副主席、前特首.

    A post without a country takes that of a country before the first of them; 前 before 总理兼外长 is for both.
    """
    post = read_left(reading, titles, end)
    posts = [post] if post is not None else []
    while post is not None and reading.text_at(post.stop) in CHAINS:
        joined = reading.text_at(post.stop) != "、"
        post = read_left(reading, titles, post.stop - 1)
        if post is not None and reading.type_at(post.stop) == "Person":  # 拜登总统、财长耶伦: two people
            break
        if post is not None:
            if joined and post.former:
                posts = [dataclasses.replace(p, former=True) for p in posts]
            posts.append(post)
    owner = posts[-1].of if posts else None
    if owner is not None and reading.names[owner].type in PLACES:
        posts = [p if p.of is not None else dataclasses.replace(p, of=owner) for p in posts]
    return posts


class _Leftward:
    """A walk from the last word of a post to its left; `taken` are the words of the title, right to left."""

    def __init__(self, reading: Reading, titles: Titles, end: int) -> None:
        self.reading, self.titles, self.at = reading, titles, end
        self.taken: list[int] = []
        self.of: int | None = None
        self.former = False
        self.listed = -1

    def read(self) -> Post | None:
        size = 0
        while self.at >= 0 and size < LONGEST and self._step():
            size = sum(len(self.reading.words[w].text) for w in self.taken)
        if self.listed >= 0 and self.of is None:  # 安全、外交部长 with no country before: the list belongs elsewhere
            self.taken = self.taken[: self.listed]
            self.former = False
            self.at = self.taken[-1] - 1 if self.taken else self.at
        return self._post()

    def _step(self) -> bool:
        """Take the word at `at`; tell whether to go on."""
        reading, titles, i = self.reading, self.titles, self.at
        text, kind = reading.text_at(i), reading.type_at(i)
        if kind == "Person" or text in ENDS:
            return False
        if kind:
            self._take_owner()
            return False
        if text in titles.former and self.taken:
            self.former = True
        elif text == "的" and self.taken and reading.text_at(i - 1) in titles.former:
            self.former = True
            self.at -= 1
        elif text in CHAINS and self.taken and self._is_post_before(i):
            return False
        elif text in INNER_LISTERS and self.taken and self._may_list(i - 1):
            self.listed = len(self.taken)
            self.taken.append(i)
        elif text in CLOSE and self.taken and reading.type_at(i - 1) not in ("", "Person"):
            pass  # 《南华早报》总编辑
        elif text in titles.noise or (text in titles.incumbent and self.taken):
            pass
        elif self._is_title_word(i):
            self.taken.append(i)
        else:
            return False
        self.at -= 1
        return True

    def _is_post_before(self, i: int) -> bool:
        """Tell whether a post of its own ends before word i, and another was read behind it: 副主席、前特首."""
        taken = "".join(self.reading.words[w].text for w in sorted(self.taken))
        before = self.reading.text_at(i - 1)
        return bool(self.titles.head(taken)) and not self.reading.type_at(i - 1) and bool(self.titles.head(before))

    def _may_list(self, i: int) -> bool:
        return self.reading.type_at(i) == "" and self.reading.tag_at(i) not in ("", "w", "v", "p", "u")

    def _is_title_word(self, i: int) -> bool:
        text, tag = self.reading.text_at(i), self.reading.tag_at(i)
        if tag in NOUNS or text in self.titles.ranks or self.titles.head(text) == text:
            return True
        return text in ("长", "前长") and bool(self.titles.head(self._name_before(i) + "长"))

    def _name_before(self, i: int) -> str:
        return _simple(self.reading, self.reading.name_at[i - 1]) if self.reading.type_at(i - 1) else ""

    def _take_owner(self) -> None:
        """Take the country or body that stands at `at`; also 驻联合国 in 美国驻联合国大使."""
        if not self.taken:  # a name that itself ends in a head word is no post
            return
        reading = self.reading
        k = reading.name_at[self.at]
        first = reading.first[k]
        run = list(range(reading.last[k], first - 1, -1))
        if reading.text_at(first - 1) == "驻":
            self.taken += [*run, first - 1]
            self.at = first - 2
            self._skip_marks()
            kind = reading.type_at(self.at)
            self.of = reading.name_at[self.at] if kind not in ("", "Person") else None
            return
        title = "".join(reading.words[w].text for w in sorted(self.taken))
        self.of, self.at = k, first - 1
        inside = reading.text[reading.words[first].span.start : reading.names[k].span.start]
        self.former = self.former or inside in self.titles.former  # 前金管局 as one word
        self._skip_marks()
        joined = title == "长"
        if joined or (reading.names[k].type not in PLACES and self.titles.head(title) in self.titles.body_heads):
            self.taken += run
            if reading.type_at(self.at) in PLACES:
                self.of = reading.name_at[self.at]
                self.at = reading.first[self.of] - 1

    def _skip_marks(self) -> None:
        while (text := self.reading.text_at(self.at)) in self.titles.former or text in self.titles.incumbent:
            self.former = self.former or text in self.titles.former
            self.at -= 1

    def _post(self) -> Post | None:
        reading, titles, taken = self.reading, self.titles, sorted(self.taken)
        text = "".join(reading.words[w].text for w in taken)
        for mark in sorted(titles.former | titles.incumbent, key=lambda m: (-len(m), m)):
            if text.startswith(mark) and titles.head(text[len(mark) :]):
                self.former = self.former or mark in titles.former
                text = text[len(mark) :]
                break
        if self.of is not None and reading.names[self.of].type in PLACES:
            text = text.removeprefix(_simple(reading, self.of))
        text = _own_post(text, titles)
        head = titles.head(text)
        if not head or (head in titles.trade_heads and self.of is None):
            return None
        span = Span(reading.words[taken[0]].span.start, reading.words[taken[-1]].span.end)
        return Post(text, span, self.of, self.former, taken[0], taken[-1], head in titles.shared_heads, self.at)


def _own_post(text: str, titles: Titles) -> str:
    """Return the post of who serves a president: 总统气候特使 -> 气候特使, but 总统候选人."""
    for principal in sorted(titles.principals):
        rest = text.removeprefix(principal)
        if rest != text and titles.head(rest) and not any(rest.startswith(b) for b in titles.beside):
            return rest
    return text


def _simple(reading: Reading, k: int) -> str:
    span = reading.names[k].span
    return reading.text[span.start : span.end]


def read_characters(reading: Reading, titles: Titles, end: int) -> Post | None:
    """Return the post that ends at word `end` by characters alone, where the segmenter cut it wrongly (前特|首).

    Only a bare head word of two characters or more, with a former mark and a country or body right before it.
    """
    stop = reading.words[end].span.end
    clause = reading.text[max(stop - LONGEST, 0) : stop]
    head = titles.head(clause)
    if len(head) < 2 or head in titles.trade_heads:
        return None
    start = stop - len(head)
    if any(n.span.start < stop and start < n.span.end for n in reading.names):
        return None
    at = start
    former = False
    for mark in sorted(titles.former | titles.incumbent, key=lambda m: (-len(m), m)):
        if reading.text[:at].endswith(mark):
            at -= len(mark)
            former = mark in titles.former
            break
    of = next((k for k, n in enumerate(reading.names) if n.span.end == at and n.type != "Person"), None)
    first = next(w for w in range(end, -1, -1) if reading.words[w].span.start <= start)
    before = next((w for w in range(first, -1, -1) if reading.words[w].span.end <= at), -1)
    return Post(head, Span(start, stop), of, former, first, end, head in titles.shared_heads, before)


def read_right(reading: Reading, titles: Titles, start: int) -> Post | None:
    """Return the last of the posts that start at word `start`, None if the words there are none: 美国气候特使, 总统."""
    posts = read_posts_right(reading, titles, start)
    return posts[0] if posts else None


def read_posts_right(reading: Reading, titles: Titles, start: int) -> list[Post]:
    """Return the posts of one person that start at word `start`, the last first."""
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
    posts = read_chain(reading, titles, best) if best is not None else []
    whole = bool(posts) and min(p.first for p in posts) >= start and posts[-1].stop <= start
    return posts if whole else []
