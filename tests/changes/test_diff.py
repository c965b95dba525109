from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SKOS, XSD
from rdflib.term import Node

from graph.changes import Difference, diff
from graph.changes.triples import CS, GONE, NEW, SAME, as_trig, as_turtle
from graph.changes.words import as_record, as_text
from graph.cli import main
from graph.namespaces import ART, ENT, EV, MEN, NG, NGC, SCHEMA, new_graph
from graph.vocabulary import Ontology, load_ontology

DATA = Path(__file__).parents[1]
SEEDS = DATA / "golden" / "seeds.ttl"
HAI, NGUYEN, VIETNAM = ENT["person-林海"], ENT["person-阮文山"], ENT["country-越南"]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


def sample() -> Graph:
    return new_graph().parse(DATA / "data" / "sample.ttl")


def renamed(graph: Graph, names: dict[URIRef, URIRef]) -> Graph:
    """Return a graph with other IRIs for some things."""
    out = new_graph()
    for triple in graph:
        out.add(tuple(names.get(term, term) for term in triple))  # type: ignore[arg-type]
    return out


def without(graph: Graph, *nodes: URIRef) -> Graph:
    """Return a graph without what is said of and with some things."""
    out = new_graph()
    for triple in graph:
        if not set(nodes) & set(triple):
            out.add(triple)
    return out


def changed(found: Difference) -> dict[str, dict[str, tuple[list[str], list[str]]]]:
    things = [*found.changed_entities, *found.changed_events]
    return {
        str(thing.new): {c.what: ([*map(str, c.before)], [*map(str, c.after)]) for c in thing.changes}
        for thing in things
    }


def nothing_else(found: Difference) -> bool:
    lists = (found.gone_articles, found.new_articles, found.gone_entities, found.new_entities)
    return not any((*lists, found.gone_events, found.new_events))


# ----------------------------------------------------------------------------------------------------------- the same


def test_a_graph_is_the_same_as_itself_in_any_order(ontology):
    backwards = new_graph()
    for triple in sorted(sample(), key=str, reverse=True):
        backwards.add(triple)
    found = diff(sample(), backwards, ontology)
    assert found.is_empty
    assert as_text(found, "zh") == "两图相同\n"
    assert as_text(found, "en") == "the two graphs say the same\n"


def test_a_value_written_otherwise_by_a_store_is_no_change(ontology):
    before, stored = sample(), new_graph()
    before.set((ART.a1, SCHEMA.datePublished, Literal("2024-03-05T00:00:00Z", datatype=XSD.dateTime, normalize=False)))
    for s, p, o in before:
        if isinstance(o, Literal) and o.datatype == XSD.decimal:
            o = Literal(f"{o}0", datatype=XSD.decimal, normalize=False)
        if str(o) == "2024-03-05T00:00:00Z":
            o = Literal("2024-03-05T00:00:00+00:00", datatype=XSD.dateTime, normalize=False)
        stored.add((s, p, o))
    assert len(set(stored) - set(before)) == 6
    assert diff(before, stored, ontology).is_empty


# ------------------------------------------------------------------------------------------------- articles and events


def test_an_article_more_brings_its_own_events_and_tellings(ontology):
    told = list(sample().subjects(NG.inDocument, ART.a2))
    before = without(sample(), ART.a2, EV["Suspension-03"], ENT["process-渔业谈判"], ENT["outlet-海峡电台"], *told)
    found = diff(before, sample(), ontology)
    assert found.new_articles == [ART.a2]
    assert found.new_events == [EV["Suspension-03"]]
    assert set(found.new_entities) == {ENT["process-渔业谈判"], ENT["outlet-海峡电台"]}
    assert [*found.gone_articles, *found.gone_events, *found.gone_entities] == []
    assert changed(found)[str(EV["Meeting-01"])]["evidence"] == ([], [str(MEN["a2-50-70-Meeting"])])
    text = as_text(found, "zh")
    assert "  + 2024-03-07 海峡电台 越南否认暂停渔业谈判\n" in text
    assert "  + 越南暂停渔业谈判 [中止] 被否认\n" in text
    assert "出处 +2024-03-07 海峡电台 越南否认暂停渔业谈判 (半岛通讯)" in text
    assert "gone 1" not in as_text(found, "en")
    back = diff(sample(), before, ontology)
    assert back.gone_events == [EV["Suspension-03"]]
    assert back.gone_articles == [ART.a2]


def visit_happened(iri: URIRef = EV["Visit-02"]) -> Graph:
    """Return the sample after a third article told that the planned visit took place, on a day of that month."""
    graph = renamed(sample(), {EV["Visit-02"]: iri})
    for predicate, value in (
        (NG.status, NG.Happened),
        (NG.begin, Literal("2024-06-12", datatype=XSD.date)),
        (NG.end, Literal("2024-06-12", datatype=XSD.date)),
        (NG.edtf, Literal("2024-06-12")),
        (NG.precision, Literal("day")),
    ):
        graph.set((iri, predicate, value))
    graph.remove((HAI, NGC.visits, VIETNAM))
    graph.add((HAI, NG.visits, VIETNAM))
    mention = MEN["a3-0-12-Visit"]
    graph += [(iri, NG.evidence, mention), (mention, RDF.type, NG.Mention), (mention, NG.inDocument, ART.a3)]
    graph += [(ART.a3, RDF.type, SCHEMA.NewsArticle), (ART.a3, SCHEMA.headline, Literal("林海抵越", lang="zh"))]
    return graph


@pytest.mark.parametrize("iri", [EV["Visit-02"], EV["Visit-ab"]], ids=["same IRI", "other IRI"])
def test_a_plan_that_came_true_is_one_event_with_another_status(ontology, iri):
    found = diff(sample(), visit_happened(iri), ontology)
    assert found.new_events == found.gone_events == []
    changes = changed(found)[str(iri)]
    assert changes["status"] == (["Planned"], ["Happened"])
    assert changes["time"] == (["2024-06"], ["2024-06-12"])
    assert changes["evidence"] == ([], [str(MEN["a3-0-12-Visit"])])
    assert set(changes) == {"status", "time", "evidence"}
    assert "林海访问越南 [访问] 已发生：状态 计划中 → 已发生；时间 2024-06 → 2024-06-12" in as_text(found).replace(
        "总体状态", "状态"
    )
    assert "Planned → Happened; time 2024-06 → 2024-06-12" in as_text(found, "en")
    assert (HAI, NG.visits, VIETNAM) in found.new_triples
    assert (HAI, NGC.visits, VIETNAM) in found.gone_triples


def without_evidence(graph: Graph, event: URIRef, article: URIRef) -> Graph:
    """Return a graph in which an event is told by another article alone."""
    for mention in list(graph.objects(event, NG.evidence)):
        graph.set((mention, NG.inDocument, article))
    return graph


def test_an_event_told_by_another_article_is_matched_by_type_parties_and_time(ontology):
    after = without_evidence(renamed(sample(), {EV["Visit-02"]: EV["Visit-ab"]}), EV["Visit-ab"], ART.a9)
    found = diff(sample(), after, ontology)
    assert found.alignment.events == {EV["Visit-02"]: EV["Visit-ab"]}
    assert nothing_else(found)


def test_an_event_in_another_is_matched_before_the_one_that_it_is_told_in(ontology):
    names = {EV["Visit-02"]: EV["Visit-ab"], EV["Statement-04"]: EV["Statement-ab"]}
    after = renamed(sample(), names)
    for event in names.values():
        after = without_evidence(after, event, ART.a9)
    found = diff(sample(), after, ontology)
    assert found.alignment.events == names
    assert nothing_else(found)


def test_two_visits_a_year_apart_are_two(ontology):
    after = without_evidence(renamed(sample(), {EV["Visit-02"]: EV["Visit-ab"]}), EV["Visit-ab"], ART.a9)
    for predicate, day in ((NG.begin, "2025-06-01"), (NG.end, "2025-06-30")):
        after.set((EV["Visit-ab"], predicate, Literal(day, datatype=XSD.date)))
    after.set((EV["Visit-ab"], NG.edtf, Literal("2025-06")))
    found = diff(sample(), after, ontology)
    assert (found.gone_events, found.new_events) == ([EV["Visit-02"]], [EV["Visit-ab"]])


def test_the_same_sentence_read_as_another_day_and_type_is_one_event(ontology):
    after = renamed(sample(), {EV["Visit-02"]: EV["Conference-ab"], MEN["a1-30-46-Visit"]: MEN["a1-30-46-Conference"]})
    after.set((EV["Conference-ab"], RDF.type, NG.Conference))
    after.set((EV["Conference-ab"], NG.edtf, Literal("2025-06")))
    found = diff(sample(), after, ontology)
    assert found.new_events == found.gone_events == []
    assert changed(found)[str(EV["Conference-ab"])] == {
        "type": (["Visit"], ["Conference"]),
        "time": (["2024-06"], ["2025-06"]),
    }


def test_of_two_events_that_fit_equally_neither_is_taken(ontology):
    before = without_evidence(renamed(sample(), {EV["Visit-02"]: EV["Visit-x"]}), EV["Visit-x"], ART.a8)
    after = new_graph()
    for iri, article in ((EV["Visit-y"], ART.a7), (EV["Visit-z"], ART.a9)):
        mention = MEN[f"{article}-1"]
        graph = without_evidence(renamed(sample(), {EV["Visit-02"]: iri, MEN["a1-30-46-Visit"]: mention}), iri, article)
        after += graph
    found = diff(before, after, ontology)
    assert found.gone_events == [EV["Visit-x"]]
    assert found.new_events == [EV["Visit-y"], EV["Visit-z"]]


def test_a_party_more_is_a_change_of_a_role(ontology):
    after = sample()
    after.add((EV["Suspension-03"], NG.recipient, ENT["country-中国"]))
    after.set((EV["Suspension-03"], NG.contested, Literal(True)))
    found = diff(sample(), after, ontology)
    assert changed(found) == {
        str(EV["Suspension-03"]): {"contested": ([""], ["true"]), "recipient": ([], [str(ENT["country-中国"])])}
    }
    assert "对象 +中国" in as_text(found)


# ------------------------------------------------------------------------------------------------------------ entities


def test_an_entity_under_another_name_is_renamed_and_its_events_stay(ontology):
    other = ENT["person-林海生"]
    names = {HAI: other, EV["Meeting-01"]: EV["Meeting-ff"], EV["Visit-02"]: EV["Visit-ff"]}
    after = renamed(sample(), names)
    after.remove((other, RDFS.label, None))
    after += [(other, RDFS.label, Literal("林海生", lang="zh")), (other, SKOS.altLabel, Literal("林海", lang="zh"))]
    found = diff(sample(), after, ontology)
    assert nothing_else(found)
    assert found.alignment.entities == {HAI: other}
    assert found.alignment.events == {EV["Meeting-01"]: EV["Meeting-ff"], EV["Visit-02"]: EV["Visit-ff"]}
    assert changed(found) == {str(other): {"label": (["林海"], ["林海生"])}}
    assert "名称 林海 → 林海生" in as_text(found)


def test_traditional_and_simplified_forms_are_aligned_by_the_aliases_that_tell_so(ontology):
    before, after = new_graph(), new_graph()
    for graph, name, other in ((before, "區域全面協定", "区域全面协定"), (after, "区域全面协定", "區域全面協定")):
        node = ENT[f"accord-{name}"]
        graph += [(node, RDF.type, NG.Accord), (node, RDFS.label, Literal(name, lang="zh"))]
        graph.add((node, SKOS.altLabel, Literal(other, lang="zh")))
    assert nothing_else(diff(before, after, ontology))


def test_two_entities_that_became_one_are_merged_and_back_are_split(ontology):
    apart = sample()
    double = ENT["person-阮部长"]
    apart += [(double, RDF.type, NG.Person), (double, RDFS.label, Literal("阮部长", lang="zh"))]
    apart += [(EV["Suspension-03"], NG.recipient, double)]
    joined = sample()
    joined += [(NGUYEN, SKOS.altLabel, Literal("阮部长", lang="zh")), (EV["Suspension-03"], NG.recipient, NGUYEN)]
    found = diff(apart, joined, ontology)
    assert found.alignment.merged == {double: NGUYEN}
    assert nothing_else(found)
    assert str(EV["Suspension-03"]) not in changed(found)
    assert "阮部长 [人物] 并入 阮文山 [人物]" in as_text(found)
    back = diff(joined, apart, ontology)
    assert back.alignment.split == {double: NGUYEN}
    assert nothing_else(back)
    assert "阮部长 [人物] 分出自 阮文山 [人物]" in as_text(back)
    assert as_record(back)["entities"]["split"] == [{"old": str(NGUYEN), "new": str(double)}]


def test_namesakes_of_other_kinds_stay_apart(ontology):
    before, after = new_graph(), new_graph()
    for graph, node, cls in ((before, ENT["person-长江"], NG.Person), (after, ENT["company-长江"], NG.Company)):
        graph += [(node, RDF.type, cls), (node, RDFS.label, Literal("长江", lang="zh"))]
    found = diff(before, after, ontology)
    assert (found.gone_entities, found.new_entities) == ([ENT["person-长江"]], [ENT["company-长江"]])


def test_a_post_taken_up_is_told(ontology):
    after = sample()
    after.remove((HAI, NG.holdsPosition, None))
    after.add((HAI, NG.heldPosition, ENT["position-中国外长"]))
    found = diff(sample(), after, ontology)
    post = str(ENT["position-中国外长"])
    assert changed(found) == {str(HAI): {"holdsPosition": ([post], []), "heldPosition": ([], [post])}}
    assert "-中国外长" in as_text(found, "en")


# ----------------------------------------------------------------------------------------------------------- as triples


def applied(before: Graph, patch: bytes) -> set[tuple[Node, Node, Node]]:
    """Return a graph after a patch, as `as_trig` tells to apply it."""
    store = ox.Store()
    store.load(patch, format=ox.RdfFormat.TRIG)

    def lines(graph: URIRef) -> Graph:
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(str(graph)))]
        return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")

    names = dict(lines(SAME).subject_objects(OWL.sameAs))
    return (set(renamed(before, names)) - set(lines(GONE))) | set(lines(NEW))


TRIPLES = sorted(sample(), key=str)


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.sampled_from(TRIPLES), max_size=12),
    st.sets(st.sampled_from(TRIPLES), max_size=12),
    st.sampled_from([{}, {HAI: ENT["person-x"]}, {EV["Meeting-01"]: EV["Meeting-x"], NGUYEN: ENT["person-y"]}]),
)
def test_a_patch_makes_the_second_graph_of_the_first(gone, come, names):
    ontology = load_ontology_once()
    before, after = new_graph(), new_graph()
    before += [triple for triple in TRIPLES if triple not in come]
    after += [triple for triple in TRIPLES if triple not in gone]
    after = renamed(after, names)
    found = diff(before, after, ontology)
    assert applied(before, as_trig(found)) == set(after)
    assert found.is_empty == (set(before) == set(after))


_KNOWN: list[Ontology] = []


def load_ontology_once() -> Ontology:
    if not _KNOWN:
        _KNOWN.append(load_ontology())
    return _KNOWN[0]


def test_change_set_tells_each_triple(ontology):
    found = diff(sample(), visit_happened(EV["Visit-ab"]), ontology)
    graph = Graph().parse(data=as_turtle(found), format="turtle")

    def told(kind: URIRef) -> set[tuple[Node | None, ...]]:
        parts = (RDF.subject, RDF.predicate, RDF.object)
        return {tuple(graph.value(statement, part) for part in parts) for statement in graph.objects(None, kind)}

    assert told(CS.addition) == set(found.new_triples)
    assert told(CS.removal) == set(found.gone_triples)
    assert (EV["Visit-02"], OWL.sameAs, EV["Visit-ab"]) in graph
    assert as_turtle(found) == as_turtle(diff(sample(), visit_happened(EV["Visit-ab"]), ontology))


# ---------------------------------------------------------------------------------------------------------- the command


def test_command(tmp_path, capsys, ontology):
    after = tmp_path / "after.ttl"
    visit_happened(EV["Visit-ab"]).serialize(after, format="turtle", encoding="utf-8")
    before = str(DATA / "data" / "sample.ttl")
    assert main(["diff", before, before]) == 0
    assert main(["diff", before, str(after), "--lang", "en"]) == 1
    assert "Planned → Happened" in capsys.readouterr().out
    assert main(["diff", before, str(after), "--format", "json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["events"]["changed"][0]["changes"]["status"] == {"before": ["Planned"], "after": ["Happened"]}
    patch = tmp_path / "patch.trig"
    assert main(["diff", before, str(after), "--format", "trig", "-o", str(patch)]) == 1
    assert applied(sample(), patch.read_bytes()) == set(visit_happened(EV["Visit-ab"]))
    assert main(["diff", before, str(tmp_path / "none.ttl")]) == 2
    assert "none.ttl" in capsys.readouterr().err


def test_the_seeds_with_new_iris_throughout_are_the_same_things(ontology):
    before = new_graph().parse(SEEDS)
    names = {node: URIRef(f"{node}-0") for node in set(before.subjects(NG.evidence))}
    found = diff(before, renamed(before, names), ontology)
    assert found.alignment.events == names
    assert nothing_else(found)
    assert not changed(found)
    assert isomorphic(renamed(before, found.alignment.events), renamed(before, names))


def test_from_python(ontology):
    from graph import diff as public

    found = public(sample(), visit_happened())
    assert repr(found) == "Difference(0 new, 0 gone, 1 changed events, 11 new, 6 gone triples)"
    assert [str(thing.new) for thing in found.changed_events] == [str(EV["Visit-02"])]
