"""A graph -> the page that shows it: a file, a part of another page, or inline in Jupyter.

page = make_page(read_graph("out/graph.ttl"), focus="克里", hops=1)
page.save("kerry.html")
page                        # in a notebook: the page itself
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.config import Settings
from graph.errors import GraphError

if TYPE_CHECKING:
    from rdflib import Graph

    from graph.export.html import PageOptions


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a graph. vocabulary: the ontology's own triples; options: how it opens and what it holds."""

    graph: Graph
    vocabulary: Graph
    options: PageOptions

    def html(self) -> bytes:
        """Return the page as UTF-8 HTML that needs nothing else."""
        from graph.export.html import write_html

        return write_html(self.graph, self.vocabulary, self.options)

    def fragment(self, height: int = 640) -> bytes:
        """Return one HTML element that holds the page, to put into another page; `height` in pixels."""
        from graph.export.html import write_fragment

        return write_fragment(self.graph, self.vocabulary, self.options, height)

    def save(self, path: str | Path) -> Path:
        """Write the page and return where; the file is replaced at once or not at all.

        Raises:
            GraphError: it cannot be written.
        """
        from graph.export.files import replace_files

        replace_files({Path(path): self.html()})
        return Path(path)

    def _repr_html_(self) -> str:
        return self.fragment().decode()


def make_page(
    graph: Graph,
    *,
    focus: str | Sequence[str] | None = None,
    hops: int | None = None,
    most: int | None = None,
    title: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Page:
    """Return the page of a graph.

    Args:
        graph: a graph that was built.
        focus: names, ids or IRIs of what the page is built around, understood as by `explain`; none for the whole,
            None for that of the settings.
        hops: how far from there; a hop goes by an event to all who are in it. None for that of the settings.
        most: events on the page at most, the nearest and most told; None for the page's own limit.
        title: heading; None for that of the settings.
        language: zh or en; None for that of the settings.
        settings: vocabulary, title, language and what is hidden at first; None for the defaults.

    Raises:
        GraphError: the graph knows nothing by a name in `focus`, or a number is below 1.
    """
    from graph.vocabulary import load_ontology

    settings = (settings or Settings()).changed(page_title=title, page_language=language)
    names = (focus,) if isinstance(focus, str) else None if focus is None else tuple(focus)
    settings = settings.changed(page_focus=names, page_hops=hops)
    found, missing = find_focus(graph, settings.page_focus)
    if missing:
        raise missing[0]
    options = page_options(settings, found)
    if most is not None:
        if most < 1:
            raise GraphError("most", f"is {most}", "give a number of events, 1 or more")
        options = replace(options, scope=replace(options.scope, most=most))
    return Page(graph, load_ontology([Path(name) for name in settings.ontology]).graph, options)


def page_options(settings: Settings, focus: tuple[str, ...] = ()) -> PageOptions:
    """Return how a page opens by the settings; focus: the IRIs that `settings.page_focus` stands for."""
    from graph.export.html import PageOptions
    from graph.export.scope import Scope

    scope = Scope(focus, settings.page_hops)
    return PageOptions(settings.page_title, settings.page_language, settings.page_hidden, scope)


def find_focus(graph: Graph, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[GraphError, ...]]:
    """Return the IRIs that some names stand for, the likeliest for each, and an error for each name not found."""
    from graph.query.names import Names

    wanted = list(names)
    if not wanted:
        return (), ()
    index, found, missing = Names(graph), [], []
    for name in wanted:
        if nodes := index.find(name):
            found.append(str(nodes[0]))
        else:
            near = " or ".join(index.near(name))
            missing.append(GraphError(f"focus {name!r}", "nothing in the graph is called that", near and f"try {near}"))
    return tuple(found), tuple(missing)
