"""Ready questions -> queries to begin with on the page: as they stand, with what they may leave out left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.query.endpoint import declarations
from graph.query.questions import Question, bind

FIRST = """\
SELECT ?type (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event ng:evidence ?telling ; a ?type .
} GROUP BY ?type ORDER BY DESC(?events)"""
"""The query that the page opens with."""

_COMMENT = re.compile(r"^#.*\n", re.M)


def examples_of(questions: Mapping[str, Question]) -> Iterator[tuple[str, str, str, str]]:
    """Yield name, Chinese and English description, and SPARQL; a limit is added where there is none."""
    yield "", "各类事件有多少", "How many events of each type", _declared(FIRST)
    for question in questions.values():
        if question.kind == "path":
            continue
        optional = [name for name, p in question.parameters.items() if not p.needed]
        text = bind(_COMMENT.sub("", question.sparql), {name: [] for name in optional})
        text = re.sub(r"\n\s*\n", "\n", text).strip()
        needed = [f"# ?{p.name}: {p.zh} / {p.en}; UNDEF: any\n" for p in question.parameters.values() if p.needed]
        yield question.name, question.zh, question.en, "".join(needed) + _declared(text + "\nLIMIT 100")


def _declared(query: str) -> str:
    return declarations(query).replace("> ", ">\n") + query
