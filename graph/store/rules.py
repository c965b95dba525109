"""The shapes' own SPARQL rules, asked of a whole store at once.

SHACL asks such a rule of every node by itself (`$this`); over a million triples that takes the better part of an hour.
Here each rule is one query over all the nodes that its shape is for, answered by Oxigraph. A test holds the answers to
those of pySHACL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import SH, Graph
from rdflib.term import Node

from graph.namespaces import NG, NGC, PREFIXES, local_name, within
from graph.store.shapes import shortcut_message, shortcuts_by_property, ways_of
from graph.vocabulary import Ontology


@dataclass(frozen=True, slots=True)
class Rule:
    """A query whose solutions are faults: `this` is the node, `value`, if there is one, the value at fault."""

    message: str
    severity: str
    query: str

    def faults(self, store: ox.Store) -> Iterator[tuple[ox.NamedNode, object]]:
        """Yield each node at fault with its value, None if the rule names none."""
        prefixes = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
        found = store.query(self.query, prefixes=prefixes)
        assert isinstance(found, ox.QuerySolutions)
        has_value = "value" in {variable.value for variable in found.variables}
        for solution in found:
            node = solution["this"]
            assert isinstance(node, ox.NamedNode)
            yield node, solution["value"] if has_value else None


def rules(shapes: Graph, ontology: Ontology) -> list[Rule]:
    """Return the rules of all shapes: those written in SPARQL, and those of the direct relations."""
    return [*_written(shapes, ontology), *_shortcut_rules(ontology)]


def _written(shapes: Graph, ontology: Ontology) -> Iterator[Rule]:
    """Yield the rules of shapes for a class, with the class put into the query."""
    for shape in sorted(set(shapes.subjects(SH.targetClass)), key=str):
        for rule in sorted(shapes.objects(shape, SH.sparql), key=lambda rule: str(shapes.value(rule, SH.select))):
            select = str(shapes.value(rule, SH.select)).replace("$this", "?this")
            head, brace, body = select.partition("{")
            classes = [cls for target in shapes.objects(shape, SH.targetClass) for cls in _below(target, ontology)]
            targets = " ".join(f"<{cls}>" for cls in classes)
            query = f"{head}{brace} VALUES ?target {{ {targets} }} ?this a ?target . {body}"
            yield Rule(str(shapes.value(rule, SH.message)), _severity(shapes, rule, shape), query)


def _shortcut_rules(ontology: Ontology) -> Iterator[Rule]:
    """Yield the rules of the direct relations; MINUS finds all that stand behind one at once, NOT EXISTS one by one."""
    for name, shortcuts in shortcuts_by_property(ontology).items():
        for namespace, factual in ((NG, True), (NGC, False)):
            ways = ways_of(name, shortcuts, factual, lambda type: _type_pattern(type, ontology))
            union = " UNION ".join(f"{{ {way} }}" for way in ways).replace("$this", "?this")
            query = f"SELECT DISTINCT ?this ?value WHERE {{ ?this <{namespace[name]}> ?value MINUS {{ {union} }} }}"
            yield Rule(shortcut_message(name, shortcuts, factual), "violation", query)


def _type_pattern(type: str, ontology: Ontology) -> str:
    classes = " ".join(f"ng:{local_name(cls)}" for cls in _below(NG[type], ontology))
    return f"a ?type . VALUES ?type {{ {classes} }}"


def _below(cls: Node, ontology: Ontology) -> list[Node]:
    """Return a class and those below it, sorted."""
    return [cls, *(NG[name] for name in sorted(ontology.parents) if NG[name] != cls and _is_a(name, cls, ontology))]


def _is_a(name: str, cls: Node, ontology: Ontology) -> bool:
    return within(NG, cls) and ontology.is_a(name, local_name(cls))


def _severity(shapes: Graph, *places: Node) -> str:
    return "warning" if any((place, SH.severity, SH.Warning) in shapes for place in places) else "violation"
