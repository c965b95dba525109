"""A shallow parse of one sentence: words grouped into the phrases that role finding walks over.

In: the tokens of a sentence and the mentions and times found in it. Out: a `Clause` list of phrases, left to right:
noun phrases with their heads and modifiers, verbs, prepositions, adverbs, localizers, particles, signs. Never a full
tree: the best parser that could be trained for LAC's words gets two heads in three right, which is worse for roles
than the order of Chinese phrases itself (subject, time, adverb, preposition phrase, verb, object).

Tags are LAC's (n, v, vn, PER, LOC, p, c, u, …). A mention's characters count as one word, whatever the segmenter did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.model import Mention, Span, TimeMention

NOUNS = frozenset(["n", "nz", "nw", "nr", "ns", "nt", "s", "an", "PER", "LOC", "ORG"])
INNER = frozenset(["m", "q", "a", "r", "vn"])  # may stand inside a noun phrase, before its head
ANAPHORS = frozenset(
    [
        "他",
        "她",
        "它",
        "他们",
        "她们",
        "我",
        "我们",
        "你",
        "自己",
        "本人",
        "其",
        "双方",
        "两国",
        "两人",
        "大家",
        "对方",
        "各方",
        "此",
    ]
)
LISTERS = frozenset(["和", "与", "及", "以及", "暨", "跟", "同", "或", "、"])
HELD = frozenset(["时任", "现任", "前任", "历任", "候任"])  # tagged as verbs, but say of a post when it was held
OPEN, CLOSE = '“「『《〈（("‘[', '”」』》〉）)"’]'
BREAKS = frozenset("，,；;：:。！!？?—…")


@dataclass(slots=True)
class Word:
    """A word: span in the article, text in Simplified script, LAC tag, index of the mention it is or -1."""

    span: Span
    text: str
    tag: str
    mention: int = -1


@dataclass(slots=True)
class Part:
    """One conjunct of a noun phrase: word indexes [first, last]; `last` is the head word.

    mentions: every mention in it, left to right, with the preposition that stands before it inside the phrase ("").
    """

    first: int
    last: int
    mentions: list[tuple[int, str]] = field(default_factory=list)
    head: int | None = None  # mention that the phrase as a whole denotes; None for a common noun


@dataclass(slots=True)
class Phrase:
    """A phrase: kind N (noun phrase), V, P (preposition), D (adverb), T (time), F (localizer), U, C or W (sign)."""

    kind: str
    first: int  # word indexes, both included
    last: int
    parts: list[Part] = field(default_factory=list)
    time: int | None = None

    @property
    def heads(self) -> list[int]:
        """Mentions that the phrase denotes, one a conjunct."""
        return [p.head for p in self.parts if p.head is not None]


@dataclass(slots=True)
class Parse:
    """The words and phrases of a sentence; `at[w]` is the phrase of word w."""

    words: list[Word]
    phrases: list[Phrase]
    at: list[int]

    def text(self, phrase: Phrase) -> str:
        """Return the phrase's words, joined."""
        return "".join(w.text for w in self.words[phrase.first : phrase.last + 1])

    def span(self, first: int, last: int) -> Span:
        """Return the characters from word `first` to word `last`, both included."""
        return Span(self.words[first].span.start, self.words[last].span.end)


def parse(
    tokens: Sequence[Word],
    mentions: Sequence[Mention],
    times: Sequence[tuple[int, TimeMention]],
    titles: frozenset[str],
    transparent: frozenset[str],
    proxies: tuple[str, ...],
) -> Parse:
    """Group a sentence's words into phrases.

    Args:
        tokens: the sentence's tokens in order, blanks left out, mention -1.
        mentions: all mentions of the article; those inside the sentence are used.
        times: time expressions in the sentence with their indexes.
        titles: words for posts: 布林肯国务卿 still denotes 布林肯.
        transparent: nouns that do not change what a name denotes (政府, 方面, 当局).
        proxies: endings of nouns for what their owner acts through (军舰, 网站).
    """
    words, marks = _join_titles(*_merge(tokens, mentions, times), titles)
    phrases: list[Phrase] = []
    i = 0
    while i < len(words):
        j = i
        if marks[i] is not None:
            phrases.append(Phrase("T", i, i, time=marks[i]))
        elif _starts_noun(words, i):
            j, parts = _noun_phrase(words, marks, i, mentions, titles, transparent, proxies)
            phrases.append(Phrase("N", i, j, parts))
        else:
            phrases.append(Phrase(_kind(words[i]), i, i))
        i = j + 1
    at = [0] * len(words)
    for k, phrase in enumerate(phrases):
        for w in range(phrase.first, phrase.last + 1):
            at[w] = k
    return Parse(words, phrases, at)


def _merge(
    tokens: Sequence[Word], mentions: Sequence[Mention], times: Sequence[tuple[int, TimeMention]]
) -> tuple[list[Word], list[int | None]]:
    """Make one word of every mention and every time expression."""
    if not tokens:
        return [], []
    start, end = tokens[0].span.start, tokens[-1].span.end
    whole: list[tuple[Span, str, int, int | None]] = []
    for k, m in enumerate(mentions):
        if start <= m.span.start and m.span.end <= end:
            whole.append((m.span, _mention_tag(m), k, None))
    for k, t in times:
        if not any(t.span.overlaps(w[0]) for w in whole):
            whole.append((t.span, "TIME", -1, k))
    whole.sort(key=lambda w: (w[0].start, -w[0].end))
    words: list[Word] = []
    marks: list[int | None] = []
    at = 0
    for span, tag, mention, time in whole:
        if words and span.start < words[-1].span.end:
            continue  # nested mention: the outer one stands
        while at < len(tokens) and tokens[at].span.end <= span.start:
            words.append(tokens[at])
            marks.append(None)
            at += 1
        text = ""
        while at < len(tokens) and tokens[at].span.start < span.end:
            token = tokens[at]
            if token.span.start < span.start:  # the segmenter glued something to the front: keep it apart
                cut = span.start - token.span.start
                words.append(Word(Span(token.span.start, span.start), token.text[:cut], token.tag))
                marks.append(None)
                token = Word(Span(span.start, token.span.end), token.text[cut:], token.tag)
            if token.span.end > span.end:
                cut = span.end - token.span.start
                text += token.text[:cut]
                rest = Word(Span(span.end, token.span.end), token.text[cut:], token.tag)
                tokens = [*tokens[:at], rest, *tokens[at + 1 :]]
                break
            text += token.text
            at += 1
        words.append(Word(span, text, tag, mention))
        marks.append(time)
    for token in tokens[at:]:
        words.append(token)
        marks.append(None)
    return words, marks


def _join_titles(
    words: list[Word], marks: list[int | None], titles: frozenset[str]
) -> tuple[list[Word], list[int | None]]:
    """Make one noun of a post that the segmenter cut up beside a name: 众 议 长."""
    out: list[Word] = []
    kept: list[int | None] = []
    i = 0
    while i < len(words):
        size = next((n for n in (4, 3, 2) if _is_title(words[i : i + n], marks[i : i + n], n, titles)), 1)
        if size > 1:
            joined = "".join(w.text for w in words[i : i + size])
            out.append(Word(Span(words[i].span.start, words[i + size - 1].span.end), joined, "n"))
        else:
            out.append(words[i])
        kept.append(marks[i])
        i += size
    return out, kept


def _is_title(words: Sequence[Word], marks: Sequence[int | None], size: int, titles: frozenset[str]) -> bool:
    if len(words) < size or any(w.mention >= 0 for w in words) or any(m is not None for m in marks):
        return False
    return any(len(w.text) == 1 for w in words) and "".join(w.text for w in words) in titles


def _mention_tag(mention: Mention) -> str:
    if mention.kind == "pronoun":
        return "r"
    if mention.kind in ("nominal", "plural"):
        return "n"
    if mention.type == "Person":
        return "PER"
    return "LOC" if mention.type in ("Country", "Place", "City", "Facility") else "ORG"


def _kind(word: Word) -> str:
    tag = word.tag
    if word.text in HELD:
        return "D"
    if tag in ("v", "vd", "vn"):
        return "V"
    if tag == "p":
        return "P"
    if tag == "u":
        return "U"
    if tag == "c":
        return "C"
    if tag == "f":
        return "F"
    if tag == "TIME":
        return "T"
    if tag == "w" or all(not ch.isalnum() for ch in word.text):
        return "W"
    return "D"


def _starts_noun(words: Sequence[Word], i: int) -> bool:
    """Tell whether a noun phrase starts at word i: a noun, or something that leads to one without a break."""
    word = words[i]
    if word.mention >= 0 or word.tag in NOUNS:
        return True
    if word.text in OPEN:  # 「黄蜂号」, 《条约》: a short quoted noun; longer quotes are speech
        close = _closing(words, i)
        return (
            close is not None
            and close - i <= 8
            and all(
                w.mention >= 0 or w.tag in NOUNS or w.tag in INNER or w.text in "-·、" for w in words[i + 1 : close]
            )
            and close - i > 1
        )
    if word.tag in INNER:
        if word.tag == "r" and word.text in ANAPHORS:
            return True
        opens = i == 0 or words[i - 1].text in BREAKS
        if word.tag == "vn" and opens and len(word.text) > 3 and i + 1 < len(words) and words[i + 1].tag == "v":
            return True  # 气候谈判暂停: a compound as subject
        for j in range(i + 1, min(i + 7, len(words))):
            if words[j].mention >= 0 or words[j].tag in NOUNS:
                return True
            if words[j].tag in INNER or (words[j].text in "的等" and words[j - 1].tag == "a"):
                continue
            return words[j - 1].tag == "vn" and j - 1 > i
        return False
    return False


def _closing(words: Sequence[Word], i: int) -> int | None:
    want = CLOSE[OPEN.index(words[i].text)]
    for j in range(i + 1, min(i + 14, len(words))):
        if words[j].text == want:
            return j
    return None


def _noun_phrase(
    words: Sequence[Word],
    marks: Sequence[int | None],
    i: int,
    mentions: Sequence[Mention],
    titles: frozenset[str],
    transparent: frozenset[str],
    proxies: tuple[str, ...],
) -> tuple[int, list[Part]]:
    """Read a noun phrase from word i: modifiers, 的, head, conjuncts. Return its last word and parts."""
    parts: list[Part] = []
    start = i
    last = i
    while True:
        last = _run(words, marks, start)
        # X 的 Y: go on while 的 joins two nominal runs
        while (
            last + 2 < len(words)
            and words[last + 1].text in ("的", "之")
            and marks[last + 2] is None
            and _starts_noun(words, last + 2)
        ):
            further = _run(words, marks, last + 2)
            if words[further].tag == "PER" and start > 0 and words[start - 1].tag in ("v", "p"):
                break  # 前往香港的斯科特: the name is what the clause modifies
            last = further
        while (
            last + 2 < len(words)
            and words[last + 1].text in ("的",)
            and words[last + 2].tag == "vn"
            and marks[last + 2] is None
        ):
            last += 2
        part = Part(start, last)
        part.mentions = [(w.mention, "") for w in words[start : last + 1] if w.mention >= 0]
        part.head = _head(words, start, last, mentions, titles, transparent, proxies)
        parts += _side_by_side(words, part)
        after = _skip_gloss(words, last + 1)
        if (
            after + 1 < len(words)
            and words[after].text in LISTERS
            and words[after].tag in ("c", "w")
            and marks[after + 1] is None
            and _starts_noun(words, after + 1)
        ):
            start = after + 1
            continue
        if (
            after + 2 < len(words)
            and words[after].text in ("，", ",")
            and words[after + 1].text in ("以及", "及", "和")
            and _starts_noun(words, after + 2)
        ):
            start = after + 2
            continue
        if after > last + 1:
            last = after - 1
        return last, parts


def _side_by_side(words: Sequence[Word], part: Part) -> list[Part]:
    """Return a conjunct for each of the names that stand side by side: 日美澳菲将合作, 拜登习近平会晤."""
    inside = range(part.first, part.last + 1)
    if len(inside) < 2 or any(words[w].mention < 0 for w in inside):
        return [part]
    if any(len(words[w].text) > 1 for w in inside) and any(words[w].tag != "PER" for w in inside):
        return [part]
    return [Part(w, w, [(words[w].mention, "")], words[w].mention) for w in inside]


def _skip_gloss(words: Sequence[Word], i: int) -> int:
    """Return the word after a short bracketed gloss that starts at i, or i."""
    if i < len(words) and words[i].text in "（(":
        for j in range(i + 1, min(i + 14, len(words))):
            if words[j].text in "）)":
                return j + 1
    return i


def _run(words: Sequence[Word], marks: Sequence[int | None], i: int) -> int:
    """Return the last word of the unbroken nominal run that starts at word i."""
    last = i
    if words[i].text in OPEN:
        close = _closing(words, i)
        last = close if close is not None else i
    j = last + 1
    while j < len(words) and marks[j] is None:
        word, before = words[j], words[j - 1]
        if word.mention >= 0 or word.tag in NOUNS:
            if before.mention >= 0 and before.tag in ("PER", "r") and word.mention >= 0:
                break  # two names side by side are two phrases
            j += 1
        elif word.text in OPEN:
            after = _skip_gloss(words, j) if word.text in "（(" else (_closing(words, j) or j - 1) + 1
            if after <= j or (word.text not in "（(" and not _starts_noun(words, j)):
                break
            if word.text in "（(" and not (after < len(words) and marks[after] is None and _is_nominal(words, after)):
                break
            j = after
        elif word.tag in INNER and not (word.tag in ("m", "r") and before.tag in ("PER", "r")):
            if not _leads_on(words, marks, j):
                break
            j += 1
        elif word.tag == "f" and word.text in ("前", "原") and j + 1 < len(words) and _is_nominal(words, j + 1):
            j += 1
        else:
            break
        last = j - 1
    return last


def _is_nominal(words: Sequence[Word], i: int) -> bool:
    return words[i].mention >= 0 or words[i].tag in NOUNS or words[i].tag == "vn"


def _leads_on(words: Sequence[Word], marks: Sequence[int | None], j: int) -> bool:
    """Tell whether the inner word j belongs to the run: a noun follows, or it is a nominal verb that ends the run."""
    if words[j].tag == "vn":
        return True
    k = j + 1
    while k < len(words) and marks[k] is None and words[k].tag in INNER:
        k += 1
    return k < len(words) and marks[k] is None and (words[k].mention >= 0 or words[k].tag in NOUNS)


def _head(
    words: Sequence[Word],
    first: int,
    last: int,
    mentions: Sequence[Mention],
    titles: frozenset[str],
    transparent: frozenset[str],
    proxies: tuple[str, ...],
) -> int | None:
    """Return the mention that words first..last denote as a whole: the last one, unless a common noun follows it."""
    k = last
    while k > first and words[k].text in CLOSE:
        k -= 1
    while k >= first:
        word = words[k]
        if word.mention >= 0:
            return word.mention
        before = words[k - 1] if k > first else None
        if before is None:
            return None
        if proxies and word.text.endswith(proxies):
            owner = k - 1
            while owner > first and (words[owner].tag in ("m", "q", "a") or words[owner].text == "的"):
                owner -= 1
            return words[owner].mention if words[owner].mention >= 0 else None
        if (
            word.text in CLOSE
            or word.text in OPEN
            or (
                any(word.text.endswith(t) for t in titles)
                and before.mention >= 0
                and mentions[before.mention].type == "Person"
            )
            or (word.text in transparent and before.mention >= 0)
        ):
            k -= 1
        else:
            return None
    return None
