"""The writer thread: groups, refusals that stay alone, a bounded queue."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import apsw
import pytest

from pe_tools.errors import ErasedError, RecordBusyError
from pe_tools.record import writer
from pe_tools.record.ledger import Ledger
from pe_tools.record.postgres.store import ServerStore
from pe_tools.record.store import FileStore


@pytest.fixture
def gate(monkeypatch, kind):
    """Let the first commit wait for `open`, and note how many batches each commit has."""
    store = {"sqlite": FileStore, "postgresql": ServerStore}[kind]
    commit, is_open, sizes = store.commit, Event(), []

    def slow(self, batches):
        sizes.append(len(batches))
        assert is_open.wait(30)
        return commit(self, batches)

    monkeypatch.setattr(store, "commit", slow)
    return is_open, sizes


def test_what_queued_during_a_commit_goes_into_the_next(record, draft, gate):
    is_open, sizes = gate
    with record.hold():
        first = record.submit([draft(n=0)])
        while not sizes:
            time.sleep(0.001)
        rest = [record.submit([draft(n=n)]) for n in range(1, 11)]
        assert not any(future.done() for future in rest)
        is_open.set()
        seqs = [future.result()[0].seq for future in (first, *rest)]
    assert sizes == [1, 10]
    assert seqs == list(range(1, 12))


def test_a_full_queue_refuses_and_takes_again_later(record, draft, gate, monkeypatch):
    monkeypatch.setattr(writer, "_QUEUE", 3)
    is_open, sizes = gate
    with record.hold():
        taken = [record.submit([draft(n=0)])]
        while not sizes:
            time.sleep(0.001)
        taken += [record.submit([draft(n=n)]) for n in (1, 2, 3)]
        with pytest.raises(RecordBusyError, match="Try again in a moment"):
            record.submit([draft(n=4)])
        is_open.set()
        wait(taken)
        taken.append(record.submit([draft(n=5)]))
    assert [future.result()[0].seq for future in taken] == [1, 2, 3, 4, 5]


def test_a_refused_batch_fails_alone(record, draft, now, gate):
    is_open, sizes = gate
    is_open.set()
    record.append([draft("p-1", n=0)])
    record.erase("w", "p-1", now)
    is_open.clear()
    sizes.clear()
    with record.hold():
        first = record.submit([draft(n=1)])
        while not sizes:
            time.sleep(0.001)
        good = record.submit([draft("p-2", n=2)])
        bad = record.submit([draft("p-2", n=3), draft("p-1", n=4)])
        also_good = record.submit([draft("p-3", n=5)])
        is_open.set()
    assert sizes == [1, 3]
    assert isinstance(bad.exception(), ErasedError)
    assert [future.result()[0].status for future in (first, good, also_good)] == ["new"] * 3
    assert [event.body for event in record.events("w", after=2)] == [{"n": 1}, {"n": 2}, {"n": 5}]
    assert record.verify() == []


def test_a_bug_in_one_batch_is_told_to_its_sender_and_the_writer_lives_on(
    record, draft, monkeypatch
):
    add = Ledger._add

    def faulty(self, row, *rest):
        if row.id == "bad":
            raise ZeroDivisionError
        return add(self, row, *rest)

    monkeypatch.setattr(Ledger, "_add", faulty)
    with record.hold():
        bad = record.submit([draft(id_="bad")])
        good = record.submit([draft(id_="good")])
    assert isinstance(bad.exception(), ZeroDivisionError)
    assert good.result()[0].status == "new"


def test_a_cancelled_submission_is_not_written(record, draft, gate):
    is_open, sizes = gate
    with record.hold():
        record.submit([draft(n=0)])
        while not sizes:
            time.sleep(0.001)
        unwanted = record.submit([draft(n=1)])
        assert unwanted.cancel()
        is_open.set()
    assert [event.body for event in record.events("w")] == [{"n": 0}]


def test_what_was_submitted_is_written_before_the_hold_ends(record, draft):
    with record.hold():
        futures = [record.submit([draft("p-1", n=n)]) for n in range(300)]
    assert all(future.done() for future in futures)
    assert len(record.events("w")) == 300


def test_submitting_without_holding_is_a_bug(record, draft):
    with pytest.raises(RuntimeError, match="hold"):
        record.submit([draft(n=1)])


def test_holds_may_overlap(record, folder, draft):
    with record.hold():
        with record.hold():
            record.append([draft(n=1)])
        record.append([draft(n=2)])
        assert record.holder() is not None
    assert record.holder() is None


def test_many_threads_may_append_without_holding(record, draft):
    drafts = [draft(f"p-{n % 5}", n=n) for n in range(40)]
    with ThreadPoolExecutor(8) as pool:
        receipts = [
            part for parts in pool.map(lambda d: record.append([d]), drafts) for part in parts
        ]
    assert sorted(receipt.seq for receipt in receipts) == list(range(1, 41))
    assert record.verify() == []


def test_closing_the_record_writes_what_was_submitted(record, draft):
    with record, record.hold():
        future = record.submit([draft(n=1)])
        record.close()
        assert future.result()[0].seq == 1
    assert record.holder() is None


def test_writes_with_synchronous_full_and_a_wal(record, folder, draft):
    with record.hold():
        store = record._writer._store
        for connection in (store._ledger.connection, store._keys._connection):
            assert connection.pragma("synchronous") == 2
            assert connection.pragma("journal_mode") == "wal"
            assert connection.pragma("secure_delete") == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "INSERT INTO event SELECT stream, 4, 'x', kind, subject, at, body, hash, hash FROM event",
        "INSERT INTO event SELECT stream, 2, 'x', kind, subject, at, body, prev, hash FROM event",
        "INSERT OR REPLACE INTO event SELECT stream, 2, id, kind, subject, at, body, hash, hash"
        " FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
    ],
)
def test_the_file_itself_refuses_all_but_the_next_event(record, draft, open_raw, statement):
    record.append([draft(n=1)])
    connection = open_raw("record.db")
    with pytest.raises(apsw.ConstraintError, match="append-only"):
        connection.execute(statement)
    connection.close()
    assert record.verify() == []
