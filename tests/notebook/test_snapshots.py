"""On a live page no picture tells what the one person answered who just pressed send."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from pe_tools.language import Words
from pe_tools.model import CHOICE, Answer, Response
from pe_tools.notebook import live
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.record import Record
from pe_tools.workshop import ALL, Conductor, acts

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
STEP = "pick-two"


def on_stage(record: Record) -> OpenWorkshop:
    return OpenWorkshop(live.Stage(record, "fund", words=Words(), chosen={}).context())


NOTE = re.compile(r'<p class="pe-small">\d newer answers? [^<]*</p>\n?')


def picture(record: Record) -> str:
    """Return what the room is shown, without the note of how many answers wait."""
    return NOTE.sub("", on_stage(record).step(STEP).show().panel.html)


def pick(record: Record, label: str, value: int = 1) -> None:
    answers = (Answer("well", CHOICE, value), Answer("road", CHOICE, 1))
    response = Response(label, STEP, 1, answers, "neighbours")
    Conductor(record, "fund").answer(response, "report", now=NOW)


@pytest.fixture
def record(fund: Record) -> Record:
    """Six people answered, the round was closed and revealed, and is open again."""
    conductor = Conductor(fund, "fund")
    conductor.open_round(STEP, 1, now=NOW)
    for number in range(6):
        pick(fund, f"p{number}")
    conductor.close_round(STEP, 1, now=NOW)
    conductor.reveal(STEP, 1, ALL, now=NOW)
    conductor.open_round(STEP, 1, now=NOW)
    return fund


def test_the_picture_stays_until_five_people_changed_it(record: Record) -> None:
    before = picture(record)
    assert "6 of 6" in before
    for number in range(4):
        pick(record, f"p{number}", 0)
        assert picture(record) == before
    pick(record, "new", 0)
    assert "2 of 7" in picture(record)


def test_closing_shows_what_there_is(record: Record) -> None:
    pick(record, "p0", 0)
    Conductor(record, "fund").close_round(STEP, 1, now=NOW)
    assert "5 of 6" in picture(record)


def test_heads_are_counted_all_the_while_and_what_waits_is_said(record: Record) -> None:
    pick(record, "new")
    panel = on_stage(record).step(STEP).show().panel
    (heads,) = [control for control in panel.controls if control["kind"] == "Heads"]
    assert heads["groups"] == [["Neighbours", 7]]
    assert "1 newer answer is not shown yet. 5 are shown together." in panel.html


def test_a_sheet_of_paper_that_comes_late_waits(record: Record) -> None:
    conductor = Conductor(record, "fund")
    conductor.close_round(STEP, 1, now=NOW)
    before = picture(record)
    late = Response("late", STEP, 1, (Answer("road", CHOICE, 1),), "neighbours")
    for entry in (1, 2):
        conductor.enter_sheet(late, "report", entry=entry, now=NOW)
    assert picture(record) == before


def test_who_withdraws_is_out_of_the_picture_at_once(record: Record) -> None:
    subject = record.subject("fund", "p0")
    record.append([acts.consent_withdrawn("fund", subject, now=NOW)])
    assert "5 of 5" in picture(record)


def test_a_page_that_was_open_and_a_new_one_show_the_same(record: Record) -> None:
    stage = live.Stage(record, "fund", words=Words(), chosen={})
    open_page = OpenWorkshop(stage.context()).step(STEP).show()
    for number in range(4):
        pick(record, f"p{number}", 0)
        stage.refresh()
        assert NOTE.sub("", open_page.panel.html) == picture(record)
        assert f"{number + 1} newer answer" in open_page.panel.html
    pick(record, "new", 0)
    stage.refresh()
    assert "2 of 7" in open_page.panel.html
    assert open_page.panel.html == picture(record)


def test_the_limit_is_named_in_the_method_box(record: Record) -> None:
    box = on_stage(record).method_box().panel.html
    assert "People whose answers change before a live picture does" in box
