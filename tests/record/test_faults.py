"""A disk that is full at any byte, and a clock that goes back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pe_tools.kits import load_kit
from pe_tools.model import Answer, Response
from pe_tools.record import Draft, open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import acts, draft_responses, draft_workshop

HERE = Path(__file__).parent
NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)
FOR_EVER = 10**9


@pytest.fixture(scope="module")
def nospace(tmp_path_factory):
    """Return the compiled library; skip where there is no C compiler or no LD_PRELOAD."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs Linux and a C compiler")
    library = tmp_path_factory.mktemp("nospace") / "nospace.so"
    source = str(HERE / "nospace.c")
    parts = ["-shared", "-fPIC", "-O1", "-o", str(library), source, "-ldl", "-lpthread"]
    subprocess.run([compiler, *parts], check=True)
    return library


@pytest.fixture
def full_at(nospace, folder, start, tmp_path):
    """Return a way to append five drafts on a disk that is full after so many bytes.

    Space is freed once three writes failed; each draft is sent until it has a receipt.
    """
    told = tmp_path / "told"

    def run(at):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        told.write_text("nothing", "utf-8")
        names = {"LD_PRELOAD": nospace, "PE_NOSPACE_IN": folder}
        process = start("persist.py", folder, told, **names, PE_NOSPACE_AT=at, PE_NOSPACE_FAILS=3)
        assert process.wait(timeout=60) == 0
        record = open_record(folder)
        assert [event.id for event in record.events("w")] == [f"id-{n}" for n in range(5)]
        assert [event.body for event in record.events("w")] == [{"n": n} for n in range(5)]
        assert record.verify() == []
        return told.read_text("utf-8")

    return run


def test_a_disk_full_at_some_byte_refuses_and_sending_again_counts_once(full_at):
    codes = [full_at(at) for at in range(0, 200_000, 14_321)]
    assert set(codes) <= {"record_full", "record_disk", "nothing"}
    assert codes.count("record_full") > 5
    assert full_at(FOR_EVER) == "nothing"


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_disk_full_at_every_part_of_the_way_refuses_and_counts_once(full_at):
    """Every 499th byte of a run that writes about 170 000."""
    codes = [full_at(at) for at in range(0, 200_000, 499)]
    assert set(codes) <= {"record_full", "record_disk", "nothing"}
    assert codes.count("record_full") > 200
    assert codes[-1] == "nothing"


def test_events_stand_in_the_order_they_came_however_the_clock_goes(record):
    days = [0, 5, -400, 3, -400]
    for number, days_on in enumerate(days):
        at = NOW + timedelta(days=days_on)
        record.append([Draft("w", "answered", {"n": number}, at, "p-1")])
    events = record.events("w")
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert [event.body["n"] for event in events] == [0, 1, 2, 3, 4]
    assert events[2].at == "2025-01-25T14:00:00+00:00"
    assert record.verify() == []


KIT = """\
id: tiny
version: "1"
title: Tiny
purpose: Agree.
minutes: 10
roles: [{id: all, name: All}]
scales:
  - id: yes
    question: Yes?
    points: [{value: 0, word: "no"}, {value: 1, word: "yes"}]
items: [{id: thing, kind: thing, text: A thing., source: written for this test}]
steps: [{id: rate, kind: rate, title: Rate, items: thing, scales: ["yes"]}]
agenda: [{minutes: 10, step: rate, round: 1}]
"""


def test_the_answer_that_came_last_counts_though_its_clock_says_it_is_older(record):
    answer = Answer("thing", "yes", 0)
    taken = draft_responses(
        record,
        "w",
        [Response("ana", "rate", 1, (answer,), "all")],
        consents={"ana": "open"},
        tier="room",
        how="test",
        now=NOW,
    )
    record.append([*draft_workshop(record, "w", kit=load_kit(KIT), text=KIT, now=NOW)])
    record.append(taken.drafts)
    later = Answer("thing", "yes", 1)
    before = NOW - timedelta(days=400)
    subject = record.subject("w", "ana")
    record.append([acts.answered("w", subject, "rate", 1, [later], now=before)])
    assert open_tables(record, "w", purpose="room").answers["value"].tolist() == [1]
