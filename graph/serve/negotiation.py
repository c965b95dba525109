"""Which media type an answer gets, by what the client accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence

ROWS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""Of SELECT; the first two of ASK too. The first is given to whoever takes anything."""

TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")

_OTHERWISE = {
    "application/json": ROWS[0],
    "application/xml": ROWS[1],
    "text/xml": ROWS[1],
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
}


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that an Accept header likes best, None if it takes none of them."""
    if not accept.strip():
        return offered[0]
    wishes = [_wish(part) for part in accept.split(",") if part.strip()]
    likings = {kind: max((_liking(kind, wish) for wish in wishes), default=(0, 0.0)) for kind in offered}
    best = max(offered, key=lambda kind: (likings[kind][1], -offered.index(kind)))
    return best if likings[best][1] > 0 else None


def _wish(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return _OTHERWISE.get(kind, kind), min(1.0, max(0.0, float(quality)))
    except ValueError:
        return _OTHERWISE.get(kind, kind), 0.0


def _liking(kind: str, wish: tuple[str, float]) -> tuple[int, float]:
    """Return how closely a wish names a media type, and how much it is liked; the closest wish counts."""
    named, quality = wish
    if named == kind:
        return 3, quality
    if named == kind.partition("/")[0] + "/*":
        return 2, quality
    return (1, quality) if named == "*/*" else (0, 0.0)
