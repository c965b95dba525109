"""RDF -> an event table coded after PLOVER and CAMEO, by the rules of `ontology/plover.ttl`.

PLOVER: Halterman, Bagozzi, Beger, Schrodt and Scarborough, "PLOVER and POLECAT" (2023) and its codebook; CAMEO:
Schrodt, "CAMEO Event Codebook" 1.1b3 (2012). One row an event: parties of one side stay a list, the parties of a type
of equals all stand on the side of the actor. What did not happen is left out; what is planned, asked for or rumoured
is there with its status, so count only `factuality` Factual if you count deeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from opencc import OpenCC
from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.export.rows import Row, Rows
from graph.namespaces import NG, local_name


@dataclass(frozen=True, slots=True)
class Code:
    """category and mode: PLOVER's; root: CAMEO's; score: from -10, conflict, to +10, cooperation. "" for none."""

    category: str = ""
    mode: str = ""
    root: str = ""
    score: float | None = None


@dataclass(frozen=True)
class Coder:
    """Codes the events of a graph."""

    rows: Rows

    def table(self) -> list[Row]:
        """Return a row for each event that PLOVER has a category or a context for, in the order of their IRIs."""
        return [coded for row in self.rows.events if (coded := self._coded(row)) is not None]

    def _coded(self, row: Row) -> Row | None:
        aux = self._text(NG[row["status"]], NG.ploverAux)
        code, context = self.code_of(row), self._inherited(row["type"], NG.ploverContext)
        if aux == "negation" or not (code.category or context):
            return None
        actors, recipients = self._sides(row)
        return {
            "event": row["event"],
            "label": row["label"],
            "begin": row["begin"],
            "end": row["end"],
            "edtf": row["edtf"],
            "precision": row["precision"],
            "actors": self._names(actors),
            "actors_iri": actors,
            "actor_countries": self._countries(actors),
            "category": code.category,
            "mode": code.mode,
            "context": context,
            "cameo_root": code.root,
            "quad_class": self._quads.get(code.root),
            "score": code.score,
            "recipients": self._names(recipients),
            "recipients_iri": recipients,
            "recipient_countries": self._countries(recipients),
            "places": row["place"] or row["destination"],
            "type": row["type"],
            "status": row["status"],
            "factuality": row["factuality"],
            "aux": aux,
            "contested": row["contested"],
            "sources": row["sources"],
            "relays": row["relays"],
            "outlets": row["outlets"],
            "first_published": row["first_published"],
            "articles_count": row["articles_count"],
            "urls": row["urls"],
            "sentences": row["sentences"],
        }

    def code_of(self, row: Row) -> Code:
        """Return the code of an event: that of its type, changed by the first rule that holds."""
        plain = self._code(*(NG[cls] for cls in self._upwards(row["type"])))
        rule = next((rule for rule in self._rules if self._holds(rule, row, plain.category)), None)
        return plain if rule is None else self._code(rule)

    def _holds(self, rule: Node, row: Row, category: str) -> bool:
        types, when, origins = (self._locals(rule, p) for p in (NG.ploverType, NG.ploverWhen, NG.ploverOrigin))
        categories, words = (self._texts(rule, p) for p in (NG.ploverFrom, NG.ploverTrigger))
        least = int(self._text(rule, NG.ploverParties) or 0)
        return (
            (not types or any(self.rows.ontology.is_a(row["type"], cls) for cls in types))
            and (not when or row["status"] in when)
            and (not categories or category in categories)
            and (not words or self._is_told_by(row["event"], words))
            and (not origins or self._is_left(row, origins))
            and len({*row["actor_iri"], *row["participant_iri"]} - set(row["recipient_iri"])) >= least
        )

    def _is_told_by(self, event: str, words: Iterable[str]) -> bool:
        return any(word in trigger for trigger in self._triggers.get(event, ()) for word in words)

    def _is_left(self, row: Row, classes: Iterable[str]) -> bool:
        left = [self.rows.class_of(URIRef(origin)) for origin in row["origin_iri"]]
        return any(self.rows.ontology.is_a(cls, wanted) for cls in left for wanted in classes)

    def _sides(self, row: Row) -> tuple[list[str], list[str]]:
        """Return who does it and to whom it is done."""
        everybody = {*row["actor_iri"], *row["participant_iri"], *row["recipient_iri"]}
        if row["type"] in self.rows.ontology.symmetric:
            return sorted(everybody), []
        return sorted(everybody - set(row["recipient_iri"])), row["recipient_iri"]

    def _countries(self, parties: Iterable[str]) -> list[str]:
        """Return the countries that parties are or stand for."""
        nodes = [URIRef(party) for party in parties]
        own = {self.rows.label(node) for node in nodes if self.rows.class_of(node) == "Country"}
        return sorted(own | {name for node in nodes for name in self.rows.labels(node, NG.represents)})

    def _names(self, parties: Iterable[str]) -> list[str]:
        return [self.rows.label(URIRef(party)) for party in parties]

    # ------------------------------------------------------------------------------------------------- the vocabulary

    @cached_property
    def _rules(self) -> list[Node]:
        ordered = self.rows.ontology.graph.subject_objects(NG.ploverOrder)
        return [rule for rule, _ in sorted(ordered, key=lambda pair: (int(str(pair[1])), str(pair[0])))]

    @cached_property
    def _quads(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for quad, first in self.rows.ontology.graph.subject_objects(NG.rootFrom):
            last, number = self._text(quad, NG.rootTo), self._text(quad, NG.quadClass)
            found |= {f"{root:02d}": int(number) for root in range(int(str(first)), int(last) + 1)}
        return found

    @cached_property
    def _triggers(self) -> dict[str, list[str]]:
        """Event -> the words that tell it, in simplified script."""
        simplified = OpenCC("t2s")
        found: dict[str, list[str]] = {}
        for row in self.rows.tellings:
            found.setdefault(row["event"], []).append(simplified.convert(row["trigger"] or ""))
        return found

    def _code(self, *terms: Node) -> Code:
        """Return the code that the first of some terms has a part of."""
        for term in terms:
            category, root = self._text(term, NG.ploverCode), self._text(term, NG.cameoRoot)
            if category or root:
                score = self._text(term, NG.ploverScore)
                return Code(category, self._text(term, NG.ploverMode), root, float(score) if score else None)
        return Code()

    def _inherited(self, cls: str, annotation: URIRef) -> str:
        return next((told for up in self._upwards(cls) if (told := self._text(NG[up], annotation))), "")

    def _upwards(self, cls: str) -> list[str]:
        """Return a class and those above it, nearest first."""
        lines, layer = [], [cls]
        while layer:
            lines += layer
            layer = sorted({up for low in layer for up in self.rows.ontology.parents.get(low, ())} - set(lines))
        return lines

    def _text(self, node: Node, predicate: URIRef) -> str:
        return min((str(o) for o in self.rows.ontology.graph.objects(node, predicate)), default="")

    def _texts(self, node: Node, predicate: URIRef) -> set[str]:
        return {str(o) for o in self.rows.ontology.graph.objects(node, predicate) if isinstance(o, Literal)}

    def _locals(self, node: Node, predicate: URIRef) -> set[str]:
        return {local_name(o) for o in self.rows.ontology.graph.objects(node, predicate)}
