"""An explanation as plain text: what is known first, and under each statement the sentence it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from graph.query.explanation import EventAccount, Evidence, Explanation
from graph.vocabulary import Label

_MOST = 20
"""How many headlines and attributed events are listed; of the rest the number is given."""


_MOST_OF_A_POST = 3
"""How many places are quoted for a post: a title stands beside a name in every article."""


def render(told: Explanation) -> str:
    """Return an explanation as text, without a line break at its end."""
    return "\n".join(_missing(told) if not told.found else _account(told))


def _missing(told: Explanation) -> Iterator[str]:
    yield f"nothing in the graph is called {told.asked!r}"
    if told.near:
        yield f"did you mean {' or '.join(told.near)}?"


def _account(told: Explanation) -> Iterator[str]:
    yield f"{_both(told.label)}   [{_both(told.type)}]"
    yield f"  <{told.iri}>"
    yield from _line("also", told.names)
    yield from _line("misspelt", told.misspelt)
    yield from _line("taken as one because", told.reasons, "; ")
    for relation, names in told.facts:
        yield from _line(_both(relation), names)
    for post in told.posts:
        yield f"  {'once' if post.former else 'now'}: {post.holder}, {post.post}"
        yield from _quoted(post.evidence[:_MOST_OF_A_POST])
        if len(post.evidence) > _MOST_OF_A_POST:
            yield f"    and {len(post.evidence) - _MOST_OF_A_POST} more"
    yield from _line("the name may also mean", told.others)
    for event in told.events:
        yield ""
        yield from _event(event)
    yield from _list("told on its word", told.attributed)
    yield from _list("mentioned in", told.articles)


def _event(event: EventAccount) -> Iterator[str]:
    when = event.date or "no date"
    own_words = f" ({event.time_text})" if event.time_text else ""
    contested = ", contested" if event.contested else ""
    yield f"{when}{own_words}  {event.label}   [{_both(event.type)}; {_both(event.status)}{contested}]"
    for role, names in event.roles:
        yield from _line(_both(role), names)
    for relation, other in event.links:
        yield from _line(_both(relation), (other,))
    if event.quote:
        yield f"  “{event.quote}”"
    yield from _quoted(event.evidence)


def _quoted(places: Iterable[Evidence]) -> Iterator[str]:
    for place in places:
        yield f"    「{_marked(place)}」"
        yield f"      {_source(place)}"


def _marked(place: Evidence) -> str:
    """Return the sentence with the trigger in brackets."""
    end = place.offset + len(place.trigger)
    if not place.trigger or place.offset < 0 or place.sentence[place.offset : end] != place.trigger:
        return place.sentence
    return f"{place.sentence[: place.offset]}【{place.trigger}】{place.sentence[end:]}"


def _source(place: Evidence) -> str:
    """Return who tells it, innermost source first: 克里 ← 路透社 ← 自由亚洲电台, then day, modality and article."""
    chain = [*place.according_to, *(o for o in place.relayed_by if o not in place.according_to)]
    if place.outlet and place.outlet not in chain:
        chain.append(place.outlet)
    modality = _both(place.modality) + (f" by {place.cue}" if place.cue else "")
    parts = (" ← ".join(chain), place.published[:10], modality, unquote(place.url) or place.headline or place.article)
    return ", ".join(part for part in parts if part)


def _line(name: str, values: Iterable[str], between: str = ", ") -> Iterator[str]:
    text = between.join(values)
    if text:
        yield f"  {name}: {text}"


def _list(name: str, rows: tuple[str, ...]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{name}:"
        yield from (f"  {row}" for row in rows[:_MOST])
        if len(rows) > _MOST:
            yield f"  and {len(rows) - _MOST} more"


def _both(label: Label) -> str:
    return " ".join(part for part in dict.fromkeys((label.zh, label.en)) if part)
