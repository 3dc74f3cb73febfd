"""Controls that hold others: out of sight until opened, and nothing typed in them is lost."""

from __future__ import annotations

import pytest

from pe_tools.errors import ControlError
from pe_tools.language import Words
from pe_tools.widgets import Button, Fold, Form, Matter, TextField
from pe_tools.widgets.accepting import accepted


def matter(name, text="The list is sold.", *facts):
    reason = TextField("reason", "Reason", is_required=True)
    form = Form(f"refuse {name}", "Refuse", (reason,), "Refuse it")
    return Matter(name, text, facts, (form,))


def fold(*matters, title="Proposals"):
    return Fold("waiting", title, matters)


def test_an_act_that_is_held_deep_is_taken():
    held = [fold(matter("a"), Button("look", "Look"))]
    assert accepted("refuse a", {"reason": "said"}, held, Words()) == {"reason": "said"}
    assert accepted("look", {}, held, Words()) == {}
    with pytest.raises(ControlError):
        accepted("refuse b", {"reason": "said"}, held, Words())


@pytest.mark.browser
def test_nothing_is_seen_before_it_is_opened_and_all_is_reached_by_keys(stage):
    page = stage.open(fold(matter("a")))
    assert not page.get_by_text("The list is sold.").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=3).inner_text() == "The list is sold."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("It was said before")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert stage.taken == [("refuse a", {"reason": "It was said before"})]


@pytest.mark.browser
def test_what_is_typed_stays_while_others_come_and_go(stage):
    page = stage.open(fold(matter("b"), matter("d")))
    page.locator("summary").first.click()
    page.get_by_text("Refuse", exact=True).first.click()
    box = page.get_by_label("Reason").first
    box.fill("It was sa")
    stage.show(fold(matter("a"), matter("b"), matter("c"), title="4 proposals"))
    page.keyboard.type("id before")
    assert (
        box.input_value() == "It was said before"
        or page.get_by_label("Reason").nth(1).input_value() == "It was said before"
    )
    assert page.locator("summary").first.inner_text() == "4 proposals"
    assert page.locator("details.pe-fold").get_attribute("open") is not None
    assert page.locator(".pe-form[open]").count() == 1


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_nothing(stage, axe, lang):
    page = stage.open(fold(matter("a", "It leaks?", "It asks a question.")), lang=lang)
    page.locator("summary").first.click()
    page.get_by_text("Refuse", exact=True).first.click()
    assert axe(page) == []
