from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import apsw
import pytest

from pe_tools.errors import RecordBusyError
from pe_tools.record import HOST, writer

ROW = {
    "stream": "w",
    "kind": "answered",
    "subject": "p-1",
    "id": "a",
    "at": "2026-03-01T14:00:00+00:00",
    "body": {"n": 1},
}
PATHS = [("POST", "/append"), ("POST", "/erase"), ("GET", "/health"), ("GET", "/nothing")]


@pytest.fixture
def short_queue(monkeypatch):
    monkeypatch.setattr(writer, "_QUEUE", 1)


@contextmanager
def slow_disk(folder):
    """Keep the writer waiting."""
    connection = apsw.Connection(str(folder / "record.db"))
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_an_append_is_answered_with_its_receipt(ask, record):
    answer = ask("POST", "/append", {"drafts": [ROW]})
    (event,) = record.events("w")
    assert answer.status == 200
    assert answer.body == {
        "receipts": [{"id": "a", "seq": 1, "status": "new", "hash": event.hash}]
    }
    assert event.body == {"n": 1}


def test_what_is_appended_is_sealed(ask, folder):
    ask("POST", "/append", {"drafts": [{**ROW, "body": {"text": "marker-of-a-person"}}]})
    files = [path for path in folder.iterdir() if path.is_file()]
    assert {"record.db", "keys.db", "kek.json"} <= {path.name for path in files}
    assert not any(b"marker-of-a-person" in path.read_bytes() for path in files)


def test_an_erasure_is_answered_once_the_key_is_gone(ask, record):
    ask("POST", "/append", {"drafts": [ROW]})
    sent = {"stream": "w", "subject": "p-1", "at": ROW["at"]}
    assert ask("POST", "/erase", sent).body == {"receipts": []}
    assert record.events("w")[0].body is None
    answer = ask("POST", "/append", {"drafts": [{**ROW, "id": "b"}]})
    assert answer.status == 409
    assert answer.body == {
        "code": "erased",
        "sentence": "p-1 was erased from 'w'. Nothing more can be recorded of them.",
        "context": {"stream": "w", "subject": "p-1"},
    }


def test_one_bad_draft_refuses_all(ask, record):
    answer = ask("POST", "/append", {"drafts": [ROW, {**ROW, "id": ""}]})
    assert (answer.status, answer.body["code"]) == (400, "bad_input")
    assert record.events("w") == []


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b'{"stream": "w"}'])
@pytest.mark.parametrize("path", ["/append", "/erase"])
def test_what_cannot_be_read_is_refused(ask, path, body):
    answer = ask("POST", path, body)
    assert (answer.status, answer.body["code"]) == (400, "bad_input")


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"host": "evil.example"}, 421, id="a foreign host"),
        pytest.param({"host": "127.0.0.1"}, 421, id="the host without the port"),
        pytest.param({"host": "localhost:80"}, 421, id="another name of this machine"),
        pytest.param({"origin": "http://127.0.0.1:8866"}, 403, id="a page of a browser"),
        pytest.param({"origin": "null"}, 403, id="a page without a place"),
        pytest.param({"authorization": None}, 401, id="no token"),
        pytest.param({"authorization": "Bearer x"}, 401, id="a wrong token"),
        pytest.param({"authorization": "Bearer \u00e9"}, 401, id="a token that is not ASCII"),
        pytest.param({"authorization": "Bearer "}, 401, id="an empty token"),
    ],
)
def test_who_is_not_known_is_refused_whatever_they_ask(ask, record, method, path, headers, status):
    answer = ask(method, path, {"drafts": [ROW]}, **headers)
    assert (answer.status, answer.body) == (status, {"status": status})
    assert record.events("w") == []


def test_a_known_sender_finds_only_the_routes(ask):
    assert ask("GET", "/nothing").status == 404
    assert ask("GET", "/append").status == 405
    assert ask("POST", "/health").status == 405
    assert ask("GET", "/health").status == 200


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_no_answer_says_what_serves_or_sets_a_cookie(ask, method, path):
    for headers in ({}, {"authorization": None}):
        answer = ask(method, path, {"drafts": [ROW]}, **headers)
        assert "Server" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_body_of_an_unknown_sender_is_not_waited_for(desk):
    with socket.create_connection((HOST, desk.port), timeout=5) as plain:
        head = f"POST /append HTTP/1.1\r\nHost: {HOST}:{desk.port}\r\nContent-Length: 1000000\r\n"
        plain.sendall(head.encode() + b"\r\n")
        assert plain.recv(100).startswith(b"HTTP/1.1 401 ")


def test_it_listens_on_this_machine_only(desk):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing; tells this machine's other address
        other = probe.getsockname()[0]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((other, desk.port), timeout=5)


def test_a_full_queue_says_when_to_come_again(short_queue, ask, folder, record, draft):
    with ThreadPoolExecutor(2) as pool, slow_disk(folder):
        waiting = []
        for n in range(2):  # the first is being written, the second fills the queue
            waiting.append(pool.submit(record.append, [draft(n=n)]))
            time.sleep(0.3)
        answer = ask("POST", "/append", {"drafts": [ROW]})
        with pytest.raises(RecordBusyError):
            record.append([draft(n=3)])
        with pytest.raises(RecordBusyError):
            record.erase("w", "p-1", draft().at)
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    assert answer.body["code"] == "record_busy"
    assert [one.result()[0].status for one in waiting] == ["new", "new"]
    assert [event.body for event in record.events("w")] == [{"n": 0}, {"n": 1}]


def test_a_bug_is_told_without_words_and_logged_without_words(
    ask, desk, monkeypatch, caplog, logged_exceptions
):
    def broken(_drafts):
        raise KeyError("-".join(["marker", "of", "a", "person"]))  # not as it stands in the code

    monkeypatch.setattr("pe_tools.room.desk.receipts_form", broken)
    answer = ask("POST", "/append", {"drafts": [ROW]})
    assert (answer.status, answer.body) == (500, {"status": 500})
    assert "KeyError" in caplog.text
    assert "in written" in caplog.text
    assert "marker-of-a-person" not in caplog.text
    logged_exceptions.clear()


def test_the_log_says_nothing_of_what_is_asked(ask, caplog):
    ask("POST", "/append", {"drafts": [ROW]})
    ask("GET", "/nothing")
    ask("GET", "/health", host="evil.example")
    assert caplog.text == ""
