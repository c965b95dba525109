"""RDF -> two CSV files for Neo4j's bulk importer (`neo4j-admin database import full`).

Every triple between two things becomes a relationship, every triple with a value a property; nothing is left out.
Headers after the manual's "CSV header format": `:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, typed properties.
The cells hold the texts as they are: do not open them in a spreadsheet, which may run what looks like a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rdflib import RDF, XSD, Literal, URIRef
from rdflib.term import Node

from graph.export.rows import Rows
from graph.namespaces import NGC, OA, SCHEMA, local_name, within

_TYPES = {
    XSD.integer: "long",
    XSD.decimal: "double",
    XSD.boolean: "boolean",
    XSD.date: "date",
    XSD.dateTime: "datetime",
}
_LISTS = ";"
"""Neo4j's delimiter of lists and labels; in a value it becomes the full-width one."""


def write_nodes(rows: Rows) -> bytes:
    """Return nodes.csv: whatever something is said of, with its values, and the modalities."""
    ordered = sorted(_known(rows))
    found = {node: _properties(rows, node) for node in ordered}
    columns = sorted({name for properties in found.values() for name in properties})
    headers = [_header(name, [p[name] for p in found.values() if name in p]) for name in columns]
    lines = []
    for node in ordered:
        cells = (_cell(found[node].get(name, ()), header) for name, header in zip(columns, headers, strict=True))
        lines.append([str(node), *cells, _LISTS.join(_labels(rows, node))])
    return _csv(["iri:ID", *headers, ":LABEL"], lines)


def write_relationships(rows: Rows) -> bytes:
    """Return relationships.csv; a direct relation tells if it is a fact, how many events it stands for, and when."""
    known = _known(rows)
    triples = [(s, p, o) for s, p, o in rows.graph if o in known and p != RDF.type and s in known]
    behind = {(r["subject"], r["relation"], r["object"], r["factual"]): r for r in rows.relations}
    lines = []
    for s, p, o in sorted(triples, key=lambda triple: tuple(map(str, triple))):
        row = behind.get((str(s), local_name(p), str(o), not within(NGC, p)))
        told = (
            [str(row["factual"]).lower(), str(row["weight"]), row["begin"] or "", row["end"] or ""] if row else [""] * 4
        )
        lines.append([str(s), *told, str(o), _type(p)])
    return _csv([":START_ID", "factual:boolean", "weight:long", "begin:date", "end:date", ":END_ID", ":TYPE"], lines)


def _known(rows: Rows) -> set[URIRef]:
    nodes = {s for s in rows.graph.subjects() if isinstance(s, URIRef)}
    return nodes | {
        o for o in rows.graph.objects() if isinstance(o, URIRef) and local_name(o) in rows.ontology.modalities
    }


def _properties(rows: Rows, node: URIRef) -> Mapping[str, list[Literal]]:
    """Return the values of a node by column: the property's local name, with the language of a text but Chinese."""
    found: dict[str, list[Literal]] = defaultdict(list)
    for predicate, value in rows.graph.predicate_objects(node):
        if isinstance(value, Literal):
            tag = f"_{value.language}" if value.language and not value.language.startswith("zh") else ""
            oa = "oa_" if within(OA, predicate) else ""  # its end is a place in a text, ours a day
            found[oa + local_name(predicate) + tag].append(value)
        elif predicate in (SCHEMA.url, SCHEMA.sameAs):
            found[local_name(predicate)].append(Literal(str(value)))
    concept = local_name(node)
    if concept in rows.ontology.modalities and not found:
        found["label"].append(Literal(rows.term(concept, "zh")))
    return found


def _header(name: str, values: Sequence[Sequence[Literal]]) -> str:
    types = {_TYPES.get(value.datatype or XSD.string, "string") for each in values for value in each}
    kind = types.pop() if len(types) == 1 else "string"
    return f"{name}:{kind}" + ("[]" if any(len(each) > 1 for each in values) else "")


def _cell(values: Iterable[Literal], header: str) -> str:
    texts = sorted(" ".join(str(value).splitlines()) for value in values)  # a line break ends a record for the importer
    return _LISTS.join(text.replace(_LISTS, "；") for text in texts) if header.endswith("[]") else "".join(texts)


def _labels(rows: Rows, node: URIRef) -> list[str]:
    classes = {local_name(cls) for cls in rows.graph.objects(node, RDF.type)}
    above = {up for cls in classes for up in rows.ontology.ancestors.get(cls, ())}
    if not classes and local_name(node) in rows.ontology.modalities:
        return ["Modality"]
    return sorted(classes | above)


def _type(predicate: Node) -> str:
    """Return a property as a type of relationship: MEETS, CLAIMED_MEETS for its claimed twin, IN_DOCUMENT."""
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local_name(predicate)).upper()
    return f"CLAIMED_{name}" if within(NGC, predicate) else name


def _csv(header: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return out.getvalue().encode()
