"""The live page follows every consent: a withdrawal, and what runs out on the hour by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pe_tools.language import Words
from pe_tools.notebook import live
from pe_tools.notebook.steps.pages import people
from pe_tools.record import Record
from pe_tools.workshop import acts, arriving
from pe_tools.workshop.arriving import Consented

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def open_stage(record: Record, clock: Clock) -> live.Stage:
    return live.Stage(record, "list", words=Words(), chosen={}, clock=clock)


def test_a_panel_is_drawn_anew_when_a_consent_ran_out(fill, rated) -> None:
    record = fill([rated(label, "keepers", {"list-lost": (2, 2)}) for label in "abcdef"])
    for label in "ab":
        agreed = Consented("report", "by phone", "", "", "en", days=1)
        subject = record.subject("list", label)
        record.append([arriving.consented("list", subject, agreed, id_=label, now=NOW)])
    clock = Clock()
    stage = open_stage(record, clock)
    face = stage.scene(people, lambda _: [], lambda *_: None)
    assert "Left out" not in face.panel.html
    clock.now = NOW + DAY
    stage.refresh()
    assert "The consents of 2 people ran out." in face.panel.html
    assert len(stage.context().tables.people) == 4


def test_who_withdraws_is_off_the_live_page_at_once(fill, rated) -> None:
    record = fill([rated(label, "keepers", {"list-lost": (2, 2)}) for label in "abcdef"])
    stage = open_stage(record, Clock())
    face = stage.scene(people, lambda _: [], lambda *_: None)
    record.append([acts.consent_withdrawn("list", record.subject("list", "a"), now=NOW)])
    stage.refresh()
    assert "1 person withdrew their consent." in face.panel.html
    assert len(stage.context().tables.answers) == 10
