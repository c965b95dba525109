"""RDF -> a network for networkx, and from it GraphML and GEXF, with what Gephi shows: labels, colours, weights, time.

Two views. `events`: entities and events are nodes, roles and links are edges; nothing is lost of who did what.
`entities`: entities alone, an edge for each direct relation, as heavy as the events behind it; what SNA tools expect.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import networkx as nx

from graph.export.rows import LINKS, ROLES, Row, Rows
from graph.namespaces import NG

VIEWS = ("events", "entities")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN = "#8a94a3"


def to_networkx(rows: Rows, view: str = "events") -> nx.MultiDiGraph:
    """Return a network; nodes are IRIs, keys of edges count from 0 in a fixed order.

    Every node has label, label_en, kind ("entity" or "event"), type, group, color and weight; an event also status,
    contested, edtf, begin, end, outlets, sources and sentences. Every edge has label, kind ("role", "link", "fact" or
    "relation") and weight; a relation also factual, begin, end and events. What is not told is left out.

    Args:
        rows: the graph.
        view: one of VIEWS.
    """
    network = nx.MultiDiGraph(name="newsgraph")
    for row in rows.entities:
        network.add_node(row["entity"], **_entity(rows, row))
    if view == "events":
        for row in rows.events:
            network.add_node(row["event"], **_event(rows, row))
    edges = _event_edges(rows) if view == "events" else _relation_edges(rows)
    number = 0
    for source, target, data in (*edges, *_facts(rows)):
        if source in network and target in network:
            network.add_edge(source, target, key=number, **{k: v for k, v in data.items() if v not in (None, "")})
            number += 1
    return network


def write_graphml(network: nx.MultiDiGraph) -> bytes:
    """Return a network as GraphML."""
    out = io.BytesIO()
    nx.write_graphml_xml(_clean(network), out)
    return out.getvalue()


def write_gexf(network: nx.MultiDiGraph) -> bytes:
    """Return a network as GEXF 1.2 for Gephi: colours, sizes, and spells of time from begin to end."""
    drawn = _clean(network)
    for _, data in drawn.nodes(data=True):
        red, green, blue = (int(data["color"][at : at + 2], 16) for at in (1, 3, 5))
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}, "size": 4.0 + min(data["weight"], 40)}
    for data in (*(d for _, d in drawn.nodes(data=True)), *(d for *_, d in drawn.edges(data=True))):
        for ours, theirs in (("begin", "start"), ("end", "end")):
            if ours in data:
                data[theirs] = data.pop(ours)
        if "kind" in data and "weight" in data:
            data["weight"] = float(data["weight"])
    out = io.BytesIO()
    nx.write_gexf(drawn, out)
    # networkx writes the day of writing; the same graph must give the same bytes
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue(), count=1)


def _entity(rows: Rows, row: Row) -> dict[str, Any]:
    return _told(
        label=row["label"],
        label_en=row["label_en"],
        kind="entity",
        type=row["type"],
        type_zh=row["type_zh"],
        group="Entity",
        color=_color(rows, row["type"]),
        weight=max(row["articles_count"], 1),
    )


def _event(rows: Rows, row: Row) -> dict[str, Any]:
    return _told(
        label=row["label"],
        kind="event",
        type=row["type"],
        type_zh=row["type_zh"],
        group=row["group"],
        color=_color(rows, row["type"]),
        weight=max(row["tellings_count"], 1),
        status=row["status"],
        factuality=row["factuality"],
        contested=row["contested"],
        edtf=row["edtf"],
        begin=row["begin"],
        end=row["end"],
        outlets=" | ".join(row["outlets"]),
        sources=" | ".join(row["sources"]),
        urls=" | ".join(row["urls"]),
        sentences=" | ".join(row["sentences"]),
    )


def _event_edges(rows: Rows) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for row in rows.events:
        named = {*row["actor_iri"], *row["recipient_iri"]}
        for role in ROLES:
            for filler in row[f"{role}_iri"]:
                if role == "participant" and filler in named:
                    continue  # told more exactly by the other role
                ends = (filler, row["event"]) if role in ("actor", "participant") else (row["event"], filler)
                yield *ends, {"label": role, "label_zh": rows.term(role, "zh"), "kind": "role", "weight": 1}
        for link in LINKS:
            for other in row[f"{link}_iri"]:
                told = {"label": link, "label_zh": rows.term(link, "zh"), "kind": "link", "weight": 1}
                yield row["event"], other, told


def _relation_edges(rows: Rows) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for row in rows.relations:
        yield (
            row["subject"],
            row["object"],
            {
                "label": row["relation"],
                "label_zh": row["relation_zh"],
                "kind": "relation",
                "factual": row["factual"],
                "weight": row["weight"],
                "begin": row["begin"],
                "end": row["end"],
                "events": " ".join(row["events"]),
            },
        )


def _facts(rows: Rows) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name in ("represents", "metonymOf", "basedIn"):
        for s, o in sorted(rows.graph.subject_objects(NG[name]), key=lambda pair: (str(pair[0]), str(pair[1]))):
            yield str(s), str(o), {"label": name, "label_zh": rows.term(name, "zh"), "kind": "fact", "weight": 1}


def _color(rows: Rows, type_: str) -> str:
    """Return the colour of a class, or of the nearest class above it that has one."""
    layer = [type_]
    while layer:
        found = sorted(str(c) for name in layer for c in rows.ontology.graph.objects(NG[name], NG.color))
        if found:
            return found[0]
        layer = [up for name in layer for up in rows.ontology.parents.get(name, ())]
    return _PLAIN


def _told(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


def _clean(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy without the characters that XML cannot hold."""
    copy = nx.MultiDiGraph(**network.graph)
    for node, data in network.nodes(data=True):
        copy.add_node(_xml(node), **{name: _xml(value) for name, value in data.items()})
    for source, target, key, data in network.edges(keys=True, data=True):
        copy.add_edge(_xml(source), _xml(target), key=key, **{name: _xml(value) for name, value in data.items()})
    return copy


def _xml(value: Any) -> Any:
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
