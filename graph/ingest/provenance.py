"""Where an article comes from: its URL, outlet, writer, editor, and the agency it is based on.

An outlet is named, in the order of trust, by the page's own metadata, the domain of its URL, the end of its <title>,
or a dateline of the outlet's own (【共同社…电】). （法新社…电） in round brackets is another's wire: the article is
based on it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.ingest import headline
from graph.ingest.blocks import Line
from graph.ingest.body import Body
from graph.ingest.metadata import Clues
from graph.ingest.outlets import Outlets, original_url

_WRITER = re.compile(r"^(?:本[报報台网網刊社])?[记記]者[：:\s]*|^[Bb][Yy]\s+")


class Provenance:
    """What one page says of its origin; `found` is told where each was found."""

    def __init__(self, clues: Clues, body: Body, outlets: Outlets, found: dict[str, str]) -> None:
        self.clues = clues
        self.body = body
        self.outlets = outlets
        self.found = found

    def url(self, head: Sequence[Line]) -> str:
        """Return the URL of the article without a web archive's, "" if nothing names it; `head`: the title's lines."""
        for value, found in self.clues.all("url"):
            if (url := original_url(value)).startswith("http"):
                return self._set("url", url, found)
        for line in [line for line in head if line.tag.startswith("h")][::-1][:1]:
            if line.href.startswith("http"):
                return self._set("url", original_url(line.href), "link of the title")
        if self.body.links:
            return self._set("url", original_url(self.body.links[0]), "link to the original")
        return ""

    def outlet(self, url: str) -> str | None:
        """Return who published the article, by its usual Chinese name where it is a known outlet."""
        for field in ("outlet", "author"):
            for value, found in self.clues.all(field):
                if name := self.outlets.named(value):
                    return self._set("outlet", name, found)
        if url and (name := self.outlets.of_url(url)):
            return self._set("outlet", name, "domain of the URL")
        if name := headline.site_named(self.clues, self.outlets):
            return self._set("outlet", name, "end of the title")
        for dateline in self.body.datelines:
            if dateline.own and dateline.outlet:
                return self._set("outlet", dateline.outlet, "dateline")
        for value, found in self.clues.all("outlet"):
            if len(value) <= 40 and not value.startswith("@"):
                return self._set("outlet", value, found)
        for value, _ in self.clues.all("based_on"):
            if name := self.outlets.named(value):
                return self._set("outlet", name, "meta source")
        return None

    def based_on(self, outlet: str | None) -> tuple[str, ...]:
        """Return the agencies that datelines and sign-offs name, other than the outlet itself."""
        names = [dateline.outlet for dateline in self.body.datelines if dateline.outlet]
        told = [part for value in self.body.based_on for part in re.split("[、，/和及]", value)]
        told += [value for value, _ in self.clues.all("based_on")]
        names += [name for value in told if (name := self.outlets.named(value) or self.outlets.within(value))]
        based_on = tuple(name for name in dict.fromkeys(names) if name != outlet)
        if based_on:
            self.found["based_on"] = "dateline" if self.body.datelines and not self.body.based_on else "sign-off"
        return based_on

    def name(self, field: str, told: Sequence[str]) -> str | None:
        """Return who wrote ("author") or edited ("editor") it; `told`: names that lines of the page gave."""
        for value, found in (
            *self.clues.all(field),
            *((name, "sign-off" if field == "editor" else "byline") for name in told),
        ):
            if not self.outlets.named(value) and not value.startswith(("http", "@")) and len(value) <= 60:
                return self._set(field, _WRITER.sub("", value) or value, found)
        return None

    def _set(self, field: str, value: str, found: str) -> str:
        self.found[field] = found
        return value
