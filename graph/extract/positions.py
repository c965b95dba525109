"""Who holds which post: titles in apposition to a name on either side, and verbs of taking or leaving a post.

美国前国务卿克里            title before the name
佩洛西议长                  title after it
前律政司司长梁爱诗及黄仁龙    one title before two names
克里被拜登任命为气候特使      verb, then the title
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence

from graph.extract.posts import LISTERS, Post, read_chain, read_characters, read_posts_right, read_right
from graph.extract.reading import CLOSE, ENDS, OPEN, PLACES, Reading
from graph.extract.titles import Titles
from graph.model import Mention, PositionMention

ASKS = frozenset({"谁", "哪位", "何人"})
AGENT_MARKS = frozenset({"被", "由", "获", "遭"})
VERBS = frozenset({"v", "vd", "vn", "p", "d", ""})
BETWEEN = frozenset({"d", "TIME", "t", "f", "v", "ad", "nt"})  # what may stand between a subject and 是
SEVERAL = frozenset("两二三四五多各数全")  # 两人议员资格
DURING = frozenset({"期间", "时", "时期"})
REACH = 4  # words looked back for a word that says the post is not held


@dataclasses.dataclass(frozen=True, slots=True)
class Held:
    """A post and who is said to hold it: indexes of names, or the offset of a pronoun's first character."""

    holder: int
    post: Post
    pronoun: bool = False


def find_positions(reading: Reading, pronouns: Sequence[Mention], titles: Titles) -> list[Held]:
    """Return the posts held or once held, in the order of the text; `holder` counts in names, or in `pronouns`."""
    held: list[Held] = []
    for k, name in enumerate(reading.names):
        if name.type == "Person":
            held += _before(reading, titles, k, held)
            held += _after(reading, titles, k)
    held += _by_verb(reading, pronouns, titles)
    return _with_resignations(reading, titles, _unique(held))


def _before(reading: Reading, titles: Titles, k: int, held: Sequence[Held]) -> list[Held]:
    i = reading.first[k] - 1
    while reading.text_at(i) in OPEN and i >= 0:
        i -= 1
    if i < 0:
        return []
    posts = read_chain(reading, titles, i)
    if not posts and (single := read_characters(reading, titles, i)):
        posts = [single]
    if posts:
        return [Held(k, _with_owner(reading, titles, post, held)) for post in posts]
    if reading.text_at(i) not in LISTERS:
        return []
    j = i - 1
    if reading.text_at(j) in ("）", ")") and (back := _opening(reading, j)) is not None:
        j = back - 1
    if reading.type_at(j) != "Person":
        return []
    mate = next((h for h in held if h.holder == reading.name_at[j] and not h.pronoun), None)
    shares = mate is not None and mate.post.last < reading.first[mate.holder] and (mate.post.former or mate.post.shared)
    return [Held(k, mate.post)] if shares and mate is not None else []


def _with_owner(reading: Reading, titles: Titles, post: Post, held: Sequence[Held]) -> Post:
    """Give a post without a country that of what stands before: 美国总统拜登的特使, 美国国务卿布林肯和财长耶伦."""
    if post.of is not None or post.stop < 0:
        return post
    text = reading.text_at(post.stop)
    if text != "的" and text not in LISTERS:
        return post
    j = post.stop - 1
    if (
        text == "的"
        and reading.type_at(j) in PLACES
        and reading.text_at(reading.first[reading.name_at[j]] - 1) in ("驻", "在")
    ):
        j = reading.first[reading.name_at[j]] - 2
    while j > 0 and (reading.text_at(j) in CLOSE or reading.text_at(j) in OPEN):
        if reading.text_at(j) in "）)" and (back := _opening(reading, j)) is not None:
            j = back
        j -= 1
    k = reading.name_at[j] if j >= 0 else -1
    if k < 0:
        return post
    if reading.names[k].type != "Person":
        return dataclasses.replace(post, of=k) if text == "的" else post
    mate = next((h for h in held if h.holder == k and not h.pronoun), None)
    owner = mate.post.of if mate is not None else None
    kind = reading.names[owner].type if owner is not None else ""
    if kind == "Country" or (kind == "GovernmentBody" and post.title.endswith(titles.state)):
        return dataclasses.replace(post, of=owner)  # 以色列国防部长加兰特、外长卡茨: the body tells the country
    return post


def _opening(reading: Reading, j: int) -> int | None:
    return next((i for i in range(j, max(j - 10, -1), -1) if reading.text_at(i) in "（("), None)


def _after(reading: Reading, titles: Titles, k: int) -> list[Held]:
    j = reading.last[k] + 1
    text = reading.text_at(j)
    if text in ("（", "(") and reading.type_at(j + 1) != "Person":
        post = read_right(reading, titles, j + 1)
        return [Held(k, post)] if post is not None and reading.text_at(post.last + 1) in ("）", ")") else []
    head = titles.head(text)
    if (
        not head
        or len(text) > 6
        or head in titles.trade_heads
        or reading.type_at(j)
        or reading.type_at(j + 1) == "Person"
    ):
        return []
    if reading.tag_at(j + 1) in ("n", "nz") and titles.head(reading.text_at(j + 1)):
        return []  # 拜登总统助理: the post is somebody else's
    return [Held(k, Post(text, reading.words[j].span, None, False, j, j, False, j - 1))]


def _by_verb(reading: Reading, pronouns: Sequence[Mention], titles: Titles) -> list[Held]:
    held: list[Held] = []
    place = {p.span.start: i for i, p in enumerate(pronouns)}
    for v, word in enumerate(reading.words):
        takes, leaves = word.text in titles.takes, word.text in titles.leaves
        if not (takes or leaves) or reading.name_at[v] >= 0 or word.tag not in VERBS:
            continue
        start = v + 1
        while reading.text_at(start) in ("为", "了", "过", "成", "其"):
            start += 1
        named = reading.type_at(start) == "Person" and word.text in titles.appoints
        if named:  # 任命克里为特使
            after = reading.last[reading.name_at[start]] + 1
            if reading.text_at(after) not in ("为", "担任", "出任", "作为"):
                continue
            holder, start = (reading.name_at[start], False), after + 1
        posts = read_posts_right(reading, titles, start)
        if not posts or _not_yet(reading, titles, v) or posts[-1].title[0] in SEVERAL:
            continue
        post = posts[0]
        follower = reading.type_at(post.last + 1)
        if follower == "Person":
            continue
        if word.text == "以" and not reading.text_at(post.last + 1).startswith("身"):
            continue
        if not named:
            found = _holder(reading, place, v, titles.copulas)
            if reading.text_at(post.last + 1) == "的" and reading.type_at(post.last + 2) == "Person":
                found = (reading.name_at[post.last + 2], False)  # 当时是政务司司长的林郑月娥
            found = found or _during(reading, place, post.last + 1)
            if found is None:
                continue
            holder = found
        past = leaves or _past(reading, titles, v)
        held += [Held(holder[0], dataclasses.replace(p, former=p.former or past), holder[1]) for p in posts]
    return held


def _during(reading: Reading, pronouns: dict[int, int], i: int) -> tuple[int, bool] | None:
    """Return whom the next clause begins with, behind 期间 or 时 at word i: 担任防长期间，河野……."""
    if reading.text_at(i) not in DURING or reading.text_at(i + 1) not in ("，", ","):
        return None
    if reading.type_at(i + 2) == "Person":
        return reading.name_at[i + 2], False
    start = reading.words[i + 2].span.start if i + 2 < len(reading.words) else -1
    return (pronouns[start], True) if start in pronouns else None


def _not_yet(reading: Reading, titles: Titles, v: int) -> bool:
    for i in range(v - 1, max(v - 1 - REACH, -1), -1):
        if reading.text_at(i) in ENDS or reading.text_at(i) in ("，", ","):
            return False
        if reading.text_at(i) in titles.not_yet:
            return True
    return False


def _past(reading: Reading, titles: Titles, v: int) -> bool:
    words = [reading.text_at(i) for i in range(max(v - REACH, 0), v + 1)]
    return any(w in titles.former for w in words)


def _holder(reading: Reading, pronouns: dict[int, int], v: int, copulas: Collection[str]) -> tuple[int, bool] | None:
    """Return the subject of the verb at word v: the nearest person before it that is no agent (被拜登任命)."""
    sentence = reading.words[v].sentence
    passive = reading.text_at(v - 1) in AGENT_MARKS
    close = reading.text_at(v) in copulas
    i = v - 1
    while i >= 0 and reading.words[i].sentence == sentence and reading.text_at(i) not in ASKS:
        if reading.type_at(i) == "Person":
            first = reading.first[reading.name_at[i]]
            left = _skip_title(reading, first - 1)
            if reading.text_at(left) in AGENT_MARKS and not passive:
                i = left - 1
                continue
            return reading.name_at[i], False
        if reading.words[i].span.start in pronouns:
            return pronouns[reading.words[i].span.start], True
        if close and reading.tag_at(i) not in BETWEEN:
            return None
        i -= 1
    return None


def _skip_title(reading: Reading, i: int) -> int:
    while i >= 0 and (reading.type_at(i) in PLACES or reading.tag_at(i) in ("n", "nz")):
        i -= 1
    return i


def _unique(held: Sequence[Held]) -> list[Held]:
    seen: dict[tuple[int, bool, str], Held] = {}
    for h in held:
        seen.setdefault((h.holder, h.pronoun, h.post.title), h)
    return list(seen.values())


def _with_resignations(reading: Reading, titles: Titles, held: Sequence[Held]) -> list[Held]:
    """Mark as former the posts of somebody of whom the article says that he resigned: 穆加贝辞职."""
    gone = set()
    for k, name in enumerate(reading.names):
        j = reading.last[k] + 1
        while reading.tag_at(j) in ("d", "TIME", "t") and reading.text_at(j) not in titles.not_yet:
            j += 1
        if name.type == "Person" and reading.text_at(j) in titles.resigned and not _asked(reading, k):
            gone.add(_simplified(reading, k))
    return [
        dataclasses.replace(h, post=dataclasses.replace(h.post, former=True))
        if not h.pronoun and _simplified(reading, h.holder) in gone
        else h
        for h in held
    ]


def _asked(reading: Reading, k: int) -> bool:
    """Tell whether a verb in the same clause asks for it: 要求总统穆加贝下台."""
    i = reading.first[k] - 1
    while i >= 0 and reading.text_at(i) not in ENDS and reading.text_at(i) not in ("，", ","):
        if reading.tag_at(i) == "v":
            return True
        i -= 1
    return False


def _simplified(reading: Reading, k: int) -> str:
    span = reading.names[k].span
    return reading.text[span.start : span.end]


def to_records(held: Sequence[Held], names: Sequence[int], pronouns: Sequence[int]) -> tuple[PositionMention, ...]:
    """Return the records; `names` and `pronouns` give the index of each among all mentions of the article."""
    records = [
        PositionMention(
            (pronouns if h.pronoun else names)[h.holder],
            h.post.title,
            h.post.span,
            names[h.post.of] if h.post.of is not None else None,
            h.post.former,
        )
        for h in held
    ]
    return tuple(sorted(records, key=lambda r: (r.span, r.holder)))
