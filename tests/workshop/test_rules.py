"""The rules of an answer, on a kit small enough to check by eye."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.model import (
    CHOICE,
    POINTS,
    RANK,
    Answer,
    Item,
    Kit,
    Point,
    Response,
    Role,
    Scale,
    Step,
)
from pe_tools.workshop.rules import check_response


def scale(name, *values):
    return Scale(name, f"{name}?", tuple(Point(value, f"word {value}") for value in values))


KIT = Kit(
    id="small",
    version="1",
    title="A small kit",
    purpose="To be checked by eye",
    roles=(Role("community", "Community members"), Role("stewards", "Stewards")),
    scales=(scale("severity", 1, 2, 3, 4, 5), scale("support", -1, 0, 1)),
    items=(
        Item("harm-leak", "harm", "Records leak."),
        Item("harm-bias", "harm", "A group is left out."),
        Item("A", "option", "Share all."),
        Item("B", "option", "Share some."),
        Item("C", "option", "Share nothing."),
    ),
    steps=(
        Step("welcome", "talk", "Welcome"),
        Step("rate-harms", "rate", "Rate", items="harm", scales=("severity",), rounds=2),
        Step("rank-options", "rank", "Rank", items="option"),
        Step("choose-options", "choose", "Choose", items="option", picks=2),
        Step("share-points", "points", "Share out", items="option", points=10),
    ),
    agenda=(),
)


def harms(*answers, **changed):
    parts = {"participant": "p1", "step": "rate-harms", "round": 1, "role": "community"}
    return Response(**(parts | changed), answers=answers)


def ranks(**ranks_by_item):
    answers = tuple(Answer(item, RANK, rank) for item, rank in ranks_by_item.items())
    return Response("p1", "rank-options", 1, answers)


def told(response):
    return [str(fault) for fault in check_response(KIT, response)]


def test_a_value_and_a_reason_for_none_both_keep_the_rules():
    leak = Answer("harm-leak", "severity", 5)
    left_out = Answer("harm-bias", "severity", None, "prefer-not")
    assert told(harms(leak, left_out)) == []


def test_a_value_outside_the_scale_names_the_points():
    assert told(harms(Answer("harm-leak", "severity", 6))) == [
        "6 is not a point of 'severity'. Use one of: 1, 2, 3, 4, 5."
    ]


def test_an_unknown_item_is_answered_with_the_nearest_name():
    assert told(harms(Answer("harm-leek", "severity", 1))) == [
        "'harm-leek' is not an item of step 'rate-harms'. Did you mean 'harm-leak'?"
    ]


def test_an_item_of_another_step_is_unknown_here():
    assert told(harms(Answer("A", "severity", 1))) == [
        "'A' is not an item of step 'rate-harms'. Use one of: harm-leak, harm-bias."
    ]


def test_a_scale_of_another_step_is_refused():
    assert told(harms(Answer("harm-leak", "support", 1))) == [
        "'support' is not a scale of step 'rate-harms'. Use one of: severity."
    ]


@pytest.mark.parametrize(
    ("response", "sentence"),
    [
        pytest.param(
            harms(step="rate-harm"),
            "'rate-harm' is not a step that takes answers. Did you mean 'rate-harms'?",
            id="unknown step",
        ),
        pytest.param(
            harms(step="welcome"),
            "'welcome' is not a step that takes answers. Use one of: rate-harms, "
            "rank-options, choose-options, share-points.",
            id="step of talk",
        ),
        pytest.param(
            harms(round=3),
            "Step 'rate-harms' has no round 3. Use a round from 1 to 2.",
            id="round too late",
        ),
        pytest.param(
            harms(round=0),
            "Step 'rate-harms' has no round 0. Use a round from 1 to 2.",
            id="round too early",
        ),
        pytest.param(
            harms(role="comunity"),
            "'comunity' is not a role of this kit. Did you mean 'community'?",
            id="role misspelt",
        ),
        pytest.param(
            harms(participant=" "),
            "The participant is empty. Write the label of the sheet.",
            id="nobody",
        ),
        pytest.param(
            harms(Answer("harm-leak", "severity", 1), Answer("harm-leak", "severity", 1)),
            "'harm-leak' is answered 2 times on 'severity'. Keep one answer.",
            id="answered twice",
        ),
        pytest.param(
            harms(Answer("harm-leak", "severity", None)),
            "'harm-leak' has neither a value nor a reason why there is none. "
            "Leave the answer out, or use one of: dont-know, prefer-not, unreadable.",
            id="nothing said",
        ),
        pytest.param(
            harms(Answer("harm-leak", "severity", 2, "dont-know")),
            "'harm-leak' has a value and also the reason 'dont-know'. Keep one of the two.",
            id="both said",
        ),
    ],
)
def test_each_broken_rule_has_its_sentence(response, sentence):
    assert told(response) == [sentence]


def test_a_response_without_a_role_is_taken():
    assert told(harms(Answer("harm-leak", "severity", 1), role="")) == []


def test_all_faults_come_at_once():
    response = harms(
        Answer("harm-leak", "severity", 0), Answer("harm-x", "severity", 1), round=9, role="x"
    )
    assert len(told(response)) == 4


def test_a_full_and_a_partial_ranking_are_taken():
    assert told(ranks(A=3, B=1, C=2)) == []
    assert told(ranks(B=1)) == []


def test_a_rank_used_twice_names_the_items():
    assert told(ranks(A=1, B=1, C=2)) == ["Rank 1 is given twice: A, B. Give each rank once."]


def test_a_gap_in_a_ranking_is_refused():
    assert told(ranks(A=1, C=3)) == [
        "Rank 2 is left out, but rank 3 is given. Rank from 1 on without a gap."
    ]


def test_a_rank_beyond_the_items_is_refused_once():
    assert told(ranks(A=1, B=10**12)) == [
        "1000000000000 is not a point of 'rank'. Use one of: 1, 2, 3."
    ]


@given(st.dictionaries(st.sampled_from("ABC"), st.integers(-1, 5)))
def test_a_ranking_is_taken_exactly_when_it_is_one_to_k(ranks_by_item):
    is_ranking = sorted(ranks_by_item.values()) == list(range(1, len(ranks_by_item) + 1))
    assert (told(ranks(**ranks_by_item)) == []) is is_ranking


def sheet(step, scale, values):
    given = tuple(Answer(item, scale, value) for item, value in values.items())
    return Response("p1", step, 1, given, "community")


@pytest.mark.parametrize("values", [{"A": 1, "B": 1, "C": 0}, {"A": 0, "B": 0, "C": 0}])
def test_up_to_two_of_three_may_be_chosen(values):
    assert check_response(KIT, sheet("choose-options", CHOICE, values)) == []


def test_a_third_choice_of_two_is_refused():
    faults = check_response(KIT, sheet("choose-options", CHOICE, {"A": 1, "B": 1, "C": 1}))
    assert [*map(str, faults)] == ["3 items are chosen, but at most 2 can be. Choose fewer."]


def test_points_are_taken_when_they_add_up():
    assert check_response(KIT, sheet("share-points", POINTS, {"A": 7, "B": 3, "C": 0})) == []


def test_points_that_do_not_add_up_are_refused():
    faults = check_response(KIT, sheet("share-points", POINTS, {"A": 7, "B": 2}))
    assert [*map(str, faults)] == ["9 points are shared out, not 10. Share out exactly 10."]


def test_not_knowing_how_to_share_out_points_is_an_answer():
    given = tuple(Answer(item, POINTS, None, "dont-know") for item in "ABC")
    assert check_response(KIT, Response("p1", "share-points", 1, given, "community")) == []
