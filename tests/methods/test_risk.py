import itertools
import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import (
    fragile,
    group_level,
    level_names,
    matrix_rows,
    pair_counts,
    priority,
    risk_level,
)
from pe_tools.model import Matrix

NAN = float("nan")
SHORT = {
    "XL": "extremely low",
    "VL": "very low",
    "L": "low",
    "M": "moderate",
    "H": "high",
    "VH": "very high",
    "XH": "extremely high",
}
PUBLISHED = {  # D1: DPV, risk extension; rows from the highest severity to the lowest
    "dpv-3x3": ["M H H", "L M H", "L L M"],
    "dpv-5x5": ["L H H VH VH", "L M H VH VH", "VL M M H VH", "VL L M M H", "VL VL VL L L"],
    "dpv-7x7": [
        "L M H VH XH XH XH",
        "VL M H VH VH XH XH",
        "VL L M H VH XH XH",
        "XL L M H H VH VH",
        "XL VL L M H H VH",
        "XL XL VL L L M M",
        "XL XL XL VL VL VL L",
    ],
}

every_matrix = pytest.mark.parametrize("matrix", get_args(Matrix))
points = st.integers(1, 5)
some_pairs = st.lists(
    st.tuples(st.one_of(points, st.just(NAN)), st.one_of(points, st.just(NAN))), max_size=8
)


@pytest.mark.parametrize("matrix", PUBLISHED)
def test_every_cell_of_the_dpv_matrices_is_as_published(matrix):
    rows = PUBLISHED[matrix]
    names = level_names(matrix)
    for severity, row in zip(range(len(rows), 0, -1), rows, strict=True):
        found = [
            names[risk_level(severity, likelihood, matrix=matrix) - 1]
            for likelihood in range(1, len(rows) + 1)
        ]
        assert found == [SHORT[level] for level in row.split()]


def test_the_ico_matrix_is_that_of_its_three_sentences():
    # minimal: all low; some: low, medium, high; serious: low, high, high
    names = level_names("ico-3x3")
    found = [[names[level - 1] for level in row] for row in matrix_rows("ico-3x3")]
    assert found == [["low"] * 3, ["low", "medium", "high"], ["low", "high", "high"]]


@every_matrix
def test_more_severe_or_more_likely_is_never_a_lower_level(matrix):
    rows = matrix_rows(matrix)
    for row in (*rows, *zip(*rows, strict=True)):
        assert list(row) == sorted(row)


@every_matrix
def test_a_matrix_is_square_and_names_each_of_its_levels(matrix):
    rows = matrix_rows(matrix)
    assert {len(row) for row in rows} == {len(rows)}
    assert {level for row in rows for level in row} == set(range(1, len(rows) + 1))
    assert len(level_names(matrix)) == len(rows)


def test_severity_and_likelihood_cannot_be_exchanged():
    assert (risk_level(3, 5), risk_level(5, 3)) == (5, 4)  # very high and high


def test_a_matrix_may_jump_two_levels():
    assert (risk_level(3, 1), risk_level(3, 2)) == (1, 3)
    assert (risk_level(5, 1), risk_level(5, 2)) == (2, 4)


@pytest.mark.parametrize("pair", [(0, 1), (1, 6), (2.5, 1), (1, NAN)])
def test_what_is_no_point_of_the_matrix_is_refused(pair):
    with pytest.raises(ValueError, match="whole points from 1 to 5"):
        risk_level(*pair)


def test_an_unknown_matrix_is_refused():
    with pytest.raises(ValueError, match="no matrix '4x4'"):
        risk_level(1, 1, matrix="4x4")


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        pytest.param([[4, 2], [5, 2], [4, 3]], 3, id="medians 4 and 2"),
        pytest.param([[2, 2], [4, 4]], 5, id="an even group takes the higher middle"),
        pytest.param([[5, NAN], [NAN, 2]], 4, id="each median over those who answered"),
        pytest.param([[5, NAN], [4, NAN]], None, id="nobody rated the likelihood"),
        pytest.param([], None, id="nobody"),
    ],
)
def test_the_level_of_a_group(ratings, expected):
    assert group_level(ratings) == expected


@pytest.mark.parametrize("use", [group_level, fragile, pair_counts])
@pytest.mark.parametrize("ratings", [[[1, 2, 3]], [1, 2], [[1, 9]], [[1.5, 2]]])
def test_ratings_that_are_no_pairs_of_points_are_refused(use, ratings):
    with pytest.raises(ValueError, match=r"two columns|rows and columns|whole points"):
        use(ratings)


def test_the_most_concerned_role_sets_the_priority():
    assert priority({"provider": 2, "community": 5, "watchdog": None}) == 5
    assert priority({"watchdog": None}) is None
    assert priority({}) is None


def test_a_level_that_three_share_does_not_hang_on_one():
    found = fragile([[4, 4], [4, 4], [4, 4]])
    assert (found.is_fragile, found.deciders, found.levels) == (False, 0, ())


def test_a_level_that_one_person_can_move_is_fragile():
    # Medians 2 and 3, moderate. Without either of the first two: 5 and 3, high.
    found = fragile([[2, 3], [2, 3], [5, 3]])
    assert (found.is_fragile, found.deciders, found.levels) == (True, 2, (4,))


def test_a_priority_hangs_on_the_only_person_of_the_most_concerned_role():
    ratings = [[2, 2], [2, 2], [2, 2], [5, 5]]
    found = fragile(ratings, roles=[*["provider"] * 3, "community"])
    assert (found.deciders, found.levels) == (1, (2,))
    assert not fragile(ratings).is_fragile


def test_one_person_alone_decides_everything():
    found = fragile([[2, 2]])
    assert (found.deciders, found.levels) == (1, (None,))


def test_of_nobody_nothing_is_fragile():
    assert not fragile([]).is_fragile


def test_there_must_be_one_role_for_each_person():
    with pytest.raises(ValueError, match="one role for each row"):
        fragile([[1, 1], [2, 2]], roles=["provider"])


def test_pairs_are_counted_where_they_stand():
    counts = pair_counts([[1, 3], [1, 3], [2, 1], [3, NAN]], matrix="dpv-3x3")
    assert counts.tolist() == [[0, 0, 2], [1, 0, 0], [0, 0, 0]]


@given(some_pairs)
def test_counts_hold_everybody_who_answered_both(ratings):
    complete = [pair for pair in ratings if not any(map(math.isnan, pair))]
    assert pair_counts(ratings).sum() == len(complete)


@given(some_pairs)
def test_the_order_of_people_does_not_matter(ratings):
    assert group_level(ratings[::-1]) == group_level(ratings)
    assert fragile(ratings[::-1]) == fragile(ratings)


@given(st.lists(st.tuples(points, points), min_size=1, max_size=6), st.data())
def test_a_more_severe_answer_never_lowers_the_level(ratings, data):
    i = data.draw(st.integers(0, len(ratings) - 1))
    severity, likelihood = ratings[i]
    raised = [*ratings[:i], (min(severity + 1, 5), likelihood), *ratings[i + 1 :]]
    assert group_level(raised) >= group_level(ratings)


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 5), min_size=1))
def test_no_role_is_more_concerned_than_the_priority(levels):
    assert priority(levels) == max(levels.values())


def test_every_pair_of_points_has_a_level():
    for severity, likelihood in itertools.product(range(1, 6), repeat=2):
        assert 1 <= risk_level(severity, likelihood) <= 5
