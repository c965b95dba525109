"""Every ready question over a small graph with known answers, and what may be given to one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.errors import GraphError, QueryError
from graph.query.ask import Answer, ask
from graph.query.engines import OxigraphEngine, RdflibEngine
from graph.query.questions import bind, find_question, read_questions, slot
from graph.vocabulary import Ontology

TALKS = Path(__file__).parent / "talks.ttl"
QUESTIONS = read_questions()
MET = ("王明周一在河湾会见阮文山。", "通讯社援引阮文山说，他已与王明会晤。")
SAYS = "王明表示，北国支持南国，“合作会继续。”"
TRIP, PLAN = "王明在河湾访问三天。", "阮文山计划五月以后访问北国。"
RESUMED = "两国周三恢复了渔业谈判。"

# question, what is given, columns to look at, rows
ANSWERS: list[tuple[str, dict[str, str], str, list[tuple[str, ...]]]] = [
    (
        "met",
        {},
        "date who whom status source outlet published sentence",
        [
            ("2024-03-04", "王明", "阮文山", "已发生", "早报", "早报", "2024-03-05", MET[0]),
            ("2024-03-04", "王明", "阮文山", "已发生", "阮文山", "晚报", "2024-03-06", MET[1]),
        ],
    ),
    ("met", {"party": "阮文山"}, "who whom outlet", [("阮文山", "王明", "早报"), ("阮文山", "王明", "晚报")]),
    ("met", {"party": "阮文山", "whom": "王强"}, "who", []),
    ("met", {"party": "阮文山", "after": "2024-04"}, "who", []),
    ("met", {"before": "2024-03"}, "who", [("王明",), ("王明",)]),
    (
        "visited",
        {"place": "南国"},
        "who destination status outlet sentence",
        [("王明", "河湾", "已发生", "早报", TRIP)],
    ),
    ("visited", {"place": "Northland"}, "who date status", [("阮文山", "2024-05-01/..", "计划中")]),
    ("visited", {"place": "北国", "status": "Happened"}, "who", []),
    (
        "said",
        {"speaker": "王明"},
        "what quote outlet sentence",
        [("王明表示", "合作会继续。", "早报", SAYS), ("北国支持南国", "", "早报", SAYS)],
    ),
    ("said", {"speaker": "王明", "about": "南国"}, "what", [("王明表示",), ("北国支持南国",)]),
    ("said", {"speaker": "王明", "about": "渔业谈判"}, "what", []),
    ("quotes", {"speaker": "Wang Ming"}, "date quote outlet", [("2024-03-04", "合作会继续。", "早报")]),
    ("claims", {}, "what type status source sentence", [("阮文山访问北国", "访问", "计划中", "晚报", PLAN)]),
    ("claims", {"status": "未证实"}, "what", []),
    ("claims", {"who": "阮文山", "type": "接触往来"}, "what", [("阮文山访问北国",)]),
    ("claims", {"who": "王明"}, "what", []),
    (
        "contested",
        {},
        "what modality source outlet",
        [("北国制裁南国", "被否认", "北国外交部", "早报"), ("北国制裁南国", "已发生", "晚报", "晚报")],
    ),
    ("denied", {}, "who what outlet sentence", [("北国外交部", "北国制裁南国", "早报", "北国外交部否认制裁南国。")]),
    ("sole", {"outlet": "早报"}, "what", [("王明访问河湾",), ("王明表示",), ("北国支持南国",)]),
    ("sole", {"outlet": "早报", "type": "Visit"}, "what sentence", [("王明访问河湾", TRIP)]),
    (
        "tellings",
        {"event": "王明会见阮文山"},
        "outlet source relay cue trigger",
        [("早报", "早报", "", "", "会见"), ("晚报", "阮文山", "通讯社", "已", "会晤")],
    ),
    (
        "chain",
        {"event": "ev:Meeting-1"},
        "published source relay outlet headline url",
        [
            ("2024-03-05", "早报", "", "早报", "王明到访河湾", "https://example.org/m1"),
            ("2024-03-06", "阮文山", "通讯社", "晚报", "渔业谈判恢复", ""),
        ],
    ),
    (
        "state",
        {"process": "漁業談判"},
        "process since what sentence",
        [("渔业谈判", "2024-03-06", "北国、南国恢复渔业谈判", RESUMED)],
    ),
    ("state", {}, "process what", [("渔业谈判", "北国、南国恢复渔业谈判")]),
    (
        "timeline",
        {"who": "王明"},
        "date type outlet",
        [
            ("2024-03-03/2024-03-05", "访问", "早报"),
            ("2024-03-04", "会见", "早报"),
            ("2024-03-04", "会见", "晚报"),
            ("2024-03-04", "表态", "早报"),
        ],
    ),
    ("timeline", {"who": "王明", "type": "Visit"}, "what sentence", [("王明访问河湾", TRIP)]),
    ("planned", {"after": "2024年4月"}, "date what sentence", [("2024-05-01/..", "阮文山访问北国", PLAN)]),
    ("planned", {"after": "2024", "who": "王强"}, "what", []),
    (
        "holders",
        {"of": "北国"},
        "who post in former outlet",
        [("王明", "北国外长", "北国", "false", "早报"), ("王强", "北国外长", "北国", "true", "晚报")],
    ),
    ("holders", {"post": "北国外长", "who": "王强"}, "former sentence", [("true", "前外长王强没有出席。")]),
    ("together", {"who": "北国"}, "other events from to", [("南国", "3", "2024-03-04", "2024-03-06")]),
    (
        "dyads",
        {"from": "北国"},
        "from to month quad code events tone",
        [
            ("北国", "南国", "2024-03", "1", "CONSULT", "1", "2.50"),
            ("北国", "南国", "2024-03", "1", "SUPPORT", "2", "5.00"),
        ],
    ),
    ("dyads", {"from": "北国", "to": "南国", "before": "2024-02"}, "month", []),
    (
        "articles",
        {"who": "王明"},
        "published by headline",
        [("2024-03-06", "晚报", "渔业谈判恢复"), ("2024-03-05", "早报", "王明到访河湾")],
    ),
    ("articles", {"who": "王明", "outlet": "Morning Post"}, "headline", [("王明到访河湾",)]),
    (
        "path",
        {"from": "阮文山", "to": "南国"},
        "from event to",
        [],
    ),
    (
        "path",
        {"from": "阮文山", "to": "河湾"},
        "number from event to outlet",
        [("1", "阮文山", "王明会见阮文山", "河湾", "晚报")],
    ),
    (
        "path",
        {"from": "南国", "to": "渔业谈判"},
        "from event to date",
        [("南国", "北国、南国恢复渔业谈判", "渔业谈判", "2024-03-06")],
    ),
    (
        "path",
        {"from": "阮文山", "to": "北国", "status": "Planned", "most": "1"},
        "from event to status",
        [("阮文山", "阮文山访问北国", "北国", "计划中")],
    ),
]


@pytest.fixture(scope="module")
def engine() -> Iterator[OxigraphEngine]:
    with OxigraphEngine(TALKS) as opened:
        yield opened


def cells(answer: Answer, columns: str) -> list[tuple[str, ...]]:
    shown, rows = answer.shown()
    return [tuple(row[shown.index(name)] if name in shown else "" for name in columns.split()) for row in rows]


@pytest.mark.parametrize(("name", "given", "columns", "rows"), ANSWERS, ids=lambda value: str(value)[:30])
def test_question_has_its_answer(
    engine: OxigraphEngine, name: str, given: dict[str, str], columns: str, rows: list[tuple[str, ...]]
) -> None:
    assert cells(ask(engine, QUESTIONS[name], given), columns) == rows


def test_every_question_is_asked_here() -> None:
    assert {name for name, *_ in ANSWERS} == set(QUESTIONS)


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_question_says_what_it_asks_in_both_languages(name: str) -> None:
    question = QUESTIONS[name]
    assert question.zh
    assert question.en
    assert question.names
    assert all(p.zh and p.en for p in question.parameters.values())
    assert find_question(QUESTIONS, question.names[0].upper()) is question


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_question_is_sparql_as_it_stands(engine: OxigraphEngine, name: str) -> None:
    assert engine.query(QUESTIONS[name].sparql).columns


def test_same_answer_from_rdflib(engine: OxigraphEngine, ontology: Ontology) -> None:
    graph = RdflibEngine(Graph().parse(TALKS), ontology)
    for name, asked in (
        ("met", {"party": "王明"}),
        ("sole", {"outlet": "早报"}),
        ("tellings", {"event": "ev:Meeting-1"}),
    ):
        assert ask(graph, QUESTIONS[name], asked).shown() == ask(engine, QUESTIONS[name], asked).shown()


def test_labels_come_in_the_other_language_too(engine: OxigraphEngine) -> None:
    answer = ask(engine, QUESTIONS["visited"], {"place": "南国"}, language="en")
    assert cells(answer, "who destination status outlet") == [("Wang Ming", "Hewan", "Happened", "Morning Post")]


def test_data_for_programs_keeps_iris_beside_labels(engine: OxigraphEngine) -> None:
    told = ask(engine, QUESTIONS["visited"], {"place": "南国"}).labelled()
    row = dict(zip(told.columns, map(str, told.rows[0]), strict=True))
    assert row["who"] == "https://w3id.org/newsgraph/id/person-王明"
    assert (row["whoLabel"], row["statusLabel"]) == ("王明", "已发生")


@pytest.mark.parametrize(
    ("name", "given", "parts"),
    [
        ("visited", {}, ("place", "国家")),
        ("visited", {"place": "河弯"}, ("河弯", "河湾")),
        ("timeline", {"who": "王"}, ("may mean 2 things", "ent:person-王明", "ent:person-王强")),
        ("sole", {"outlet": "王明"}, ("王明", "no MediaOutlet")),
        ("planned", {"after": "2024-13"}, ("2024-13", "2023年7月17日")),
        ("planned", {"after": "2023-02-30"}, ("no day",)),
        ("claims", {"status": "Plannd"}, ("Plannd", "planned")),
        ("claims", {"type": "会件"}, ("会件", "no type of event")),
        ("path", {"from": "王明", "to": "王明"}, ("same thing",)),
        ("path", {"from": "王明", "to": "南国", "most": "many"}, ("many", "no number")),
        ("met", {"nobody": "x"}, ("nobody", "party")),
        ("tellings", {"event": "王明"}, ("knows nothing",)),
    ],
)
def test_what_does_not_fit_is_told_with_what_would(
    engine: OxigraphEngine, name: str, given: dict[str, str], parts: tuple[str, ...]
) -> None:
    with pytest.raises(GraphError) as caught:
        ask(engine, QUESTIONS[name], given)
    assert all(part in str(caught.value) for part in parts), str(caught.value)


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            '"} DELETE WHERE { ?s ?p ?o } #',
            "王明> } SELECT * { ?s ?p ?o } #",
            "ent:person-王明> . ?x ?y <a",
            "https://w3id.org/newsgraph/id/a> } UNION { ?s ?p ?o",
            "\\u0022 . ?s ?p ?o",
            "王明'''\"\"\"\n} #",
            "UNDEF } VALUES ?place { UNDEF",
        ]
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_whatever_is_given_stays_a_value(engine: OxigraphEngine, text: str) -> None:
    """A text is either refused in words, or asked for as a name; it never becomes part of the query."""
    for name, parameter in (("visited", "place"), ("planned", "after"), ("claims", "status"), ("timeline", "type")):
        asked = {parameter: text} | ({"who": "王明"} if name == "timeline" else {})
        try:
            columns = ask(engine, QUESTIONS[name], asked).result.columns
        except QueryError:
            raise  # the query itself was changed
        except GraphError:
            continue
        assert columns[0] == "date"


@settings(max_examples=200)
@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_text_put_into_a_query_comes_out_as_it_was(text: str) -> None:
    query = bind("SELECT ?x WHERE { VALUES ?x { UNDEF } } # a } b", {"x": [ox.Literal(text)]})
    (row,) = ox.Store().query(query)
    assert row["x"].value == text


def test_lines_for_a_value_go_with_it() -> None:
    text = "SELECT * WHERE {\n  VALUES ?a { UNDEF }\n  ?s ?p ?a . #? a\n  ?s ?q ?b\n}"
    assert "?p ?a" not in bind(text, {"a": []})
    assert slot("a").search(bind(text, {"a": []})) is None
    assert "?s ?p ?a .\n" in bind(text, {"a": [ox.Literal("x")]})


def test_a_user_adds_a_question_by_adding_a_file(engine: OxigraphEngine, tmp_path: Path) -> None:
    (tmp_path / "bosses.rq").write_text(
        '#: zh = "谁代表"\n#: en = "Who represents a country"\n#: names = ["代表"]\n'
        '#: [parameters.country]\n#: type = "entity"\n#: classes = ["Country"]\n#: zh = "国家"\n#: en = "country"\n'
        "SELECT ?who WHERE { VALUES ?country { UNDEF } ?who ng:represents ?country } ORDER BY ?who\n",
        encoding="utf-8",
    )
    questions = read_questions([tmp_path])
    assert set(questions) == {*QUESTIONS, "bosses"}
    answer = ask(engine, find_question(questions, "代表"), {"country": "北国"})
    assert cells(answer, "who") == [("北国外交部",), ("王明",)]


def test_a_type_that_only_the_graph_knows_is_found_and_named(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(
        TALKS.read_text(encoding="utf-8")
        + """
        ng:Regatta rdfs:subClassOf ng:ContactEvent ; rdfs:label "赛舟"@zh .
        ev:Regatta-1 a ng:Regatta ; rdfs:label "王明赛舟"@zh ; ng:actor ent:person-王明 ; ng:status ng:Happened .
        """,
        encoding="utf-8",
    )
    with OxigraphEngine(file) as own:
        for kind in ("赛舟", "ng:Regatta"):
            answer = ask(own, QUESTIONS["timeline"], {"who": "王明", "type": kind})
            assert cells(answer, "what type") == [("王明赛舟", "赛舟")]
        with pytest.raises(GraphError, match="no type of event"):
            ask(own, QUESTIONS["timeline"], {"who": "王明", "type": "赛马"})


@pytest.mark.parametrize(
    ("head", "part"),
    [
        ("#: zh = 谁", "no TOML"),
        ('#: sort = "x"', "unknown key 'sort'"),
        ('#: [parameters.x]\n#: type = "person"', "entity, event"),
        ('#: [parameters.x]\n#: type = "text"', "VALUES ?x { UNDEF }"),
        ('#: kind = "walk"', "rows"),
    ],
)
def test_a_question_of_the_wrong_form_is_named(tmp_path: Path, head: str, part: str) -> None:
    (tmp_path / "mine.rq").write_text(head + "\nSELECT * { ?s ?p ?o }\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"mine\.rq") as caught:
        read_questions([tmp_path])
    assert part in str(caught.value)


def test_an_unknown_question_is_told_with_near_ones() -> None:
    with pytest.raises(GraphError, match="visited"):
        find_question(QUESTIONS, "visit")
