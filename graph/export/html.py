"""RDF -> one offline page that shows the graph, and the same as a fragment to put into another page.

pyvis's `Network` holds nodes, edges and options, and its package gives vis-network's script; its template is not used,
since in every mode it links style sheets of another host and puts headings and ids into the page as markup. The page
asks for nothing outside itself: its Content-Security-Policy forbids it. All text of the articles goes in as JSON and
comes out through `textContent`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from rdflib import Graph

from graph.export.drawing import LABEL_ENTITY, LABEL_EVENT, network_of
from graph.export.edges import Edge
from graph.export.scope import Scope
from graph.export.statements import Blocks, article_statements, prefixes, statements_of
from graph.export.variants import simplified_characters
from graph.export.view import View, first_day, view_of

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (  # in the order in which they need each other
    *(
        "data.js",
        "words.js",
        "make.js",
        "state.js",
        "picture.js",
        "lines.js",
        "labels.js",
        "paths.js",
        "panel.js",
        "overview.js",
    ),
    *("turtle.js", "search.js", "legend.js", "page.js"),
)
DRAWN = 300  # events in the first picture; the page can draw all that it holds


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How a page opens.

    title: heading; "" for the page's own. language: zh or en.
    hidden: class names of event groups and entity types that stay hidden until they are ticked.
    scope: which events it holds.
    """

    title: str = ""
    language: str = "zh"
    hidden: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)


def write_html(graph: Graph, vocabulary: Graph, options: PageOptions | None = None) -> bytes:
    """Return the page of a graph as UTF-8 HTML: the same bytes for the same triples.

    Args:
        graph: the graph of a build.
        vocabulary: the ontology's triples: labels, class tree, colours and shapes.
        options: how it opens; None for the defaults.
    """
    return _rendered(graph, vocabulary, options or PageOptions(), embedded=False).encode()


def write_fragment(graph: Graph, vocabulary: Graph, options: PageOptions | None = None, height: int = 640) -> bytes:
    """Return the page as one HTML element to put into another page: a sandboxed frame that holds all of it.

    Neither page's styles, scripts or names reach the other. A host whose Content-Security-Policy forbids inline
    scripts forbids them here too; there, show the page by `<iframe src="graph.html">`.

    Args:
        graph: the graph of a build.
        vocabulary: the ontology's triples.
        options: how it opens; None for the defaults.
        height: of the frame, in pixels; its width is that of what it stands in.
    """
    page = _rendered(graph, vocabulary, options or PageOptions(), embedded=True)
    title = Markup.escape((options and options.title) or "newsgraph")
    content = page.replace("&", "&amp;").replace("'", "&#39;")  # all that a value in single quotes needs
    return (
        f'<iframe class="newsgraph" title="{title}" width="100%" height="{height}" frameborder="0" '
        f"sandbox=\"allow-scripts allow-downloads allow-popups\" srcdoc='{content}'></iframe>\n"
    ).encode()


def _rendered(graph: Graph, vocabulary: Graph, options: PageOptions, embedded: bool) -> str:
    view = view_of(graph, vocabulary, options.scope)
    data = _safe_json(_page_data(graph, vocabulary, view, options) | {"embedded": embedded})
    style, scripts = _part("page.css"), [_part(name) for name in _SCRIPTS]
    nonce = base64.b64encode(hashlib.sha256("".join((data, style, *scripts)).encode()).digest()[:18]).decode()
    page = _template().render(
        title=options.title or "新闻知识图谱 · newsgraph",
        language="zh" if options.language == "zh" else "en",
        embedded=embedded,
        nonce=nonce,
        data=Markup(data),
        library=Markup(_library()),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
    )
    return str(page)


def _page_data(graph: Graph, vocabulary: Graph, view: View, options: PageOptions) -> dict[str, Any]:
    network = network_of(view, options.hidden, DRAWN)
    index = {name: place for place, name in enumerate((*view.entities, *view.events))}
    articles = {name: place for place, name in enumerate(view.articles)}
    statements = statements_of(graph, vocabulary, view.entities, view.events)
    things = [
        _thing(name, record, index, articles)
        | {key: node[key] for key in ("x", "y", "size")}
        | {"ttl": _numbered(statements[name], index)}
        for (name, record), node in zip((view.entities | view.events).items(), network.nodes, strict=True)
    ]
    names = [name for thing in things for name in (thing["zh"], *thing.get("names", ()), *thing.get("misspelt", ()))]
    return {
        "title": options.title,
        "language": options.language,
        "hidden": sorted(options.hidden),
        "limits": [LABEL_ENTITY, LABEL_EVENT],
        "drawn": DRAWN,
        "options": network.options,
        "things": things,
        "edges": [_edge(edge, index) for edge in view.edges],
        "articles": [
            record | {"id": name, "ttl": article_statements(graph, name)} for name, record in view.articles.items()
        ],
        "types": view.types,
        "words": view.words,
        "fold": simplified_characters(names),
        "prefixes": prefixes(),
        "leftOut": view.left_out,
        "focus": [index[name] for name in view.focus],
        "hops": options.scope.hops,
    }


def _thing(name: str, record: dict[str, Any], index: Mapping[str, int], articles: Mapping[str, int]) -> dict[str, Any]:
    """Return the record of a thing with the numbers of others in place of their IRIs, where the page holds them."""
    thing = record | {"iri": name, "event": "tellings" in record}
    if thing["event"]:
        thing["day"] = first_day(thing)
        thing["roles"] = {role: [index.get(o, o) for o in who] for role, who in thing["roles"].items()}
        thing["tellings"] = [_telling(telling, index, articles) for telling in thing["tellings"]]
    return thing


def _telling(telling: dict[str, Any], index: Mapping[str, int], articles: Mapping[str, int]) -> dict[str, Any]:
    told = telling | {"article": articles.get(telling["article"], -1)}
    for key in ("source", "origin"):
        if key in told:
            told[key] = index.get(told[key], told[key])
    if "relays" in told:
        told["relays"] = [index.get(o, o) for o in told["relays"]]
    return told


def _numbered(blocks: Blocks, index: Mapping[str, int]) -> Blocks:
    """Put numbers for the events that a direct triple was made of; leave it out if the page holds none of them."""
    return [[subject, *(numbered for row in rows if (numbered := _row(row, index)))] for subject, *rows in blocks]


def _row(row: list[Any], index: Mapping[str, int]) -> list[Any]:
    if len(row) < 3:
        return row
    events = [index[event] for event in row[2] if event in index]
    return [*row[:2], events] if events or not row[2] else []


def _edge(edge: Edge, index: Mapping[str, int]) -> dict[str, Any]:
    record: dict[str, Any] = {"from": index[edge.source], "to": index[edge.target], "kind": edge.kind, "is": edge.label}
    if edge.symmetric:
        record["both"] = 1
    if edge.events:
        record["events"] = [index[event] for event in edge.events]
    return record


def _safe_json(data: object) -> str:
    """Return JSON that no HTML parser can leave: no <, > or &, and no line break that only JavaScript knows."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


@cache
def _library() -> str:
    script = files("pyvis").joinpath(_LIBRARY).read_text(encoding="utf-8")
    if "</script" in script.lower():
        raise ValueError(f"pyvis/{_LIBRARY} cannot stand in a page")
    return script


@cache
def _part(name: str) -> str:
    return files("graph.export").joinpath("page", name).read_text(encoding="utf-8")


def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_part("page.html.j2"))
