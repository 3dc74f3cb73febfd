"""What a browser may send: nothing of it is believed before it was looked at."""

from __future__ import annotations

import pytest

from pe_tools.errors import ControlError
from pe_tools.language import Words
from pe_tools.widgets import (
    Button,
    ChoiceField,
    DateField,
    DifferenceRow,
    Differences,
    Form,
    Page,
    PageOption,
    Prompt,
    Question,
    SheetGrid,
    Tablet,
    TextField,
)
from pe_tools.widgets.accepting import accepted

WORDS = Words("en")
ROLES = (("community", "Community"), ("steward", "Stewards"))
TIERS = (("room", "In this room"), ("report", "In the report"))
FORM = Form(
    "decide",
    "A decision",
    (
        TextField("what", "Decision", is_required=True, max_length=10),
        TextField("why", "Why", is_long=True),
        ChoiceField("who", "Who", ROLES),
        ChoiceField("else", "Who else", ROLES, is_required=False),
        DateField("until", "Until"),
    ),
    "Save",
)
GRID = SheetGrid(
    "enter",
    "Sheet",
    "Code",
    (Question("harm", "Harm?", ("-1", "0", "1"), ("less", "same", "more")),),
    ROLES,
    TIERS,
)
ROWS = (DifferenceRow("harm", "Harm?", "3", "dont-know"), DifferenceRow("cost", "Cost?", "", "2"))
TABLET = Tablet(
    "answer", "Welcome", ROLES, TIERS, (Page("harm", "Harm?", (PageOption("1", "Low"),)),)
)


def take(control, values, act=None):
    return accepted(act or control.act, values, [Prompt("Why?"), control], WORDS)


def refusal(control, values, act=None):
    with pytest.raises(ControlError) as caught:
        take(control, values, act)
    return str(caught.value)


def form(**values):
    return {"what": "Stop", "who": "steward", **values}


def sheet(**values):
    return {"participant": "P7", "role": "steward", "tier": "room", "answers": {}, **values}


def test_a_button_gives_its_own_values():
    button = Button("reveal", "Reveal", {"step": "harms", "rounds": (1, 2)})
    assert take(button, {"step": "harms", "rounds": [1, 2]}) == button.values


def test_of_two_buttons_the_one_that_was_pressed_counts():
    buttons = [Button("show", "A", {"item": "a"}), Button("show", "B", {"item": "b"})]
    assert accepted("show", {"item": "b"}, buttons, WORDS) == {"item": "b"}


@pytest.mark.parametrize("values", [{}, {"step": "other"}, {"step": "harms", "more": 1}])
def test_values_that_no_button_has_are_refused(values):
    assert "no longer here" in refusal(Button("reveal", "Reveal", {"step": "harms"}), values)


def test_an_act_that_no_control_has_is_refused():
    assert "no longer here" in refusal(FORM, form(), act="erase")


def test_a_control_that_is_only_looked_at_takes_no_act():
    with pytest.raises(ControlError, match="no longer here"):
        accepted("", {}, [Prompt("Why?")], WORDS)


def test_a_disabled_button_is_refused():
    assert refusal(Button("go", "Go", is_disabled=True), {}) == "This cannot be used just now."


def test_a_form_gives_the_texts_of_its_fields_and_nothing_else():
    sent = form(what=" Stop ", until="2026-03-14", extra="x")
    assert take(FORM, sent) == {
        "what": "Stop",
        "why": "",
        "who": "steward",
        "else": "",
        "until": "2026-03-14",
    }


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"what": "  "}, "Decision is missing. Fill it in."),
        ({"what": None}, "Decision is missing. Fill it in."),
        ({"what": ["Stop"]}, "Decision is missing. Fill it in."),
        ({"what": "x" * 11}, "Decision is too long. At most 10 characters."),
        ({"why": "x" * 501}, "Why is too long. At most 500 characters."),
        ({"who": ""}, "Who is missing. Fill it in."),
        ({"who": "king"}, "Who: this answer is not on the list."),
        ({"else": "king"}, "Who else: this answer is not on the list."),
        ({"until": "soon"}, "Until is not a date."),
        ({"until": "2026-02-30"}, "Until is not a date."),
    ],
)
def test_a_form_is_refused_in_a_sentence_that_names_the_field(sent, sentence):
    assert refusal(FORM, form(**sent)) == sentence


def test_a_sheet_gives_its_answers_and_leaves_empty_boxes_out():
    assert take(GRID, sheet(answers={"harm": "-1"}))["answers"] == {"harm": "-1"}
    assert take(GRID, sheet(answers={"harm": ""}))["answers"] == {}
    assert take(GRID, sheet()) == sheet()


@pytest.mark.parametrize("reason", ["dont-know", "prefer-not", "unreadable"])
def test_a_box_of_a_sheet_may_hold_a_reason_instead(reason):
    assert take(GRID, sheet(answers={"harm": reason}))["answers"] == {"harm": reason}


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"participant": ""}, "Code is missing. Fill it in."),
        ({"participant": "P" * 41}, "Code is too long. At most 40 characters."),
        ({"role": ""}, "Role is missing. Fill it in."),
        ({"role": "king"}, "Role: this answer is not on the list."),
        ({"tier": ""}, "What may be done with the answers is missing. Fill it in."),
        ({"answers": {"harm": "2"}}, "Harm?: this answer is not on the list."),
        ({"answers": {"harm": "d"}}, "Harm?: this answer is not on the list."),
    ],
)
def test_a_sheet_is_refused_in_a_sentence_that_names_the_box(sent, sentence):
    assert refusal(GRID, sheet(**sent)) == sentence


def test_answers_to_questions_that_nobody_asked_are_dropped():
    assert take(GRID, sheet(answers={"other": "1"}))["answers"] == {}


def test_answers_of_another_shape_count_as_none():
    assert take(GRID, sheet(answers=["1"]))["answers"] == {}


@pytest.mark.parametrize("value", ["3", "dont-know", "17", "-2", "unreadable"])
def test_a_difference_is_settled_by_either_value_or_another(value):
    answers = {"harm": value, "cost": "2"}
    assert take(Differences("settle", "Settle", ROWS), {"answers": answers})["answers"] == answers


@pytest.mark.parametrize("answers", [{"harm": "3"}, {"harm": "", "cost": "2"}, {"harm": "x"}])
def test_a_difference_that_is_not_settled_is_refused(answers):
    assert refusal(Differences("settle", "Settle", ROWS), {"answers": answers})


def test_an_empty_box_is_a_choice_only_where_one_entry_was_empty():
    answers = {"harm": "3", "cost": ""}
    assert take(Differences("settle", "Settle", ROWS), {"answers": answers})["answers"] == answers


def answered(value="1", **values):
    who = {"participant": "", "role": "steward", "tier": "room"}
    return {**who, "answers": {"harm": value}, **values}


@pytest.mark.parametrize("value", ["1", "dont-know", "prefer-not"])
def test_a_tablet_gives_who_and_what(value):
    assert take(TABLET, answered(value)) == answered(value)


@pytest.mark.parametrize("sent", [{"role": ""}, {"tier": "open"}, {"answers": {}}])
def test_a_tablet_without_all_of_it_is_refused(sent):
    assert refusal(TABLET, answered(**sent))


def test_nobody_can_say_on_a_tablet_that_they_cannot_be_read():
    assert refusal(TABLET, answered("unreadable"))


def test_a_tablet_without_roles_and_tiers_asks_for_none():
    control = Tablet("answer", "Welcome", (), (), TABLET.pages)
    assert take(control, answered(role="", tier="")) == answered(role="", tier="")
    assert refusal(control, answered(tier=""))


def test_a_refusal_is_in_the_language_of_the_panel_where_it_is_translated():
    with pytest.raises(ControlError) as caught:
        accepted("go", {}, [Button("go", "Go", is_disabled=True)], Words("ar"))
    words = Words("ar")
    assert str(caught.value) == words.say("This cannot be used just now.")
