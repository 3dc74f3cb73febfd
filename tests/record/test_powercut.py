"""What is left when the process is killed, or the power goes, at any moment.

A kill alone cannot tell a durable commit from one that sits in the memory of the system, so
these tests keep only what was synced (powercut.c), and prove that they can fail: with
``synchronous=NORMAL`` patched in, record.db loses acknowledged events, and only the second copy
has them; with that one not synced either, they are lost.
"""

from __future__ import annotations

import random
import shutil
import time
from datetime import UTC, datetime

import pytest

from pe_tools.record import Draft, open_record
from pe_tools.record.connect import reading
from pe_tools.record.copies import look_over
from pe_tools.record.keks import read_keks

NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)


@pytest.fixture
def disk(folder, tmp_path, powercut):
    """Return the folder of what was synced, and the environment that keeps it."""
    folder.mkdir()
    synced = tmp_path / "synced"
    synced.mkdir()
    variables = {
        "LD_PRELOAD": powercut,
        "PE_POWERCUT_FROM": folder,
        "PE_POWERCUT_TO": synced,
    }
    return synced, variables


@pytest.fixture
def load(folder, tmp_path, start):
    """Return a way to load the record until a random moment, and to read the receipts after."""
    receipts = tmp_path / "receipts"
    receipts.touch()
    moments = random.Random(3)

    def run(synced="FULL", senders=8, **variables):
        before = receipts.stat().st_size
        process = start("load.py", folder, receipts, synced, senders, **variables)
        while receipts.stat().st_size < before + 3000:
            assert process.poll() is None, "the load ended by itself"
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.3))
        process.kill()
        process.wait()
        whole = receipts.read_text("utf-8").split("\n")[:-1]
        return {tuple(line.split()) for line in whole}

    return run


def held(folder):
    """Return id, seq and hash of all events, once everything about them was found in order."""
    record = open_record(folder)
    events = record.events("w")
    assert record.verify() == []
    assert [event.body["n"] for event in events] == [int(e.id.split("-")[1]) for e in events]
    return {(event.id, str(event.seq), event.hash) for event in events}


def back_on(disk, folder):
    """The power is back: the disk holds what was synced, and nothing else."""
    shutil.rmtree(folder)
    shutil.copytree(disk, folder)


def test_twenty_kills_lose_no_acknowledged_event_and_double_none(folder, load):
    for _ in range(20):
        acknowledged = load()
        events = held(folder)
        assert acknowledged <= events
        assert len({event[0] for event in events}) == len(events)
    assert len(acknowledged) > 20 * 20


@pytest.fixture
def cut_under(folder, load, disk):
    """Return a way to cut the power under load, with less synced if need be; it gives receipts."""
    kept, variables = disk

    def cut(synced, senders=8):
        acknowledged = load(synced, senders, **variables)
        assert (kept / "kek.json").stat().st_size, "nothing was intercepted"
        back_on(kept, folder)
        return acknowledged

    return cut


def test_ten_power_cuts_lose_no_acknowledged_event(folder, cut_under):
    for _ in range(10):
        assert cut_under("FULL") <= held(folder)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_power_cuts_lose_no_acknowledged_event(folder, cut_under):
    for _ in range(100):
        assert cut_under("FULL") <= held(folder)


def in_table(folder):
    with reading(folder / "record.db") as connection:
        query = "SELECT id, CAST(seq AS TEXT), hash FROM event"
        return set(connection.execute(query)) if connection else set()


def test_what_record_db_alone_would_lose_the_second_copy_brings_back(folder, cut_under):
    acknowledged = cut_under("NORMAL")
    assert acknowledged - in_table(folder)
    (repair,) = look_over(folder)
    assert "record.db had lost" in repair.what
    assert acknowledged <= held(folder)


def test_the_power_cut_is_real_since_with_neither_copy_synced_events_are_lost(folder, cut_under):
    acknowledged = cut_under("NEITHER")
    look_over(folder)
    assert acknowledged - in_table(folder)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_hundred_senders_lose_and_double_nothing_in_twenty_kills(folder, load):
    for _ in range(20):
        acknowledged = load(senders=100)
        look_over(folder)
        events = held(folder)
        assert acknowledged <= events
        assert len({event[0] for event in events}) == len(events)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_senders_lose_and_double_nothing_in_twenty_power_cuts(folder, cut_under):
    for _ in range(20):
        acknowledged = cut_under("FULL", 100)
        look_over(folder)
        events = held(folder)
        assert acknowledged <= events
        assert len({event[0] for event in events}) == len(events)


def run(start, *arguments, **variables):
    return start(*arguments, **variables).wait(timeout=60)


def test_an_erasure_cut_at_any_sync_is_finished_by_the_next_opening(folder, start, disk, tmp_path):
    synced, variables = disk
    record = open_record(folder)
    record.append([Draft("w", "answered", {"n": n}, NOW, f"p-{n}") for n in range(3)])
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    cut, outcomes = 1, []
    while not outcomes or outcomes[-1][0] != "ended":
        back_on(before, folder)
        shutil.rmtree(synced)
        shutil.copytree(before, synced)
        code = run(start, "erase.py", folder, "w", "p-1", **variables, PE_POWERCUT_AT=cut)
        back_on(synced, folder)
        outcomes.append(("ended" if code == 0 else "cut", erased_wholly(folder, before)))
        cut += 1
    assert outcomes[0] == ("cut", False)
    assert outcomes[-1] == ("ended", True)
    assert ("cut", True) in outcomes
    assert len(outcomes) > 8  # the event, the key, the rotation: each has syncs of its own


def erased_wholly(folder, before):
    """Check that the cut left one of two whole states, and return which.

    An erasure that reached the journal and not record.db is finished by the next opening.
    """
    record = open_record(folder)
    was_erased = bodies_say_erased(record)
    record.append([Draft("w", "answered", {"n": 9}, NOW, "p-2")])
    is_erased = bodies_say_erased(record)
    assert is_erased or not was_erased
    assert record.verify() == []
    assert len(read_keks(folder)) == 1
    assert (read_keks(folder) != read_keks(before)) == is_erased
    assert record.events("w")[-1].body == {"n": 9}
    return is_erased


def bodies_say_erased(record):
    is_erased = "p-1" in record.erased("w")
    assert [event.body for event in record.events("w")][:3] == [
        {"n": 0},
        None if is_erased else {"n": 1},
        {"n": 2},
    ]
    return is_erased


@pytest.fixture
def persist(folder, start, disk, tmp_path):
    """Return a way to append five drafts while the n-th sync fails; it gives what was told."""
    synced, variables = disk
    told = tmp_path / "told"

    def run_with(number):
        for place in (folder, synced):
            shutil.rmtree(place)
            place.mkdir()
        told.write_text("nothing", "utf-8")
        assert run(start, "persist.py", folder, told, **variables, PE_POWERCUT_EIO=number) == 0
        record = open_record(folder)
        assert [event.id for event in record.events("w")] == [f"id-{n}" for n in range(5)]
        assert record.verify() == []
        return told.read_text("utf-8")

    return run_with


def test_whichever_sync_fails_sending_again_counts_once(persist):
    codes = [persist(number) for number in range(1, 15)]
    assert set(codes) <= {"record_disk", "nothing"}  # nothing: while closing, after the receipt
    assert codes.count("record_disk") > 5


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_whichever_of_all_syncs_fails_sending_again_counts_once(persist):
    """Up to the last sync of the run, and beyond."""
    codes = [persist(number) for number in range(1, 100)]
    assert set(codes) == {"record_disk", "nothing"}
    assert codes.count("record_disk") > 20
    assert set(codes[-10:]) == {"nothing"}  # there are fewer syncs than that


@pytest.mark.parametrize("damaged", ["record.db", "record.journal"])
def test_mending_cut_at_any_sync_is_finished_by_the_next_opening(
    folder, start, disk, tmp_path, damaged
):
    synced, variables = disk
    open_record(folder).append(
        [Draft("w", "answered", {"n": n}, NOW, f"p-{n % 3}", f"id-{n}") for n in range(30)]
    )
    content = bytearray((folder / damaged).read_bytes())
    content[4000:6000] = bytes(2000)
    (folder / damaged).write_bytes(content)
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    codes = []
    while not codes or codes[-1] != 0:
        for place in (folder, synced):
            shutil.rmtree(place)
            shutil.copytree(before, place)
        cut = len(codes) + 1
        codes.append(run(start, "mend.py", folder, **variables, PE_POWERCUT_AT=cut))
        back_on(synced, folder)
        look_over(folder)
        record = open_record(folder)
        assert [event.body["n"] for event in record.events("w")] == [*range(30)]
        assert record.verify() == []
        assert bytes(content) in {
            path.read_bytes() for path in folder.glob(f"{damaged}.damaged-*")
        }
    assert len(codes) > 1
