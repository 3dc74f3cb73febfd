"""Phones and `pe serve`: what is kept when it is killed, and what is never written down."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlencode

import pytest

from pe_tools.kits import read_kit
from pe_tools.places import home
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, Follower, Host, create_workshop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
RATE, ITEM = "rate-harms", "harm-records-copied"
MARKERS = ("marker-of-a-word", "marker-of-a-press-000", "marker-of-an-agent", "MARKERCODE")


class Phone:
    """A phone that sends until it is answered."""

    def __init__(self, place):
        self.host, self.seat = place, ""

    def ask(self, method, path, fields=None, **headers):
        given = {"Accept": "application/json", "User-Agent": MARKERS[2], **headers}
        if self.seat:
            given["Authorization"] = f"Seat {self.seat}"
        if fields is not None:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection(self.host, timeout=10)) as connection:
            connection.request(method, path, urlencode(fields) if fields else None, given)
            answer = connection.getresponse()
            return answer.status, answer.read()

    def send(self, path, fields):
        """Send the same form until it is answered with something that settles it."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError, HTTPException):
                status, body = self.ask("POST", path, fields)
                if status != 503:
                    return status, json.loads(body)
            time.sleep(0.02)
        raise AssertionError("it was not answered")


class Serving:
    """A `pe serve` that runs with the stand-in for the app, and what it said."""

    def __init__(self):
        here = Path(__file__).parent
        named = {**os.environ, "SERVED_APP": "standin_app", "PYTHONPATH": str(here)}
        ports = [str(free_port()), "--room-port", str(free_port())]
        command = [sys.executable, "-u", str(here / "serve.py"), "serve", "--port", *ports]
        self.said = home() / "said"
        with self.said.open("w") as file:
            self.process = subprocess.Popen(
                [*command, "--no-browser"], env=named, stdout=file, stderr=file
            )
        while "Ctrl+C ends it" not in self.text:
            assert self.process.poll() is None, self.text
            time.sleep(0.05)

    @property
    def text(self):
        return self.said.read_text()

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def free_port():
    with socket.socket() as probe:
        probe.bind(("", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served():
    found = Serving()
    yield found
    found.end()


@pytest.fixture
def place(served):
    """Return where phones come in, to a workshop with an open round."""
    with open_record() as record:
        kit, text = read_kit("risk_assessment")
        now = datetime.now(UTC)
        create_workshop(record, "clinic", kit=kit, text=text, language="en", now=now)
        Host(record, "clinic").open_joining("open", now=now)
        Conductor(record, "clinic").open_round(RATE, 1, now=now)
    return re.search(r"Phones come in here: http://([0-9.:]+)/", served.text)[1]


def come_in(place, n=0):
    follower = Follower(open_record(), "clinic")
    follower.refresh()
    phone = Phone(place)
    fields = {"code": follower.join_code(), "role": "community", "tier": "quotes", "version": "1"}
    phone.seat = phone.send("/join", {**fields, "press": f"press-to-join-{n:06}"})[1]["seat"]
    return phone


def sheet(press):
    return {"press": press, "step": RATE, "round": "1", f"a:{ITEM}:severity": "4"}


def test_a_press_that_is_sent_through_kills_of_the_desk_counts_once(served, place):
    phones = [come_in(place, n) for n in range(4)]
    receipts, stop = {}, Event()

    def send(number):
        phone, n = phones[number], 0
        while not stop.is_set():
            press = f"press-{number}-of-a-phone-{n:06}"
            receipts[press] = phone.send("/answer", sheet(press))
            n += 1

    threads = [Thread(target=send, args=[number]) for number in range(4)]
    for one in threads:
        one.start()
    for _ in range(3):
        time.sleep(1)
        with suppress(OSError, ValueError, KeyError):
            desk = json.loads((home() / "record.lock").read_text())["pid"]
            os.kill(desk, signal.SIGKILL)
        time.sleep(2)
    stop.set()
    for one in threads:
        one.join()
    assert {status for status, _ in receipts.values()} <= {200, 201}
    kept = [event for event in open_record().events("clinic") if event.kind == "answered"]
    assert len(kept) == len(receipts) > 20
    again = phones[0].send("/answer", sheet("press-0-of-a-phone-000000"))
    assert again == (200, receipts["press-0-of-a-phone-000000"][1])
    assert "The desk stopped unexpectedly. It is started again.\n" in served.text


def test_no_log_holds_what_somebody_sent_or_who_they_are(served, place):
    phone = come_in(place)
    Conductor(open_record(), "clinic").start("round-robin", 0, 20, now=datetime.now(UTC))
    words = {"step": "round-robin", "round": "0", "text": MARKERS[0], "press": MARKERS[1]}
    assert phone.send("/words", words)[0] in (201, 410)
    requests = [
        ("POST", "/enter", {"code": MARKERS[3]}),
        ("POST", "/answer", {**words, "step": MARKERS[0]}),
        ("GET", f"/{MARKERS[0]}?lang={MARKERS[0]}", None),
        ("GET", "/now", None),
        ("DELETE", f"/{MARKERS[0]}", None),
    ]
    for method, path, fields in requests:
        phone.ask(method, path, fields, Cookie=f"seat={MARKERS[3]}; x={MARKERS[0]}")
    lines = [f"GET /{MARKERS[0]}", f"{MARKERS[0]} / HTTP/9.9", "\x00\xff", f"GET / {'x' * 9999}"]
    for line in lines:
        speak(place, line)
    assert served.end() == 0
    address = place.partition(":")[0]
    logs = [path.read_text() for path in (home() / "logs").glob("**/*") if path.is_file()]
    said = "\n".join([served.text.replace(f"http://{place}/", ""), *logs])
    for secret in (*MARKERS, phone.seat, address):
        assert secret not in said
    assert "Traceback" not in said


def speak(place, line):
    host, _, port = place.partition(":")
    with suppress(OSError), socket.create_connection((host, int(port)), timeout=5) as plain:
        plain.sendall(f"{line}\r\nHost: {MARKERS[2]}\r\n\r\n".encode("latin-1"))
        plain.recv(1000)
