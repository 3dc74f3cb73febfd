"""One participant after the other on a tablet, and nothing of the one before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from pe_tools.errors import RoundClosedError
from pe_tools.widgets import Prompt, Tablet

pytestmark = pytest.mark.browser

ROLES = (("community", "Community members"), ("steward", "Data stewards"))
TIERS = (("room", "In this room only"), ("report", "In the report of this workshop"))
RESULT = '<div class="pe"><p>What the others answered</p></div>'


@pytest.fixture
def tablet(pages):
    return Tablet("answer", "Two short questions. You answer alone.", ROLES, TIERS, pages)


@pytest.fixture
def opened(stage, tablet):
    page = stage.open(tablet, html=RESULT)
    press(page, "Open the page for participants")
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def choose(page, word):
    page.get_by_role("radio", name=word).check()
    press(page, "Next")


def heading(page):
    return page.get_by_role("heading", level=2)


def answer(page):
    press(page, "Start")
    for word in ("Data stewards", "In this room only", "Severe", "Don't know"):
        choose(page, word)


def kept(page):
    return page.evaluate("() => JSON.stringify({...sessionStorage})")


def test_the_whole_way_from_welcome_to_thanks(stage, opened):
    answer(opened)
    expect(heading(opened)).to_have_text("Look at your answers")
    press(opened, "Send my answers")
    expect(heading(opened)).to_have_text("Thank you. Your answers are sent.")
    answers = {"recognised": "4", "prices": "dont-know"}
    values = {"participant": "", "role": "steward", "tier": "room", "answers": answers}
    assert stage.taken == [("answer", values)]


def test_the_whole_way_by_keys(stage, tablet):
    page = stage.open(tablet)

    def keys(*names):
        for name in names:
            page.keyboard.press(name)

    keys("Tab", "Enter", "Tab", "Enter")
    for _ in range(4):
        keys("Tab", "Space", "Tab", "Tab", "Enter")
    expect(heading(page)).to_be_focused()
    keys(*["Tab"] * 6, "Enter")
    expect(heading(page)).to_have_text("Thank you. Your answers are sent.")
    answers = {"recognised": "1", "prices": "1"}
    values = {"participant": "", "role": "community", "tier": "room", "answers": answers}
    assert stage.taken == [("answer", values)]


def test_the_page_of_the_room_is_out_of_sight_and_out_of_reach(opened):
    expect(opened.get_by_role("dialog")).to_be_visible()
    box = opened.get_by_role("dialog").bounding_box()
    assert (box["width"], box["height"]) == (1280, 720)
    opened.get_by_role("button", name="After").focus()
    expect(opened.get_by_role("button", name="After")).not_to_be_focused()
    opened.keyboard.press("Escape")
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("dialog")).to_be_visible()


def test_every_question_has_picture_word_and_number_and_a_way_not_to_answer(opened):
    press(opened, "Start")
    choose(opened, "Data stewards")
    choose(opened, "In this room only")
    expect(opened.locator(".pe-choice svg")).to_have_count(5)
    expect(opened.locator(".pe-choice").nth(3)).to_have_text("Severe4")
    expect(opened.get_by_role("radio", name="Prefer not to say")).to_be_visible()
    expect(opened.get_by_text("Question 1 of 2")).to_be_visible()


def test_nobody_goes_on_without_an_answer(opened):
    press(opened, "Start")
    press(opened, "Next")
    expect(opened.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "Choose one answer first."
    )
    expect(heading(opened)).to_have_text("Who are you here?")


def test_back_shows_what_was_chosen(opened):
    press(opened, "Start")
    choose(opened, "Data stewards")
    press(opened, "Back")
    expect(opened.get_by_role("radio", name="Data stewards")).to_be_checked()


def test_an_answer_is_changed_from_the_review(stage, opened):
    answer(opened)
    press(opened, "Change: A patient is recognised. How severe is that?")
    choose(opened, "Minor")
    press(opened, "Next")
    expect(opened.locator("dd").filter(has_text="Minor")).to_be_visible()
    press(opened, "Send my answers")
    expect(heading(opened)).to_have_text("Thank you. Your answers are sent.")
    assert stage.taken[0][1]["answers"]["recognised"] == "2"


def test_the_next_person_finds_nothing_of_the_one_before(opened):
    answer(opened)
    press(opened, "Send my answers")
    press(opened, "Next person")
    assert "steward" not in opened.content()
    assert "steward" not in kept(opened)
    press(opened, "Start")
    for word in ("Data stewards", "In this room only", "Severe"):
        expect(opened.locator("input:checked")).to_have_count(0)
        choose(opened, word)
    expect(opened.locator("input:checked")).to_have_count(0)


def test_thanks_gives_way_to_the_welcome_when_nobody_touches_it(stage, tablet):
    stage.freeze()
    page = stage.open(tablet)
    press(page, "Open the page for participants")
    answer(page)
    press(page, "Send my answers")
    page.clock.run_for(100)
    expect(heading(page)).to_have_text("Thank you. Your answers are sent.")
    page.clock.run_for(61_000)
    expect(heading(page)).to_have_text("Two short questions. You answer alone.")


def test_a_sheet_that_was_left_alone_is_covered(stage, tablet):
    stage.freeze()
    page = stage.open(tablet)
    press(page, "Open the page for participants")
    press(page, "Start")
    choose(page, "Data stewards")
    page.clock.run_for(121_000)
    expect(heading(page)).to_have_text("Somebody has begun a sheet here.")
    expect(page.locator("input")).to_have_count(0)
    press(page, "It is mine, go on")
    expect(heading(page)).to_have_text("What may we do with your answers?")
    press(page, "Back")
    expect(page.get_by_role("radio", name="Data stewards")).to_be_checked()


def test_a_half_filled_sheet_outlives_a_reload_under_a_cover(stage, opened):
    press(opened, "Start")
    choose(opened, "Data stewards")
    choose(opened, "In this room only")
    opened.get_by_role("radio", name="Severe").check()
    stage.load()
    expect(heading(opened)).to_have_text("Somebody has begun a sheet here.")
    stage.load()
    press(opened, "It is mine, go on")
    expect(opened.get_by_role("radio", name="Severe")).to_be_checked()


def test_a_sheet_that_was_begun_can_be_cleared(stage, opened):
    press(opened, "Start")
    choose(opened, "Data stewards")
    stage.load()
    press(opened, "Clear it and start a new one")
    assert "steward" not in kept(opened)
    press(opened, "Start")
    expect(opened.locator("input:checked")).to_have_count(0)


def test_a_participant_can_stop_and_nothing_is_kept(stage, opened):
    answer(opened)
    press(opened, "Stop and clear my answers")
    press(opened, "Yes")
    expect(heading(opened)).to_have_text("Two short questions. You answer alone.")
    assert "steward" not in kept(opened)
    assert stage.messages == []


def test_a_refusal_is_shown_on_the_tablet_and_the_answers_stay(stage, opened):
    stage.refusal = RoundClosedError(round=1, step="harms")
    answer(opened)
    press(opened, "Send my answers")
    expect(opened.get_by_role("dialog").get_by_role("alert")).to_contain_text("closed")
    stage.refusal = None
    press(opened, "Send my answers")
    expect(heading(opened)).to_have_text("Thank you. Your answers are sent.")


def test_the_silence_of_the_kernel_is_told_on_the_tablet(stage, tablet):
    stage.freeze()
    page = stage.open(tablet)
    press(page, "Open the page for participants")
    answer(page)
    stage.is_gone = True
    press(page, "Send my answers")
    page.clock.run_for(5100)
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("connection is lost")
    expect(page.locator("dd").filter(has_text="Severe")).to_be_visible()


def test_another_control_does_not_disturb_the_one_who_answers(stage, opened, tablet):
    press(opened, "Start")
    opened.get_by_role("radio", name="Data stewards").check()
    stage.show(Prompt("Why?"), tablet, html=RESULT)
    expect(opened.get_by_role("radio", name="Data stewards")).to_be_checked()
    expect(opened.get_by_role("radio", name="Data stewards")).to_be_focused()


def test_other_words_on_the_tablet_keep_the_answers(stage, opened, pages):
    press(opened, "Start")
    choose(opened, "Data stewards")
    stage.show(Tablet("answer", "Another welcome", ROLES, TIERS, pages))
    expect(heading(opened)).to_have_text("What may we do with your answers?")
    press(opened, "Back")
    expect(opened.get_by_role("radio", name="Data stewards")).to_be_checked()


def test_the_facilitator_takes_the_tablet_back(stage, opened):
    press(opened, "Close this page")
    press(opened, "Yes")
    expect(opened.get_by_role("dialog")).to_have_count(0)
    expect(opened.get_by_text("What the others answered")).to_be_visible()
    stage.load()
    expect(opened.get_by_role("dialog")).to_have_count(0)


def test_the_page_stays_open_for_the_next_person_after_a_reload(stage, opened):
    stage.load()
    expect(heading(opened)).to_have_text("Two short questions. You answer alone.")


def test_the_code_on_the_card_is_asked_first_and_sent_along(stage, tablet):
    page = stage.open(replace(tablet, code_label="The code on your card"))
    press(page, "Open the page for participants")
    press(page, "Start")
    press(page, "Next")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "Fill in: The code on your card"
    )
    page.get_by_role("textbox", name="The code on your card").fill(" K7 ")
    page.keyboard.press("Enter")
    for word in ("Data stewards", "In this room only", "Severe", "Don't know"):
        choose(page, word)
    press(page, "Send my answers")
    expect(heading(page)).to_have_text("Thank you. Your answers are sent.")
    ((_, values),) = stage.taken
    assert values["participant"] == "K7"
    assert "K7" not in kept(page)


def test_a_sheet_of_a_round_that_closed_and_opened_again_is_covered(stage, opened, tablet):
    press(opened, "Start")
    choose(opened, "Data stewards")
    stage.show(Prompt("The round is closed."))
    expect(opened.get_by_role("dialog")).to_have_count(0)
    stage.show(tablet)
    expect(heading(opened)).to_have_text("Somebody has begun a sheet here.")
