"""Names of persons: what the model of names found, made longer or shorter by how names are built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graph.annotate.marks import IDEOGRAPHS, MODEL, Name, Text, is_ideograph
from graph.annotate.tokens import Word
from graph.annotate.transliterated import post_before, spells, whole
from graph.model import Span

SEPARATED = re.compile(f"[{IDEOGRAPHS}]{{1,8}}(?:[^\\S\\n]?[·‧•・‒–—﹒\\-][^\\S\\n]?[{IDEOGRAPHS}]{{1,8}}){{1,4}}")
"""约翰·克里, 让-皮埃尔·拉法兰: parts joined by any sign that is printed between them."""

DOTTED = re.compile(r"[·‧•・]")
JOINER = re.compile(r"\s?[·‧•・‒–—﹒\-]\s?")
FORMS_OF_ADDRESS = ("先生", "女士", "小姐", "夫人", "同志", "太太", "爵士", "博士", "教授", "枢机")
LATIN_GLOSS = re.compile(r"\s?[（(]\s?[A-ZÀ-Þ][a-zß-ÿ'’]+[ A-Za-zÀ-ÿ.'’\-]*[，,）)]")
"""What stands in brackets behind a foreign name: it shows where the name ends."""

DAY = re.compile("[0-9〇]|[一二三四五六七八九十]+[日月年号]$")
"""廿七日 and 嫦娥六号 are no persons."""

TRADE_ENDS = frozenset("商家员长手者官尹")
"""The last character of words for persons: 设备商, 活动家, 府尹."""

FULL = 3  # characters of a Chinese name with a given name of two
JAPANESE = 4  # characters of most Japanese names
CLAN = "氏"
"""阮氏 before a given name is a Vietnamese woman's family name."""

CALLED_AFTER = ("Facility", "Organization", "Company", "CivilOrganization", "Place")


def separated(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """约翰-克里: one name, though the model cuts it; its ends are ends of words."""
    for match in SEPARATED.finditer(text.simplified):
        for span in _apart(text, match):
            parts = JOINER.split(text.of(span))
            known = [part for part in parts if part in text.gazetteer.names or part in text.gazetteer.short]
            tags = {word.tag for word in text.covering(span)}
            dotted = DOTTED.search(text.of(span)) is not None
            if len(parts) > 1 and all(parts) and not known and (dotted or "PER" in tags):
                yield _of_place(text, Name(whole(text, span), "Person"))


def _apart(text: Text, match: re.Match[str]) -> Iterator[Span]:
    """Yield the names of a run of parts: 约翰·史密斯教授和玛丽·史密斯 are two."""
    start = match.start()
    for word in text.covering(Span(*match.span())):
        joined = not is_ideograph(text.simplified[word.span.end : word.span.end + 1])  # 让-皮埃尔
        if match.start() < word.span.start and word.tag in ("c", "p", "v") and not joined:
            yield from _trimmed(text, start, word.span.start)
            start = word.span.end
    yield from _trimmed(text, start, match.end())


def _trimmed(text: Text, start: int, end: int) -> Iterator[Span]:
    signs = [at for at in range(start, end) if not is_ideograph(text.simplified[at])]
    if signs:
        yield Span(_left_end(text, start, signs[0]), _right_end(text, signs[-1], end))


def _left_end(text: Text, start: int, first: int) -> int:
    for at in range(first - 1, start - 1, -1):
        cut = at > start and MODEL.get(text.word_before(at).tag) == "Person"  # 弗朗索|瓦丝·吉罗
        if at in text.starts and not cut:
            return after_title(text, at, first)
    return start


def _right_end(text: Text, last: int, end: int) -> int:
    for at in range(last + 2, end + 1):
        if at in text.ends:
            return without_tail(text, Span(last + 1, before_title(text, last + 1, at)))
    return end


def _of_place(text: Text, name: Name) -> Name:
    """Return the stadium, school or company that is called after somebody: 罗兰·加洛斯球场."""
    end = text.word_at(name.span.end).span.end
    suffix = text.simplified[name.span.end : end]
    cls = text.gazetteer.class_by_suffix("某" + suffix, CALLED_AFTER) if len(suffix) > 1 else ""
    return Name(Span(name.span.start, end), cls) if cls else name


def foreign(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """Names of foreigners that are known as such, wherever words do not show something longer."""
    words = text.gazetteer.persons
    longest = max(map(len, words.foreign), default=0)
    for start in range(len(text.simplified)):
        for size in range(min(longest, len(text.simplified) - start), 2, -1):
            span = Span(start, start + size)
            if text.of(span) in words.foreign and _stands_alone(text, span):
                yield Name(span, "Person")
                break


def _stands_alone(text: Text, span: Span) -> bool:
    covering = text.covering(span)
    if any(word.span.start < span.start and word.tag not in ("n", "v", "p") for word in covering):
        return False
    if text.gazetteer.class_by_suffix("某" + text.word_at(span.end).span.of(text.simplified)):
        return False
    last = covering[-1]
    rest = text.simplified[span.end : last.span.end]
    return not rest or last.span.start > span.start or rest in text.gazetteer.persons.tail or breaks(text, span)


def persons(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """The model's persons, titles and forms of address cut off, ends put right."""
    joined = -1
    for number, word in enumerate(text.words):
        if MODEL.get(word.tag) != "Person" or word.span.start < joined:
            continue
        start = after_title(text, word.span.start, word.span.end)
        end = before_title(text, start, word.span.end)
        after = text.words[number + 1] if number + 1 < len(text.words) else Word(Span(end, end), "w")
        if end == word.span.end == after.span.start and after.tag == "PER" and _one_holder(text, word, after):
            end = joined = after.span.end
        while end > start and not text.simplified[end - 1].isalnum():
            end -= 1
        fitted = fit(text, Span(start, end))
        if is_person(text, text.of(fitted)):
            yield _typed(text, fitted)


def _behind_trade(text: Text, start: int, end: int) -> int:
    """Return where a name starts behind the last character of a trade, whose first ones are a word: 设备|商维林特."""
    name, words = text.simplified[start:end], text.gazetteer.persons
    before = text.word_before(start)
    if name[:1] not in TRADE_ENDS or len(name) <= FULL or before.tag not in ("n", "v", "vn"):
        return start
    own = words.is_japanese(name) or name in words.foreign or not spells(text, name[1:])
    return start if own else start + 1


def _one_holder(text: Text, word: Word, after: Word) -> bool:
    """Tell whether two names side by side are one: behind a single post stands a single person (大法官东姑麦润)."""
    first, second = text.of(word.span), text.of(after.span)
    words = text.gazetteer.persons
    if not text.title_before(word.span.start) or max(len(first), len(second)) > FULL:
        return False
    return not any((words.is_chinese(n) and len(n) == FULL) or n in words.foreign for n in (first, second))


def fit(text: Text, span: Span) -> Span:
    """Return where a person's name really starts and ends."""
    span = Span(_behind_trade(text, span.start, span.end), span.end)
    span = _glossed(text, span) or Span(span.start, without_tail(text, span))
    return _leftwards(text, _rightwards(text, span))


def without_tail(text: Text, span: Span) -> int:
    """Return where a name ends before what belongs to the sentence: 内塔尼亚胡|通电话, 余伟文|指."""
    words = text.gazetteer.persons
    name = text.of(span)
    for size in range(1, len(name)):
        if breaks(text, Span(span.start, span.start + size)):
            return span.start + size
    if len(name) > FULL and name[-2:] in words.moments and name not in words.foreign:
        return span.end - 2  # 罗宾臣|次晨
    if len(name) > FULL and name[-2:] in words.breaking and name not in words.foreign:
        return span.end - 2
    plain = len(name) > FULL or (len(name) == FULL and name[:2] in words.foreign)
    if plain and name[-1] in words.tail and name not in words.foreign and name[:2] not in words.compound_surnames:
        return span.end - 1
    return span.end


def breaks(text: Text, span: Span) -> bool:
    """Tell whether a word that no name can hold begins right behind a span, and ends where a word of the text ends."""
    at = span.end
    inside = next((word.span.end for word in text.covering(Span(at, at + 1)) if word.span.start < at), at)
    if inside == at:
        return False
    words = text.gazetteer.persons
    for end in range(max(at + 2, inside + 1), at + 5):
        word = text.simplified[at:end]
        named = word in text.gazetteer.titles and text.simplified[end : end + 1] in words.surnames  # 去信特|首林郑月娥
        if word in words.breaking and (end in text.ends or named):
            return True
    return False


def _glossed(text: Text, span: Span) -> Span | None:
    """Return a name that runs up to the brackets with its Latin form: 方大|为（David Firestein）."""
    for size in (1, 2):
        end = span.end + size
        rest = text.simplified[span.end : end]
        titled = rest in text.gazetteer.titles or rest in FORMS_OF_ADDRESS
        if titled or not all(map(is_ideograph, rest)) or text.gazetteer.class_by_suffix("某" + rest):
            return None
        if LATIN_GLOSS.match(text.simplified, end):
            return Span(span.start, end)
    return None


def _rightwards(text: Text, span: Span) -> Span:
    """Return a Chinese name with the second character of its given name, which the model left out: 魏哲|家."""
    words, name = text.gazetteer.persons, text.of(span)
    if words.is_japanese(name + "某") and (end := _japanese_end(text, span)) > span.end:
        return Span(span.start, end)
    compound = name in words.compound_surnames or (name[1:] == CLAN and text.title_before(span.start) != "")
    if not compound and not (len(name) == 2 and name[0] in words.surnames and name not in words.foreign):
        return span
    word = text.word_at(span.end)
    rest = text.of(word.span)
    after = text.word_at(word.span.end)
    if not rest or not all(map(is_ideograph, rest)) or len(rest) > (2 if compound else 1) or rest in words.not_given:
        return span
    sign = text.of(after.span)[:1]
    follows = after.tag in ("v", "p", "d", "TIME", "c") or sign in "（(" or (compound and not sign.isalnum())
    return Span(span.start, word.span.end) if follows and word.tag not in ("p", "u", "c", "r", "m") else span


def _japanese_end(text: Text, span: Span) -> int:
    """Return where a Japanese name ends whose given name was cut: 冈崎修|一, 作家松冈|节子."""
    words, name, word = text.gazetteer.persons, text.of(span), text.word_at(span.end)
    rest, after = text.of(word.span), text.word_at(word.span.end)
    if not rest or len(name) + len(rest) > JAPANESE or rest[-1] not in words.japanese_given:
        return span.end
    one = len(name) == FULL and len(rest) == 1 and word.tag not in ("p", "c", "u")
    two = len(name) < FULL and len(rest) == len(name) and word.tag in ("n", "nz") and post_before(text, span.start)
    return word.span.end if (one or two) and (after.tag != "n" or after.span.start > word.span.end) else span.end


def _leftwards(text: Text, span: Span) -> Span:
    """Return a name with the family name that the model cut off: 林|郑月娥 of a married woman, 上|川阳子."""
    words, name, before = text.gazetteer.persons, text.of(span), text.word_before(span.start)
    sign = text.simplified[span.start - 1 : span.start]
    if not sign or not is_ideograph(sign) or before.tag == "w":
        return span
    alone = len(text.of(before.span)) == 1 and before.tag not in ("p", "c", "u", "m", "r")
    married = len(name) == FULL and words.is_chinese(name) and sign in words.married_surnames
    if married and (alone or text.title_before(span.start - 1)):
        return Span(span.start - 1, span.end)
    if alone and not words.is_japanese(name) and words.is_japanese(sign + name):
        return Span(span.start - 1, span.end)
    return span


def _typed(text: Text, span: Span) -> Name:
    """Return a name that the model took for a person's with the class that what stands around it tells."""
    name, words = text.of(span), text.gazetteer.persons
    if any(text.simplified.endswith(mark, 0, span.start) for mark in words.before_place):
        return Name(span, "City")
    if len(name) > FULL and not words.is_chinese(name) and not words.is_japanese(name):
        cls = text.gazetteer.class_by_suffix(name)
        if cls and (len(name) > FULL + 1 or cls in ("Place", "City")):
            return Name(span, cls)
    return Name(span, "Person")


def introduced(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """A word that the model took for no name, between a noun for persons and what a person does: 选手维基奇夺冠."""
    words = text.gazetteer.persons
    for number, word in enumerate(text.words[:-1]):
        before = text.of(word.span)
        if before not in words.nouns and not text.title_before(word.span.end):
            continue
        span = _run(text, number + 1)
        name = text.of(span)
        if len(name) > 1 and is_person(text, name) and (_is_built(text, name) or word.tag == "n"):
            yield Name(span, "Person")


def _is_built(text: Text, name: str) -> bool:
    words = text.gazetteer.persons
    return words.is_chinese(name) or words.is_japanese(name)


def _run(text: Text, number: int) -> Span:
    """Return the span of what may be a name from a word on: a foreign word, or single characters that look Chinese."""
    word = text.words[number]
    start = end = word.span.start
    if word.tag in ("nz", "nw", "nr") and len(text.of(word.span)) > 1 and all(map(is_ideograph, text.of(word.span))):
        return word.span if _ends_there(text, word.span.end) else Span(start, start)
    for piece in text.words[number : number + FULL]:
        surface = text.of(piece.span)
        if piece.span.start != end or len(surface) > 2 or not all(map(is_ideograph, surface)):
            break
        if piece.tag in ("p", "c", "u", "m", "r", "TIME"):
            break
        end = piece.span.end
    name = Span(start, end)
    built = _is_built(text, text.of(name)) and len(text.of(name)) >= FULL
    sign = not text.simplified[end : end + 1].isalnum()
    return name if built and sign and text.of(name) not in text.gazetteer.titles else Span(start, start)


def _ends_there(text: Text, end: int) -> bool:
    after = text.word_at(end)
    return after.tag in ("v", "p", "d", "TIME", "c", "t") or not text.of(after.span)[:1].isalnum()


def is_person(text: Text, surface: str) -> bool:
    """Tell whether a stretch may be a person's name at all."""
    if len(surface) < 2 or not surface[0].isalpha() or surface.isascii() or DAY.search(surface):
        return False
    words = text.gazetteer.persons
    never = words.never | text.gazetteer.ranks
    if surface[1:] in words.moments and surface[0] in words.surnames:
        return False  # 霍|今日
    return surface not in text.gazetteer.titles and surface not in never and surface[:2] not in never


def after_title(text: Text, start: int, end: int) -> int:
    """Return where a name starts behind a title that the model took in: 国务卿布林肯."""
    for at in range(end - 1, start, -1):
        if any(text.simplified[max(0, before) : at] in text.gazetteer.titles for before in range(start - 3, start + 1)):
            return at
    return start


def before_title(text: Text, start: int, end: int) -> int:
    """Return where a name ends before a title that the model took in: 林郑月娥特首, 克里先生."""
    for at in range(start + 2, end):
        tail = text.simplified[at:end]
        if tail in FORMS_OF_ADDRESS or (len(tail) > 1 and tail in text.gazetteer.titles):
            return at
    return end


def frequent(text: Text, _: Sequence[Name]) -> Iterator[Name]:
    """A person of three characters or more is found wherever the characters stand, if no part is told more often."""
    told: Counter[str] = Counter()
    for word in text.words:
        if MODEL.get(word.tag) == "Person":
            told[text.of(fit(text, word.span))] += 1
    for surface, count in sorted(told.items()):
        if len(surface) < FULL or not is_person(text, surface) or surface in text.gazetteer.names:
            continue
        own = surface[:2] if text.gazetteer.persons.is_married(surface) else surface
        if not any(part not in (surface, own) and part in surface and told[part] > count for part in told):
            for match in re.finditer(re.escape(surface), text.simplified):
                start = after_title(text, *match.span())
                end = before_title(text, start, match.end())
                yield _typed(text, Span(start, end))


def _is_of_a_place(text: Text, span: Span) -> bool:
    """Tell whether a person's name is but the first part of a place's or body's: 奥斯汀|市."""
    word = text.word_at(span.start)
    longer = word.span.end > span.end and word.tag in ("LOC", "ORG")
    return longer and bool(text.gazetteer.class_by_suffix(text.of(word.span)))


def again(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A person stays one where the model saw a place or a body in the same word (克里)."""
    return (name for name in repeated(text, found) if name.type == "Person")


def repeated(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """A name told once is a name wherever it stands as a word; so is the last part of a full foreign name."""
    told: dict[str, Name] = {}
    for name in found:
        surface = text.of(name.span)
        told.setdefault(surface, name)
        if name.type == "Person" and len(parts := JOINER.split(surface)) > 1:
            told.setdefault(parts[-1], name)
    lengths = sorted({len(surface) for surface in told if len(surface) > 1}, reverse=True)
    for start in sorted(text.starts):
        for length in lengths:
            name = told.get(text.simplified[start : start + length])  # type: ignore[assignment]
            if name is not None and (start + length in text.ends or length > 2):
                if name.type == "Person" and _is_of_a_place(text, Span(start, start + length)):
                    break
                yield Name(Span(start, start + length), name.type, name.key)
                break
