"""Settings: one frozen record, read from TOML; the only place with defaults.

Loaded once, by the command line or by the caller of `graph.build`, and passed down by argument.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from graph.errors import SettingsError

CHOICES: Mapping[str, tuple[str, ...]] = {"extractor": ("model", "lexicon"), "page_language": ("zh", "en")}
"""Setting -> the values it can have."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set. Each field is a key of the TOML file by the same name.

    extractor: who finds events in a text: "model" (the trigger lexicon and the frame model together) or "lexicon".
    ontology: Turtle files read on top of the shipped vocabulary (new types, words, names).
    spacy_model: name of an installed spaCy pipeline to annotate with; "" for the shipped one.
    jsonl_fields: field of an article -> name of the key that holds it in JSON Lines.
    page_title: heading of the graph page; "" for the page's own.
    page_language: language that the page opens in: zh or en.
    page_hidden: groups or types of events, types of entities (class names): hidden on the page until they are ticked.
    page_focus: names of what the page is built around; none for the whole graph.
    page_hops: how far from there the page goes, 1 or more.
    """

    extractor: str = "model"
    ontology: tuple[str, ...] = ()
    spacy_model: str = ""
    jsonl_fields: Mapping[str, str] = field(default_factory=dict)
    page_title: str = ""
    page_language: str = "zh"
    page_hidden: tuple[str, ...] = ("CommunicationEvent", "Topic")
    page_focus: tuple[str, ...] = ()
    page_hops: int = 2

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            if (value := getattr(self, name)) not in choices:
                raise SettingsError(name, f"is {value!r}", f"give {' or '.join(choices)}")
        if self.page_hops < 1:
            raise SettingsError("page_hops", f"is {self.page_hops}", "give 1 or more")

    def changed(self, **values: Any) -> Settings:
        """Return a copy with the given fields changed; those given as None stay as they are."""
        return replace(self, **{name: value for name, value in values.items() if value is not None})


def read_settings(path: Path) -> Settings:
    """Return the settings written in a TOML file; what it leaves out keeps its default.

    Raises:
        SettingsError: the file cannot be read, is no TOML, or has an unknown key or a value of a wrong kind.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(str(path), f"cannot be read ({error.strerror})", "give the path of a TOML file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(str(path), f"is no TOML file ({error})", "see `newsgraph config` for the form") from None
    return _from_table(table, str(path))


def as_toml(settings: Settings) -> str:
    """Return the settings as TOML: what `read_settings` reads back to an equal record."""
    return "".join(f"{item.name} = {_toml_value(getattr(settings, item.name))}\n" for item in fields(settings))


def _from_table(table: Mapping[str, object], file: str) -> Settings:
    known = [item.name for item in fields(Settings)]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=3, cutoff=0.4)
            do = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(known)}"
            raise SettingsError(f"{file}: {key}", "unknown setting", do)
        values[key] = _checked(key, value, file)
    try:
        return Settings(**values)
    except SettingsError as error:
        raise SettingsError(f"{file}: {error.what}", error.found, error.do) from None


def _checked(key: str, value: object, file: str) -> object:
    default = getattr(Settings(), key)
    if isinstance(default, str) and isinstance(value, str):
        return value
    if isinstance(default, int) and isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(default, dict) and isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return dict(value)
    kinds: Mapping[type[object], str] = {
        str: "a text",
        int: "a whole number",
        tuple: "a list of texts",
        dict: "a table of texts",
    }
    kind = kinds[type(default)]
    raise SettingsError(f"{file}: {key}", f"is {value!r}", f"give {kind}")


def _toml_value(value: object) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml_value(key)} = {_toml_value(item)}" for key, item in sorted(value.items())) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    return '"' + "".join(_toml_char(char) for char in str(value)) + '"'


def _toml_char(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char >= " " and char != "\x7f" else f"\\u{ord(char):04x}"
