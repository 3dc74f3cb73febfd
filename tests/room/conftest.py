"""A desk in this process, on a thread of its own, so that a test can reach inside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from pe_tools.record import Desk, Draft, Record, open_record
from pe_tools.room.desk import run_desk


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "record"


@pytest.fixture
def record(folder: Path) -> Record:
    """Return the record as another process has it."""
    return open_record(folder)


@pytest.fixture
def draft() -> Callable[..., Draft]:
    now = datetime(2026, 3, 1, 14, 47, tzinfo=UTC)
    return lambda subject="p-1", **body: Draft("w", "answered", body, now, subject)


@pytest.fixture
def desk(folder: Path, record: Record) -> Iterator[Desk]:
    """Return the desk of the record, which runs on a thread."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    with open_record(folder) as held:
        thread = Thread(target=loop.run_until_complete, args=[run_desk(held, stop)])
        thread.start()
        while (found := record.desk()) is None:
            sleep(0.01)
        yield found
        loop.call_soon_threadsafe(stop.set)
        thread.join()
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


@pytest.fixture
def ask(desk: Desk) -> Callable[..., Answer]:
    """Return a way to ask the desk as a known sender; headers of None are left away."""

    def ask(method: str, path: str, body: object = None, **headers: str | None) -> Answer:
        known = {"Host": f"127.0.0.1:{desk.port}", "Authorization": f"Bearer {desk.secret}"}
        given = {name.title(): value for name, value in headers.items()}
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = HTTPConnection("127.0.0.1", desk.port, timeout=10)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {**known, **given, "Content-Length": str(len(text))}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(text)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, json.loads(answer.read() or b"{}"))
        connection.close()
        return found

    return ask
