import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.resolve.clusters import Clusters, Judgement

NODES = "abcdefgh"
PAIRS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=12)


@given(PAIRS)
def test_without_differences_clusters_are_connected_components(pairs):
    clusters = Clusters(NODES)
    clusters.merge(Judgement(1, a, b, "") for a, b in pairs)
    oracle = nx.Graph(pairs)
    oracle.add_nodes_from(NODES)
    assert sorted(clusters.sets().values()) == sorted(sorted(c) for c in nx.connected_components(oracle))


@given(PAIRS, PAIRS)
def test_no_cluster_holds_two_that_differ(pairs, apart):
    apart = [(a, b) for a, b in apart if a != b]
    clusters = Clusters(NODES, apart)
    clusters.merge(Judgement(1, a, b, "") for a, b in pairs)
    assert all(clusters.find(a) != clusters.find(b) for a, b in apart)


@given(PAIRS, PAIRS, st.randoms())
def test_order_of_judgements_does_not_matter(pairs, apart, random):
    apart = [(a, b) for a, b in apart if a != b]
    judgements = [Judgement(i % 3, a, b, str(i % 3)) for i, (a, b) in enumerate(pairs)]
    first = Clusters(NODES, apart)
    first.merge(judgements)
    random.shuffle(judgements)
    second = Clusters(NODES, apart)
    second.merge(judgements)
    assert (first.sets(), first.reasons) == (second.sets(), second.reasons)


@pytest.mark.parametrize("strong", ["ab", "bc"])
def test_stronger_judgement_wins(strong):
    judgements = [Judgement(0 if pair == strong else 1, *pair, "") for pair in ("ab", "bc")]
    clusters = Clusters("abc", [("a", "c")])
    clusters.merge(judgements)
    assert clusters.find(strong[0]) == clusters.find(strong[1])
