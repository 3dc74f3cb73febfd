from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from pe_tools.errors import (
    DeskSilentError,
    ErasedError,
    RecordHeldError,
    TooMuchAtOnceError,
)
from pe_tools.record import Desk, open_record, remote


@pytest.fixture
def start_desk(folder, record):
    """Return a way to start a desk for the record, in a process of its own."""
    started = []

    def begin():
        command = [sys.executable, "-m", "pe_tools.room", "--home", str(folder)]
        process = subprocess.Popen(command)
        started.append(process)
        while not ((desk := record.desk()) and remote.is_answering(desk)):
            assert process.poll() is None
            time.sleep(0.02)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def desk(start_desk):
    return start_desk()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(remote, "_PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(remote, "_REPLY_SECONDS", 0.3)


@pytest.fixture
def somebody_else():
    """Give the port of a web server that is no desk."""

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_):
            pass

    def answer(_environ, begin):
        begin("200 OK", [("Content-Type", "text/html")])
        return [b"<p>Hello"]

    with make_server("127.0.0.1", 0, answer, handler_class=Quiet) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_an_append_goes_through_the_desk(record, draft, desk):
    receipts = record.append([draft("p-1", n=1, id_="a"), draft("p-2", n=2, id_="b")])
    assert [(receipt.id, receipt.seq, receipt.status) for receipt in receipts] == [
        ("a", 1, "new"),
        ("b", 2, "new"),
    ]
    assert [event.body for event in record.events("w")] == [{"n": 1}, {"n": 2}]
    assert record.head("w").hash == receipts[-1].hash
    assert record.holder() == f"pe serve (process {desk.pid})"


def test_sent_twice_counts_once_and_another_body_is_a_conflict(record, draft, desk):
    first, second, third = (record.append([draft("p-1", n=n, id_="a")])[0] for n in (1, 1, 2))
    assert [one.status for one in (first, second, third)] == ["new", "replay", "conflict"]
    assert (first.seq, first.hash) == (second.seq, second.hash)
    assert len(record.events("w")) == 2


def test_an_erasure_goes_through_the_desk(record, draft, desk, now):
    record.append([draft("p-1", text="mine")])
    record.erase("w", "p-1", now)
    assert record.erased("w") == {"p-1"}
    assert [event.body for event in record.events("w")] == [None, None]
    with pytest.raises(ErasedError, match=r"p-1 was erased from 'w'\."):
        record.append([draft("p-1", n=2)])


def test_pseudonyms_are_the_same_with_a_desk_and_without(record, folder, desk):
    before = record.subject("w", "A1")
    desk.terminate()
    desk.wait()
    assert open_record(folder).subject("w", "A1") == before


def test_many_threads_write_through_it_at_once(record, draft, desk):
    with ThreadPoolExecutor(20) as pool:
        receipts = list(pool.map(lambda n: record.append([draft(n=n)])[0], range(200)))
    assert sorted(receipt.seq for receipt in receipts) == list(range(1, 201))


def test_holding_while_a_desk_holds_is_refused(record, desk):
    with pytest.raises(RecordHeldError, match=rf"pe serve \(process {desk.pid}\)"), record.hold():
        pass


def test_the_secret_is_readable_for_the_owner_only_and_in_no_repr(record, folder, draft):
    record.append([draft(n=1)])
    (folder / "record.lock").chmod(0o644)
    with record.hold(Desk("pe serve", 1, "hidden")):
        assert (folder / "record.lock").stat().st_mode & 0o777 == 0o600
        assert json.loads((folder / "record.lock").read_text())["secret"] == "hidden"
        assert "hidden" not in repr(record.desk())
    assert (folder / "record.lock").read_text() == ""


def test_what_a_killed_desk_left_in_the_lock_file_misleads_nobody(record, folder, draft, desk):
    desk.kill()
    desk.wait()
    assert "127.0.0.1:" in (folder / "record.lock").read_text()
    assert record.desk() is None
    begun = time.monotonic()
    assert record.append([draft(n=1)])[0].status == "new"
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize("address", ["10.0.0.1:80", "127.0.0.1", "127.0.0.1:x", None])
def test_no_address_but_a_loopback_port_is_believed(record, folder, draft, address):
    record.append([draft(n=1)])
    with record.hold():
        (folder / "record.lock").write_text(json.dumps({"address": address, "secret": "x"}))
        assert record.desk() is None


def test_a_silent_desk_is_named(record, folder, draft, desk, impatient):
    os.kill(desk.pid, signal.SIGSTOP)
    with pytest.raises(DeskSilentError) as refusal:
        record.append([draft(n=1)])
    assert str(refusal.value) == (
        f"The record {folder} is held by pe serve (process {desk.pid}), which does not answer. "
        "Start that again, then send again: what was kept already counts once."
    )


def test_who_else_answers_at_the_port_is_not_taken_for_the_desk(
    record, folder, draft, impatient, somebody_else
):
    with (
        open_record(folder).hold(Desk("pe serve", somebody_else, "x")),
        pytest.raises(DeskSilentError),
    ):
        record.append([draft(n=1)])


def test_more_than_the_desk_takes_at_once_is_refused(record, draft, desk, monkeypatch):
    monkeypatch.setattr(remote, "LARGEST_BYTES", 300)
    with pytest.raises(TooMuchAtOnceError, match=r"This is more than pe serve \(process \d+\)"):
        record.append([draft(text="x" * 300)])
    assert record.events("w") == []


def test_an_import_of_several_megabytes_goes_at_once(record, draft, desk):
    record.append([draft(text="x" * 1000, n=n) for n in range(5000)])
    assert len(record.events("w")) == 5000


def test_a_desk_started_anew_takes_what_its_killed_one_did_not(record, draft, start_desk):
    start_desk().kill()
    with ThreadPoolExecutor(1) as pool:
        later = pool.submit(record.append, [draft(n=1)])
        start_desk()
        assert later.result()[0].status == "new"


def test_kills_of_the_desk_lose_and_double_nothing(record, folder, start, start_desk, tmp_path):
    desk = start_desk()
    files = [tmp_path / name for name in ("x", "y")]
    for path in files:
        path.touch()
    clients = [start("through.py", folder, path, path.name) for path in files]
    for so_far in (20, 60, 100):
        while sum(path.read_text().count("\n") for path in files) < so_far:
            time.sleep(0.005)
        desk.kill()
        desk.wait()
        desk = start_desk()
    assert [client.wait(timeout=60) for client in clients] == [0, 0]
    told = {line for path in files for line in path.read_text().splitlines()}
    events = record.events("w")
    assert {f"{event.id} {event.seq} {event.hash}" for event in events} == told
    assert len(events) == len(told) == 200
    assert record.verify() == []
