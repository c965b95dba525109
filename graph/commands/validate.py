"""`newsgraph validate`: a graph against the shapes."""

from __future__ import annotations

import argparse

from graph.commands.base import DONE, FINDINGS, Command, settings_of, vocabulary_arguments

_EXAMPLES = """\
examples:
  newsgraph validate out/graph.ttl

exit code: 0 conforms, 1 does not, 2 misuse"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("graph", metavar="GRAPH", help="a Turtle or N-Triples file")
    vocabulary_arguments(parser)


def _run(asked: argparse.Namespace) -> int:
    from graph.pipeline import read_graph, read_ontology
    from graph.store.validate import validate

    findings = validate(read_graph(asked.graph), read_ontology(settings_of(asked)))
    violations = sum(finding.severity == "violation" for finding in findings)
    for finding in findings:
        print(finding)
    print(f"{asked.graph}: {violations} violations, {len(findings) - violations} warnings")
    return FINDINGS if violations else DONE


COMMAND = Command("validate", "check a graph against the shapes (SHACL)", _EXAMPLES, _arguments, _run)
