"""What a form says becomes answers, or a sentence that says what to change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.errors import (
    BothAnsweredError,
    FormError,
    NothingAnsweredError,
    PeError,
    PlacesError,
    PointsSumError,
    TooManyPicksError,
)
from pe_tools.kits import read_kit
from pe_tools.model import Answer, Item, Response, Step
from pe_tools.room.phone.forms import field_name, read_answers
from pe_tools.workshop.rules import check_response

KIT = read_kit("risk_assessment")[0]
OPTIONS = tuple(Item(name, "way", f"Way {name}.") for name in "abc")
RATE = KIT.step("rate-harms")
RANK = Step("rank", "rank", "Rank", items="way")
CHOOSE = Step("choose", "choose", "Choose", items="way", picks=2)
POINTS = Step("points", "points", "Share", items="way", points=10)
HARM = "harm-recognised"


@pytest.fixture(scope="module")
def kit():
    steps = (*KIT.steps, RANK, CHOOSE, POINTS)
    return replace(KIT, items=(*KIT.items, *OPTIONS), steps=steps)


def sheet(scale, **values):
    return {field_name(item, scale): [value] for item, value in values.items()}


@pytest.mark.parametrize(
    ("step", "given", "expected"),
    [
        pytest.param(
            RATE,
            {f"a:{HARM}:severity": ["4"], f"a:{HARM}:likelihood": ["dont-know"]},
            (Answer(HARM, "severity", 4), Answer(HARM, "likelihood", None, "dont-know")),
            id="some scales of one item",
        ),
        pytest.param(
            RANK,
            sheet("rank", a="2", b="", c="1"),
            (Answer("a", "rank", 2), Answer("c", "rank", 1)),
            id="a ranking that leaves one out",
        ),
        pytest.param(
            CHOOSE,
            {"picked": ["c", "a"]},
            (Answer("a", "choice", 1), Answer("b", "choice", 0), Answer("c", "choice", 1)),
            id="two of three",
        ),
        pytest.param(
            POINTS,
            sheet("points", a="10", b="0", c=""),
            (Answer("a", "points", 10), Answer("b", "points", 0), Answer("c", "points", 0)),
            id="all points to one",
        ),
        pytest.param(
            POINTS,
            {**sheet("points", a="0"), "missing": ["prefer-not"]},
            tuple(Answer(item, "points", None, "prefer-not") for item in "abc"),
            id="a reason for the whole sheet",
        ),
    ],
)
def test_what_is_said_is_read_and_keeps_the_rules(kit, step, given, expected):
    answers = read_answers(kit, step, {"press": ["p"], "step": [step.id], **given})
    assert answers == expected
    assert check_response(kit, Response("-", step.id, 1, answers, "community")) == []


@pytest.mark.parametrize(
    ("step", "given", "refusal", "sentence"),
    [
        pytest.param(RATE, {}, NothingAnsweredError, "Nothing is answered yet.", id="nothing"),
        pytest.param(RANK, {"missing": [""]}, NothingAnsweredError, "Nothing", id="no place"),
        pytest.param(CHOOSE, {}, NothingAnsweredError, "Nothing", id="no choice"),
        pytest.param(
            POINTS, sheet("points", a="0"), NothingAnsweredError, "Nothing", id="no points"
        ),
        pytest.param(
            RANK, sheet("rank", a="1", b="1"), PlacesError, "Give each place once", id="a tie"
        ),
        pytest.param(RANK, sheet("rank", a="2"), PlacesError, "Give each place", id="a gap"),
        pytest.param(
            CHOOSE,
            {"picked": ["a", "b", "c"]},
            TooManyPicksError,
            "You chose 3. You may choose 2 or fewer.",
            id="three where two may be",
        ),
        pytest.param(
            POINTS,
            sheet("points", a="4", b="5"),
            PointsSumError,
            "You shared out 9 points. Share out 10, no more and no fewer.",
            id="a point too few",
        ),
        pytest.param(
            CHOOSE,
            {"picked": ["a"], "missing": ["dont-know"]},
            BothAnsweredError,
            "You answered, and you also said why you do not.",
            id="an answer and a reason",
        ),
        pytest.param(CHOOSE, {"picked": ["z"]}, FormError, "This page", id="unknown item"),
        pytest.param(
            RATE, {"a:no-harm:severity": ["4"]}, FormError, "This page", id="unknown harm"
        ),
        pytest.param(
            RATE, {f"a:{HARM}:severity": ["4", "5"]}, FormError, "This page", id="two at once"
        ),
        pytest.param(
            RATE, {f"a:{HARM}:severity": ["٤"]}, FormError, "This page", id="other digits"
        ),
        pytest.param(
            RATE, {f"a:{HARM}:severity": ["-1"]}, FormError, "This page", id="below zero"
        ),
        pytest.param(
            POINTS, sheet("points", a="9" * 5000), FormError, "This page", id="5,000 digits"
        ),
        pytest.param(CHOOSE, {"missing": ["unreadable"]}, FormError, "This", id="no such reason"),
        pytest.param(KIT.step("welcome"), {"picked": ["a"]}, FormError, "This page", id="a talk"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(kit, step, given, refusal, sentence):
    with pytest.raises(refusal, match=sentence):
        read_answers(kit, step, given)


TEXTS = st.one_of(st.sampled_from(["", "1", "2", "10", "dont-know", "unreadable"]), st.text())
NAMES = st.one_of(
    st.sampled_from([*sheet("rank", a="", b=""), *sheet("points", a="", c="")]),
    st.sampled_from(["missing", "picked", f"a:{HARM}:severity"]),
    st.text(),
)


@given(
    step=st.sampled_from([RATE, RANK, CHOOSE, POINTS]),
    given=st.dictionaries(NAMES, st.lists(TEXTS, max_size=3), max_size=6),
)
def test_whatever_is_sent_is_read_or_refused(kit, step, given):
    try:
        answers = read_answers(kit, step, given)
    except PeError:
        return
    assert answers
