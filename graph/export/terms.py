"""The namespaces that the exporters read."""

from __future__ import annotations

from rdflib import Namespace
from rdflib.term import Node

NG = Namespace("https://w3id.org/newsgraph/ns#")
NGC = Namespace("https://w3id.org/newsgraph/claimed#")
ENT = Namespace("https://w3id.org/newsgraph/id/")
EV = Namespace("https://w3id.org/newsgraph/event/")
ART = Namespace("https://w3id.org/newsgraph/article/")
OA = Namespace("http://www.w3.org/ns/oa#")


def local_name(node: Node) -> str:
    """Return what follows the last # or / of an IRI."""
    return str(node).rpartition("#")[2].rpartition("/")[2]
