import pytest
from rdflib import RDF, Graph

from graph.export.scope import Scope, events_in
from graph.namespaces import ENT, EV, NG


def chain(length):
    """person-0 meets person-1, who meets person-2, and so on."""
    graph = Graph()
    for number in range(length):
        graph.add((EV[f"Meeting-{number}"], RDF.type, NG.Meeting))
        graph.add((EV[f"Meeting-{number}"], NG.status, NG.Happened))
        graph.add((EV[f"Meeting-{number}"], NG.participant, ENT[f"person-{number}"]))
        graph.add((EV[f"Meeting-{number}"], NG.participant, ENT[f"person-{number + 1}"]))
    return graph


def names(found):
    return [str(event).rpartition("-")[2] for event in found[0]]


@pytest.mark.parametrize(("hops", "near"), [(1, ["0"]), (2, ["0", "1"]), (5, ["0", "1", "2", "3", "4"])])
def test_a_hop_goes_by_an_event_to_who_is_in_it(hops, near):
    found = events_in(chain(6), Scope((str(ENT["person-0"]),), hops))
    assert names(found) == near
    assert found[1] == 6 - len(near)


def test_nearest_first_when_there_are_too_many():
    found = events_in(chain(6), Scope((str(ENT["person-3"]),), 3, most=3))
    assert set(names(found)[:2]) == {"2", "3"}
    assert (len(found[0]), found[1]) == (3, 3)


def test_focus_may_be_an_event_or_several_things():
    assert names(events_in(chain(6), Scope((str(EV["Meeting-2"]),), 1)))[0] == "2"
    found = events_in(chain(9), Scope((str(ENT["person-0"]), str(ENT["person-9"])), 1))
    assert set(names(found)) == {"0", "8"}


def test_focus_on_an_outlet_shows_what_it_reports(sample):
    found = events_in(sample, Scope((str(ENT["outlet-海峡电台"]),), 1))
    assert set(found[0]) == {EV["Meeting-01"], EV["Suspension-03"]}


def test_statement_about_an_event_is_one_hop_from_it(sample):
    found = events_in(sample, Scope((str(EV["Visit-02"]),), 1))
    assert EV["Statement-04"] in found[0]


def test_nothing_is_around_what_the_graph_does_not_know():
    assert events_in(chain(3), Scope((str(ENT["person-nobody"]),), 2)) == ((), 3)
