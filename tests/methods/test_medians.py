import math
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import median_high, median_low, role_gap, stability

NAN = float("nan")
some_values = st.lists(st.integers(1, 9), min_size=1, max_size=15)


@given(some_values)
def test_medians_are_those_of_the_standard_library(values):
    assert median_high(values) == statistics.median_high(values)
    assert median_low(values) == statistics.median_low(values)


def test_a_median_leaves_out_who_gave_no_value():
    assert (median_high([NAN, 2, 5]), median_low([NAN, 2, 5])) == (5, 2)


def test_the_median_of_nobody_is_nan():
    assert math.isnan(median_high([]))
    assert math.isnan(median_low([NAN]))


@pytest.mark.parametrize(
    ("values_by_role", "expected"),
    [
        pytest.param({"a": [4, 5, 5], "b": [2, 2, 3]}, 3.0, id="medians 5 and 2"),
        pytest.param({"a": [1, 2], "b": [3], "c": [2]}, 1.5, id="1.5, 3 and 2"),
        pytest.param({"a": [3, 3], "b": [3]}, 0.0, id="the same median"),
        pytest.param({"a": [3, 3], "b": [NAN]}, NAN, id="one role answered"),
        pytest.param({}, NAN, id="no roles"),
    ],
)
def test_the_gap_between_roles(values_by_role, expected):
    assert role_gap(values_by_role) == pytest.approx(expected, nan_ok=True)


@given(st.dictionaries(st.sampled_from("abc"), some_values, min_size=2))
def test_the_gap_does_not_know_the_direction_of_the_scale(values_by_role):
    turned = {role: [10 - v for v in values] for role, values in values_by_role.items()}
    assert role_gap(turned) == role_gap(values_by_role)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param([1, 2, 3, 4], [1, 2, 3, 5], 0.25, id="one of four moved"),
        pytest.param([1, 5], [5, 1], 1.0, id="moves that cancel out count"),
        pytest.param([1, NAN, 3], [1, 2, 4], 0.5, id="of those who answered both"),
        pytest.param([2, 3], [2, 3], 0.0, id="nobody moved"),
        pytest.param([NAN], [1], NAN, id="nobody answered both"),
    ],
)
def test_the_share_that_moved(first, second, expected):
    assert stability(first, second) == pytest.approx(expected, nan_ok=True)


def test_rounds_of_different_people_are_refused():
    with pytest.raises(ValueError, match="same participants"):
        stability([1, 2], [1])
