"""RDF -> report.json: how much was found, what failed, what was rejected. No clock, no judgement."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import RDF, Graph
from rdflib.namespace import SDO
from rdflib.term import Node

from graph.model import Rejection
from graph.namespaces import ENT, NG, local_name


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """What the graph itself does not tell of a build.

    failures: one table a source that could not be built: source, found, do.
    rejections: the candidates that became no event.
    texts: path of a text, relative to the output folder -> its SHA-256, as `sha256:…`.
    """

    failures: tuple[Mapping[str, str], ...] = ()
    rejections: tuple[Rejection, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def write_report(graph: Graph, record: BuildRecord) -> bytes:
    """Return the report of a build as JSON, keys in a fixed order, counts sorted by name."""
    events = set(graph.subjects(NG.status))
    entities = {s for s, c in graph.subject_objects(RDF.type) if str(s).startswith(ENT) and str(c).startswith(NG)}
    report = {
        "articles": {"built": len(set(graph.subjects(RDF.type, SDO.NewsArticle))), "failed": len(record.failures)},
        "entities": {"total": len(entities), "by_type": _types(graph, entities)},
        "events": {
            "total": len(events),
            "by_type": _types(graph, events),
            "by_status": _counts(local_name(o) for o in graph.objects(None, NG.status)),
            "contested": len(set(graph.subjects(NG.contested))),
        },
        "mentions": len(set(graph.subjects(RDF.type, NG.Mention))),
        "triples": len(graph),
        "failures": [dict(failure) for failure in record.failures],
        "rejected": {
            "total": len(record.rejections),
            "by_reason": _counts(rejection.reason for rejection in record.rejections),
            "by_extractor": _counts(rejection.extractor for rejection in record.rejections),
        },
        "texts": dict(sorted(record.texts.items())),
    }
    return (json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode()


def _types(graph: Graph, nodes: Iterable[Node]) -> dict[str, int]:
    return _counts(local_name(c) for node in nodes for c in graph.objects(node, RDF.type) if str(c).startswith(NG))


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
