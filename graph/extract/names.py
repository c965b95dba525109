"""The names of an article, put right by what only the whole article shows.

Three things that the finder of names cannot know: a gloss in brackets is one name (John Kerry, not John and Kerry);
a name that is a person nine times is no place the tenth; 拜登政府 names a government, not the person.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Collection, Sequence

from spacy.tokens import Doc

from graph.extract.glosses import find_glosses
from graph.extract.reading import NAME_TAGS, PLACES, Reading
from graph.model import Article, Mention, Span

PREFIXES = frozenset("小老大")  # 小特朗普 is somebody else than 特朗普
BODY_ENDS = frozenset("馆府室署团会局部处厅院党司队台报社家所厂店网站校军")
SHORTEST = 2  # characters of a name that is looked for elsewhere in the article
Same = tuple[Span, Span, str]


def read_names(
    article: Article,
    doc: Doc,
    sentences: Sequence[Span],
    government: Collection[str],
    heads: Collection[str],
    owned: Collection[str],
) -> tuple[list[Mention], list[Same], list[Span]]:
    """Return the names in order, the pairs that the text says are one, and the stretches like 拜登政府.

    Args:
        article: the article; its text is the Doc's.
        doc: its `ents` are the names found.
        sentences: spans of the sentences.
        government: words that make a government of a person's name.
        heads: words for posts; one of them alone is no name (国务卿).
        owned: posts of which a body is the owner.
    """
    names = [
        Mention(Span(e.start_char, e.end_char), article.text[e.start_char : e.end_char], e.label_, "name", e.kb_id_)
        for e in doc.ents
    ]
    reading = Reading(doc, sentences, names)
    names = [n for n in names if not _is_people(n, reading)]
    names = [n for n in names if n.key or not _is_title(n, reading.text, heads)]
    names = [n for n in names if not _is_office(n, reading.text)]
    names = retyped([_without_mark(n, reading.text) for n in names], reading.text)
    names = [_without_title(n, reading.text, heads) for n in names]
    names = _refitted(_owners(names, reading.text, owned), reading.text, article.text)
    names = _everywhere(names, reading, article.text, heads)
    governments = _governments(names, reading, government)
    names = [n for n in names if not any(g.covers(n.span) for g in governments)]
    glosses = find_glosses(Reading(doc, sentences, names))
    pairs = [(names[g.name].span, g.span, names[g.name].type, g.reason) for g in glosses]
    seconds = {b: kind for _, b, kind, _ in pairs}
    whole = {n.span for n in names}
    kept = [n for n in names if n.span in seconds or not any(b.overlaps(n.span) for b in seconds)]
    kept += [Mention(b, b.of(article.text), kind) for b, kind in sorted(seconds.items()) if b not in whole]
    kept.sort(key=lambda n: n.span)
    spans = {n.span for n in kept}
    return kept, [(a, b, reason) for a, b, _, reason in pairs if a in spans and b in spans], governments


def _owners(names: Sequence[Mention], text: str, owned: Collection[str]) -> list[Mention]:
    """Return the names; one that stands as a person before 主席 and another person is a body: 九仓主席吴光正."""
    starts = {n.span.start for n in names if n.type == "Person"}
    after = {n.span.end + len(h) for n in names for h in owned if text.startswith(h, n.span.end)} & starts

    def is_owner(n: Mention) -> bool:
        posts = (h for h in owned if text.startswith(h, n.span.end))
        return n.type == "Person" and not n.key and any(n.span.end + len(h) in after for h in posts)

    return [dataclasses.replace(n, type="Organization") if is_owner(n) else n for n in names]


def _refitted(names: Sequence[Mention], text: str, original: str) -> list[Mention]:
    """Return the names, persons' ones made longer or shorter where the article shows what the name is.

    张钟士元 is 钟士元 where that is named more often; 郑月娥 is 林郑月娥 where that stands in the text.
    """
    counts = Counter(_form(n, text) for n in names if n.type == "Person" and not n.key)
    forms = sorted(counts, key=lambda f: (-len(f), f))
    fitted: list[Mention] = []
    for name in names:
        span = name.span
        if name.type == "Person" and not name.key:
            span = _longer(span, forms, text) or _shorter(span, counts, text) or span
        if fitted and fitted[-1].span.overlaps(span):
            span = name.span
        fitted.append(dataclasses.replace(name, span=span, surface=span.of(original)))
    return fitted


def _longer(span: Span, forms: Sequence[str], text: str) -> Span | None:
    form = span.of(text)
    for whole in forms:
        at = whole.find(form)
        if len(whole) > len(form) and at >= 0 and text.startswith(whole, span.start - at) and span.start >= at:
            return Span(span.start - at, span.start - at + len(whole))
    return None


def _shorter(span: Span, counts: Counter[str], text: str) -> Span | None:
    form = span.of(text)
    if re.search(r"[·‧•・\-\s]|[A-Za-z]", form):
        return None
    for inner in sorted(counts, key=lambda f: (-len(f), f)):
        at = form.find(inner)
        extra = form.replace(inner, "", 1)
        if 3 <= len(inner) < len(form) and at >= 0 and counts[inner] > counts[form] and extra not in PREFIXES:
            return Span(span.start + at, span.start + at + len(inner))
    return None


def _everywhere(names: Sequence[Mention], reading: Reading, original: str, heads: Collection[str]) -> list[Mention]:
    """Return the names and the places where the finder passed over one of them.

    A name found once is a name wherever words end where it does; before it a word must end too, or a title be glued to
    it (国务卿布林肯 as one word).
    """
    text = reading.text
    starts = {w.span.start for w in reading.words}
    ends = {w.span.end for w in reading.words}
    taken = [False] * (len(text) + 1)
    for n in names:
        taken[n.span.start : n.span.end] = [True] * (n.span.end - n.span.start)
    more: list[Mention] = []
    forms = {f: n for n in reversed(names) if n.type != "Country" and len(f := _form(n, text)) >= SHORTEST}
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        for match in re.finditer(re.escape(form), text):
            start, end = match.span()
            glued = any(text[max(start - len(h), 0) : start] == h and start - len(h) in starts for h in heads)
            if any(taken[start:end]) or end not in ends or not (start in starts or glued):
                continue
            taken[start:end] = [True] * (end - start)
            more.append(dataclasses.replace(forms[form], span=Span(start, end), surface=original[start:end]))
    return sorted([*names, *more], key=lambda n: n.span)


def _is_title(name: Mention, text: str, heads: Collection[str]) -> bool:
    return _form(name, text) in heads


def part_addressed(
    names: Sequence[Mention], text: str, addressed: Collection[str]
) -> tuple[list[Mention], list[Mention]]:
    """Return the names, and apart from them those that are but a family name and an address: 陈先生, 李总理.

    Only where the article names somebody of that family in full; elsewhere 陈先生 is all that he is called.
    """
    full = {_form(n, text)[0] for n in names if n.type == "Person" and 2 <= len(_form(n, text)) <= 4
            and _form(n, text)[1:] not in addressed}  # fmt: skip
    apart = [
        dataclasses.replace(n, kind="nominal")
        for n in names
        if n.type == "Person" and _form(n, text)[1:] in addressed and _form(n, text)[0] in full
    ]
    spans = {n.span for n in apart}
    return [n for n in names if n.span not in spans], apart


def _is_office(name: Mention, text: str) -> bool:
    """Tell whether a name is but the first half of an office: 律政司司长 heads no body called 律政司 here."""
    return _form(name, text).endswith("司") and text.startswith("司长", name.span.end)


def _without_title(name: Mention, text: str, heads: Collection[str]) -> Mention:
    """Return a person's name where the finder took title and name for one body: 大使克利."""
    form = _form(name, text)
    if name.key or name.type == "Person" or form[-1] in BODY_ENDS:
        return name
    for head in sorted(heads, key=lambda h: (-len(h), h)):
        rest = form.removeprefix(head)
        if rest != form and len(head) > 1 and 2 <= len(rest) <= 4:
            span = Span(name.span.end - len(rest), name.span.end)
            return dataclasses.replace(name, span=span, surface=name.surface[-len(rest) :], type="Person")
    return name


def _is_people(name: Mention, reading: Reading) -> bool:
    """Tell whether a country's name is that of its people: 中国人, 俄罗斯人们."""
    after = reading.text_at(reading.at.get(name.span.end, -1))
    if name.type == "Country":
        return after in ("人", "人们")
    return (
        len(name.surface) > 2 and name.type == "Person" and not name.key and after in ("人", "族", "语", "教派", "部落")
    )  # 罗兴亚人


def _without_mark(name: Mention, text: str) -> Mention:
    """Return the name without a former mark that the finder took for a part of it: 前金管局."""
    form = _form(name, text)
    if name.key or name.type == "Person" or len(form) < 4 or form[0] not in "前原":
        return name
    return dataclasses.replace(name, span=Span(name.span.start + 1, name.span.end), surface=name.surface[1:])


def retyped(names: Sequence[Mention], text: str) -> list[Mention]:
    """Return the names, each of the family (person, place, body) that most of its like have in the article.

    Its like: the same characters, or a full name that ends in them (约翰·克里 for 克里). What the gazetteer knows
    stays.
    """
    votes: dict[str, Counter[str]] = {}
    for name in names:
        forms = {_form(name, text), *re.split(r"[·‧•・\-]", _form(name, text))[-1:]}
        for form in forms:
            votes.setdefault(form, Counter())[name.type] += 1
    return [n if n.key else dataclasses.replace(n, type=_elected(n, votes[_form(n, text)])) for n in names]


def _form(name: Mention, text: str) -> str:
    return name.span.of(text)


def _elected(name: Mention, votes: Counter[str]) -> str:
    families = Counter({f: sum(n for t, n in votes.items() if _family(t) == f) for f in map(_family, votes)})
    best = min(families, key=lambda f: (-families[f], f != "person", f))
    if families[best] == families[_family(name.type)] and best != "person":
        return name.type
    if best == _family(name.type):
        return name.type
    return min((t for t in votes if _family(t) == best), key=lambda t: (-votes[t], t))


def _family(type_: str) -> str:
    return "person" if type_ == "Person" else "place" if type_ in PLACES else "body"


def _governments(names: Sequence[Mention], reading: Reading, government: Collection[str]) -> list[Span]:
    """Return the spans of 拜登政府: a person's name and the word for his government.

    As two words, as one name, or as one word that the finder of names left out because it names no body.
    """
    text = reading.text
    forms = "|".join(sorted(map(re.escape, government), key=lambda w: (-len(w), w)))
    if not forms:
        return []
    people = {_form(n, text) for n in names if n.type == "Person"}
    whole = "|".join(sorted(map(re.escape, people), key=lambda w: (-len(w), w)))
    spans = {Span(*m.span()) for m in re.finditer(f"(?:{whole})(?:{forms})", text)} if whole else set()
    for word in reading.words:
        if word.tag in NAME_TAGS and re.fullmatch(f"..+(?:{forms})", word.text):
            spans.add(word.span)
    others = [n.span for n in names if n.type != "Person" and not (n.span in spans and not n.key)]
    return sorted(s for s in spans if not any(s.overlaps(o) for o in others))
