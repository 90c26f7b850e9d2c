"""Average linkage makes groups without chains of doubt, the same whatever the order."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.merge.cluster import cluster, components
from dateline.merge.judgements import Rulings, pair

LEAST = 0.4
NODES = "abcdefgh"

likenesses = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda p: p[0] < p[1]),
    st.floats(0.1, 1.0).map(lambda p: round(p, 6)),
)


def test_a_chain_of_doubtful_pairs_is_no_group() -> None:
    chain = {pair(a, b): 0.6 for a, b in pairwise(NODES)}
    assert max(len(group) for group in cluster(NODES, chain, least=LEAST)) == 2


def test_a_chain_of_sure_pairs_breaks_where_the_ends_have_nothing_in_common() -> None:
    assert cluster("abc", {("a", "b"): 0.9, ("b", "c"): 0.9}, least=LEAST) == [("a", "b", "c")]
    assert cluster("abc", {("a", "b"): 0.9, ("b", "c"): 0.7}, least=LEAST) == [("a", "b"), ("c",)]


def test_what_is_kept_apart_never_joins_not_even_through_a_third() -> None:
    sure = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.9}
    assert cluster("abc", sure, least=LEAST, apart=[("b", "c")]) == [("a", "b"), ("c",)]


def test_a_ruled_group_is_there_from_the_start_and_attracts_others() -> None:
    rulings = Rulings(groups=(("a", "d"),), apart=frozenset({("a", "b")}))
    found = cluster("abcd", {("a", "b"): 1.0, ("a", "c"): 0.9}, least=LEAST, rulings=rulings)
    assert found == [("a", "c", "d"), ("b",)]


@given(likenesses, st.permutations(NODES), st.randoms(use_true_random=False))
def test_the_order_of_nodes_and_pairs_does_not_matter(
    likeness: dict[tuple[str, str], float], nodes: list[str], random: object
) -> None:
    items = list(likeness.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert cluster(nodes, dict(items), least=LEAST) == cluster(NODES, likeness, least=LEAST)


@given(likenesses)
def test_the_mean_over_all_pairs_of_a_group_reaches_the_threshold(likeness: dict[tuple[str, str], float]) -> None:
    for group in cluster(NODES, likeness, least=LEAST):
        pairs = list(combinations(group, 2))
        assert not pairs or sum(likeness.get(p, 0.0) for p in pairs) / len(pairs) >= LEAST - 1e-9


@given(likenesses)
def test_components_hold_every_node_once_and_no_edge_leaves_one(likeness: dict[tuple[str, str], float]) -> None:
    parts = components(NODES, likeness)
    of = {node: part for part in parts for node in part}
    assert sorted(node for part in parts for node in part) == list(NODES)
    assert all(of[left] == of[right] for left, right in likeness)
