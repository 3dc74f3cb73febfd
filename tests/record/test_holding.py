from __future__ import annotations

import signal
import time
from threading import Timer

import pytest

from pe_tools.errors import RecordHeldError
from pe_tools.record import lock, open_record


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.3)


@pytest.fixture
def other(folder, tmp_path, start):
    """Start another process that holds the record and appends to it."""
    receipts = tmp_path / "receipts"
    receipts.touch()
    process = start("load.py", folder, receipts, "FULL")
    while not receipts.stat().st_size:
        time.sleep(0.02)
    yield process
    process.kill()
    process.wait()


def test_says_which_process_holds_the_record(record, folder, draft, other, impatient):
    with pytest.raises(RecordHeldError) as refusal:
        record.append([draft(n=1)])
    assert str(refusal.value) == (
        f"The record {folder} is held by load.py (process {other.pid}). "
        "Close that first, then try again."
    )
    assert record.holder() == f"load.py (process {other.pid})"


def test_reading_needs_no_lock(record, other, impatient):
    assert record.events("w")


def test_the_lock_ends_with_the_process_however_it_ends(record, draft, other, impatient):
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert record.holder() is None
    before = record.head("w").seq
    seq = record.append([draft(n=1)])[0].seq
    assert seq == record.head("w").seq > before  # what it was writing may have been finished


def test_waits_for_a_short_holder(record, folder, draft, start, tmp_path):
    receipts = tmp_path / "receipts"
    receipts.touch()
    process = start("load.py", folder, receipts, "FULL")
    while not receipts.stat().st_size:
        time.sleep(0.02)
    timer = Timer(0.5, process.kill)
    timer.start()
    assert record.append([draft(n=1)])[0].status == "new"
    process.wait()
    timer.join()


def test_three_processes_that_send_the_same_at_once_count_once(record, folder, start, tmp_path):
    told = [tmp_path / f"told-{n}" for n in range(3)]
    processes = [start("persist.py", folder, path) for path in told]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    assert [event.id for event in record.events("w")] == [f"id-{n}" for n in range(5)]
    assert record.verify() == []
    assert not any(path.exists() for path in told)  # nobody was refused


def test_another_opening_in_this_process_is_refused_too(record, folder, draft, impatient):
    with record.hold(), pytest.raises(RecordHeldError):
        open_record(folder).append([draft(n=1)])


def test_a_failed_opening_lets_go_of_the_lock(record, folder, draft):
    record.append([draft("p-1", n=1)])
    kek = folder / "kek.json"
    text = kek.read_text("utf-8")
    kek.write_text("{", "utf-8")
    with pytest.raises(Exception, match=r"kek\.json cannot be read"):
        record.append([draft("p-1", n=2)])
    assert record.holder() is None
    kek.write_text(text, "utf-8")
    assert record.append([draft("p-1", n=2)])[0].seq == 2


def test_who_waits_is_next_however_eager_another_is(record, draft, start, folder):
    eager = start("turns.py", folder)
    try:
        while not record.head("eager").seq:
            time.sleep(0.02)
        for n in range(10):
            before = record.head("eager").seq
            record.append([draft(n=n)])
            assert record.head("eager").seq - before < 40  # in 0.1 s before the turn is asked for
    finally:
        eager.kill()
        eager.wait()
