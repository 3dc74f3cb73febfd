import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import krippendorff_alpha

LEVELS = ["nominal", "ordinal", "interval", "ratio"]


def table(text):
    """Return ratings written with one rater a line and a dot for no value."""
    rows = [line.split() for line in text.strip().splitlines()]
    return [[float("nan") if one == "." else float(one) for one in row] for row in rows]


RELIABILITY_DATA_C = table("""
    1 2 3 3 2 1 4 1 2 . . .
    1 2 3 3 2 2 4 1 2 5 . .
    . 3 3 3 2 3 4 2 2 5 1 3
    1 2 3 3 2 4 4 1 2 5 1 .
""")
THREE_CODERS = table("""
    . . . . . 3 4 1 2 1 1 3 3 . 3
    1 . 2 1 3 3 4 3 . . . . . . .
    . . 2 1 3 4 4 . 2 1 1 3 3 . 4
""")

some_ratings = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.sampled_from([1, 2, 3, 4, float("nan")]), min_size=raters, max_size=raters),
        min_size=1,
        max_size=8,
    )
)


@pytest.mark.parametrize(
    ("level", "expected"),
    list(zip(LEVELS, [0.7434, 0.8154, 0.8491, 0.7974], strict=True)),
)
def test_reliability_data_c_gives_the_published_values(level, expected):
    # K1: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C
    assert krippendorff_alpha(RELIABILITY_DATA_C, level) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("level", "expected"),
    list(zip(LEVELS, [0.691, 0.807, 0.811, 0.809], strict=True)),
)
def test_three_coders_with_gaps_give_the_published_values(level, expected):
    # K2: the worked example of the Wikipedia article; ordinal and ratio recomputed from its data
    assert krippendorff_alpha(THREE_CODERS, level) == pytest.approx(expected, abs=5e-4)


def test_two_raters_by_hand():
    # Units (1,1), (1,2), (2,2). Coincidences 1-1: 2, 1-2: 1, 2-1: 1, 2-2: 2; n = 6, n1 = n2 = 3.
    # alpha = 1 - (6 - 1) * (1 + 1) / (3 * 3 + 3 * 3)
    assert krippendorff_alpha([[1, 1, 2], [1, 2, 2]], "nominal") == pytest.approx(1 - 10 / 18)


@pytest.mark.parametrize("level", LEVELS)
def test_full_agreement_on_several_values_is_one(level):
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]], level) == 1


@pytest.mark.parametrize("level", LEVELS)
def test_one_single_value_is_no_variation_and_so_nan(level):
    assert math.isnan(krippendorff_alpha([[3, 3, 3], [3, 3, 3]], level))


def test_fewer_than_two_ratings_of_every_unit_is_nan():
    nan = float("nan")
    assert math.isnan(krippendorff_alpha([[1, nan, nan], [nan, 2, 3]]))
    assert math.isnan(krippendorff_alpha([[1, 2, 3]]))


def test_zeros_have_no_distance_as_ratios():
    assert krippendorff_alpha([[0, 1], [0, 1]], "ratio") == 1


def test_a_negative_ratio_is_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        krippendorff_alpha([[-1, 2], [1, 2]], "ratio")


def test_an_unknown_level_is_refused():
    with pytest.raises(ValueError, match="level must be"):
        krippendorff_alpha([[1, 2], [1, 2]], "polar")


def test_one_row_of_ratings_is_refused():
    with pytest.raises(ValueError, match="rows and columns"):
        krippendorff_alpha([1, 2, 3])


@given(some_ratings, st.sampled_from(LEVELS))
def test_alpha_is_at_most_one_and_does_not_know_who_rated(columns, level):
    ratings = np.array(columns, dtype=float).T
    alpha = krippendorff_alpha(ratings, level)
    assert math.isnan(alpha) or alpha <= 1 + 1e-9
    turned = krippendorff_alpha(ratings[::-1, ::-1], level)
    assert turned == pytest.approx(alpha, abs=1e-9, nan_ok=True)


@given(some_ratings)
def test_ordinal_alpha_knows_only_the_order(columns):
    ratings = np.array(columns, dtype=float).T
    stretched = krippendorff_alpha(ratings**3, "ordinal")
    assert stretched == pytest.approx(krippendorff_alpha(ratings), abs=1e-9, nan_ok=True)


@given(some_ratings)
def test_a_unit_with_one_rating_changes_nothing(columns):
    ratings = np.array(columns, dtype=float).T
    lonely = np.full((len(ratings), 1), np.nan)
    lonely[0] = 4
    wider = krippendorff_alpha(np.hstack([ratings, lonely]))
    assert wider == pytest.approx(krippendorff_alpha(ratings), abs=1e-9, nan_ok=True)
