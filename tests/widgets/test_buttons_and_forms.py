"""Buttons and forms in a browser, by the keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from pe_tools.errors import RoundClosedError
from pe_tools.widgets import Button, ChoiceField, DateField, Form, Heads, TextField

pytestmark = pytest.mark.browser

REVEAL = Button("reveal", "Reveal", {"step": "harms"}, look="main", key="r")
CLOSE = Button("close", "Close the round", confirm="Close it for everybody?", look="danger")
ROLES = (("community", "Community"), ("steward", "Stewards"))
MANY = tuple((str(number), f"Option {number}") for number in range(1, 9))
FORM = Form(
    "decide",
    "A decision",
    (
        TextField("what", "Decision", is_required=True, max_length=20, hint="In one sentence."),
        TextField("why", "Why", is_long=True),
        ChoiceField("who", "Who", ROLES),
        ChoiceField("option", "Option", MANY),
        DateField("until", "Until"),
    ),
    "Save the decision",
    is_open=True,
)


def fill(page):
    page.get_by_label("Decision", exact=True).fill("Share with a cap")
    page.get_by_label("Stewards").check()
    page.get_by_label("Option", exact=True).select_option("8")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def status(page):
    return page.locator(".pe-notices [role=status]")


def alert(page):
    return page.locator(".pe-notices [role=alert]")


def test_a_button_is_reached_and_pressed_by_keys(stage):
    page = stage.open(REVEAL)
    press(page, "Tab", "Enter")
    expect(status(page)).to_have_text("Saved.")
    assert stage.taken == [("reveal", {"step": "harms"})]
    expect(page.get_by_role("button", name="Reveal")).to_be_focused()


def test_a_button_names_the_key_that_may_press_it(stage):
    assert stage.open(REVEAL).locator("[data-key=r]").inner_text() == "Reveal"


def test_a_disabled_button_sends_nothing(stage):
    page = stage.open(Button("go", "Go", is_disabled=True))
    page.get_by_role("button", name="Go", exact=True).click(force=True)
    assert stage.messages == []


def test_a_question_is_answered_before_anything_is_sent(stage):
    page = stage.open(CLOSE)
    press(page, "Tab", "Enter")
    expect(page.get_by_role("group", name="Close it for everybody?")).to_be_visible()
    expect(page.get_by_role("button", name="No, go back")).to_be_focused()
    press(page, "Shift+Tab", "Enter")
    expect(status(page)).to_have_text("Saved.")
    assert stage.taken == [("close", {})]


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_a_question_is_left_without_sending(stage, key):
    page = stage.open(CLOSE)
    press(page, "Tab", "Enter", key)
    expect(page.get_by_role("button", name="Close the round")).to_be_focused()
    assert stage.messages == []


def test_two_quick_presses_are_one(stage):
    page = stage.open(REVEAL)
    page.get_by_role("button", name="Reveal").dblclick()
    expect(status(page)).to_have_text("Saved.")
    assert len(stage.taken) == 1


def test_a_refusal_is_an_alert(stage):
    page = stage.open(REVEAL)
    stage.refusal = RoundClosedError(round=1, step="harms")
    page.get_by_role("button", name="Reveal").click()
    expect(alert(page)).to_have_text("Round 1 of harms is closed. Ask the facilitator to open it.")
    expect(status(page)).to_have_text("")


def test_a_form_is_filled_and_sent_by_keys(stage):
    page = stage.open(FORM)
    press(page, "Tab", "Tab")
    page.keyboard.type("Share with a cap")
    press(page, "Tab")
    page.keyboard.type("Because")
    press(page, "Tab", "Space", "ArrowDown", "Tab")
    page.keyboard.type("Option 8")
    press(page, "Tab", "Tab", "Tab", "Tab", "Tab", "Enter")
    expect(status(page)).to_have_text("Saved.")
    ((act, values),) = stage.taken
    assert act == "decide"
    assert values == {
        "what": "Share with a cap",
        "why": "Because",
        "who": "steward",
        "option": "8",
        "until": "",
    }


def test_a_form_is_empty_after_it_was_taken(stage):
    page = stage.open(FORM)
    fill(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Decision", exact=True)).to_have_value("")
    expect(page.get_by_label("Stewards")).not_to_be_checked()
    expect(page.get_by_label("Option", exact=True)).to_have_value("")


def test_a_form_keeps_everything_after_a_refusal(stage):
    page = stage.open(FORM)
    stage.refusal = RoundClosedError(round=1, step="harms")
    fill(page)
    page.get_by_role("button", name="Save").click()
    expect(alert(page)).to_contain_text("closed")
    expect(page.get_by_label("Decision", exact=True)).to_have_value("Share with a cap")
    expect(page.get_by_label("Stewards")).to_be_checked()


def test_a_missing_field_is_named_and_focused_before_anything_is_sent(stage):
    page = stage.open(FORM)
    page.get_by_role("button", name="Save").click()
    expect(alert(page)).to_have_text("Fill in: Decision")
    field = page.get_by_label("Decision", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("In one sentence. Fill in: Decision")
    field.fill("Yes")
    expect(field).to_have_attribute("aria-invalid", "false")
    assert stage.messages == []


def test_a_text_that_is_too_long_is_named_and_kept(stage):
    page = stage.open(FORM)
    fill(page)
    page.get_by_label("Decision", exact=True).fill("x" * 21)
    page.get_by_role("button", name="Save").click()
    expect(alert(page)).to_have_text("Too long: Decision. Use at most 20 characters.")
    expect(page.get_by_label("Decision", exact=True)).to_have_value("x" * 21)


def test_a_closed_form_opens_by_its_title(stage):
    page = stage.open(Form("decide", "A decision", (TextField("a", "Text"),), "Save"))
    expect(page.get_by_label("Text (optional)")).not_to_be_visible()
    press(page, "Tab", "Enter")
    expect(page.get_by_label("Text (optional)")).to_be_visible()


def test_seven_options_are_radio_buttons_and_eight_a_list(stage):
    fields = (ChoiceField("a", "Seven", MANY[:7]), ChoiceField("b", "Eight", MANY))
    page = stage.open(Form("pick", "Pick", fields, "Save", is_open=True))
    expect(page.get_by_role("group", name="Seven").get_by_role("radio")).to_have_count(7)
    expect(page.get_by_role("combobox", name="Eight")).to_be_visible()


def test_a_choice_that_is_not_needed_can_be_taken_back(stage):
    field = ChoiceField("who", "Who", ROLES, value="steward", is_required=False)
    page = stage.open(Form("pick", "Pick", (field,), "Save", is_open=True))
    page.get_by_label("No choice").check()
    page.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Saved.")
    assert stage.taken == [("pick", {"who": ""})]


def test_the_panel_says_when_nobody_answers_and_keeps_what_was_typed(stage):
    stage.freeze()
    page = stage.open(FORM)
    stage.is_gone = True
    fill(page)
    page.get_by_role("button", name="Save").click()
    expect(status(page)).to_have_text("Sending …")
    page.clock.run_for(4900)
    expect(alert(page)).to_have_text("")
    page.clock.run_for(200)
    expect(alert(page)).to_have_text(
        "The connection is lost. Nothing is lost that was saved. Reload the page."
    )
    expect(page.get_by_label("Decision", exact=True)).to_have_value("Share with a cap")


def test_sent_again_after_the_silence_it_counts_once(stage):
    stage.freeze()
    page = stage.open(REVEAL)
    stage.is_gone = True
    page.get_by_role("button", name="Reveal").click()
    page.clock.run_for(5100)
    stage.is_gone = False
    page.get_by_role("button", name="Reveal").click()
    page.clock.run_for(100)
    expect(status(page)).to_have_text("Saved.")
    first, second = stage.messages
    assert first == second


def test_groups_and_their_sum_are_shown(stage):
    page = stage.open(Heads("Answers", (("Community", 7), ("Stewards", 4)), expected=20))
    expect(page.locator(".pe-heads .pe-big")).to_have_text("11 of 20")
    expect(page.locator(".pe-heads li").first).to_have_text("Community7")


FOLDED = Form(
    "set",
    "Setting up",
    (TextField("name", "Name"),),
    "Save",
    is_open=True,
    more_title="More settings",
    more=(ChoiceField("limit", "Limit", MANY), TextField("why", "Reason", is_required=True)),
)


def test_fields_that_are_seldom_changed_stand_folded_and_are_sent_too(stage):
    page = stage.open(FOLDED)
    expect(page.get_by_label("Limit", exact=True)).to_be_hidden()
    page.get_by_text("More settings").click()
    page.get_by_label("Limit", exact=True).select_option("8")
    page.get_by_label("Reason").fill("few of us")
    press(page, "Enter")
    expect(status(page)).to_have_text("Saved.")
    assert stage.taken == [("set", {"name": "", "limit": "8", "why": "few of us"})]


def test_a_folded_field_that_is_wrong_is_opened(stage):
    page = stage.open(FOLDED)
    page.get_by_label("Name").fill("clinic")
    press(page, "Enter")
    expect(page.get_by_label("Limit", exact=True)).to_be_focused()


def test_what_was_unfolded_stays_so_when_the_form_is_drawn_anew(stage):
    page = stage.open(FOLDED)
    page.get_by_text("More settings").click()
    page.get_by_label("Reason").fill("few")
    stage.show(replace(FOLDED, submit="Save it"))
    expect(page.get_by_label("Reason")).to_have_value("few")
