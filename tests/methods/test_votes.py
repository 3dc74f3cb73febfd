"""Votes on statements, against counts by hand. The real conversation is in tests/real."""

import numpy as np
import pytest

from pe_tools.methods.projection import project
from pe_tools.methods.votes import (
    META_PRIORITY,
    group_aware_consensus,
    priorities,
    probability,
    probability_z,
    ratio,
    ratio_z,
    tally,
)

nan = float("nan")
VOTES = [[1, 1, 0], [1, -1, nan], [-1, -1, 1], [nan, -1, 0]]
GROUPS = [0, 0, 1, 1]


def test_votes_are_counted_by_group():
    counted = tally(VOTES, GROUPS)
    assert counted.agree.tolist() == [[2, 1, 0], [0, 0, 1]]
    assert counted.disagree.tolist() == [[0, 1, 0], [1, 2, 0]]
    assert counted.seen.tolist() == [[2, 2, 1], [1, 2, 2]]
    assert counted.whole.agree.tolist() == tally(VOTES).agree.tolist() == [[2, 1, 1]]


def test_who_belongs_to_no_group_counts_nowhere():
    assert tally(VOTES, [0, -1, -1, -1]).seen.tolist() == [[1, 1, 1]]


def test_consensus_is_the_product_over_the_groups():
    # first statement: (2+1)/(2+2) times (0+1)/(1+2) = 3/4 x 1/3
    both = group_aware_consensus(tally(VOTES, GROUPS))
    assert both.agree[0, 0] == pytest.approx(3 / 4 * 1 / 3)
    assert both.disagree[0, 0] == pytest.approx(1 / 4 * 2 / 3)


def test_one_group_that_rejects_pulls_consensus_down_however_small_it_is():
    votes = [[1, 1]] * 90 + [[-1, 1]] * 10
    agreed = group_aware_consensus(tally(votes, [0] * 90 + [1] * 10)).agree[0]
    assert agreed[0] < 0.1
    assert agreed[1] > 0.9


def test_a_share_is_drawn_towards_one_half_and_tested_against_a_coin():
    counted = tally(VOTES)
    assert probability(counted).agree[0].tolist() == [3 / 5, 2 / 6, 2 / 5]
    # 2 sqrt(4) ((2 + 1) / 4 - 1/2) = 1
    assert probability_z(counted).agree[0, 0] == pytest.approx(1.0)


def test_what_is_a_groups_own_is_told_by_the_ratio_to_all_others():
    counted = tally(VOTES, GROUPS)
    # first group, first statement: (3/4) / (1/3)
    assert ratio(counted).agree[0, 0] == pytest.approx(9 / 4)
    # 3 of 3 against 1 of 2: pooled 4/5, error sqrt(4/25 x (1/3 + 1/2))
    assert ratio_z(counted).agree[0, 0] == pytest.approx(0.5 / np.sqrt(4 / 25 * 5 / 6))


def test_an_unseen_statement_comes_before_a_seen_one_and_a_passed_one_last():
    votes = [[nan, 1, 0]] * 10
    weights = priorities(tally(votes), [0, 0, 0], [False, False, False])
    # nobody saw it: (1/2 x 1 x 1/2 x 9)^2
    assert weights[0] == pytest.approx(2.25**2)
    # ten agreed: (11/12 x 11/12 x 3)^2; ten passed: (1/12 x 1/12 x 3)^2
    assert weights[1:] == pytest.approx([(121 / 48) ** 2, (1 / 48) ** 2])
    assert priorities(tally(votes), [0, 0, 0], [True, False, False])[0] == META_PRIORITY


@pytest.mark.parametrize("votes", [[[2]], [[0.5]], [1, 0]])
def test_what_is_no_vote_is_refused(votes):
    with pytest.raises(ValueError, match="votes must be"):
        tally(votes)


def test_two_camps_stand_apart_in_the_first_direction():
    votes = [[1, 1, -1, 1], [1, 1, -1, -1], [-1, -1, 1, 1], [-1, -1, 1, -1]]
    found = project(votes)
    assert np.sign(found.points[:, 0]).tolist() in ([1, 1, -1, -1], [-1, -1, 1, 1])
    # three of four statements tell the camps apart, the fourth is the second direction
    assert found.explained == pytest.approx([0.75, 0.25])


def test_the_projection_is_that_of_a_singular_value_decomposition():
    rng = np.random.default_rng(3)
    for shape in ((30, 8), (8, 30), (12, 12)):
        votes = rng.choice([-1.0, 0.0, 1.0], size=shape)
        apart = votes - votes.mean(axis=0)
        _, values, rows = np.linalg.svd(apart)
        found = project(votes)
        assert np.abs(found.directions) == pytest.approx(np.abs(rows[:2]), abs=1e-9)
        assert found.explained == pytest.approx(values[:2] ** 2 / (values**2).sum())


def test_people_who_all_vote_alike_stand_in_one_place():
    found = project([[1, -1, 0]] * 5)
    assert not found.points.any()
    assert found.explained.tolist() == [0.0, 0.0]


def test_who_saw_few_statements_is_moved_outwards():
    votes = [[1, 1, 1, 1], [-1, -1, -1, -1], [1, nan, nan, nan], [-1, nan, nan, nan]]
    found = project(votes)
    # one vote of four, from a mean of 0: its direction, times the root of four
    assert found.points[2] == pytest.approx(2 * found.directions[:, 0])
    assert found.points[0] == pytest.approx(found.directions.sum(axis=1))


def test_who_saw_nothing_stands_in_the_middle():
    assert project([[1, 1], [-1, -1], [nan, nan]]).points[2].tolist() == [0, 0]
