"""Groups are shown only if they beat shuffled votes; otherwise none, and why."""

import numpy as np
import pytest

from pe_tools.methods.clusters import adjusted_rand, clusterings, simplified_silhouette
from pe_tools.methods.opinion_groups import Search, find_groups, shuffles_of, voted_enough

nan = float("nan")


def planted(rng, people=24, statements=20, clear=12, share=0.85):
    """Return votes of two camps: on the clear statements, so many of a camp vote its way."""
    camp = np.repeat([1, -1], people // 2)[:, None]
    way = rng.choice([1, -1], size=statements)[None, :]
    chance = np.where(np.arange(statements) < clear, share, 0.5)
    votes = np.where(rng.random((people, statements)) < chance, camp * way, -camp * way) * 1.0
    votes[rng.random(votes.shape) < 0.1] = 0
    votes[rng.random(votes.shape) < 0.15] = nan
    return votes


def test_two_camps_are_found_and_named_by_size():
    rng = np.random.default_rng(5)
    votes = np.vstack([planted(rng, 40)[:30], planted(rng, 40)[:0]])
    found = find_groups(votes, rng=rng)
    assert (found.k, found.why) == (2, "")
    assert np.bincount(found.labels).tolist() == [20, 10]
    assert adjusted_rand(found.labels, [0] * 20 + [1] * 10) > 0.8
    assert found.stability > 0.8


def test_shuffled_votes_have_no_groups():
    rng = np.random.default_rng(6)
    [votes] = shuffles_of(planted(rng), 1, rng)
    found = find_groups(votes, rng=rng)
    assert (found.k, found.why) == (1, "no-pattern")
    assert set(found.labels) <= {0, -1}
    assert np.isnan(found.stability)


@pytest.mark.slow
def test_planted_groups_are_found_and_shuffled_ones_are_not_95_times_in_100():
    hits = false = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        votes = planted(rng)
        hits += find_groups(votes, rng=rng, search=Search(shuffles=99, repeats=1)).k == 2
        [mixed] = shuffles_of(votes, 1, rng)
        false += find_groups(mixed, rng=rng, search=Search(shuffles=99, repeats=1)).k > 1
    assert hits >= 95
    assert false <= 5


def test_the_same_state_gives_the_same_groups():
    votes = planted(np.random.default_rng(7))
    one, two = (find_groups(votes, rng=np.random.default_rng(1)) for _ in range(2))
    assert one.labels.tolist() == two.labels.tolist()
    assert (one.p_groups, one.stability) == (two.p_groups, two.stability)


@pytest.mark.parametrize(
    ("votes", "why"),
    [
        pytest.param([[1, -1]] * 5, "too-few", id="five people"),
        pytest.param([[1, -1, 0]] * 20, "no-pattern", id="all alike"),
        pytest.param([[nan, nan]] * 20, "too-few", id="nobody voted"),
    ],
)
def test_there_are_no_groups_and_it_is_said_why(votes, why):
    found = find_groups(votes, rng=np.random.default_rng(1))
    assert (found.k, found.why) == (1, why)


def test_who_voted_on_fewer_than_seven_statements_is_in_no_group():
    table = np.full((3, 10), nan)
    table[0, :7] = table[1, :6] = 1
    assert voted_enough(table).tolist() == [True, False, False]
    assert voted_enough(table[:, :3]).tolist() == [True, True, False]
    assert find_groups(table, rng=np.random.default_rng(1)).labels.tolist() == [0, -1, -1]


def test_a_shuffle_keeps_each_statements_votes_and_what_everybody_saw():
    rng = np.random.default_rng(8)
    votes = planted(rng)
    for mixed in shuffles_of(votes, 3, rng):
        assert (np.isnan(mixed) == np.isnan(votes)).all()
        assert np.sort(mixed, axis=0) == pytest.approx(np.sort(votes, axis=0), nan_ok=True)
        assert not np.array_equal(mixed, votes, equal_nan=True)


def test_clusters_of_a_plane_are_found_by_their_centres():
    points = np.array([[0.0, 0], [0, 1], [1, 0], [9, 9], [9, 8]])
    found = clusterings(points, [2, 3], 2, np.random.default_rng(1))
    assert found[2].labels.tolist() == [0, 0, 0, 1, 1]
    assert 3 not in found  # one of three would have one point


def test_the_silhouette_is_that_of_distances_to_centres():
    points, centers = np.array([[0.0, 0], [4, 0]]), np.array([[0.0, 0], [3, 0]])
    # the first lies on its centre; the second 1 from its own and 4 from the other: 3 / 4
    told = simplified_silhouette(points, np.array([0, 1]), centers)
    assert told.tolist() == [1.0, 0.75]


def test_the_adjusted_rand_index_is_that_of_a_count_by_hand():
    # 6 people, both ways {3, 3}, one person moved each way: 2 + 2 pairs together in both
    # table [[2, 1], [1, 2]]: both = 2, first = second = 6, chance = 36 / 15
    assert adjusted_rand([0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1]) == pytest.approx(
        (2 - 36 / 15) / (6 - 36 / 15)
    )
    assert adjusted_rand([0, 0, 1, 1], [5, 5, 2, 2]) == 1
    assert np.isnan(adjusted_rand([0, 0, 0], [0, 0, 0]))
