"""SPARQL text -> what can be told of it without running it, and the place of a mistake in it.

The query itself is parsed by the engine that runs it. Here its tokens are read, which is enough to find a prefix that
nobody declared, the form of the query and whether its rows have an order, and to say in words where an engine stopped.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.errors import QueryError

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<blank>_:[\w.·-]+)
  | (?P<name>(?:[^\W\d_][\w.·-]*)?:(?:[\w:·-]|\.(?=[\w:%\\-])|%[0-9A-Fa-f]{2}|\\.)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<sign>[^\s])
    """,
    re.X | re.S,
)
"""A reading that a SPARQL grammar would share but for `<` between two values written without blanks (?a<?b&&?c>?d)."""

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_WORDS = (
    *_FORMS, "PREFIX", "BASE", "WHERE", "FROM", "NAMED", "GRAPH", "OPTIONAL", "UNION", "MINUS", "FILTER", "BIND", "AS",
    "VALUES", "SERVICE", "DISTINCT", "REDUCED", "ORDER", "GROUP", "BY", "HAVING", "LIMIT", "OFFSET", "ASC", "DESC",
    "NOT", "EXISTS", "IN", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT", "LANG", "STR", "CONTAINS",
    "REGEX", "STRSTARTS", "BOUND", "COALESCE", "IF", "YEAR", "MONTH", "UNDEF",
)  # fmt: skip
_OPENING, _CLOSING = {"{": "}", "(": ")", "[": "]"}, {"}": "{", ")": "(", "]": "["}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, text and place (code points from 0)."""

    kind: str
    text: str
    start: int

    @property
    def word(self) -> str:
        """The text of a bare word in capitals, "" for anything else."""
        return self.text.upper() if self.kind == "word" else ""


def tokens_of(query: str) -> list[Token]:
    """Return the tokens of a text without comments, whether or not it is a query."""
    return [
        Token(match.lastgroup or "", match[0], match.start())
        for match in _TOKEN.finditer(query)
        if match.lastgroup != "comment"
    ]


def form_of(query: str) -> str:
    """Return SELECT, ASK, CONSTRUCT or DESCRIBE, the first word of an update, or "" if there is none of them."""
    return next((token.word for token in tokens_of(query) if token.word in (*_FORMS, *_UPDATES)), "")


def is_update(query: str) -> bool:
    """Tell whether a text begins like a SPARQL update."""
    return form_of(query) in _UPDATES


def has_order(query: str) -> bool:
    """Tell whether the rows of a query come in an order that it states itself."""
    return any(depth == 0 and token.word == "ORDER" for depth, token in _outside(query))


def has_dataset(query: str) -> bool:
    """Tell whether a query names the graphs that it is asked of (FROM, FROM NAMED)."""
    return any(depth == 0 and token.word == "FROM" for depth, token in _outside(query))


def check_prefixes(query: str, known: Mapping[str, str]) -> None:
    """Complain of the first prefix that is neither known nor declared.

    Raises:
        QueryError: with its place and the prefixes that look like it.
    """
    tokens = tokens_of(query)
    declared = set(known)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.word == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            raise mistake(query, token.start, f"the prefix {prefix}: is not known", _known(prefix, declared))


def mistake(query: str, start: int, found: str, do: str = "") -> QueryError:
    """Return the error of a place in a query, given by its offset."""
    before = query[:start]
    line = before.count("\n") + 1
    column = start - (before.rfind("\n") + 1) + 1
    lines = query.splitlines() or [""]
    return QueryError(found, do, line, column, lines[line - 1] if line <= len(lines) else "")


def explained(query: str, message: str) -> QueryError:
    """Return the error for what an engine says of a query: `error at 2:24: expected one of …` (Oxigraph's form)."""
    told = re.match(r"error at (\d+):(\d+): expected (?:one of )?(.*)", message, re.S)
    if told is None:
        return QueryError(message or "is no SPARQL")
    if is_update(query):
        first = next(token for token in tokens_of(query) if token.word in _UPDATES)
        return mistake(query, first.start, f"{first.text} changes a graph", "ask with SELECT, ASK or CONSTRUCT")
    if sentence := re.search(r"(?:^|, )([A-Z][a-z]* [^,\[\]\"]*[a-z])", told[3]):
        return QueryError(f"is no SPARQL: {sentence[1][0].lower()}{sentence[1][1:]}", "look at its variables")
    if (unpaired := _unpaired(query)) is not None:
        return mistake(
            query, unpaired.start, f"is no SPARQL: this {unpaired.text} has no partner", "write or remove it"
        )
    start = _start(query, int(told[1]), int(told[2]), told[3])
    return _at(query, start)


def _at(query: str, start: int) -> QueryError:
    """Return the error of the token at or after an offset."""
    token = next((t for t in tokens_of(query) if t.start + len(t.text) > start), None)
    if token is None:
        return mistake(query, len(query.rstrip()), "is no SPARQL: it ends here, and more is expected", "write the rest")
    near = difflib.get_close_matches(token.word, _WORDS, n=1, cutoff=0.7) if token.word not in _WORDS else []
    do = f"did you mean {near[0]}?" if near else "look there and just before it for a typing error"
    return mistake(query, token.start, f"is no SPARQL near {token.text[:40]!r}", do)


def _start(query: str, line: int, column: int, expected: str) -> int:
    """Return the offset that an engine means.

    Oxigraph takes as many characters as a keyword has before it compares them, and names the place behind them: so the
    place is that of the shortest keyword it names.
    """
    lines = query.split("\n")
    at = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    plain = re.sub(r"'[^']*'|\"[^\"]*\"|\[[^\]]*\]", "", expected)
    words = [word for word in re.findall(r"\w+", plain) if len(word) > 1]
    signs = re.search(r"\"[^\"]\"|\['", expected)
    return at - min(map(len, words)) if words and not signs else at


def _unpaired(query: str) -> Token | None:
    """Return the first bracket or quotation mark that closes nothing, else the innermost that nothing closes."""
    stack: list[Token] = []
    for token in tokens_of(query):
        if token.kind != "sign":
            continue
        if token.text in "\"'":
            return token
        if token.text in _OPENING:
            stack.append(token)
        elif token.text in _CLOSING and (not stack or stack.pop().text != _CLOSING[token.text]):
            return token
    return stack[-1] if stack else None


def _outside(query: str) -> Iterator[tuple[int, Token]]:
    """Yield each token with the number of braces around it."""
    depth = 0
    for token in tokens_of(query):
        depth -= token.kind == "sign" and token.text == "}"
        yield depth, token
        depth += token.kind == "sign" and token.text == "{"


def _known(prefix: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(prefix, sorted(known), n=2, cutoff=0.5)
    hint = f"did you mean {' or '.join(name + ':' for name in near)}? " if near else ""
    return f"{hint}declare the prefix with PREFIX {prefix}: <…>; known are {' '.join(f'{p}:' for p in sorted(known))}"
