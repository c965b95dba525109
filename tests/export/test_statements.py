from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SDO, SKOS

from graph.export.statements import article_statements, prefixes, statements_of
from graph.export.view import view_of
from graph.namespaces import ART, ENT, EV, NG


def as_turtle(blocks):
    return prefixes() + "".join(f"{s} {p} {o} .\n" for s, *rows in blocks for p, o, *_ in rows)


def all_blocks(graph, vocabulary):
    view = view_of(graph, vocabulary)
    found = statements_of(graph, vocabulary, view.entities, view.events)
    return [block for blocks in found.values() for block in blocks] + [
        block for article in view.articles for block in article_statements(graph, article)
    ]


def test_every_statement_is_a_triple_of_the_graph(sample, vocabulary):
    said = Graph().parse(data=as_turtle(all_blocks(sample, vocabulary)), format="turtle")
    assert set(said) <= set(sample)
    left = {p for s, p, _ in set(sample) - set(said) if s != ENT["country-中国"]}  # which the page does not show
    assert left == {SDO.mentions}


def test_direct_triple_names_the_events_it_was_made_of(sample, vocabulary):
    view = view_of(sample, vocabulary)
    blocks = statements_of(sample, vocabulary, view.entities, view.events)[str(ENT["person-林海"])]
    direct = {row[0]: row[1:] for row in blocks[0][1:] if len(row) > 2}
    assert direct == {
        "ng:meets": ["ent:person-阮文山", [str(EV["Meeting-01"])]],
        "ngc:visits": ["ent:country-越南", [str(EV["Visit-02"])]],
    }


def test_hostile_literals_are_quoted_and_impossible_addresses_left_out(sample, vocabulary):
    text = Literal('"""\\ . <b> \n "x" \u2028 @prefix', lang="zh")
    sample.add((ENT["person-林海"], SKOS.altLabel, text))
    sample.set((ART.a1, SDO.url, URIRef("https://example.org/a b>c")))
    said = Graph().parse(data=as_turtle(all_blocks(sample, vocabulary)), format="turtle")
    assert (ENT["person-林海"], SKOS.altLabel, text) in said
    assert list(said.objects(ART.a1, SDO.url)) == []
    assert (EV["Meeting-01"], NG.status, NG.Happened) in said
