"""Extractions written by hand: `[克里:Person]` marks a name, `{他:Person:pronoun}` what denotes without naming."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from rdflib import Graph

import ontology
from graph.model import Article, Extraction, Mention, PositionMention, Published, SameAs, Span

FOLDER = Path(ontology.__file__).parent
MARK = re.compile(r"\[([^:\]]+):([A-Za-z]+)(?:=([^\]]+))?\]|\{([^:}]+):([A-Za-z]+):([a-z]+)\}")
GAZETTEER = """
@prefix ng: <https://w3id.org/newsgraph/ns#> . @prefix ent: <https://w3id.org/newsgraph/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ent:country-美国 a ng:Country ; rdfs:label "美国"@zh , "United States"@en ; ng:shortLabel "美"@zh .
ent:country-中国 a ng:Country ; rdfs:label "中国"@zh , "China"@en ; ng:shortLabel "中"@zh .
ent:country-韩国 a ng:Country ; rdfs:label "韩国"@zh ; skos:altLabel "南韩"@zh .
ent:country-朝鲜 a ng:Country ; rdfs:label "朝鲜"@zh ; skos:altLabel "北韩"@zh .
ent:outlet-路透社 a ng:MediaOutlet ; rdfs:label "路透社"@zh , "Reuters"@en .
ent:outlet-中华日报 a ng:MediaOutlet ; rdfs:label "中华日报"@zh ; ng:basedIn ent:country-中国 .
"""


@pytest.fixture(scope="session")
def known() -> SimpleNamespace:
    graph = Graph()
    for name in ("titles-zh.ttl", "pronouns-zh.ttl", "people-zh.ttl", "variants-zh.ttl"):
        graph.parse(FOLDER / name)
    graph.parse(data=GAZETTEER, format="turtle")
    return SimpleNamespace(graph=graph)


def extraction(
    id: str,
    text: str,
    posts: tuple[tuple[int, str, int | None, bool], ...] = (),
    same: tuple[tuple[int, int], ...] = (),
    day: int = 1,
) -> Extraction:
    """Return an extraction; posts are (holder, title, of, former), same are pairs of mention indexes."""
    plain, mentions, lines, at = "", [], [], 0
    for number, line in enumerate(text.splitlines()):
        if number:
            plain += "\n"
        start, at = len(plain), 0
        for match in MARK.finditer(line):
            plain += line[at : match.start()]
            surface = match[1] or match[4]
            span = Span(len(plain), len(plain) + len(surface))
            kind = "name" if match[1] else match[6]
            mentions.append(Mention(span, surface, match[2] or match[5], kind, match[3] or "", number))
            plain += surface
            at = match.end()
        plain += line[at:]
        lines.append(Span(start, len(plain)))
    published = Published(dt.date(2024, 1, day))
    article = Article(id, f"{id}.txt", plain, (), plain.partition("\n")[0], published)
    return Extraction(
        article,
        tuple(lines),
        tuple(mentions),
        tuple(SameAs(a, b, "gloss") for a, b in same),
        tuple(PositionMention(h, t, Span(0, 1), of, former) for h, t, of, former in posts),
    )


@pytest.fixture(scope="session")
def told() -> Callable[..., Extraction]:
    return extraction
