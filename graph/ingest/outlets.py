"""News outlets by name and by domain, from ontology/gazetteer/outlets.ttl.

In: a name as a page writes it, or a URL. Out: the outlet's usual Chinese name (rdfs:label), or None.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import quote, urlsplit

from rdflib import RDFS, SKOS, Graph, Literal, URIRef

_SCHEMA_URL = URIRef("https://schema.org/url")
_SQUEEZED = re.compile(r"[\s《》〈〉「」『』“”\"'【】（）()\[\]·・]+")
_ROLES = re.compile(
    r"(?:记者|記者|编辑部|編輯部|编辑|編輯|通讯员|特派员|综合|綜合|专讯|專訊|客户端|微信公众号|中文网|中文網|中文|华语|网站|網站|官网|新闻网|新聞網)+$"
)
_ARCHIVE = re.compile(
    r"^(?:https?://web\.archive\.org)?/?web/\d{4,14}(?:[a-z]{2}_)?/(?=https?:)|^https?://(?:archive\.(?:ph|is|today|org))/(?:\d{8,14}/)?(?=https?:)"
)

_NOT_IN_IRI = re.compile(r"""[\s<>"{}|\\^`]""")


@dataclass(frozen=True, slots=True)
class Outlets:
    """names: squeezed name -> label; domains: registered domain -> label; pattern: finds a name inside a string."""

    names: Mapping[str, str]
    domains: Mapping[str, str]
    pattern: re.Pattern[str]

    def named(self, name: str) -> str | None:
        """Return the outlet of this name; 大纪元记者 and 《华盛顿邮报》 name one too.

        >>> outlets().named("法广")
        '法国国际广播电台'
        """
        squeezed = _squeeze(name)
        if label := self.names.get(squeezed) or self.names.get(_ROLES.sub("", squeezed)):
            return label
        head = self.pattern.match(squeezed)  # 端傳媒 Initium Media: the Latin name after the Chinese one
        latin_after = head and not head.group().isascii() and squeezed[head.end() :].isascii()
        return self.names[head.group()] if head and latin_after else None

    def within(self, text: str) -> str | None:
        """Return the outlet named first in a short string such as a dateline, the longest of its names there."""
        match = self.pattern.search(_squeeze(text))
        return self.names[match.group()] if match else None

    def at_head(self, text: str) -> str | None:
        """Return the outlet whose name a short string begins with."""
        match = self.pattern.match(_squeeze(text))
        return self.names[match.group()] if match else None

    def of_url(self, url: str) -> str | None:
        """Return the outlet whose domain the URL is in."""
        try:
            host = (urlsplit(url).hostname or "").lower()
        except ValueError:
            return None
        labels = host.split(".")
        domains = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self.domains[domain] for domain in domains if domain in self.domains), None)


@cache
def outlets() -> Outlets:
    """Return the table that comes with the project, read once."""
    turtle = resources.files("ontology").joinpath("gazetteer", "outlets.ttl").read_text("utf-8")
    return from_graph(Graph().parse(data=turtle, format="turtle"))


def from_graph(graph: Graph) -> Outlets:
    """Return the table of a graph whose outlets have rdfs:label, skos:altLabel and schema:url."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for node in sorted(set(graph.subjects(_SCHEMA_URL)), key=str):
        labels = sorted(
            (str(name.language or ""), str(name))
            for name in graph.objects(node, RDFS.label)
            if isinstance(name, Literal)
        )
        label = next((name for language, name in labels if language.startswith("zh")), labels[0][1] if labels else "")
        forms = [name for _, name in labels] + sorted(str(name) for name in graph.objects(node, SKOS.altLabel))
        for form in forms:
            names.setdefault(_squeeze(form), label)
        for url in graph.objects(node, _SCHEMA_URL):
            domains[(urlsplit(str(url)).hostname or "").removeprefix("www.")] = label
    longest_first = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
    pattern = "|".join(_bounded(name) for name in longest_first) or "(?!)"
    return Outlets(names, domains, re.compile(pattern))


def original_url(url: str) -> str:
    """Return the URL without the web archive's around it, safe as an IRI."""
    return _NOT_IN_IRI.sub(lambda match: quote(match.group()), _ARCHIVE.sub("", url.strip()))


def _bounded(name: str) -> str:
    """Latin names count only as whole words: AP is not in APEC."""
    return rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])" if name.isascii() else re.escape(name)


def _squeeze(name: str) -> str:
    return _SQUEEZED.sub("", name).lower()
