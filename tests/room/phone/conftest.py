"""A real room in a process of its own, and phones that are real browsers."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request

from pe_tools.kits import load_kit, read_kit
from pe_tools.record import Event, Record, open_record
from pe_tools.room.addresses import own_addresses
from pe_tools.workshop import Conductor, Follower, Host, create_workshop

NAME = "clinic"
STEPS = """steps:
  - {id: pick-one, kind: choose, title: Choose one option, items: choice, picks: 1}
  - {id: pick-some, kind: choose, title: Choose options, items: choice, picks: 2}
  - {id: share-points, kind: points, title: Share out points, items: choice, points: 10}
  - {id: rank-choices, kind: rank, title: Rank the options, items: choice}
"""
ITEMS = """items:
  - {id: choice-nothing, kind: choice, text: The clinic shares no records., source: a test}
  - {id: choice-counts, kind: choice, text: The clinic shares counts only., source: a test}
  - {id: choice-asked, kind: choice, text: The clinic shares what people agree to., source: a test}
"""
PHONE = {"width": 360, "height": 740}


@dataclass
class Room:
    """One workshop, and the process that phones reach; it may be killed and started again."""

    folder: Path
    port: int
    record: Record
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{own_addresses()[0]}:{self.port}"

    @property
    def code(self) -> str:
        follower = Follower(self.record, NAME)
        follower.refresh()
        return follower.join_code()

    def start(self) -> None:
        where = ["--home", str(self.folder), "--room-port", str(self.port)]
        self.process = subprocess.Popen([sys.executable, "-m", "pe_tools.room", *where])
        while not self._answers():
            assert self.process.poll() is None
            time.sleep(0.05)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def do(self, act: str, *given: Any) -> Any:
        """Do what the facilitator does, now: an act of the conductor or of the host."""
        for hand in (Conductor, Host):
            if hasattr(hand, act):
                return getattr(hand(self.record, NAME), act)(*given, now=datetime.now(UTC))
        raise AttributeError(act)

    def sent(self, kind: str = "answered") -> list[Event]:
        """Return what participants sent, of one kind."""
        return [event for event in self.record.events(NAME) if event.kind == kind]

    def arrived(self, count: int, kind: str = "answered") -> list[Event]:
        """Return what participants sent, once it is as much as this."""
        while len(found := self.sent(kind)) < count:
            time.sleep(0.05)
        return found

    def _answers(self) -> bool:
        host = self.url.removeprefix("http://")
        connection = HTTPConnection(host, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Return the room that all tests of a file share, while it runs."""
    folder = tmp_path_factory.mktemp("house")
    text = read_kit("risk_assessment")[1]
    text = text.replace("steps:\n", STEPS, 1).replace("items:\n", ITEMS, 1)
    with open_record(folder) as record:
        now = datetime.now(UTC)
        create_workshop(record, NAME, kit=load_kit(text), text=text, language="en", now=now)
        Host(record, NAME).open_joining("open", now=now)
        found = Room(folder, free_port(), record)
        found.start()
        yield found
        found.kill()


@pytest.fixture
def room(house: Room) -> Iterator[Room]:
    """Return the room; after the test all rounds are closed, nothing is asked, and it runs."""
    yield house
    house.do("start", "pause", 0, 5)
    if house.process is not None and house.process.poll() is not None:
        house.start()
    follower = Follower(house.record, NAME)
    follower.refresh()
    for step, round_ in follower.state.course.opened - follower.state.course.closed:
        house.do("close_round", step, round_)


@dataclass
class Phones:
    """Phones of one test: whatever page they open speaks to the room alone, without errors."""

    browser: Browser
    room: Room
    faults: list[str] = field(default_factory=list)

    def open(self, path: str = "/", init: str = "", **options: Any) -> Page:
        context = self.browser.new_context(viewport=PHONE, **options)
        if init:
            context.add_init_script(init)
        context.set_default_timeout(20_000)
        return self.tab(context.new_page(), path)

    def tab(self, page: Page, path: str = "/") -> Page:
        page.on("request", self._watch)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(self.room.url + path)
        return page

    def joined(self, path: str = "/", tier: str = "quotes", **options: Any) -> Page:
        """Return a phone that came in, with the page of its seat."""
        page = self.open(path, **options)
        come_in(page, self.room.code, tier)
        return page

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.room.url, "data:")):
            self.faults.append(f"asked {request.url}")


def come_in(page: Page, code: str, tier: str = "quotes") -> None:
    page.fill("#code", code)
    page.click("#enter button")
    page.check("input[value=community]")
    page.check(f"input[value={tier}]")
    page.click("#join button.main")
    page.wait_for_selector(".seat")


@pytest.fixture
def phones(browser: Browser, room: Room) -> Iterator[Phones]:
    found = Phones(browser, room)
    yield found
    for context in browser.contexts:
        context.close()
    assert found.faults == []


@pytest.fixture
def choose() -> Callable[..., None]:
    """Return a way to choose a point of a scale for an item."""

    def choose(page: Page, item: str, scale: str, value: object) -> None:
        page.check(f'input[name="a:{item}:{scale}"][value="{value}"]')

    return choose
