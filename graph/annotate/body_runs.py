"""Bodies of several words: what the model of names cut in pieces is put together by what each piece is.

美国 + 联邦 + 第九 + 巡回 + 上诉 + 法庭     a country or body, and a run of nouns that ends like a body
非洲联盟 + 委员会                          a body, and the part of it that is named
移民 + 与 + 难民局                         fields of government joined before the body that looks after them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.annotate.gazetteer import Gazetteer
from graph.annotate.marks import Name, Text, tails
from graph.annotate.tokens import Word
from graph.model import Span

RUN_TAGS = frozenset(("n", "nz", "nt", "nw", "vn", "an", "a", "b", "j", "s", "m", "ORG", "LOC"))
LONGEST_RUN = 16  # characters of a body's name behind that of its country
SHORTEST_RUN = 2  # characters behind 全国: 全国大会 is no name
PIECES = 7  # words of it
PLACES = frozenset(("Country", "City", "Place"))
PARTS = frozenset(("GovernmentBody", "Organization", "CivilOrganization", "ArmedGroup", "PoliticalParty"))
WHOLES = frozenset(
    ("GovernmentBody", "InternationalOrganization", "PoliticalParty", "Organization", "CivilOrganization")
)
OFFICES = frozenset(("办公室", "办公厅", "办事处"))
JOINS = frozenset("及与和暨")


def whole_bodies(text: Text, names: Sequence[Name]) -> list[Name]:
    """Return the names, in order, with bodies whole; none overlaps another."""
    found: list[Name] = []
    for name in names:
        if found and name.span.start < found[-1].span.end:
            continue
        name = _with_fields(text, name, found[-1].span.end if found else 0)
        if found and (whole := _joined(text, found[-1], name)):
            name = whole
            found.pop()
        found.append(_with_run(text, name, names))
    return sorted([*found, *_of_no_country(text, found)], key=lambda name: name.span)


def _of_no_country(text: Text, found: Sequence[Name]) -> Iterator[Name]:
    """Yield the bodies that begin with how far they reach instead of with a country: 全国零售协会, 国际禁核组织."""
    free = 0
    for word in text.words:
        if word.span.start < free or text.of(word.span) not in text.gazetteer.body_starts:
            continue
        best = None
        for piece in _pieces(text, word.span.end):
            span = Span(word.span.start, piece.span.end)
            if span.end - span.start > LONGEST_RUN or any(n.span.overlaps(span) for n in found):
                break
            rest = text.simplified[word.span.end : span.end]
            if len(rest) > SHORTEST_RUN and text.of(piece.span).endswith(text.gazetteer.reach_tails):
                best = Name(span, text.gazetteer.class_by_suffix("某" + rest) or "Organization")
        if best is not None:
            free = best.span.end
            yield best


def _joined(text: Text, first: Name, second: Name) -> Name | None:
    """Return two names side by side as one body, None if they are two."""
    if first.span.end != second.span.start or second.key or second.type not in PARTS:
        return None
    whole = Span(first.span.start, second.span.end)
    ending = text.gazetteer.class_by_suffix("某" + text.of(second.span))
    if first.type in PLACES and len(text.of(first.span)) > 1:
        if text.of(second.span)[:1] in text.gazetteer.short and text.of(second.span)[1:] in (
            *text.gazetteer.joins,
            "军",
        ):
            return None  # 仁爱礁|菲军
        club = first.type == "City" and second.type == "Organization" and not ending
        return Name(whole, second.type) if ending or club else None
    part = ends_like_body(text.gazetteer, "某" + text.of(second.span))
    if first.type in WHOLES and second.type in ("GovernmentBody", "Organization") and part:
        return Name(whole, second.type)
    return None


def _with_run(text: Text, name: Name, names: Sequence[Name]) -> Name:
    """Return a name with the run of nouns behind it, if that ends like a body and holds no other name in part."""
    if name.type not in PLACES | WHOLES or len(text.of(name.span)) < 2 or text.of(name.span).isascii():
        return name
    best = name
    end = name.span.end
    for piece in _pieces(text, end):
        if piece.span.end - name.span.end > LONGEST_RUN:
            break
        end = piece.span.end
        rest = text.simplified[name.span.end : end]
        bare = name.type in PLACES and _is_bare(text.gazetteer, rest)
        if ends_like_body(text.gazetteer, "某" + rest) and not bare:
            cls = text.gazetteer.class_by_suffix("某" + rest)
            best = Name(Span(name.span.start, end), cls or "Organization")
    cut = any(n.span.overlaps(best.span) and not best.span.covers(n.span) for n in names)
    keyed = any(n.key and n.span.start > name.span.start and best.span.covers(n.span) for n in names)
    return name if cut or (keyed and name.type not in PLACES) else best


def _pieces(text: Text, start: int) -> list[Word]:
    """Return the words from an offset on that may stand in a body's name."""
    taken: list[Word] = []
    at = start
    while len(taken) < PIECES:
        word = text.word_at(at)
        surface = text.of(word.span)
        fields = surface in JOINS and taken and text.of(taken[-1].span) in text.gazetteer.portfolios
        counted = word.tag == "m" and not surface.startswith("第")
        office = text.of(text.word_at(word.span.end).span) in OFFICES  # 总理|办公室
        if not surface or counted or (surface in text.gazetteer.titles and not office):
            break
        led = _led_by(text, at)
        if led.end > at:
            taken.append(Word(led, "n"))
            at = led.end
            continue
        done = word.tag == "v" and taken and surface in text.gazetteer.body_verbs
        if surface in text.gazetteer.not_start or not (word.tag in RUN_TAGS or fields or done):
            break
        taken.append(word)
        at = word.span.end
    return taken


def _led_by(text: Text, start: int) -> Span:
    """Return the post here whose office follows, however it is cut: 总|检察|长 before 办公室; an empty span if none."""
    for post in tails(text, start):
        end = start + len(post)
        if post in text.gazetteer.titles and text.of(text.word_at(end).span) in OFFICES:
            return Span(start, end)
    return Span(start, start)


def ends_like_body(gazetteer: Gazetteer, run: str) -> bool:
    """Tell whether a run of nouns ends in a word that heads names of bodies: …委员会, …法院, …局."""
    return any(run.endswith(tail) and len(run) > len(tail) for tail in gazetteer.body_tails)


def _is_bare(gazetteer: Gazetteer, run: str) -> bool:
    return run in gazetteer.generic or gazetteer.is_common(run)


def _with_fields(text: Text, name: Name, least: int) -> Name:
    """Return a body with the fields before its own, joined by 及: 食物及|卫生局, 财经事务、教育及|库务局."""
    if name.type not in ("GovernmentBody", "Organization") or name.key:
        return name
    start = name.span.start
    while (joint := text.word_before(start)) and text.of(joint.span) in JOINS | {"、"}:
        field = text.word_before(joint.span.start)
        listed = text.of(joint.span) == "、"
        if text.of(field.span) not in text.gazetteer.portfolios or field.span.start < least:
            break
        if listed and start == name.span.start:
            break
        start = field.span.start
    return Name(Span(start, name.span.end), name.type) if start < name.span.start else name
