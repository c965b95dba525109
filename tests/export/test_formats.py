"""Each format is read back with the tool that it is for, and says what the graph says."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import networkx as nx
import pandas
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from graph import export_graph, to_networkx, to_pandas
from graph.cli import main
from graph.errors import GraphError
from graph.namespaces import ART, ENT, EV, NG, OA, new_graph
from graph.vocabulary import Ontology, load_ontology

HOSTILE = ('=HYPERLINK("http://x","点我")', "@SUM(1+1)", 'a "b", c;d\ne', "\x07bell <b>&amp; ]]>", "+86 10", "-1")
ONE_FILE = ("turtle", "ntriples", "trig", "nquads", "jsonld", "context", "graphml", "gexf", "plover")
FOLDERS = ("neo4j", "csv", "parquet")
RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
"""Of what its own parsers use."""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture
def hostile(sample) -> Graph:
    """The sample with texts from the web that mean harm, as names and as sentences."""
    for number, text in enumerate(HOSTILE):
        sample.add(
            (ENT["person-林海"], URIRef("http://www.w3.org/2004/02/skos/core#altLabel"), Literal(text, lang="zh"))
        )
        sample.set((EV["Suspension-03"], RDFS.label, Literal(HOSTILE[number % 2], lang="zh")))
    sample.set((URIRef(next(iter(sample.objects(EV["Suspension-03"], NG.evidence)))), OA.exact, Literal(HOSTILE[3])))
    return sample


def made(graph: Graph, to: str, ontology: Ontology, **options: str) -> bytes:
    (content,) = export_graph(graph, to, ontology=ontology, **options).values()
    return content


def flat(dataset: Dataset) -> Graph:
    out = Graph()
    for s, p, o, _ in dataset.quads():
        out.add((s, p, o))
    return out


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# ------------------------------------------------------------------------------------------------------------- RDF


@RDFLIB_WARNS
def test_jsonld_is_the_graph_for_two_readers(hostile, ontology):
    content = made(hostile, "jsonld", ontology)
    assert isomorphic(Graph().parse(data=content, format="json-ld"), hostile)
    quads = ox.parse(content, format=ox.RdfFormat.JSON_LD)
    assert len({quad.triple for quad in quads}) == len(hostile)


def test_jsonld_reads_like_json(sample, ontology):
    nodes = {node["@id"]: node for node in json.loads(made(sample, "jsonld", ontology))["@graph"]}
    meeting = nodes["ev:Meeting-01"]
    assert meeting["@type"] == "ng:Meeting"
    assert meeting["ng:begin"] == "2024-03-04"
    assert meeting["ng:actor"] == "ent:person-林海"
    assert nodes["ent:country-中国"]["rdfs:label"] == [
        {"@value": "China", "@language": "en"},
        {"@value": "中国", "@language": "zh"},
    ]


@RDFLIB_WARNS
def test_context_alone_gives_other_documents_their_meaning(sample, ontology):
    context = json.loads(made(sample, "context", ontology))["@context"]
    document = {
        "@context": context,
        "@id": "ev:x",
        "@type": "ng:Visit",
        "ng:begin": "2024-06-01",
        "ng:status": "ng:Planned",
    }
    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    assert (EV.x, NG.begin, Literal("2024-06-01", datatype=XSD.date)) in graph
    assert (EV.x, NG.status, NG.Planned) in graph


@RDFLIB_WARNS
@pytest.mark.parametrize(("to", "form"), [("trig", "trig"), ("nquads", "nquads")])
def test_quads_have_a_graph_for_each_article_and_no_triple_more(sample, ontology, to, form):
    content = made(sample, to, ontology)
    dataset = Dataset(default_union=True).parse(data=content, format=form)
    assert {g.identifier for g in dataset.graphs() if len(g)} == {ART.a1, ART.a2}
    assert isomorphic(flat(dataset), sample)
    store = ox.Store()
    store.load(content, format=ox.RdfFormat.TRIG if to == "trig" else ox.RdfFormat.N_QUADS)
    assert {str(name) for name in store.named_graphs()} == {f"<{ART.a1}>", f"<{ART.a2}>"}


# -------------------------------------------------------------------------------------------------------- networks


def test_graphml_is_read_by_networkx(hostile, ontology):
    read = nx.parse_graphml(made(hostile, "graphml", ontology).decode(), force_multigraph=True)
    network = to_networkx(hostile, ontology=ontology)
    assert nx.utils.graphs_equal(nx.MultiDiGraph(read.edges()), nx.MultiDiGraph(network.edges()))
    visit = read.nodes[str(EV["Visit-02"])]
    assert visit["status"] == "Planned"
    assert visit["outlets"] == "晨报"
    assert visit["sources"] == "阮文山"
    assert visit["sentences"] == "阮文山说，林海将在6月再次访越。"
    assert visit["edtf"] == "2024-06"


def test_gexf_has_what_gephi_shows(sample, ontology, tmp_path):
    path = tmp_path / "graph.gexf"
    path.write_bytes(made(sample, "gexf", ontology))
    read = nx.read_gexf(path)
    meeting = read.nodes[str(EV["Meeting-01"])]
    assert meeting["label"] == "林海会见阮文山"
    assert (meeting["start"], meeting["end"]) == ("2024-03-04", "2024-03-04")
    assert meeting["viz"]["color"].keys() == {"r", "g", "b", "a"}
    assert meeting["viz"]["size"] > read.nodes[str(EV["Visit-02"])]["viz"]["size"]  # two tell the one, one the other
    assert (meeting["kind"], read.nodes[str(ENT["person-林海"])]["kind"]) == ("event", "entity")
    assert b'timeformat="date"' in path.read_bytes()
    assert not re.search(rb"lastmodified|20[2-9]\d-\d\d-\d\dT", path.read_bytes())


def test_every_role_is_an_edge_and_no_party_comes_twice(sample, ontology):
    network = to_networkx(sample, ontology=ontology)
    edges = {(s, d["label"], o) for s, o, d in network.edges(data=True)}
    hai, meeting = str(ENT["person-林海"]), str(EV["Meeting-01"])
    assert (hai, "actor", meeting) in edges
    assert (meeting, "recipient", str(ENT["person-阮文山"])) in edges
    assert (hai, "participant", meeting) not in edges
    assert (str(EV["Statement-04"]), "content", str(EV["Visit-02"])) in edges
    assert (hai, "represents", str(ENT["country-中国"])) in edges


def test_a_network_of_entities_has_the_direct_relations_with_their_events(sample, ontology):
    network = to_networkx(sample, ontology=ontology, view="entities")
    assert {data["kind"] for _, data in network.nodes(data=True)} == {"entity"}
    told = {(d["label"], d["factual"]): d for _, _, d in network.edges(data=True) if d["kind"] == "relation"}
    assert told["meets", True]["events"] == str(EV["Meeting-01"])
    assert told["meets", True]["begin"] == "2024-03-04"
    assert told["visits", False]["end"] == "2024-06-30"
    assert ("visits", True) not in told


def test_text_that_xml_cannot_hold_does_not_break_it(hostile, ontology, tmp_path):
    for name in ("graphml", "gexf"):
        content = made(hostile, name, ontology)
        assert b"\x07" not in content
        assert "\ufffdbell &lt;b&gt;&amp;amp; ]]&gt;" in content.decode()


# ---------------------------------------------------------------------------------------------------------- Neo4j


def neo4j(content: bytes) -> list[dict[str, object]]:
    """Read a CSV by the rules of Neo4j's importer, to the letter of its manual: a broken line or type is an error.

    The importer itself is not run here.
    """
    text = content.decode()
    header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(lines) + 1 == text.count("\n"), "a record of more than one line needs --multiline-fields"
    read = {"long": int, "double": float, "boolean": lambda t: {"true": True, "false": False}[t], "string": str}
    days = {"date": r"\d{4}-\d\d-\d\d", "datetime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"}
    rows = []
    for line in lines:
        row: dict[str, object] = {}
        for name, text in zip(header, line, strict=True):
            field, _, kind = name.rpartition(":")
            if kind in ("ID", "LABEL", "START_ID", "END_ID", "TYPE"):
                row[kind] = text.split(";") if kind == "LABEL" else text
            elif text:
                values = text.split(";") if kind.endswith("[]") else [text]
                plain = kind.removesuffix("[]")
                assert plain not in days or all(re.fullmatch(days[plain], value) for value in values), (name, text)
                parsed = [read.get(plain, str)(value) for value in values]
                row[field] = parsed if kind.endswith("[]") else parsed[0]
        rows.append(row)
    return rows


def test_neo4j_files_hold_every_triple(sample, ontology):
    files = export_graph(sample, "neo4j", ontology=ontology)
    nodes = {row["ID"]: row for row in neo4j(files["nodes.csv"])}
    edges = neo4j(files["relationships.csv"])
    assert {row["START_ID"] for row in edges} | {row["END_ID"] for row in edges} <= nodes.keys()
    things = [t for t in sample if isinstance(t[2], URIRef) and t[1] != RDF.type and str(t[2]) in nodes]
    assert len(edges) == len(things) > 60
    assert {"Event", "Meeting", "ContactEvent"} <= set(nodes[str(EV["Meeting-01"])]["LABEL"])
    assert nodes[str(EV["Meeting-01"])]["begin"] == "2024-03-04"
    mention = next(row for row in nodes.values() if row.get("oa_exact") == "阮文山说，林海将在6月再次访越。")
    assert (mention["oa_start"], mention["oa_end"]) == (30, 46)
    assert mention["confidence"] == 0.8
    met = next(row for row in edges if row["TYPE"] == "MEETS")
    assert (met["factual"], met["weight"], met["begin"]) == (True, 1, "2024-03-04")
    assert {"CLAIMED_VISITS", "ACCORDING_TO", "IN_DOCUMENT", "HOLDS_POSITION"} <= {row["TYPE"] for row in edges}


def test_neo4j_files_take_hostile_text_as_it_is(hostile, ontology):
    nodes = {row["ID"]: row for row in neo4j(export_graph(hostile, "neo4j", ontology=ontology)["nodes.csv"])}
    names = nodes[str(ENT["person-林海"])]["altLabel"]
    assert {HOSTILE[0], HOSTILE[1], 'a "b", c；d e', "+86 10", "-1"} <= set(names)


# --------------------------------------------------------------------------------------------------------- tables


def test_no_cell_of_a_csv_is_run_as_a_formula(hostile, ontology):
    for content in (*export_graph(hostile, "csv", ontology=ontology).values(), made(hostile, "plover", ontology)):
        assert content.startswith(b"\xef\xbb\xbf")
        for row in table(content):
            for column, cell in row.items():
                is_number = re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None and column in ("score", "confidence")
                assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), (column, cell)


def test_a_row_of_an_event_says_where_it_comes_from(sample, ontology):
    frames = to_pandas(sample, ontology=ontology)
    events = frames["events"].set_index("event")
    meeting, visit = events.loc[str(EV["Meeting-01"])], events.loc[str(EV["Visit-02"])]
    assert meeting["outlets"] == ["晨报", "海峡电台"]
    assert meeting["sources"] == ["半岛通讯", "晨报"]
    assert meeting["first_published"] == "2024-03-05T08:00:00+08:00"
    assert (meeting["articles_count"], meeting["tellings_count"]) == (2, 2)
    assert visit["sentences"] == ["阮文山说，林海将在6月再次访越。"]
    assert (visit["status"], visit["factuality"]) == ("Planned", "NonFactual")
    assert (visit["begin"], visit["end"], visit["edtf"]) == ("2024-06-01", "2024-06-30", "2024-06")
    assert (visit["actor"], visit["destination"]) == (["林海"], ["越南"])
    assert len(frames["mentions"]) == 5
    assert set(frames["mentions"]["event"]) == set(events.index)


def test_parquet_is_what_the_frames_are(sample, ontology, tmp_path):
    frames = to_pandas(sample, ontology=ontology)
    for name, content in export_graph(sample, "parquet", ontology=ontology).items():
        (tmp_path / name).write_bytes(content)
        frame, read = frames[name.removesuffix(".parquet")], pandas.read_parquet(tmp_path / name)
        assert list(read.columns) == list(frame.columns)
        assert pq.read_table(tmp_path / name).to_pylist() == frame.astype(object).where(frame.notna(), None).to_dict(
            "records"
        )
    schema = pq.read_schema(tmp_path / "mentions.parquet")
    assert {str(schema.field(name).type) for name in ("start", "confidence", "according_to")} == {
        *("int64", "double", "list<element: string>"),
    }


def test_csv_is_read_by_pandas(sample, ontology):
    files = export_graph(sample, "csv", ontology=ontology)
    assert files.keys() == {"events.csv", "mentions.csv", "entities.csv", "relations.csv"}
    mentions = pandas.read_csv(io.BytesIO(files["mentions.csv"]))
    assert sorted(mentions["confidence"]) == [0.7, 0.8, 0.8, 0.8, 0.9]
    assert set(mentions["sentence"]) == {str(text) for text in sample.objects(None, OA.exact)}
    entities = pandas.read_csv(io.BytesIO(files["entities.csv"])).set_index("label")
    assert entities.loc["林海", "other_names"] == "Lin Hai | 林外长"
    assert entities.loc["阮文山", "misspelt"] == "阮文珊"


# ------------------------------------------------------------------------------------------------------ everything


@pytest.mark.parametrize("to", [*ONE_FILE, *FOLDERS])
def test_same_triples_give_same_bytes_in_any_order(hostile, ontology, to):
    other = new_graph()
    for triple in sorted(hostile, key=str, reverse=True):
        other.add(triple)
    again = new_graph()
    for triple in sorted(hostile, key=str):
        again.add(triple)
    assert export_graph(again, to, ontology=ontology) == export_graph(other, to, ontology=ontology)


@pytest.mark.parametrize("to", [*ONE_FILE, *FOLDERS])
def test_an_empty_graph_is_written_too(ontology, to):
    assert export_graph(new_graph(), to, ontology=ontology)


def test_command_writes_a_file_or_a_folder(tmp_path, capsys):
    source = Path(__file__).parents[1] / "data" / "sample.ttl"
    assert main(["export", str(source), "--to", "gexf", "-o", str(tmp_path / "a" / "x.gexf")]) == 0
    assert main(["export", str(source), "--to", "neo4j", "-o", str(tmp_path / "neo")]) == 0
    assert sorted(path.name for path in (tmp_path / "neo").iterdir()) == ["nodes.csv", "relationships.csv"]
    assert "x.gexf" in capsys.readouterr().out
    assert main(["export", str(source), "--to", "neo4j", "-o", str(tmp_path / "a" / "x.gexf")]) == 2
    assert main(["export", str(source), "--to", "turtle", "-o", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "give a folder with -o" in told
    assert "give its name with -o" in told


def test_what_is_not_known_is_said(sample):
    with pytest.raises(GraphError, match="xlsx: is no known format; give one of turtle"):
        export_graph(sample, "xlsx")
    with pytest.raises(GraphError, match="people: is no known view"):
        to_networkx(sample, view="people")


def test_a_part_of_a_graph_is_written_too(sample, ontology):
    for event in (EV["Meeting-01"], EV["Visit-02"]):
        sample.remove((event, NG.evidence, None))
    sample.remove((EV["Suspension-03"], None, None))
    for to in (*ONE_FILE, *FOLDERS):
        assert export_graph(sample, to, ontology=ontology)
    events = to_pandas(sample, ontology=ontology)["events"]
    assert set(events["event"]) == {str(EV[name]) for name in ("Meeting-01", "Visit-02", "Statement-04")}
    assert events["tellings_count"].tolist() == [0, 1, 0]


def test_blank_nodes_of_other_peoples_graphs_are_no_obstacle(sample, ontology):
    sample.add((BNode("x"), RDFS.label, Literal("无名", lang="zh")))
    for to in (*ONE_FILE, *FOLDERS):
        assert export_graph(sample, to, ontology=ontology)
