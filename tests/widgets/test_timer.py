"""The timer runs in the browser by itself, and speaks at five, one and no minutes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pe_tools.widgets import Timer

pytestmark = pytest.mark.browser

NOON = "2026-03-14T12:00:00+00:00"


def running(stage, at=NOON, seconds=600, started=NOON, **options):
    stage.freeze(at)
    return stage.open(Timer("Time to answer", seconds, started), **options)


def left(page):
    return page.get_by_role("timer", name="Time to answer")


def spoken(page):
    return page.locator("[aria-live=polite]")


def test_it_starts_from_when_python_started_it_not_from_when_it_is_seen(stage):
    page = running(stage, at="2026-03-14T12:01:30+00:00")
    expect(left(page)).to_have_text("8:30")


def test_it_needs_no_kernel_to_run(stage):
    page = running(stage)
    stage.is_gone = True
    page.clock.run_for(61_000)
    expect(left(page)).to_have_text("8:59")


def test_a_timer_that_was_not_started_shows_its_whole_time(stage):
    page = running(stage, started="")
    page.clock.run_for(61_000)
    expect(left(page)).to_have_text("10:00")


@pytest.mark.parametrize(
    ("minutes", "digits", "sentence"),
    [(5, "5:00", "5 minutes left"), (9, "1:00", "1 minute left"), (10, "0:00", "Time is up")],
)
def test_it_speaks_once_a_mark_is_reached(stage, minutes, digits, sentence):
    page = running(stage)
    page.clock.run_for(minutes * 60_000 - 1000)
    expect(spoken(page)).not_to_have_text(sentence)
    page.clock.run_for(1000)
    expect(left(page)).to_have_text(digits)
    expect(spoken(page)).to_have_text(sentence)


def test_a_mark_that_was_passed_before_the_page_was_opened_is_not_spoken(stage):
    page = running(stage, at="2026-03-14T12:06:00+00:00")
    page.clock.run_for(5_000)
    expect(spoken(page)).to_have_text("")


def test_it_stays_at_nothing(stage):
    page = running(stage, at="2026-03-14T13:00:00+00:00")
    expect(left(page)).to_have_text("0:00")
    expect(spoken(page)).to_have_text("Time is up")


def test_five_more_minutes_are_five_more_minutes(stage):
    page = running(stage, at="2026-03-14T12:09:00+00:00")
    stage.show(Timer("Time to answer", 900, NOON))
    expect(left(page)).to_have_text("6:00")
    page.clock.run_for(60_000)
    expect(spoken(page)).to_have_text("5 minutes left")


def test_a_laptop_that_slept_wakes_with_the_right_time(stage):
    page = running(stage)
    page.clock.fast_forward(570_000)
    expect(left(page)).to_have_text("0:30")
    expect(spoken(page)).to_have_text("1 minute left")
