"""Ready questions: a `.rq` file each, which says what it asks, in both languages, and what must be given to it.

The file is SPARQL that runs as it stands. Lines at its top that begin with `#:` are TOML:

    #: zh = "谁访问了某地"
    #: en = "Who visited a place"
    #: names = ["谁访问了"]            further names; the file's own is one
    #: hidden = ["event"]              columns that a table leaves out
    #: details = true                each ?event (or ?telling) gets rows of its tellings: `graph.query.evidence`
    #: kind = "path"                   the query is one step of a walk; see `graph.query.paths`
    #: [parameters.place]              ?place, in the order in which arguments are given
    #: type = "entity"                 entity, event, thing, type, status, date, number or text
    #: zh = "国家或城市"
    #: en = "country or city"
    #: classes = ["Place"]             entity: it must be one of these
    #: bound = "first"                 date: 2023-07 stands for its first or its last day
    #: default = "…"                   taken if nothing is given
    #: optional = true                 nothing need be given

and the query holds `VALUES ?place { UNDEF }` wherever the value of the parameter belongs. Where nothing is given, these
are taken out, and with them each line that ends with `#? place`, which spares work that only a value asks for.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from graph.errors import GraphError

TYPES = ("entity", "event", "thing", "type", "status", "date", "number", "text")
_KEYS = {"zh", "en", "names", "hidden", "details", "kind", "parameters"}
_PARAMETER_KEYS = {"type", "zh", "en", "classes", "bound", "default", "optional"}
_WALKED = ("from", "to", "most")
"""Parameters of a path that are no variables of its query."""
_HEAD = re.compile(r"^#:[ \t]?(.*)$", re.M)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question must or may be given; see the head of this module."""

    name: str
    type: str
    zh: str = ""
    en: str = ""
    classes: tuple[str, ...] = ()
    bound: str = "first"
    default: str = ""
    optional: bool = False

    @property
    def needed(self) -> bool:
        """Whether a value must be given."""
        return not self.optional and not self.default


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: its names (the file's first), what it asks, its SPARQL and its parameters in order."""

    name: str
    zh: str
    en: str
    sparql: str
    names: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    details: bool = False
    kind: str = "rows"
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def read_questions(folders: Iterable[str | Path] = ()) -> dict[str, Question]:
    """Return the shipped questions and those in the user's folders, by name; a user's replaces a shipped one.

    Raises:
        GraphError: a folder is none, or a file breaks the form at the head of this module.
    """
    found = [_question(item, item.name) for item in _queries(files("ontology").joinpath("questions"))]
    for folder in map(Path, folders):
        if not folder.is_dir():
            raise GraphError(str(folder), "is no folder", "give a folder of .rq files")
        found += [_question(item, str(folder / item.name)) for item in _queries(folder)]
    return {question.name: question for question in found}


def find_question(questions: Mapping[str, Question], asked: str) -> Question:
    """Return the question of a name.

    Raises:
        GraphError: there is none; the names that look like it are told.
    """
    names = {name.casefold(): question for question in questions.values() for name in (*question.names, question.name)}
    if asked.casefold() in names:
        return names[asked.casefold()]
    holding = [name for name in names if asked.casefold() in name or name in asked.casefold()]
    near = dict.fromkeys([*difflib.get_close_matches(asked.casefold(), names, n=3, cutoff=0.4), *holding])
    did = f"did you mean {' or '.join(near)}? " if near else ""
    raise GraphError(asked, "no such question", f"{did}`newsgraph ask` lists them")


def _queries(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.name.endswith(".rq")), key=lambda item: item.name)


def _question(file: Traversable, shown: str) -> Question:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphError(shown, f"cannot be read ({error})", "save it as UTF-8") from None
    try:
        head: dict[str, Any] = tomllib.loads("\n".join(_HEAD.findall(text)))
    except tomllib.TOMLDecodeError as error:
        raise GraphError(shown, f"its lines with #: are no TOML ({error})", "correct them") from None
    _check_keys(shown, head, _KEYS)
    parameters = {name: _parameter(shown, name, told) for name, told in head.get("parameters", {}).items()}
    kind = head.get("kind", "rows")
    if kind not in ("rows", "path"):
        raise GraphError(shown, f"kind is {kind!r}", 'write "rows" or "path"')
    walked = _WALKED if kind == "path" else ()
    if missing := [name for name in walked if name not in parameters]:
        raise GraphError(shown, f"a path has no parameter {missing[0]}", f"write [parameters.{missing[0]}]")
    for name in (*(name for name in parameters if name not in walked), *(("near",) if walked else ())):
        if not slot(name).search(text):
            do = f"write VALUES ?{name} {{ UNDEF }} where its value belongs"
            raise GraphError(shown, f"has no place for the parameter {name}", do)
    stem = file.name.removesuffix(".rq")
    return Question(
        stem,
        str(head.get("zh", "")),
        str(head.get("en", "")),
        text,
        tuple(map(str, head.get("names", ()))),
        tuple(map(str, head.get("hidden", ()))),
        bool(head.get("details")),
        kind,
        parameters,
    )


def _parameter(shown: str, name: str, told: Any) -> Parameter:
    if not isinstance(told, dict):
        raise GraphError(shown, f"parameter {name} is no table", f"write [parameters.{name}]")
    _check_keys(f"{shown}, parameter {name}", told, _PARAMETER_KEYS)
    if told.get("type") not in TYPES:
        do = f"write one of {', '.join(TYPES)}"
        raise GraphError(shown, f"parameter {name} has the type {told.get('type')!r}", do)
    if told.get("bound", "first") not in ("first", "last"):
        raise GraphError(shown, f"parameter {name} has the bound {told['bound']!r}", 'write "first" or "last"')
    return Parameter(name, **{**told, "classes": tuple(told.get("classes", ()))})


def _check_keys(shown: str, told: Mapping[str, Any], known: set[str]) -> None:
    for key in told:
        if key not in known:
            raise GraphError(shown, f"unknown key {key!r}", f"known are {', '.join(sorted(known))}")


def bind(query: str, values: Mapping[str, Sequence[object]]) -> str:
    """Return a query with terms in the places kept for them; a place without any is taken out, and binds nothing.

    The terms are those of pyoxigraph, whose text is SPARQL: never text of a user's.
    """
    for name, terms in values.items():
        block = f"VALUES ?{name} {{ {' '.join(map(str, terms))} }}" if terms else ""
        query = slot(name).sub(lambda _, block=block: block, query)  # type: ignore[misc]
        mark = re.compile(rf"[ \t]*#\?[ \t]*{re.escape(name)}[ \t]*$", re.M)
        query = mark.sub("", query) if terms else "".join(x for x in query.splitlines(True) if not mark.search(x))
    return query


def slot(name: str) -> re.Pattern[str]:
    """Return the pattern of the places where the value of a parameter belongs."""
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*UNDEF\s*\}}")
