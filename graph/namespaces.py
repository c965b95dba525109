"""The namespaces of the graph, written here and nowhere else.

The schema.org prefix is https, as in rdflib; the others are as their owners publish them.
"""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SH, SKOS, XSD, Graph, Namespace
from rdflib.term import Node

NG = Namespace("https://w3id.org/newsgraph/ns#")
NGC = Namespace("https://w3id.org/newsgraph/claimed#")
ENT = Namespace("https://w3id.org/newsgraph/id/")
EV = Namespace("https://w3id.org/newsgraph/event/")
ART = Namespace("https://w3id.org/newsgraph/article/")
MEN = Namespace("https://w3id.org/newsgraph/mention/")
SHAPE = Namespace("https://w3id.org/newsgraph/shapes#")
SCHEMA = Namespace("https://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
OA = Namespace("http://www.w3.org/ns/oa#")

PREFIXES: Mapping[str, Namespace] = {
    "ng": NG,
    "ngc": NGC,
    "ent": ENT,
    "ev": EV,
    "art": ART,
    "men": MEN,
    "nsh": SHAPE,
    "schema": SCHEMA,
    "sem": SEM,
    "oa": OA,
    "rdf": Namespace(str(RDF)),
    "rdfs": Namespace(str(RDFS)),
    "owl": Namespace(str(OWL)),
    "xsd": Namespace(str(XSD)),
    "skos": Namespace(str(SKOS)),
    "prov": Namespace(str(PROV)),
    "org": Namespace(str(ORG)),
    "foaf": Namespace(str(FOAF)),
    "dcterms": Namespace(str(DCTERMS)),
    "sh": Namespace(str(SH)),
}
"""Prefix -> namespace: bound in every graph that is written and known in every query."""


def new_graph() -> Graph:
    """Return an empty graph with the project's prefixes bound and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True)
    return graph


def within(namespace: Namespace, node: Node) -> bool:
    """Tell whether a node is an IRI of a namespace."""
    return str(node).startswith(str(namespace))


def local_name(node: Node) -> str:
    """Return an IRI without its namespace: `Meeting` for ng:Meeting, `country-中国` for ent:country-中国."""
    text = str(node)
    for namespace in (NG, NGC, ENT, EV, ART, MEN):
        if text.startswith(str(namespace)):
            return text[len(str(namespace)) :]
    return text.rpartition("#")[2].rpartition("/")[2]
