"""Time of each ready question on a graph, asked about what the graph tells most of: the worst case of a name.

    python benchmarks/synthetic.py --triples 1000000 million.nq
    python benchmarks/questions.py million.nq          # kept as million.store beside it; or give a store folder

The store is open; a question begins with what a user writes and ends with labelled rows, 200 events at most. Each is
asked four times; the first time and the median of the others are shown, by the clock, with the processor time of all
that worked for it (median), which other work on the machine does not change much. `over` marks a second or more.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.query.ask import ask
from graph.query.engines import OxigraphEngine, QueryEngine
from graph.query.questions import Question, read_questions
from graph.query.terms import shipped_terms

MOST = 1.0
MOST_TOLD = (
    "SELECT ?x (COUNT(*) AS ?n) WHERE {{ ?x a ng:{type} . ?s ?p ?x }} GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT {n}"
)
EVENT = "SELECT ?x (COUNT(*) AS ?n) WHERE { ?x ng:evidence ?t } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"


def told_most(engine: QueryEngine) -> dict[str, str]:
    """Return kind of thing -> the IRI of the thing that the graph tells most of."""
    found = {"event": str(engine.query(EVENT).rows[0][0])}
    for type in ("Person", "Country", "MediaOutlet", "City", "Process", "Position"):
        rows = engine.query(MOST_TOLD.format(type=type, n=2)).rows
        found |= {type + mark: str(row[0]) for mark, row in zip(("", "2"), rows, strict=False)}
    return found


def arguments_of(question: Question, most: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what the question is asked with: what it needs alone, then with all that it may be given."""
    country, person, other = most["Country"], most["Person"], most["Person2"]
    values = {
        "met": [{}, {"party": country}, {"party": person, "whom": other}],
        "visited": [{"place": country}, {"place": country, "after": "2016", "before": "2018-06", "status": "Planned"}],
        "said": [{"speaker": country}, {"speaker": country, "about": most["Country2"]}],
        "quotes": [{"speaker": country}],
        "claims": [{}, {"status": "Unconfirmed", "who": country}],
        "contested": [{}, {"who": country}],
        "denied": [{}, {"who": country}],
        "sole": [{"outlet": most["MediaOutlet"]}, {"outlet": most["MediaOutlet"], "type": "Meeting"}],
        "tellings": [{"event": most["event"]}],
        "chain": [{"event": most["event"]}],
        "state": [{}, {"process": most["Process"]}],
        "timeline": [{"who": country}, {"who": person}, {"who": country, "type": "ContactEvent", "after": "2018"}],
        "planned": [{"after": "2014"}, {"after": "2014", "who": country}],
        "holders": [{}, {"of": country}, {"who": person}],
        "together": [{"who": country}, {"who": person, "type": "Meeting"}],
        "dyads": [{"from": country}, {"from": country, "to": most["Country2"], "after": "2015", "before": "2016"}],
        "articles": [{"who": country}, {"who": country, "outlet": most["MediaOutlet"]}],
        "path": [{"from": person, "to": other}, {"from": most["Position"], "to": most["Process"]}],
    }
    return values[question.name]


def processor_time(engine: OxigraphEngine) -> float:
    """Return the seconds that this process and the one that asks have worked."""
    fields = Path(f"/proc/{engine.pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def opened(path: Path) -> Path:
    """Return a store folder: the path itself, or one made beside a file of triples, with the vocabulary."""
    if path.is_dir():
        return path
    folder = path.with_suffix(".store")
    if not folder.exists():
        store = ox.Store(str(folder))
        store.bulk_load(path=str(path))
        if path.suffix == ".nq":  # as the store of a build: the articles' graphs, and all of it merged
            store.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in store)
        store.bulk_load(shipped_terms(), format=ox.RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()
    return folder


def main(path: Path) -> None:
    """Ask everything and print a line for each."""
    with OxigraphEngine(opened(path)) as engine:
        count = engine.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0]
        head = "| question | given | rows | first s | then s | processor s | |"
        sys.stdout.write(f"{count} triples\n{head}\n|---|---|---|---|---|---|---|\n")
        most = told_most(engine)
        for question in read_questions().values():
            for given in arguments_of(question, most):
                times, worked = [], []
                for _ in range(4):
                    begin, before = time.perf_counter(), processor_time(engine)
                    answer = ask(engine, question, given)
                    times.append(time.perf_counter() - begin)
                    worked.append(processor_time(engine) - before)
                then, work = statistics.median(times[1:]), statistics.median(worked[1:])
                rows = f"{len(answer.result.rows)}{'+' if answer.result.more else ''}"
                mark = "over" if max(times[0], then) >= MOST else ""
                spent = f"{times[0]:.2f} | {then:.2f} | {work:.2f}"
                sys.stdout.write(f"| {question.name} | {' '.join(given)} | {rows} | {spent} | {mark} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
