"""What known triple stores want differently, as a table, and how they are told apart.

The protocol itself is SPARQL 1.1 Graph Store HTTP Protocol (W3C 2013): a graph is `?graph=IRI` or `?default` of one
address; POST adds triples to it, DELETE empties it, GET reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class ServerKind:
    """A make of triple store.

    store: path of its graph store below the address of a server, repository or dataset; "" if an address is used as
        it is. others: further paths that are its graph stores already.
    quads: path that takes N-Quads of many graphs in one request, None if there is none.
    query: path that takes SPARQL queries.
    options: parameters that make loading fast. triples: media type to label N-Triples with.
    has_default: whether there is a default graph to load into.
    cuts: whether it leaves out what is beyond a number of rows without saying so.
    batch: triples in a request unless the user says otherwise.
    busy: words in an answer 500 that mean "try again".
    header, sign: a header of its answers and a word in it.
    """

    name: str
    store: str = ""
    others: tuple[str, ...] = ()
    quads: str | None = None
    query: str = ""
    options: Mapping[str, str] | None = None
    triples: str = "application/n-triples"
    has_default: bool = True
    cuts: bool = False
    batch: int = 50_000
    busy: str = ""
    header: str = "Server"
    sign: str = ""


KINDS: Mapping[str, ServerKind] = {
    kind.name: kind
    for kind in (
        ServerKind(
            "oxigraph",
            store="/store",
            quads="/store",
            query="/query",
            options={"no_transaction": ""},  # 5 times as fast on disk; what a cut-off batch left is loaded again
            batch=100_000,
            sign="oxigraph",
        ),
        ServerKind(
            "virtuoso",
            store="/sparql-graph-crud-auth",
            others=("/sparql-graph-crud",),
            query="/sparql",
            triples="text/turtle",  # one parser for both; it keeps the backslashes of Turtle names: never send those
            has_default=False,
            cuts=True,
            busy="40001",  # SQL state of a deadlock
            sign="virtuoso",
        ),
        ServerKind("fuseki", store="/data", quads="/data", query="/query", header="Fuseki-Request-Id"),
        ServerKind(
            "graphdb",
            store="/rdf-graphs/service",
            quads="/statements",
            sign="graphdb",
        ),
        ServerKind("neptune", store="/sparql/gsp/", others=("/sparql/gsp",), query="/sparql"),
        ServerKind("any"),
    )
}
"""Name -> kind; `any` is the protocol alone, at exactly the address given."""


@dataclass(frozen=True, slots=True)
class Target:
    """A graph store: its address and its kind."""

    url: str
    kind: ServerKind

    def graph_url(self, graph: str | None, *, loading: bool = False) -> str:
        """Return the address of a graph, None for the default graph; with the parameters that loading takes."""
        parameters = {"graph": graph} if graph is not None else {"default": ""}
        return _with(self.url, parameters | dict(self.kind.options or {} if loading else {}))

    def quads_url(self) -> str:
        """Return the address that takes N-Quads."""
        base = self.url.removesuffix(self.kind.store)
        return _with(base + (self.kind.quads or ""), dict(self.kind.options or {}))

    def query_url(self) -> str:
        """Return the address that takes queries."""
        suffix = next((path for path in (self.kind.store, *self.kind.others) if self.url.endswith(path)), "")
        return self.url.removesuffix(suffix) + self.kind.query


def target_at(url: str, kind: ServerKind) -> Target:
    """Return the graph store that an address means: itself if it is one of the kind's, else the one below it."""
    address = url.rstrip("/") if not url.endswith(kind.store or "/") else url
    if not kind.store or any(urlsplit(address).path.endswith(path) for path in (kind.store, *kind.others)):
        return Target(address if kind.store else url, kind)
    return Target(address + kind.store, kind)


def kind_of(url: str, headers: Mapping[str, str]) -> ServerKind:
    """Return the kind of the server that answered at an address with some headers; `any` if unknown."""
    path = urlsplit(url).path.rstrip("/")
    for kind in KINDS.values():
        if len(kind.store) > len("/store") and path.endswith((kind.store.rstrip("/"), *kind.others)):
            return kind
    for kind in KINDS.values():
        value = headers.get(kind.header)
        if value is not None and (kind.sign or kind.header != "Server") and kind.sign in value.lower():
            return kind
    return KINDS["any"]


def _with(url: str, parameters: Mapping[str, str]) -> str:
    """Return an address with parameters added; an empty value is a bare name, as `?default` and `no_transaction`."""
    told = "&".join(urlencode({name: value}) if value else name for name, value in parameters.items())
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query="&".join(filter(None, (parts.query, told)))))
