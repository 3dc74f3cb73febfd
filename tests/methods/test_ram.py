import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.methods import delphi_label, ipras, panel_rule, ram_class

some_ratings = st.lists(st.integers(1, 9), min_size=1, max_size=20)


@pytest.mark.parametrize("below", [[1, 2, 3], [4, 5, 6], [3, 5, 6]])
def test_the_published_example_comes_out_whatever_its_three_low_ratings_are(below):
    # R1: BMJ Open 2012 e001431, table 1. The table prints 2.5 for the constant; its own result,
    # 6.1, needs the method's 2.35.
    values = [*below, *[7] * 5, *[8] * 5, *[9] * 2]
    found = ipras(values)
    assert (found.median, found.p30, found.p70) == (7, 7, pytest.approx(8))
    assert (found.ipr, found.iprcp, found.asymmetry) == pytest.approx((1, 7.5, 2.5))
    assert found.ipras == pytest.approx(6.1)
    assert found.disagreement_index == pytest.approx(0.164, abs=5e-4)
    assert not found.has_disagreement
    assert ram_class(values) == "high"
    assert panel_rule(values) == "agreement"  # 3 outside the third of the median, 4 allowed


def test_two_camps_disagree():
    # P30 = 1, P70 = 9: spread 8, centre 5, limit 2.35
    found = ipras([1, 1, 1, 1, 9, 9, 9, 9])
    assert (found.ipr, found.ipras) == (8, 2.35)
    assert found.has_disagreement


@pytest.mark.parametrize(
    ("values", "spread", "disagree"),
    [
        pytest.param([1, 3, 4, 6, 7, 9], 3, True, id="3.5 to 6.5, more than 2.35"),
        pytest.param([1, 4, 4, 6, 6, 9], 2, False, id="4 to 6, less than 2.35"),
    ],
)
def test_around_the_middle_a_spread_of_2_35_is_the_limit(values, spread, disagree):
    found = ipras(values)
    assert (found.ipr, found.ipras) == pytest.approx((spread, 2.35))
    assert found.has_disagreement == disagree


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([1, 2, 2, 3], "low", id="low third"),
        pytest.param([7, 7, 7], "high", id="first point of the high third"),
        pytest.param([5, 5, 5], "uncertain", id="middle third"),
        pytest.param([6, 6, 7, 7], "uncertain", id="median 6.5, between thirds"),
        pytest.param([3, 3, 4, 4], "uncertain", id="median 3.5, between thirds"),
        pytest.param([1, 1, 1, 9, 9, 9, 9], "uncertain", id="high median, but disagreement"),
        pytest.param([], "uncertain", id="nobody"),
        pytest.param([float("nan"), 8], "high", id="no value is left out"),
    ],
)
def test_the_class_of_a_group(values, expected):
    assert ram_class(values) == expected


@pytest.mark.parametrize(
    ("size", "allowed", "at_each_end"),
    [(8, 2, 3), (10, 2, 3), (11, 3, 4), (13, 3, 4), (14, 4, 5), (16, 4, 5)],
)
def test_the_limits_of_the_panel_rule_are_those_published(size, allowed, at_each_end):
    # R2: BMC Medical Informatics and Decision Making 2012 12:93, table 7
    def agreeing(outside):
        return [8] * (size - outside) + [5] * outside

    def split(each):
        return [1] * each + [9] * each + [5] * (size - 2 * each)

    assert panel_rule(agreeing(allowed)) == "agreement"
    assert panel_rule(agreeing(allowed + 1)) == "neither"
    assert panel_rule(split(at_each_end)) == "disagreement"
    assert panel_rule(split(at_each_end - 1)) != "disagreement"


def test_a_median_between_two_thirds_is_no_agreement():
    assert panel_rule([6, 6, 6, 6, 7, 7, 7, 7]) == "neither"


@pytest.mark.parametrize("size", [0, 7, 17])
def test_there_is_no_panel_rule_for_other_sizes(size):
    assert panel_rule([8] * size) == "no rule"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([7] * 14 + [5] * 4 + [1] * 2, "in", id="70% high, 10% low"),
        pytest.param([7] * 14 + [5] * 3 + [1] * 3, "none", id="70% high, but 15% low"),
        pytest.param([7] * 13 + [5] * 7, "none", id="65% high"),
        pytest.param([3] * 14 + [5] * 4 + [7] * 2, "out", id="70% low, 10% high"),
        pytest.param([3] * 14 + [5] * 3 + [7] * 3, "none", id="70% low, but 15% high"),
        pytest.param([], "none", id="nobody"),
    ],
)
def test_the_delphi_label_follows_its_published_definition(values, expected):
    # R3: Value in Health 24 (2021) 539-547, table 1, second round
    assert delphi_label(values) == expected


def test_the_first_round_of_a_delphi_takes_half():
    # R3: the same table, first round
    assert delphi_label([7] * 10 + [5] * 10, share=0.50) == "in"


def test_nobody_answered_is_nan():
    found = ipras([])
    assert all(math.isnan(value) for value in (found.median, found.ipr, found.ipras))
    assert math.isnan(found.disagreement_index)
    assert not found.has_disagreement


@pytest.mark.parametrize("rule", [ipras, ram_class, panel_rule, delphi_label])
@pytest.mark.parametrize("rating", [0, 10])
def test_ratings_off_the_scale_are_refused(rule, rating):
    with pytest.raises(ValueError, match="from 1 to 9"):
        rule([5, rating])


@given(some_ratings)
def test_statistics_stay_in_their_ranges(values):
    found = ipras(values)
    assert 1 <= found.p30 <= found.median <= found.p70 <= 9
    assert 2.35 <= found.ipras <= 8.35 + 1e-9


@given(some_ratings)
def test_turning_the_scale_round_turns_the_result_round(values):
    turned = [10 - value for value in values]
    assert ipras(turned).ipr == pytest.approx(ipras(values).ipr, abs=1e-9)
    assert panel_rule(turned) == panel_rule(values)
    swap = {"in": "out", "out": "in", "none": "none"}
    assert delphi_label(turned) == swap[delphi_label(values)]
