import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import reasoning_index

NAN = float("nan")
RISING, FALLING = [1, 2, 3, 4], [4, 3, 2, 1]

some_people = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.permutations(range(6)), min_size=n, max_size=n),
        st.lists(st.permutations(range(4)), min_size=n, max_size=n),
    )
)


def test_choices_that_follow_the_reasons_give_one():
    found = reasoning_index([RISING, RISING, FALLING], [RISING, RISING, FALLING])
    assert (found.adjusted, found.unadjusted) == (1, 1)
    assert found.considerations.tolist() == [1, -1, -1]


def test_opposite_choices_from_the_same_reasons_give_minus_three():
    # c = 1, p = -1: d = sqrt(2), and (sqrt(1/2) - 2 sqrt(2)) / sqrt(1/2) = 1 - 4
    found = reasoning_index([RISING, RISING], [RISING, FALLING])
    assert found.adjusted == pytest.approx(-3)
    assert found.unadjusted == pytest.approx(-3)


def test_a_quarter_of_the_widest_distance_gives_zero():
    # ranks 1 2 3 and 1 3 2: p = 1 - 6 * 2 / (3 * 8) = 0.5; c = 1: d = 0.5 / sqrt(2) = sqrt(2) / 4
    found = reasoning_index([RISING, RISING], [[1, 2, 3], [1, 3, 2]])
    assert found.preferences.tolist() == pytest.approx([0.5])
    assert found.unadjusted == pytest.approx(0)


def test_two_weak_correlations_count_for_less():
    # ranks 1 2 3 4 and 2 4 1 3: sum of squared differences 1 + 4 + 4 + 1 = 10, rho = 0.
    # c = p = 0: d = 0, weight 0: unadjusted 1, adjusted (sqrt(1/2) - 2) / sqrt(1/2)
    found = reasoning_index([RISING, [2, 4, 1, 3]], [RISING, [2, 4, 1, 3]])
    assert found.unadjusted == pytest.approx(1)
    assert found.adjusted == pytest.approx(1 - 2 * math.sqrt(2))


@pytest.mark.parametrize(
    ("row", "correlation", "adjusted"),
    [
        # sum of squared differences 18: rho = 1 - 6 * 18 / 120 = 0.1, weight 1/2, d = 0
        pytest.param([4, 2, 3, 1, 5], 0.1, 1 - math.sqrt(2), id="half as strong as the limit"),
        # sum of squared differences 16: rho = 1 - 6 * 16 / 120 = 0.2, weight 1, d = 0
        pytest.param([3, 4, 1, 2, 5], 0.2, 1.0, id="at the limit"),
        # sum of squared differences 14: rho = 1 - 6 * 14 / 120 = 0.3, weight 1, d = 0
        pytest.param([4, 1, 3, 2, 5], 0.3, 1.0, id="stronger than the limit"),
    ],
)
def test_a_correlation_below_two_tenths_is_weak(row, correlation, adjusted):
    found = reasoning_index([[1, 2, 3, 4, 5], row], [[1, 2, 3, 4, 5], row])
    assert found.considerations.tolist() == pytest.approx([correlation])
    assert found.adjusted == pytest.approx(adjusted)


def test_a_person_of_another_mind_lowers_the_own_index_most():
    found = reasoning_index([RISING] * 4, [RISING, RISING, RISING, FALLING])
    # three pairs of 1 and three of -3; the odd one has only the latter
    assert found.unadjusted == pytest.approx(-1)
    assert found.individuals.tolist() == pytest.approx([-1 / 3] * 3 + [-3])
    assert found.without_one[3] == pytest.approx(1)
    # without one of the others: one pair of 1, two of -3
    assert found.without_one[0] == pytest.approx(-5 / 3)


def test_a_pair_without_common_items_is_left_out():
    reasons = [[1, 2, NAN, NAN], [1, 2, 3, 4], [NAN, NAN, 1, 2]]
    found = reasoning_index(reasons, [[1, 2], [1, 2], [1, 2]])
    assert found.considerations == pytest.approx([1, NAN, 1], nan_ok=True)
    assert found.adjusted == pytest.approx(1)


def test_a_person_who_answers_everything_alike_has_no_own_index():
    found = reasoning_index([RISING, RISING, [2, 2, 2, 2]], [RISING] * 3)
    assert found.individuals == pytest.approx([1, 1, NAN], nan_ok=True)
    assert found.adjusted == 1


@pytest.mark.parametrize("people", [0, 1])
def test_without_a_pair_there_is_no_index(people):
    found = reasoning_index(np.ones((people, 4)), np.ones((people, 3)))
    assert math.isnan(found.adjusted)
    assert math.isnan(found.unadjusted)
    assert len(found.individuals) == people


def test_different_people_in_the_two_tables_are_refused():
    with pytest.raises(ValueError, match="same participants"):
        reasoning_index([RISING, RISING], [RISING])


@given(some_people)
def test_the_index_stays_in_its_range_and_is_the_mean_of_individuals(people):
    found = reasoning_index(*people)
    assert -3 - 1e-9 <= found.adjusted <= 1 + 1e-9
    assert -3 - 1e-9 <= found.unadjusted <= 1 + 1e-9
    assert found.individuals.mean() == pytest.approx(found.adjusted)


@given(some_people)
def test_leaving_one_out_is_the_index_of_the_others(people):
    reasons, choices = people
    found = reasoning_index(reasons, choices)
    expected = [
        reasoning_index(
            np.delete(np.array(reasons), i, axis=0), np.delete(np.array(choices), i, axis=0)
        ).adjusted
        for i in range(len(reasons))
    ]
    assert found.without_one == pytest.approx(expected, nan_ok=True)


@given(some_people)
def test_the_order_of_people_and_items_does_not_matter(people):
    reasons, choices = (np.array(table) for table in people)
    found = reasoning_index(reasons, choices)
    turned = reasoning_index(reasons[::-1, ::-1], choices[::-1, ::-1])
    assert turned.adjusted == pytest.approx(found.adjusted)
