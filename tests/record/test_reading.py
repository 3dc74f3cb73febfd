from __future__ import annotations

import shutil
import signal
import time

import apsw
import pytest

from pe_tools.record import open_record
from pe_tools.record.connect import connect_reader


@pytest.fixture
def left_by_a_dead_writer(folder, tmp_path, start):
    """Return a folder whose writer was killed, so that its -wal is still there."""
    receipts = tmp_path / "receipts"
    receipts.touch()
    writer = start("load.py", folder, receipts, "FULL")
    while receipts.stat().st_size < 2000:
        time.sleep(0.02)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    return folder


def contents(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith("-shm")}


def test_readers_see_everything_and_leave_every_byte_as_it_was(left_by_a_dead_writer, record):
    before = contents(left_by_a_dead_writer)
    assert len(before["record.db-wal"]) > 10_000
    assert len(record.events("w")) == record.head("w").seq > 10
    assert record.verify() == []
    assert contents(left_by_a_dead_writer) == before


def test_readers_leave_a_wal_that_is_wholly_in_the_file_already(record, folder, draft, tmp_path):
    with record.hold():
        record.append([draft(n=n) for n in range(100)])
        record._writer._store._ledger.connection.wal_checkpoint()
        left = shutil.copytree(folder, tmp_path / "left")  # as if the writer had died here
    (left / "record.db-shm").unlink()
    before = contents(left)
    assert len(before["record.db-wal"]) > 10_000
    assert len(open_record(left).events("w")) == 100
    assert contents(left) == before


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA wal_checkpoint",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA journal_mode = DELETE",
        "PRAGMA user_version = 7",
        "ATTACH ':memory:' AS other",
        "VACUUM INTO 'copy.db'",
        "CREATE TEMP TABLE other (x)",
        "INSERT INTO event SELECT * FROM event",
        "UPDATE event SET body = '{}'",
        "DELETE FROM event",
        "DROP TRIGGER event_delete",
    ],
)
def test_a_reader_can_neither_write_nor_checkpoint(record, folder, draft, statement):
    record.append([draft(n=1)])
    connection = connect_reader(folder / "record.db")
    with pytest.raises(apsw.AuthError):
        connection.execute(statement)
    connection.close()


def test_readers_see_each_commit_while_the_record_is_held(record, folder, draft):
    other = open_record(folder)
    with record.hold():
        for number in range(1, 4):
            record.append([draft("p-1", n=number)])
            assert len(other.events("w")) == number


def test_the_wal_stays_small_while_others_read(record, folder, draft):
    with record.hold():
        for number in range(60):
            record.append([draft(f"p-{number}", text="x" * 100_000)])
            record.events("w", after=number)
        assert (folder / "record.db-wal").stat().st_size < 5_000_000  # of 6 MB and more written
