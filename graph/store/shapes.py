"""The shapes of the contract: those of `ontology/shapes.ttl`, and the rest made from the ontology.

Made for each direct relation (it needs an event of its class with both ends in its roles), for each property with a
range (its values are of that class or datatype) and for each type of event of which the file says nothing (it has one
of the roles that its direct relations join). So a type or relation that a user adds is checked without a shape written
for it. Structure is a violation; a role that is missing is a warning, since extraction is never complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.namespaces import NG, NGC, SHAPE, local_name, new_graph, within
from graph.ontology_files import SHAPES, shipped
from graph.vocabulary import Ontology, Shortcut

SOURCES: Mapping[str, str] = {
    "reports": "?value ng:evidence/(ng:relayedBy|ng:accordingTo|ng:inDocument/schema:publisher) $this .",
    "states": "?value ng:evidence/ng:accordingTo $this .",
}
"""Relations that may also follow from who tells an event, not from its roles."""


def all_shapes(ontology: Ontology) -> Graph:
    """Return every shape: those of the file and those made from the ontology."""
    written = Graph().parse(data=shipped(SHAPES), format="turtle")
    shapes = new_graph()
    for part in (written, shortcut_shapes(ontology), type_shapes(ontology, written), range_shapes(ontology, written)):
        shapes += part
    return shapes


def shortcuts_by_property(ontology: Ontology) -> dict[str, list[Shortcut]]:
    """Return direct relation -> the rows of it, by name."""
    grouped: dict[str, list[Shortcut]] = defaultdict(list)
    for shortcut in ontology.shortcuts:
        grouped[shortcut.property].append(shortcut)
    return dict(sorted(grouped.items()))


def shortcut_message(name: str, shortcuts: Iterable[Shortcut], factual: bool) -> str:
    """Return what is wrong with a direct triple that no event stands behind."""
    types = " or ".join(sorted({shortcut.type for shortcut in shortcuts}))
    return f"a direct {name} needs a {'factual' if factual else 'non-factual'} {types} with both parties"


def shortcut_shapes(ontology: Ontology) -> Graph:
    """Return a shape for each direct relation: it needs an event of its class with these two in its roles.

    For ng: that event must be factual, for the claimed twin in ngc: it must not.
    """
    shapes = new_graph()
    for name, shortcuts in shortcuts_by_property(ontology).items():
        for namespace, kind in ((NG, "factual"), (NGC, "non-factual")):
            shape, rule = SHAPE[f"{name}-{kind}"], SHAPE[f"{name}-{kind}-rule"]
            message = shortcut_message(name, shortcuts, kind == "factual")
            shapes.add((shape, RDF.type, SH.NodeShape))
            shapes.add((shape, SH.targetSubjectsOf, namespace[name]))
            shapes.add((shape, SH.sparql, rule))
            shapes.add((rule, SH.message, Literal(message, lang="en")))
            shapes.add((rule, SH.prefixes, URIRef(str(SHAPE).rstrip("#"))))
            shapes.add((rule, SH.select, Literal(_select(namespace[name], shortcuts, kind == "factual"))))
    return shapes


def ways_of(name: str, shortcuts: Iterable[Shortcut], factual: bool, of_type: Callable[[str], str]) -> list[str]:
    """Return the patterns of SPARQL, any of which lets `$this` stand in a direct relation to `?value`.

    Args:
        name: the relation.
        shortcuts: its rows.
        factual: whether the event must be a fact, or must not be one.
        of_type: a class of events -> what follows the event in the pattern that it is of that class.
    """
    ways = []
    for shortcut in shortcuts:
        event = "$this" if shortcut.subject == "self" else "?value" if shortcut.object == "self" else "?e"
        ends = ((shortcut.subject, "$this"), (shortcut.object, "?value"))
        roles = [f"{event} ng:{role} {end} ." for role, end in ends if role != "self"]
        fact = f"{event} ng:status/skos:broader ng:Factual ."
        status = fact if factual else f"FILTER NOT EXISTS {{ {fact} }}"
        ways.append(" ".join([*roles, f"{event} {of_type(shortcut.type)}", status]))
    return ways + ([SOURCES[name]] if factual and name in SOURCES else [])


def type_shapes(ontology: Ontology, written: Graph) -> Graph:
    """Return a shape for each type of event that has none in the file: one of its relations' roles, at least."""
    shapes = new_graph()
    known = {local_name(cls) for cls in written.objects(None, SH.targetClass)}
    for cls in sorted(ontology.event_classes - known):
        own = [shortcut for shortcut in ontology.shortcuts_of(cls) if not known & {shortcut.type}]
        roles = sorted({role for shortcut in own for role in (shortcut.subject, shortcut.object)} - {"self"})
        if roles:
            shape = SHAPE[cls]
            shapes.add((shape, RDF.type, SH.NodeShape))
            shapes.add((shape, SH.targetClass, NG[cls]))
            shapes.add((shape, SH.severity, SH.Warning))
            message = f"has no {' and no '.join(f'ng:{role}' for role in roles)}"
            shapes.add((shape, SH.message, Literal(message, lang="en")))
            _either(shapes, shape, [(SH.property, _at_least_one(shapes, NG[role])) for role in roles])
    return shapes


def range_shapes(ontology: Ontology, written: Graph) -> Graph:
    """Return a shape for each property of this vocabulary of which the file says nothing: what its values are.

    Places stand beside agents everywhere: territories act and are acted on without being typed as states.
    """
    graph, shapes = ontology.graph, new_graph()
    direct = {shortcut.property for shortcut in ontology.shortcuts}
    checked = {(_target(written, p), written.value(p, SH.path)) for p in written.objects(None, SH.property)}
    for term in sorted(set(graph.subjects(RDFS.range)), key=str):
        domain, wanted = graph.value(term, RDFS.domain), graph.value(term, RDFS.range)
        if domain is None or wanted is None or not within(NG, term) or local_name(term) in direct:
            continue
        subject = NG.Entity if ontology.is_a(local_name(domain), "Entity") else domain
        if (subject, term) in checked or not _checkable(ontology, wanted):
            continue
        shape, values = SHAPE[f"{local_name(subject)}-values"], SHAPE[f"{local_name(term)}-values"]
        shapes.add((shape, RDF.type, SH.NodeShape))
        shapes.add((shape, SH.targetClass, subject))
        shapes.add((shape, SH.property, values))
        shapes.add((values, SH.path, term))
        if wanted == NG.Agent:
            _either(shapes, values, [(SH["class"], NG.Agent), (SH["class"], NG.Place)])
            shapes.add((values, SH.message, Literal("needs an agent or a territory", lang="en")))
        else:
            shapes.add((values, SH.datatype if within(Namespace(str(XSD)), wanted) else SH["class"], wanted))
    return shapes


def _checkable(ontology: Ontology, wanted: Node) -> bool:
    return within(Namespace(str(XSD)), wanted) or (within(NG, wanted) and local_name(wanted) in ontology.parents)


def _target(written: Graph, property: Node) -> Node | None:
    return next((written.value(shape, SH.targetClass) for shape in written.subjects(SH.property, property)), None)


def _at_least_one(shapes: Graph, role: URIRef) -> Node:
    node = BNode()
    shapes.add((node, SH.path, role))
    shapes.add((node, SH.minCount, Literal(1)))
    return node


def _either(shapes: Graph, shape: Node, choices: list[tuple[Node, Node]]) -> None:
    """Add that one of some constraints must hold."""
    options: list[Node] = []
    for predicate, value in choices:
        options.append(BNode())
        shapes.add((options[-1], predicate, value))
    head = BNode()
    Collection(shapes, head, options)
    shapes.add((shape, SH["or"], head))


def _select(property: URIRef, shortcuts: Iterable[Shortcut], factual: bool) -> str:
    ways = ways_of(local_name(property), shortcuts, factual, lambda type: f"a/rdfs:subClassOf* ng:{type} .")
    union = " UNION ".join(f"{{ {way} }}" for way in ways)
    return f"SELECT $this ?value WHERE {{ $this <{property}> ?value . FILTER NOT EXISTS {{ {union} }} }}"
