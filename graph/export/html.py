"""RDF -> one offline page that shows the graph.

pyvis's `Network` holds nodes, edges and options, and its package gives vis-network's script; its template is not used,
since in every mode it links style sheets of another host and puts headings and ids into the page as markup. The page
asks for nothing outside itself: its Content-Security-Policy forbids it. All text of the articles goes in as JSON and
comes out through `textContent`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network
from rdflib import Graph

from graph.export.edges import Edge
from graph.export.layout import Box, place_nodes
from graph.export.view import View, first_day, view_of

_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"
LABEL_ENTITY, LABEL_EVENT = 16, 10  # characters of a label on the picture
_PULL = {"role": 1.0, "direct": 0.6, "link": 0.8, "fact": 0.25, "report": 0.04}

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "multiselect": False,
        "keyboard": False,
        "tooltipDelay": 100,
    },
    "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.6},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
}


def write_html(
    graph: Graph, vocabulary: Graph, *, title: str = "", language: str = "zh", hidden: tuple[str, ...] = ()
) -> bytes:
    """Return the page of a graph as UTF-8 HTML: the same bytes for the same triples.

    Args:
        graph: the graph of a build.
        vocabulary: the ontology's triples: labels, class tree, colours and shapes.
        title: heading; "" for the page's own.
        language: language the page opens in, zh or en.
        hidden: class names of event groups and entity types that stay hidden until they are ticked.
    """
    view = view_of(graph, vocabulary)
    data = _safe_json(_page_data(view, title, language, hidden))
    parts = {name: _part(name) for name in ("page.css", "page.js", "panel.js")}
    library = Markup(_library())
    nonce = base64.b64encode(hashlib.sha256("".join((data, *parts.values())).encode()).digest()[:18]).decode()
    page = _template().render(
        title=title or "新闻知识图谱 · newsgraph",
        language="zh" if language == "zh" else "en",
        nonce=nonce,
        data=Markup(data),
        library=library,
        style=Markup(parts["page.css"]),
        scripts=[Markup(parts["panel.js"]), Markup(parts["page.js"])],
    )
    return str(page).encode()


def network_of(view: View, hidden: tuple[str, ...] = ()) -> Network:
    """Return the drawing as pyvis's own record: nodes with place, colour and shape, and edges.

    What is hidden at first finds its place around the rest, so that the picture first seen is the best.
    """
    network = Network(directed=True, cdn_resources="in_line")
    network.options = OPTIONS
    names = [*view.entities, *view.events]
    degree = Counter(end for edge in view.edges if edge.kind != "report" for end in (edge.source, edge.target))
    index = {name: place for place, name in enumerate(names)}
    sizes = [_size(view, name, degree[name]) for name in names]
    boxes = [_box(view, name, size, hidden) for name, size in zip(names, sizes, strict=True)]
    pulls = [(index[edge.source], index[edge.target], _PULL[edge.kind]) for edge in view.edges]
    for name, size, (x, y) in zip(names, sizes, place_nodes(boxes, pulls), strict=True):
        record = view.entities.get(name) or view.events[name]
        look = view.types[record["type"]]
        network.add_node(index[name], label=record["zh"], shape=look["shape"], color=look["color"], x=x, y=y, size=size)
    for edge in view.edges:
        network.add_edge(index[edge.source], index[edge.target], dashes=edge.claimed)
    return network


def _page_data(view: View, title: str, language: str, hidden: tuple[str, ...]) -> dict[str, Any]:
    network = network_of(view, hidden)
    index = {name: place for place, name in enumerate((*view.entities, *view.events))}
    things = [
        record | {"iri": name, "event": name in view.events} | _drawn(node)
        for (name, record), node in zip((view.entities | view.events).items(), network.nodes, strict=True)
    ]
    for thing in things:
        if thing["event"]:
            thing["day"] = first_day(thing)
            thing["roles"] = {role: [index.get(o, o) for o in who] for role, who in thing["roles"].items()}
    articles = list(view.articles)
    return {
        "title": title,
        "language": language,
        "hidden": sorted(hidden),
        "limits": [LABEL_ENTITY, LABEL_EVENT],
        "options": network.options,
        "things": _with_shared_texts(things, articles, index, view),
        "edges": [_edge(edge, index) for edge in view.edges],
        "articles": [view.articles[name] | {"id": name} for name in articles],
        "types": view.types,
        "words": view.words,
        "relations": view.relations,
        "leftOut": view.left_out,
    }


def _with_shared_texts(
    things: list[dict[str, Any]], articles: list[str], index: dict[str, int], view: View
) -> list[dict[str, Any]]:
    """Put numbers for the article and the source of each telling."""
    place = {name: number for number, name in enumerate(articles)}
    for thing in things:
        for telling in thing.get("tellings", ()):
            telling["article"] = place.get(telling["article"], -1)
            for key in ("source", "relays"):
                if key in telling:
                    told = telling[key]
                    telling[key] = index.get(told, told) if key == "source" else [index.get(o, o) for o in told]
    return things


def _edge(edge: Edge, index: dict[str, int]) -> dict[str, Any]:
    record: dict[str, Any] = {"from": index[edge.source], "to": index[edge.target], "kind": edge.kind, "is": edge.label}
    if edge.claimed:
        record["claimed"] = 1
    if edge.symmetric:
        record["both"] = 1
    if edge.events:
        record["events"] = [index[event] for event in edge.events if event in index]
    return record


def _drawn(node: dict[str, Any]) -> dict[str, Any]:
    return {key: node[key] for key in ("x", "y", "size")}


def _size(view: View, name: str, degree: int) -> int:
    if name in view.events:
        return 6 + min(6, 2 * len(view.events[name]["tellings"]))
    return 11 + min(17, round(3 * math.sqrt(degree)))


def _box(view: View, name: str, size: int, hidden: tuple[str, ...]) -> Box:
    """Return the room that a node takes with its label below, in pixels at zoom 1."""
    event = name in view.events
    record = view.events[name] if event else view.entities[name]
    label = _short(record["zh"], LABEL_EVENT if event else LABEL_ENTITY)
    halves = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in label)
    late = view.types[record["type"]].get("group", record["type"]) in hidden
    return Box(max(2.0 * size, halves * (5.5 if event else 8.5)) + 6, 2.0 * size + (14 if event else 26), late)


def _short(label: str, limit: int) -> str:
    return label if len(label) <= limit else label[: limit - 1] + "…"


def _safe_json(data: object) -> str:
    """Return JSON that no HTML parser can leave: no <, > or &, and no line break that only JavaScript knows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


@cache
def _library() -> str:
    script = files("pyvis").joinpath(_SCRIPT).read_text(encoding="utf-8")
    if "</script" in script.lower():
        raise ValueError(f"pyvis/{_SCRIPT} cannot stand in a page")
    return script


@cache
def _part(name: str) -> str:
    return files("graph.export").joinpath(name).read_text(encoding="utf-8")


def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_part("page.html.j2"))
