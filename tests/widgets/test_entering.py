"""A paper sheet typed in by the keyboard alone, and two entries compared."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pe_tools.errors import RoundClosedError
from pe_tools.widgets import DifferenceRow, Differences, Question, SheetGrid

pytestmark = pytest.mark.browser

ROLES = (("community", "Community members"), ("steward", "Data stewards"))
TIERS = (("room", "In this room only"), ("report", "In the report of this workshop"))


@pytest.fixture
def grid(questions):
    return SheetGrid("enter", "Paper sheet", "Code", questions, ROLES, TIERS)


def boxes(page):
    return page.locator(".pe-box")


def said(page):
    return page.locator("output")


def alert(page):
    return page.locator(".pe-notices [role=alert]")


def status(page):
    return page.locator(".pe-notices [role=status]")


def type_keys(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def test_a_whole_sheet_is_typed_without_a_mouse(stage, grid):
    page = stage.open(grid)
    type_keys(page, "Tab", "P", "7", "Enter")
    type_keys(page, "Space", "ArrowDown", "Enter")
    type_keys(page, "Space", "Enter")
    type_keys(page, "4", "Enter", "d", "Enter", "Enter")
    expect(status(page)).to_have_text("Saved.")
    values = {
        "participant": "P7",
        "role": "steward",
        "tier": "room",
        "answers": {"recognised": "4", "prices": "dont-know"},
    }
    assert stage.taken == [("enter", values)]


def test_after_a_sheet_the_first_box_waits_for_the_next(stage, grid):
    page = stage.open(grid)
    fill(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_label("Code")).to_be_focused()
    expect(page.get_by_label("Code")).to_have_value("")
    expect(page.get_by_label("Data stewards")).not_to_be_checked()
    expect(boxes(page).first).to_have_value("")
    expect(said(page).first).to_have_text("")


def fill(page):
    page.get_by_label("Code").fill("P7")
    page.get_by_label("Data stewards").check()
    page.get_by_label("In this room only").check()
    boxes(page).first.fill("2")


def test_a_sheet_that_was_refused_stays(stage, grid):
    page = stage.open(grid)
    stage.refusal = RoundClosedError(round=1, step="harms")
    fill(page)
    page.get_by_role("button", name="Send the sheet").click()
    expect(alert(page)).to_contain_text("closed")
    expect(boxes(page).first).to_have_value("2")


@pytest.mark.parametrize(
    ("key", "sent", "word"),
    [
        ("3", "3", "Serious"),
        ("٣", "3", "Serious"),
        ("۴", "4", "Severe"),
        ("d", "dont-know", "Don't know"),
        ("P", "prefer-not", "Prefer not to say"),
        ("u", "unreadable", "Cannot be read"),
    ],
)
def test_a_key_shows_its_word_and_is_sent_as_what_it_means(stage, grid, key, sent, word):
    page = stage.open(grid)
    fill(page)
    boxes(page).first.fill("")
    boxes(page).first.press_sequentially(key)
    expect(said(page).first).to_have_text(word)
    page.keyboard.press("Control+Enter")
    expect(status(page)).to_have_text("Saved.")
    assert stage.taken[0][1]["answers"] == {"recognised": sent}


def test_the_letters_work_on_an_arabic_keyboard(stage, grid):
    page = stage.open(grid, lang="ar")
    boxes(page).first.focus()
    page.evaluate(
        """() => document.activeElement.dispatchEvent(new KeyboardEvent(
            "keydown", {code: "KeyD", key: "ي", bubbles: true, cancelable: true}))"""
    )
    expect(boxes(page).first).to_have_value("d")


@pytest.mark.parametrize("key", ["x", "9", ".", "-"])
def test_a_wrong_key_is_announced_and_not_taken(stage, grid, key):
    page = stage.open(grid)
    boxes(page).first.press_sequentially(key)
    expect(boxes(page).first).to_have_value("")
    expect(alert(page)).to_have_text("Type only: 1, 2, 3, 4, 5, d, p, u")
    expect(said(page).first).to_have_text("Type only: 1, 2, 3, 4, 5, d, p, u")
    boxes(page).first.press_sequentially("1")
    expect(said(page).first).to_have_text("No harm")
    expect(alert(page)).to_have_text("")


def test_a_minus_is_taken_where_the_scale_has_one(stage):
    scale = Question("change", "Change?", ("-1", "0", "1"), ("less", "same", "more"))
    page = stage.open(SheetGrid("enter", "Sheet", "Code", (scale,), (), ()))
    boxes(page).first.press_sequentially("−1")
    expect(said(page).first).to_have_text("less")


def test_enter_does_not_leave_a_box_that_is_wrong(stage, grid):
    page = stage.open(grid)
    boxes(page).first.press_sequentially("44")
    page.keyboard.press("Enter")
    expect(boxes(page).first).to_be_focused()
    expect(alert(page)).to_have_text(
        "44 is not an answer here. Type one of: 1, 2, 3, 4, 5, d, p, u"
    )


def test_shift_and_enter_go_back(stage, grid):
    page = stage.open(grid)
    boxes(page).nth(1).focus()
    page.keyboard.press("Shift+Enter")
    expect(boxes(page).first).to_be_focused()


def test_a_sheet_without_a_code_is_not_sent(stage, grid):
    page = stage.open(grid)
    boxes(page).first.focus()
    page.keyboard.press("Control+Enter")
    expect(alert(page)).to_have_text("Fill in: Code")
    expect(page.get_by_label("Code")).to_be_focused()
    assert stage.messages == []


def test_a_sheet_may_begin_with_what_was_typed_before(stage, questions):
    values = {"participant": "P7", "role": "steward", "answers": {"recognised": "dont-know"}}
    page = stage.open(SheetGrid("enter", "Sheet", "Code", questions, ROLES, TIERS, values))
    expect(page.get_by_label("Code")).to_have_value("P7")
    expect(page.get_by_label("Data stewards")).to_be_checked()
    expect(boxes(page).first).to_have_value("d")
    expect(said(page).first).to_have_text("Don't know")


ROWS = (
    DifferenceRow("recognised", "A patient is recognised?", "4", "dont-know"),
    DifferenceRow("prices", "Prices rise?", "", "2"),
)


def test_differences_are_settled_by_keys(stage):
    page = stage.open(Differences("settle", "Where entries differ", ROWS))
    type_keys(page, "Tab", "Space", "ArrowDown", "Tab", "Tab")
    page.get_by_role("group", name="Prices rise?").get_by_label("Another value: ").fill("٣")
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Saved.")
    answers = {"recognised": "dont-know", "prices": "3"}
    assert stage.taken == [("settle", {"answers": answers})]


def test_each_entry_is_named_in_words(stage):
    page = stage.open(Differences("settle", "Where entries differ", ROWS))
    expect(page.get_by_label("Second entry: Don't know")).to_be_visible()
    expect(page.get_by_label("First entry: Empty box")).to_be_visible()


def test_a_row_that_nobody_settled_is_named(stage):
    page = stage.open(Differences("settle", "Where entries differ", ROWS))
    page.get_by_label("First entry: 4").check()
    page.get_by_role("button", name="Save what is right").click()
    expect(alert(page)).to_have_text("Fill in: Prices rise?")
    assert stage.messages == []
