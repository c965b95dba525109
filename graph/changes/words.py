"""A difference in words, Chinese or English, and as a record for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rdflib.term import Node

from graph.changes.differences import Change, Changed, Difference
from graph.changes.side import Side
from graph.namespaces import NG, SCHEMA

_WORDS = {
    "zh": {
        "same": "两图相同",
        "articles": "文章",
        "entities": "实体",
        "events": "事件",
        "triples": "三元组",
        "new": "新增",
        "gone": "消失",
        "changed": "变化",
        "merged": "并入",
        "split": "分出自",
        "type": "类型",
        "label": "名称",
        "names": "别名",
        "status": "状态",
        "contested": "有争议",
        "time": "时间",
        "evidence": "出处",
        "nothing": "无",
    },
    "en": {
        "same": "the two graphs say the same",
        "articles": "articles",
        "entities": "entities",
        "events": "events",
        "triples": "triples",
        "new": "new",
        "gone": "gone",
        "changed": "changed",
        "merged": "merged into",
        "split": "split from",
        "type": "type",
        "label": "name",
        "names": "other names",
        "status": "status",
        "contested": "contested",
        "time": "time",
        "evidence": "told by",
        "nothing": "none",
    },
}


def as_text(found: Difference, language: str = "zh") -> str:
    """Return a difference in words, a line a thing: + new, - gone, ~ changed; with a line break at its end."""
    return "\n".join(_Teller(found, language).lines()) + "\n"


def as_record(found: Difference) -> dict[str, Any]:
    """Return a difference as plain values: IRIs, local names of the vocabulary, texts."""

    def changes(things: Iterable[Changed]) -> list[dict[str, Any]]:
        return [
            {
                "old": str(thing.old),
                "new": str(thing.new),
                "label": found.new.label(thing.new, "zh"),
                "changes": {
                    c.what: {"before": [*map(str, c.before)], "after": [*map(str, c.after)]} for c in thing.changes
                },
            }
            for thing in things
        ]

    def pairs(mapping: dict[Node, Node]) -> list[dict[str, str]]:
        return [{"old": str(old), "new": str(new)} for old, new in sorted(mapping.items(), key=str)]

    def nodes(side: Side, some: Iterable[Node]) -> list[dict[str, str]]:
        return [{"iri": str(node), "label": side.label(node, "zh"), "type": side.class_of(node)} for node in some]

    alignment = found.alignment
    return {
        "same": found.is_empty,
        "articles": {
            "new": [str(node) for node in found.new_articles],
            "gone": [str(node) for node in found.gone_articles],
        },
        "entities": {
            "new": nodes(found.new, found.new_entities),
            "gone": nodes(found.old, found.gone_entities),
            "renamed": pairs(alignment.entities),
            "merged": pairs(alignment.merged),
            "split": [{"old": pair["new"], "new": pair["old"]} for pair in pairs(alignment.split)],
            "changed": changes(found.changed_entities),
        },
        "events": {
            "new": nodes(found.new, found.new_events),
            "gone": nodes(found.old, found.gone_events),
            "changed": changes(found.changed_events),
        },
        "triples": {"new": len(found.new_triples), "gone": len(found.gone_triples)},
    }


class _Teller:
    def __init__(self, found: Difference, language: str) -> None:
        self.found, self.language, self.words = found, language, _WORDS[language]
        self.colon = "：" if language == "zh" else ": "

    def lines(self) -> Iterator[str]:
        found, alignment = self.found, self.found.alignment
        if found.is_empty:
            yield self.words["same"]
            return
        yield from self._part(
            "articles",
            new=[self._article(found.new, node) for node in found.new_articles],
            gone=[self._article(found.old, node) for node in found.gone_articles],
        )
        yield from self._part(
            "entities",
            new=[self._entity(found.new, node) for node in found.new_entities],
            gone=[self._entity(found.old, node) for node in found.gone_entities],
            merged=[self._pair(old, "merged", new) for old, new in sorted(alignment.merged.items(), key=str)],
            split=[self._pair(old, "split", new, back=True) for new, old in sorted(alignment.split.items(), key=str)],
            changed=[self._thing(thing, self._entity(found.new, thing.new)) for thing in found.changed_entities],
        )
        yield from self._part(
            "events",
            new=[self._event(found.new, node) for node in found.new_events],
            gone=[self._event(found.old, node) for node in found.gone_events],
            changed=[self._thing(thing, self._event(found.new, thing.new)) for thing in found.changed_events],
        )
        yield from self._part("triples", new=len(found.new_triples), gone=len(found.gone_triples))

    def _part(self, name: str, **kinds: list[str] | int) -> Iterator[str]:
        counts = {kind: told if isinstance(told, int) else len(told) for kind, told in kinds.items()}
        comma = "，" if self.language == "zh" else ", "
        if any(counts.values()):
            yield self.words[name] + self.colon + comma.join(f"{self.words[k]} {n}" for k, n in counts.items() if n)
        for kind, told in kinds.items():
            sign = {"new": "+", "gone": "-"}.get(kind, "~")
            yield from (f"  {sign} {line}" for line in (told if isinstance(told, list) else ()))

    # ---------------------------------------------------------------------------------------------- a line for a thing

    def _article(self, side: Side, node: Node) -> str:
        publisher = min(side.graph.objects(node, SCHEMA.publisher), key=str, default=None)
        outlet = side.label(publisher, self.language) if publisher is not None else ""
        return " ".join(
            filter(None, (side.text(node, SCHEMA.datePublished)[:10], outlet, side.text(node, SCHEMA.headline)))
        )

    def _entity(self, side: Side, node: Node) -> str:
        return f"{side.label(node, self.language)} [{self._term(side.class_of(node))}]"

    def _event(self, side: Side, node: Node) -> str:
        told = (side.when(node), self._entity(side, node), self._term(side.name(node, NG.status)))
        return " ".join(filter(None, told))

    def _pair(self, old: Node, word: str, new: Node, *, back: bool = False) -> str:
        before, after = self._entity(self.found.old, old), self._entity(self.found.new, new)
        return f"{after} {self.words[word]} {before}" if back else f"{before} {self.words[word]} {after}"

    def _thing(self, thing: Changed, name: str) -> str:
        semicolon = "；" if self.language == "zh" else "; "
        return name + self.colon + semicolon.join(self._change(change) for change in thing.changes)

    def _change(self, change: Change) -> str:
        what = self.words.get(change.what) or self._term(change.what)
        if change.what in ("type", "status", "label", "time", "contested"):
            before, after = (self._value(change.what, values) for values in (change.before, change.after))
            return f"{what} {before} → {after}"
        gone = [f"-{self._node(value, self.found.old)}" for value in change.before]
        come = [f"+{self._node(value, self.found.new)}" for value in change.after]
        return f"{what} {' '.join(gone + come)}"

    def _value(self, what: str, values: tuple[Node | str, ...]) -> str:
        told = str(values[0]) if values else ""
        if what in ("type", "status"):
            told = self._term(told)
        return told or self.words["nothing"]

    def _node(self, value: Node | str, side: Side) -> str:
        """Return a value as it is shown: a thing by its name, a telling by its article and source."""
        if not isinstance(value, Node):
            return value
        document = min(side.graph.objects(value, NG.inDocument), key=str, default=None)
        if document is None:
            other = self.found.new if not side.label(value, self.language) else side
            return other.label(value, self.language)
        source = min(side.graph.objects(value, NG.accordingTo), key=str, default=None)
        told = f" ({side.label(source, self.language)})" if source is not None else ""
        return f"{self._article(side, document)}{told}"

    def _term(self, name: str) -> str:
        label = self.found.new.ontology.labels.get(name)
        return (getattr(label, self.language) if label else "") or name
