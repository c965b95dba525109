"""Write ontology/gazetteer/countries.ttl: countries and territories, capitals and the cities of the time zones.

    python scripts/make_gazetteer.py

Names in Simplified and Traditional script (mainland, Taiwan, Hong Kong) and in English come from CLDR through babel;
what CLDR lacks (one-character names, long forms, capitals) stands in scripts/countries.tsv. Same input, same bytes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "scripts" / "countries.tsv"
OUT = ROOT / "ontology" / "gazetteer" / "countries.ttl"

TERRITORIES = [
    "AI", "AS", "AW", "AX", "BM", "CK", "CW", "FK", "FO", "GF", "GG", "GI", "GL", "GP", "GU", "HK", "IM", "JE",
    "KY", "MO", "MP", "MQ", "MS", "NC", "NF", "NU", "PF", "PM", "PR", "RE", "SH", "SX", "TC", "TK", "TW", "VG",
    "VI", "WF", "YT", "EH", "XK",
]  # fmt: skip
"""ISO codes that are no state of their own (or one not widely recognised): written as places."""

LEFT_OUT = [
    "AC", "AQ", "BL", "BQ", "BV", "CC", "CP", "CQ", "CX", "DG", "EA", "EU", "EZ", "GS", "HM", "IC", "IO", "MF",
    "PN", "SJ", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ", "QO",
]  # fmt: skip
"""Codes that no news names: uninhabited places, groups, test codes; and those whose name is another word."""

HEAD = """\
# Countries, territories, capitals and the cities of the time zones. Made by scripts/make_gazetteer.py from CLDR
# (through babel, Unicode licence) and scripts/countries.tsv; change those, not this file.
@prefix ent: <https://w3id.org/newsgraph/id/> .
@prefix ng: <https://w3id.org/newsgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

LABELS = {"CD": "刚果民主共和国", "CG": "刚果共和国"}
"""Labels where CLDR tells two countries apart by a bracket only."""

BRACKETS = re.compile(r"[（(].*?[)）]|特别行政区|特別行政區")
SCRIPTS = ("zh", "zh_Hant", "zh_Hant_HK")


def main() -> None:
    """Write the file."""
    with TABLE.open(encoding="utf-8") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}
    locales = [Locale.parse(name) for name in SCRIPTS]
    english = Locale.parse("en")
    blocks = [HEAD]
    codes = [code for code in sorted(english.territories) if len(code) == 2 and code.isalpha() and code not in LEFT_OUT]
    cities = dict(_zone_cities(locales, english))
    for code in codes:
        row = rows.get(code, {})
        names = [_name(locale, code) for locale in locales]
        blocks.append(_country(code, names, english.territories[code], row))
        capital = row.get("capital") or ""
        if capital:
            name, latin = capital.split("=")
            others = cities[name][1] if name in cities else []
            blocks.append(_city(name, latin, entity(code, names[0]), others, capital=True))
    capitals = {str(row["capital"]).partition("=")[0] for row in rows.values() if row["capital"]}
    states = {entity(code, _name(locales[0], code)).partition("-")[2] for code in codes}
    for name, (latin, others, code) in sorted(cities.items()):
        if name not in capitals | states and code in codes:
            blocks.append(_city(name, latin, entity(code, _name(locales[0], code)), others))
    OUT.write_text("\n".join(blocks) + "\n", encoding="utf-8")


def entity(code: str, name: str) -> str:
    """Return the local name of a country's or territory's IRI.

    >>> entity("CN", "中国"), entity("HK", "香港")
    ('country-中国', 'place-香港')
    """
    return ("place-" if code in TERRITORIES else "country-") + name


def _country(code: str, names: list[str], english: str, row: dict[str, str]) -> str:
    label, kind = names[0], "ng:Place" if code in TERRITORIES else "ng:Country"
    alt = [*names[1:], *(row.get("names") or "").split()]
    lines = [f"ent:{entity(code, label)} a {kind}", f'rdfs:label "{label}"@zh , "{_clean(english)}"@en']
    lines += _values("skos:altLabel", alt, {label})
    lines += _values("ng:shortLabel", (row.get("short") or "").split(), set())
    return " ;\n  ".join(lines) + " ."


def _city(name: str, latin: str, state: str, others: list[str], capital: bool = False) -> str:
    lines = [f"ent:city-{name} a ng:City", f'rdfs:label "{name}"@zh , "{latin}"@en']
    lines += _values("skos:altLabel", others, {name})
    lines.append(f"schema:containedInPlace ent:{state}")
    if capital and state.startswith("country-"):
        lines.append(f"ng:metonymOf ent:{state}")
    return " ;\n  ".join(lines) + " ."


def _zone_cities(locales: list[Locale], english: Locale) -> Iterator[tuple[str, tuple[str, list[str], str]]]:
    """Yield the cities that CLDR names time zones by, with their names and the code of their country."""
    for zone, code in sorted(get_global("zone_territories").items()):
        names = [str(locale.time_zones.get(zone, {}).get("city", "")) for locale in locales]
        latin = str(english.time_zones.get(zone, {}).get("city", zone.rpartition("/")[2].replace("_", " ")))
        if re.fullmatch("[\u4e00-\u9fff·]{2,}", names[0]) and "/" in zone and "Antarctica" not in zone:
            yield names[0], (latin, [_clean(name) for name in names[1:] if name], code)


def _name(locale: Locale, code: str) -> str:
    return LABELS.get(code) or _clean(str(locale.territories[code]))


def _clean(name: str) -> str:
    """Return a name without brackets and without what CLDR sets around 香港 and 澳门."""
    short = re.sub("^中[国國](?=.[门門港])| SAR China$", "", BRACKETS.sub("", name).strip())
    return short.replace("’", "'")


def _values(term: str, names: Iterable[str], known: set[str]) -> list[str]:
    new = sorted(set(names) - known - {""})
    return [f"{term} " + " , ".join(f'"{name}"@zh' for name in new)] if new else []


if __name__ == "__main__":
    main()
