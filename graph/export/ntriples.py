"""RDF -> N-Triples, one triple a line, for loaders that are strict: pure ASCII, sorted."""

from __future__ import annotations

from rdflib import Graph, Literal
from rdflib.term import Node

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_ntriples(graph: Graph) -> bytes:
    """Return the graph as N-Triples in canonical order, every character beyond ASCII escaped.

    Some stores read only ASCII there, and one (Virtuoso 7) reads escapes of Turtle's short names wrongly but these
    rightly.
    """
    lines = sorted(f"{_term(s)} {_term(p)} {_term(o)} .\n" for s, p, o in graph)
    return "".join(lines).encode("ascii")


def _term(node: Node) -> str:
    if not isinstance(node, Literal):
        return f"<{_escaped(str(node))}>"
    text = '"' + _escaped(str(node)) + '"'
    if node.language:
        return f"{text}@{node.language}"
    return f"{text}^^<{_escaped(str(node.datatype))}>" if node.datatype else text


def _escaped(text: str) -> str:
    return text if text.isascii() and text.isprintable() and not {"\\", '"'} & set(text) else "".join(map(_char, text))


def _char(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if 0x20 <= code < 0x7F:
        return char
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
