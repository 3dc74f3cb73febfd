"""A room in this process, on a thread of its own, so that a test can reach inside."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode

import pytest

from pe_tools.kits import read_kit
from pe_tools.record import Record, open_record
from pe_tools.room.addresses import own_addresses
from pe_tools.room.house import House
from pe_tools.room.lan import opened_room
from pe_tools.workshop import Conductor, Follower, Host, acts, create_workshop, visiting
from pe_tools.workshop.following import Seat

RATE = "rate-harms"
ITEM = "harm-records-copied"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    def hidden(self, name: str) -> str:
        """Return the value of a hidden field of the page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, name
        return found[1]

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def data(self) -> Any:
        return json.loads(self.body)


@dataclass
class Room:
    """A room that runs, and what a facilitator and a phone do with it."""

    record: Record
    house: House
    loop: asyncio.AbstractEventLoop
    presses: int = 0

    @property
    def host(self) -> str:
        return f"{own_addresses()[0]}:{self.house.port}"

    def follower(self, name: str = "clinic") -> Follower:
        return next(one for one in self.house.followers.all() if one.name == name)

    def code(self, name: str = "clinic") -> str:
        return self.follower(name).join_code()

    def seat(self, own: str, name: str = "clinic") -> Seat | None:
        return self.follower(name).seat(own)

    def take_in(self) -> None:
        """Wait until the room knows what the record holds."""

        async def fresh() -> None:
            self.house.followers.note(self.record.streams())
            await self.house.followers.fresh()

        asyncio.run_coroutine_threadsafe(fresh(), self.loop).result(30)

    def do(self, act: str, *given: Any, name: str = "clinic") -> Any:
        """Do what the facilitator does, now."""
        hand = next(one(self.record, name) for one in (Conductor, Host) if hasattr(one, act))
        done = getattr(hand, act)(*given, now=datetime.now(UTC))
        self.take_in()
        return done

    def withdraw(self, own: str) -> None:
        seat = self.seat(own)
        assert seat
        self.record.append([acts.consent_withdrawn("clinic", seat.subject, now=now())])
        self.take_in()

    def erase(self, own: str) -> None:
        seat = self.seat(own)
        assert seat
        self.record.erase("clinic", seat.subject, now())
        self.take_in()

    def move(self, own: str) -> str:
        """Let a seat move to another phone, and return its new code."""
        seat = self.seat(own)
        assert seat
        code = self.do("open_readmission", seat.number)
        moved = self.post("/resume", {"code": code, "press": self.press()}, json=True)
        return str(moved.data["seat"])

    def press(self) -> str:
        self.presses += 1
        return f"press-of-a-button-{self.presses:04}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> Answer:
        """Ask the room; headers of None are left away, names have _ for -."""
        connection = HTTPConnection(self.host, timeout=30)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        given = {name.replace("_", "-").title(): value for name, value in headers.items()}
        length = {} if body is None else {"Content-Length": str(len(body))}
        for name, value in {"Host": self.host, **length, **given}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return found

    def get(self, path: str, own: str = "", **headers: str | None) -> Answer:
        seat = {"authorization": f"Seat {own}"} if own else {}
        return self.ask("GET", path, None, **{**seat, **headers})

    def post(
        self,
        path: str,
        fields: dict[str, str],
        own: str = "",
        *,
        json: bool = False,
        **headers: str | None,
    ) -> Answer:
        known = {"content_type": "application/x-www-form-urlencoded"}
        known |= {"authorization": f"Seat {own}"} if own else {}
        known |= {"accept": "application/json"} if json else {}
        return self.ask("POST", path, urlencode(fields).encode(), **{**known, **headers})

    def joining(self, code: str = "", **fields: str) -> dict[str, str]:
        """Return the fields of somebody who joins."""
        usual = {"role": "community", "tier": "quotes", "version": "1", "press": self.press()}
        return {"code": code or self.code(), **usual, **fields}

    def join(self, name: str = "clinic", **fields: str) -> str:
        """Come in with a phone, and return its own code."""
        answer = self.post("/join", self.joining(self.code(name), **fields), json=True)
        assert answer.status == 201, answer.text
        return str(answer.data["seat"])

    def rating(self, value: object = 3, **fields: str) -> dict[str, str]:
        """Return the fields of a sheet of ratings."""
        usual = {"press": self.press(), "step": RATE, "round": "1"}
        return {**usual, f"a:{ITEM}:severity": str(value), **fields}

    def sent(self, kind: str, name: str = "clinic") -> list[Any]:
        return [event for event in self.record.events(name) if event.kind == kind]

    def receipt(self, own: str, press: str) -> str:
        seat = self.seat(own)
        assert seat
        return self.follower().receipts[visiting.sent_id(seat, press)]


def now() -> datetime:
    return datetime.now(UTC)


def make_workshop(record: Record, name: str) -> None:
    kit, text = read_kit("risk_assessment")
    create_workshop(record, name, kit=kit, text=text, language="en", now=now())
    Host(record, name).open_joining("open", now=now())


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Return a record that is held, with a workshop that people can join."""
    with open_record(tmp_path / "record") as record, record.hold():
        make_workshop(record, "clinic")
        yield record


@pytest.fixture
def room(record: Record) -> Iterator[Room]:
    """Return the room of the record, which runs on a thread."""
    with run_room(record) as found:
        yield found


class run_room:  # noqa: N801 - it reads as a function
    """A room, while inside."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.loop = asyncio.new_event_loop()
        self.open, self.end = Event(), asyncio.Event()

    def __enter__(self) -> Room:
        self.thread = Thread(target=self.loop.run_until_complete, args=[self._run()])
        self.thread.start()
        assert self.open.wait(60)
        return Room(self.record, self.house, self.loop)

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    async def _run(self) -> None:
        async with opened_room(self.record, 0) as self.house:
            self.open.set()
            await self.end.wait()


@pytest.fixture
def other(record: Record, room: Room) -> str:
    """Return the name of a second workshop that people can join, once the room knows it."""
    make_workshop(record, "school")
    room.take_in()
    return "school"
