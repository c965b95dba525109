"""What a page shows -> how it is drawn: pyvis's own record of nodes (place, size, colour, shape) and edges."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from typing import Any

from pyvis.network import Network

from graph.export.layout import Box, place_nodes
from graph.export.view import View

LABEL_ENTITY, LABEL_EVENT = 16, 12  # characters of a label on the picture
_PULL = {"role": 1.0, "link": 0.8, "fact": 0.25, "report": 0.04}

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": False,
        "tooltipDelay": 100,
        "zoomSpeed": 0.7,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
}


def network_of(view: View, hidden: tuple[str, ...] = (), drawn: int = 300) -> Network:
    """Return the drawing of a view; entities come first, then events, each in the view's order.

    What is not seen at first finds its place around the rest, so that the picture first seen is the best.

    Args:
        view: what is shown.
        hidden: class names of event groups and entity types that are hidden at first.
        drawn: how many events, the first of the view, are drawn at first.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.options = OPTIONS
    names = [*view.entities, *view.events]
    index = {name: place for place, name in enumerate(names)}
    edges = [edge for edge in view.edges if edge.kind in _PULL]
    degree = Counter(end for edge in edges if edge.kind != "report" for end in (edge.source, edge.target))
    late = _late(view, hidden, drawn)
    sizes = [_size(view, name, degree[name]) for name in names]
    boxes = [_box(view, name, size, name in late) for name, size in zip(names, sizes, strict=True)]
    pulls = [(index[edge.source], index[edge.target], _PULL[edge.kind]) for edge in edges]
    for name, size, (x, y) in zip(names, sizes, place_nodes(boxes, pulls), strict=True):
        record = view.entities.get(name) or view.events[name]
        look = view.types[record["type"]]
        network.add_node(index[name], label=record["zh"], shape=look["shape"], color=look["color"], x=x, y=y, size=size)
    for edge in edges:
        network.add_edge(index[edge.source], index[edge.target])
    return network


def _late(view: View, hidden: tuple[str, ...], drawn: int) -> set[str]:
    """Return what is not seen at first: hidden types, events beyond the first, and who stands in such events only."""

    def is_hidden(record: dict[str, Any]) -> bool:
        return record["type"] in hidden or view.types[record["type"]].get("group") in hidden

    late = {name for name, event in view.events.items() if is_hidden(event) or event["rank"] >= drawn}
    seen = {end for edge in view.edges if edge.kind in ("role", "report") for end in _ends_beside(edge, late)}
    return late | {name for name, entity in view.entities.items() if name not in seen or is_hidden(entity)}


def _ends_beside(edge: Any, late: set[str]) -> tuple[str, ...]:
    return () if {edge.source, edge.target} & late else (edge.source, edge.target)


def _size(view: View, name: str, degree: int) -> int:
    if name in view.events:
        return 6 + min(6, 2 * len(view.events[name]["tellings"]))
    return 11 + min(13, round(2.4 * math.sqrt(degree)))


def _box(view: View, name: str, size: int, late: bool) -> Box:
    """Return the room that a node takes with its label below, in pixels at zoom 1.

    An event gets less than its whole label needs: it is written where there is room.
    """
    event = name in view.events
    record = view.events[name] if event else view.entities[name]
    label = record["zh"][: LABEL_EVENT if event else LABEL_ENTITY]
    halves = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)
    return Box(max(2.0 * size, halves * (3.4 if event else 8.0)) + 6, 2.0 * size + (8 if event else 24), late)
