"""What the seeds answer to each ready question, as it was last looked at, and what must be among it.

`pytest tests/golden --renew-golden` writes questions.json anew; look at the difference before keeping it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.query.ask import ask
from graph.query.engines import OxigraphEngine
from graph.query.questions import read_questions

GOLDEN = Path(__file__).parent / "questions.json"
ASKED: dict[str, dict[str, str]] = {
    "articles": {"who": "解振华"},
    "chain": {"event": "拜登任命约翰·克里"},
    "claims": {"who": "约翰·克里", "type": "Visit"},
    "contested": {},
    "denied": {},
    "dyads": {"from": "中国", "to": "美国"},
    "holders": {"of": "美国"},
    "met": {"party": "克里", "status": "Happened"},
    "path": {"from": "克里", "to": "拜登"},
    "planned": {"after": "2023-07"},
    "quotes": {"speaker": "克里"},
    "said": {"speaker": "耶伦", "about": "中国"},
    "sole": {"outlet": "大纪元", "type": "Visit"},
    "state": {},
    "tellings": {"event": "拜登任命约翰·克里"},
    "timeline": {"who": "南希·佩洛西", "type": "Visit"},
    "together": {"who": "解振华"},
    "visited": {"place": "台湾"},
}
MUST: dict[str, tuple[str, str]] = {
    "holders": ("who", "拜登"),
    "met": ("whom", "解振华"),
    "path": ("to", "拜登"),
    "planned": ("what", "何立峰、耶伦会面"),
    "state": ("process", "中美气候谈判"),
    "together": ("other", "约翰·克里"),
    "visited": ("who", "南希·佩洛西"),
}
"""Question -> a column and a value that a reader of the articles would expect in it."""


@pytest.fixture(scope="module")
def engine(built: object, folder: Path) -> Iterator[OxigraphEngine]:
    with OxigraphEngine(folder / "graph.ttl") as opened:
        yield opened


def test_every_question_is_asked() -> None:
    assert set(ASKED) == set(read_questions())


@pytest.mark.parametrize("name", sorted(ASKED))
def test_the_seeds_answer_as_expected(engine: OxigraphEngine, name: str, renew: bool) -> None:
    columns, rows = ask(engine, read_questions()[name], ASKED[name], limit=None).shown()
    kept = [n for n, column in enumerate(columns) if column != "sentence"]
    told = {"columns": [columns[n] for n in kept], "rows": [[row[n] for n in kept] for row in rows]}
    if renew:
        known = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
        text = json.dumps(known | {name: told}, ensure_ascii=False, indent=1, sort_keys=True)
        GOLDEN.write_text(text + "\n", encoding="utf-8")
    assert told == json.loads(GOLDEN.read_text(encoding="utf-8"))[name]
    if name in MUST:
        column, value = MUST[name]
        assert value in {row[columns.index(column)] for row in rows}
