"""Coming back: from the start page, or from the top of a page, to the step that is on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from pe_tools.kits import read_kit
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, create_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.fixture(scope="module")
def begun(app):
    """Return a function that makes a workshop in which a step has begun."""

    def make(name: str, step: str, round_: int) -> None:
        kit, text = read_kit("risk_assessment")
        now = datetime.now(UTC)
        with open_record(app.folder / "home") as record:
            create_workshop(record, name, kit=kit, text=text, language="en", now=now)
            Conductor(record, name).start(step, round_, 15, now=now)

    return make


def is_in_sight(page: Page, place: str) -> bool:
    top = f"document.getElementById('{place}').getBoundingClientRect().top"
    return bool(page.evaluate(f"{top} >= -1 && {top} < innerHeight / 2"))


def expect_at(page: Page, place: str) -> None:
    expect(page.locator(f"#{place}")).to_be_focused()
    assert is_in_sight(page, place)


@pytest.mark.parametrize("is_all", [False, True], ids=["one by one", "all parts"])
def test_the_start_page_leads_back_to_the_step_that_is_on(app, visit, begun, is_all) -> None:
    name = f"led-{is_all}".lower()
    begun(name, "rate-harms", 2)
    page = visit(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(app.page())
    app.ready(page)
    expect(page.get_by_text("Now: Rate the harms, round 2").first).to_be_visible()
    if is_all:
        page.evaluate("sessionStorage.setItem('app-all', 'yes')")
    page.get_by_role("link", name=f"Open {name}", exact=True).click()
    app.ready(page)
    expect_at(page, "step-rate-harms")


def test_without_a_place_the_top_of_the_page_names_the_step_and_leads_there(
    app, visit, begun
) -> None:
    begun("topped", "treat", 0)
    page = visit().new_page()
    page.goto(app.page("20_risk_assessment", "workshop=topped"))
    app.ready(page)
    page.get_by_role("link", name="Go on with: Agree on measures").click()
    expect_at(page, "step-treat")


def test_a_step_without_a_part_of_its_own_is_led_from_the_agenda(app, visit, begun) -> None:
    begun("welcomed", "welcome", 0)
    page = visit().new_page()
    page.goto(app.page("20_risk_assessment", "workshop=welcomed") + "#step-welcome")
    app.ready(page)
    expect_at(page, "agenda")
