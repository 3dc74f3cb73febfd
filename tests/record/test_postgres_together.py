"""Several processes and threads write into one record on a server."""

from __future__ import annotations

import signal
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pe_tools.record import Draft
from pe_tools.record.postgres import connection

THREADS = 4  # of each process in rooms.py


@pytest.fixture
def record(database, folder, monkeypatch):
    """Return the record as the environment names it, for this process and for those it starts."""
    from pe_tools.record import open_record

    monkeypatch.setenv("PE_RECORD", database)
    monkeypatch.setenv("PE_HOME", str(folder))
    return open_record()


@pytest.fixture
def begin(start, tmp_path):
    """Return a way to start a process that writes, and the file in which it notes receipts."""

    def run(name: str, number: int):
        noted = tmp_path / f"receipts-{name}"
        noted.touch()
        return start("rooms.py", noted, name, number), noted

    return run


def lines(*noted: Path) -> list[list[str]]:
    """Return what was noted: stream, id, seq, hash and status; without a torn last line."""
    return [line.split(" ") for path in noted for line in path.read_text().splitlines()]


def events_of(record):
    return {(e.stream, e.id): e for stream in record.streams() for e in record.events(stream)}


def check_all_is_there_once(record, noted):
    events = events_of(record)
    for stream, id_, seq, hash_, _ in noted:
        event = events[stream, id_]
        assert (str(event.seq), event.hash) == (seq, hash_)
    for stream in record.streams():
        of_stream = record.events(stream)
        assert [event.seq for event in of_stream] == list(range(1, len(of_stream) + 1))
    assert len({event.id for event in events.values()}) == len(events)
    assert record.verify() == []


def test_two_processes_write_many_events_into_the_same_and_into_other_streams(record, begin):
    number = 60
    (one, a), (two, b) = begin("a", number), begin("b", number)
    assert [one.wait(timeout=120), two.wait(timeout=120)] == [0, 0]
    noted = lines(a, b)
    check_all_is_there_once(record, noted)
    assert len(record.events("shared")) == 2 * THREADS * number + number
    assert len(record.streams()) == 1 + 2 * THREADS
    statuses = Counter(status for _, id_, _, _, status in noted if id_.startswith("common-"))
    assert statuses == {"new": number, "replay": (2 * THREADS - 1) * number}


def test_one_is_killed_in_the_middle_and_what_it_was_told_is_there(record, begin):
    (one, a), (two, b) = begin("a", 400), begin("b", 60)
    while len(lines(a)) < 150:
        time.sleep(0.01)
    one.send_signal(signal.SIGKILL)
    one.wait()
    assert two.wait(timeout=120) == 0
    noted = [line for line in lines(a, b) if len(line) == 5]
    assert 150 <= len(lines(a)) < 3 * THREADS * 400
    check_all_is_there_once(record, noted)


def test_the_same_ids_sent_at_once_to_two_streams_in_another_order(record, reopen_here, now):
    others = (record, reopen_here())

    def send(place: int, n: int) -> list[str]:
        ids = [f"{n}-x", f"{n}-y"][:: 1 if place else -1]
        drafts = [Draft("wv"[place], "noted", {"place": place}, now, id=id_) for id_ in ids]
        return [receipt.status for receipt in others[place].append(drafts)]

    with ThreadPoolExecutor(2) as pool:
        for n in range(12):
            found = list(pool.map(send, (0, 1), (n, n)))
            assert Counter(found[0] + found[1]) == {"new": 2, "conflict": 2}
    assert record.verify() == []


@pytest.fixture
def reopen_here(database, folder):
    from pe_tools.record import Record
    from pe_tools.record.postgres import Server

    return lambda: Record(Server(database, folder))


def test_a_first_opening_by_many_at_once_makes_one_record(reopen_here, draft):
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda n: reopen_here().append([draft("p-1", n=n)]), range(6)))
    assert sorted(receipts[0].seq for receipts in found) == [1, 2, 3, 4, 5, 6]
    assert len({reopen_here().subject("w", "ana") for _ in range(3)}) == 1
    assert reopen_here().verify() == []


def test_a_desk_is_the_only_one_of_its_folder_and_others_write_all_the_same(
    record, reopen_here, draft, monkeypatch
):
    from pe_tools.errors import RecordHeldError
    from pe_tools.record import Desk, lock

    monkeypatch.setattr(lock, "_PATIENCE_SECONDS", 0.3)
    other = reopen_here()
    with record.hold(Desk("pe serve", 1, "secret")):
        assert other.holder() is not None
        with pytest.raises(RecordHeldError), other.hold(Desk("pe serve", 2, "secret")):
            pass
        assert other.append([draft(n=1)])[0].status == "new"
    assert other.holder() is None


@pytest.mark.parametrize(("mode", "loses"), [("on", False), ("off", True)])
def test_a_crash_of_the_server_loses_nothing_acknowledged_unless_commits_are_not_synced(
    record, postgres, draft, monkeypatch, mode, loses
):
    """The second case shows that the first could fail."""
    settings = connection._WRITE.replace("synchronous_commit = on", f"synchronous_commit = {mode}")
    monkeypatch.setattr(connection, "_WRITE", settings)
    postgres.ask("ALTER SYSTEM SET wal_writer_delay = '10s'")
    postgres.ask(
        "ALTER DATABASE pe SET synchronous_commit = off"
    )  # the server's default is no use
    postgres.ask("SELECT pg_reload_conf()")
    record.append([draft(n=0)])
    postgres.ask("CHECKPOINT")
    with record.hold():
        told = [record.append([draft(n=n)])[0].seq for n in range(1, 30)]
        postgres.stop(signal.SIGQUIT)  # at once, and nothing is written any more
        postgres.start()
    postgres.ask("ALTER SYSTEM RESET wal_writer_delay")
    postgres.ask("ALTER DATABASE pe RESET synchronous_commit")
    assert (record.head("w").seq < told[-1]) == loses
