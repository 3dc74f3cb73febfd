import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from pe_tools.methods import (
    average_ranks,
    kendall_w,
    kendall_w_test,
    spearman_pairs,
    without_one,
)

ANXIETY = [  # 3 raters, 20 items: the data set of this name in the R package irr
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
NAN = float("nan")

some_scores = st.tuples(st.integers(2, 6), st.integers(2, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(1, 5), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


def test_the_anxiety_ratings_give_the_published_test():
    # W1: documentation of irr::kendall: W = 0.54 corrected for ties, chi2(19) = 30.8, p = 0.0429
    found = kendall_w_test(ANXIETY)
    assert found.w == pytest.approx(0.540, abs=5e-4)
    assert found.chi2 == pytest.approx(30.8, abs=0.05)
    assert (found.df, found.raters, found.items) == (19, 3, 20)
    assert stats.chi2.sf(found.chi2, found.df) == pytest.approx(0.0429, abs=5e-5)


@pytest.mark.parametrize(
    ("rankings", "expected"),
    [
        pytest.param([[1, 2, 3], [1, 2, 3], [1, 2, 3]], 1.0, id="one order"),
        pytest.param([[1, 2, 3], [3, 2, 1]], 0.0, id="two orders that cancel out"),
        # rank sums 4, 5, 9 around 6: S = 4 + 1 + 9 = 14; 12 * 14 / (9 * 24)
        pytest.param([[1, 2, 3], [1, 2, 3], [2, 1, 3]], 7 / 9, id="one swap"),
        # ranks 1.5 1.5 3 and 1 2 3: sums 2.5 3.5 6 around 4, S = 6.5; T = 6
        pytest.param([[1, 1, 2], [1, 2, 3]], 12 * 6.5 / (4 * 24 - 2 * 6), id="a tie"),
    ],
)
def test_concordance_by_hand(rankings, expected):
    assert kendall_w(rankings) == pytest.approx(expected)


def test_a_rater_with_a_gap_is_left_out():
    found = kendall_w_test([[1, 2, 3], [1, 2, 3], [3, NAN, 1]])
    assert (found.w, found.raters) == (1, 2)


@pytest.mark.parametrize(
    "rankings",
    [
        pytest.param(np.empty((0, 3)), id="nobody"),
        pytest.param([[1, 2, 3]], id="one rater"),
        pytest.param([[2, 2, 2], [1, 1, 1]], id="no order at all"),
    ],
)
def test_without_two_orders_there_is_no_concordance(rankings):
    assert math.isnan(kendall_w(rankings))
    assert math.isnan(kendall_w_test(rankings).chi2)


def test_one_item_has_no_order():
    with pytest.raises(ValueError, match="at least two items"):
        kendall_w([[1], [1]])


@given(some_scores)
def test_concordance_is_a_share_and_knows_only_the_order(scores):
    w = kendall_w(scores)
    assert math.isnan(w) or -1e-9 <= w <= 1 + 1e-9
    stretched = np.exp(np.array(scores, dtype=float))
    assert kendall_w(stretched) == pytest.approx(w, abs=1e-9, nan_ok=True)
    assert kendall_w(-stretched) == pytest.approx(w, abs=1e-9, nan_ok=True)


@given(st.lists(st.permutations(range(5)), min_size=2, max_size=6))
def test_without_ties_concordance_is_friedmans_statistic(rankings):
    expected = stats.friedmanchisquare(*np.array(rankings).T).statistic
    assert kendall_w_test(rankings).chi2 == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(-5, 5), max_size=12))
def test_average_ranks_are_those_of_scipy(values):
    assert average_ranks(values).tolist() == stats.rankdata(values).tolist()


def test_a_missing_value_has_no_rank():
    with pytest.raises(ValueError, match="missing value"):
        average_ranks([1, NAN])


@given(st.lists(st.lists(st.integers(1, 4), min_size=5, max_size=5), min_size=2, max_size=4))
def test_spearman_is_that_of_scipy(rows):
    pairs = [(a, b) for i, a in enumerate(rows) for b in rows[i + 1 :]]
    expected = [
        stats.spearmanr(a, b).statistic if len(set(a)) > 1 < len(set(b)) else NAN for a, b in pairs
    ]
    assert spearman_pairs(rows) == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_spearman_uses_the_items_that_both_answered():
    rows = [[1, 2, 3, NAN], [2, 4, 6, 1], [NAN, NAN, 5, 5]]
    expected = [1.0, NAN, NAN]  # the last row shares one item with the first; its own are tied
    assert spearman_pairs(rows) == pytest.approx(expected, nan_ok=True)


def test_one_item_has_no_correlation():
    assert np.isnan(spearman_pairs([[1], [2]])).all()


def test_nobody_has_no_correlation():
    assert spearman_pairs(np.empty((0, 3))).shape == (0,)


def test_leaving_out_the_one_who_differs_makes_concordance_full():
    assert without_one(kendall_w, [[1, 2, 3], [1, 2, 3], [3, 2, 1]]).tolist() == [0, 0, 1]
