import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from pe_tools.methods import wilson_interval

parts = st.integers(1, 300).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_examples_of_newcombes_table(part, whole, low, high):
    assert wilson_interval(part, whole) == pytest.approx((low, high), abs=5e-5)


@given(parts)
def test_it_is_what_scipy_says(pair):
    expected = binomtest(*pair).proportion_ci(0.95, method="wilson")
    assert wilson_interval(*pair) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(parts)
def test_it_holds_the_share_and_stays_between_nought_and_one(pair):
    low, high = wilson_interval(*pair)
    assert 0 <= low <= pair[0] / pair[1] <= high <= 1


@given(parts)
def test_it_does_not_know_which_answer_is_called_yes(pair):
    part, whole = pair
    low, high = wilson_interval(part, whole)
    turned = wilson_interval(whole - part, whole)
    assert turned == pytest.approx((1 - high, 1 - low))


@given(parts)
def test_more_confidence_is_a_wider_interval(pair):
    narrow, wide = (wilson_interval(*pair, confidence=level) for level in (0.8, 0.99))
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


def test_of_nobody_nothing_can_be_said():
    assert all(map(math.isnan, wilson_interval(0, 0)))


@pytest.mark.parametrize(("part", "whole"), [(-1, 3), (4, 3), (1, 0)])
def test_a_part_is_never_more_than_its_whole(part, whole):
    with pytest.raises(ValueError, match="between 0 and its whole"):
        wilson_interval(part, whole)
