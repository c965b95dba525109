"""newsgraph: news articles in, a sourced knowledge graph out.

    from graph import build, read_graph, load

    result = build("seeds/", out="out/")      # BuildResult: graph, articles, failures, rejections
    graph = read_graph("out/graph.ttl")       # rdflib.Graph, ready for graph.query("SELECT …")
    doc = load()("克里访问北京。")             # a normal spaCy Doc

Nothing heavy is imported before one of these is called for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.annotate import load
    from graph.config import Settings
    from graph.errors import ArticleError, GraphError, OntologyError, SettingsError
    from graph.exchange import diff, export_graph, to_networkx, to_pandas
    from graph.pages import Page, make_page
    from graph.pipeline import BuildResult, build, read_dataset, read_graph, remove
    from graph.query.calls import ask_graph, query_graph
    from graph.remote import pull, push

__all__ = [
    "ArticleError",
    "BuildResult",
    "GraphError",
    "OntologyError",
    "Page",
    "Settings",
    "SettingsError",
    "ask_graph",
    "build",
    "diff",
    "export_graph",
    "load",
    "make_page",
    "pull",
    "push",
    "query_graph",
    "read_dataset",
    "read_graph",
    "remove",
    "to_networkx",
    "to_pandas",
]

_HOMES = {
    "ArticleError": "graph.errors",
    "BuildResult": "graph.pipeline",
    "GraphError": "graph.errors",
    "OntologyError": "graph.errors",
    "Page": "graph.pages",
    "Settings": "graph.config",
    "SettingsError": "graph.errors",
    "ask_graph": "graph.query.calls",
    "build": "graph.pipeline",
    "diff": "graph.exchange",
    "export_graph": "graph.exchange",
    "load": "graph.annotate",
    "make_page": "graph.pages",
    "pull": "graph.remote",
    "push": "graph.remote",
    "query_graph": "graph.query.calls",
    "read_dataset": "graph.pipeline",
    "read_graph": "graph.pipeline",
    "remove": "graph.pipeline",
    "to_networkx": "graph.exchange",
    "to_pandas": "graph.exchange",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
