"""What a person typed, and where they are, while Python changes the controls."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pe_tools.blocks import Heading, Paragraph, Table, to_html
from pe_tools.language import Words
from pe_tools.widgets import Button, ChoiceField, Form, Heads, Prompt, SheetGrid, TextField

pytestmark = pytest.mark.browser


def form(hint="", value="", title="Write it down"):
    fields = (
        TextField("what", "Decision", hint=hint, value=value),
        ChoiceField("who", "Who", (("a", "Ana"), ("b", "Ben"))),
    )
    return Form("decide", title, fields, "Save", is_open=True)


def heads(count):
    return Heads("Answers", (("Community", count),))


def selection(page):
    return page.evaluate(
        "() => [document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    )


def test_a_control_that_did_not_change_is_not_drawn_again(stage):
    page = stage.open(heads(1), form())
    page.evaluate("() => (document.querySelector('form').isMine = true)")
    stage.show(heads(2), form())
    expect(page.locator(".pe-heads .pe-big")).to_have_text("2")
    assert page.evaluate("() => document.querySelector('form').isMine")


def test_text_focus_and_selection_outlive_a_form_that_is_drawn_again(stage):
    page = stage.open(form())
    field = page.get_by_label("Decision")
    field.fill("Share yearly counts")
    page.get_by_label("Ben").check()
    field.focus()
    page.evaluate("() => document.activeElement.setSelectionRange(6, 12)")
    stage.show(heads(1), form(hint="In one sentence."))
    expect(page.get_by_text("In one sentence.")).to_be_visible()
    expect(field).to_have_value("Share yearly counts")
    expect(field).to_be_focused()
    assert selection(page) == [6, 12]
    expect(page.get_by_label("Ben")).to_be_checked()


def test_a_field_that_nobody_touched_takes_the_new_value(stage):
    page = stage.open(form(value="old"))
    stage.show(form(value="new"))
    expect(page.get_by_label("Decision")).to_have_value("new")


def test_a_field_that_somebody_touched_keeps_their_text(stage):
    page = stage.open(form(value="old"))
    page.get_by_label("Decision").fill("mine")
    stage.show(form(value="new"))
    expect(page.get_by_label("Decision")).to_have_value("mine")


def test_a_form_that_somebody_closed_stays_closed(stage):
    page = stage.open(form())
    page.get_by_text("Write it down").click()
    stage.show(form(hint="More"))
    expect(page.get_by_label("Decision")).not_to_be_visible()


def test_a_button_keeps_the_focus_when_its_label_changes(stage):
    page = stage.open(Button("go", "Go"))
    page.keyboard.press("Tab")
    stage.show(Prompt("Why?"), Button("go", "Go on"))
    expect(page.get_by_role("button", name="Go on")).to_be_focused()


def test_where_a_focused_button_goes_away_the_next_tab_leads_to_the_controls(stage):
    page = stage.open(Button("reveal", "Reveal"), Button("close", "Close"))
    page.keyboard.press("Tab")
    stage.show(Button("close", "Close"))
    expect(page.get_by_role("group", name="Controls")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()


def test_the_focus_outside_the_panel_is_left_alone(stage):
    page = stage.open(Button("reveal", "Reveal"))
    page.get_by_role("button", name="After").focus()
    stage.show(Prompt("Why?"))
    expect(page.get_by_role("button", name="After")).to_be_focused()


def test_controls_stand_in_the_order_that_python_gives(stage):
    page = stage.open(Button("a", "A"), Button("b", "B"), Button("c", "C"))
    stage.show(Button("c", "C"), Button("d", "D"), Button("a", "A"))
    assert page.locator(".pe-controls button").all_inner_texts() == ["C", "D", "A"]


def test_a_half_typed_sheet_outlives_another_prompt(stage, questions):
    def grid(title):
        return SheetGrid("enter", title, "Code", questions, (), ())

    page = stage.open(grid("Sheet"))
    page.get_by_label("Code").fill("P7")
    page.locator(".pe-box").first.fill("4")
    stage.show(Prompt("Why?"), grid("Paper sheet"))
    expect(page.get_by_label("Code")).to_have_value("P7")
    expect(page.locator(".pe-box").first).to_have_value("4")
    expect(page.locator("output").first).to_have_text("Severe")


def test_signs_that_are_half_typed_are_not_disturbed(stage):
    page = stage.open(form())
    field = page.get_by_label("Decision")
    field.focus()
    field.dispatch_event("compositionstart")
    page.evaluate("() => (document.activeElement.isMine = true)")
    stage.show(form(hint="More"))
    assert page.evaluate("() => document.activeElement.isMine")
    field.dispatch_event("compositionend")
    expect(page.get_by_text("More")).to_be_visible()


def test_a_table_that_was_opened_stays_open_when_results_change(stage):
    words = Words("en")
    opened = "<details><summary>Table</summary><p>numbers</p></details>"

    def result(n):
        blocks = [Heading("Harms"), Paragraph(f"{n} people"), Table("t", ("a",), (("b",),))]
        return to_html(blocks, words=words) + opened

    page = stage.open(html=result(3))
    page.get_by_text("Table").click()
    page.get_by_text("Table").focus()
    stage.show(html=result(4))
    expect(page.get_by_text("4 people")).to_be_visible()
    expect(page.get_by_text("numbers")).to_be_visible()
    expect(page.locator("summary")).to_be_focused()


def test_nothing_runs_on_after_the_panel_is_closed(stage):
    page = stage.open(heads(1))
    page.evaluate("() => stop()")
    stage.show(heads(2))
    expect(page.locator(".pe-heads .pe-big")).to_have_text("1")
