"""The first page: partnerships, their workshops, and where each stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.notebook.home import Home
from pe_tools.notebook.listed import Listed, listed
from pe_tools.record import Record, open_record
from pe_tools.workshop import Conductor, create_workshop

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return open_record(tmp_path)


def create(record: Record, name: str, partnership: str = "", language: str = "en") -> Conductor:
    kit, text = read_kit("risk_assessment")
    create_workshop(
        record,
        name,
        kit=kit,
        text=text,
        language=language,
        partnership=partnership,
        now=NOW,
    )
    return Conductor(record, name)


def only(record: Record, now: datetime = NOW) -> Listed:
    (one,) = listed(record, Words(), now=now)
    return one


def directories(record: Record) -> list[dict]:
    home = Home(record, Words())
    home.panel_shown()
    assert home.panel is not None
    return [c for c in home.panel.controls if c["kind"] == "Directory"]


def test_workshops_stand_under_their_partnership_and_those_without_one_last(record) -> None:
    for name, partnership in (("c", ""), ("b", "River data"), ("a", "Health"), ("d", "Health")):
        create(record, name, partnership)
    found = {d["title"]: [e["title"] for e in d["entries"]] for d in directories(record)}
    assert list(found.items()) == [
        ("Health", ["a", "d"]),
        ("River data", ["b"]),
        ("Without a partnership", ["c"]),
    ]


def test_a_workshop_that_has_not_begun_says_so_and_opens_at_the_top(record) -> None:
    create(record, "clinic")
    assert (only(record).stands, only(record).day, only(record).place) == ("Not begun", "", "")


def test_the_step_that_is_on_is_named_with_its_round_and_its_day(record) -> None:
    create(record, "clinic").start("rate-harms", 2, 10, now=NOW)
    one = only(record)
    assert one.stands == "Now: Rate the harms, round 2"
    assert one.day == "March 14, 2026"
    (directory,) = directories(record)
    (entry,) = directory["entries"]
    assert entry["links"][0]["address"].endswith("workshop=clinic&lang=en#step-rate-harms")


def test_a_workshop_ends_when_the_minutes_of_its_last_step_have_passed(record) -> None:
    create(record, "clinic").start("pulse", 1, 2, now=NOW)
    before, after = NOW + timedelta(seconds=119), NOW + timedelta(seconds=120)
    assert only(record, before).place == "step-pulse"
    assert (only(record, after).stands, only(record, after).place) == ("Ended", "")


def test_the_page_speaks_its_own_language_and_opens_the_workshop_in_that_workshops(record) -> None:
    create(record, "clinic", language="ar").start("welcome", 0, 15, now=NOW)
    home = Home(record, Words("fr"))
    home.panel_shown()
    assert home.panel is not None
    (entry,) = next(c for c in home.panel.controls if c["kind"] == "Directory")["entries"]
    assert entry["facts"][:2] == ["En cours\u00a0: Bienvenue", "Tenu le 14 mars 2026"]
    assert "lang=ar#step-welcome" in entry["links"][0]["address"]
