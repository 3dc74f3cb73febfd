from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import psutil
import pytest

from pe_tools.places import home
from pe_tools.record import Draft, open_record
from pe_tools.record.remote import ask_room

HERE = Path(__file__).parent
NOW = datetime(2026, 3, 1, 14, 30, tzinfo=UTC)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


class Serving:
    """A `pe serve` that runs, and what it said."""

    def __init__(self, *arguments, app="standin_app", **variables):
        named = {**os.environ, "SERVED_APP": app, "PYTHONPATH": str(HERE), **variables}
        command = [sys.executable, "-u", str(HERE / "serve.py"), "serve", *map(str, arguments)]
        self.said = home() / f"said-{time.monotonic_ns()}"
        with self.said.open("w") as file:
            self.process = subprocess.Popen(command, env=named, stdout=file, stderr=file)

    @property
    def text(self):
        return self.said.read_text()

    def address(self):
        """Wait for the address, and return it."""
        return until(lambda: re.search(r"this machine: (\S+)", self.text) or self._alive())[1]

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(timeout=30)

    def _alive(self):
        assert self.process.poll() is None, self.text


def until(look, seconds=90):
    """Return what `look` finds, once it finds something."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return found


def left():
    """Return the processes of this test, found by the folder in their environment."""
    mark = f"PE_HOME={home()}\0".encode()
    found = {}
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (place / "environ").read_bytes() and int(place.name) != os.getpid():
                command = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found |= {int(place.name): command} if command else {}
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def app_pid():
    return int(until(lambda: (home() / "app").exists() and (home() / "app").read_text()))


@pytest.fixture
def serve():
    """Return a way to start `pe serve` on a free port, without a browser."""
    started = []

    def begin(*arguments, **variables):
        port = () if "--port" in arguments else ("--port", free_port())
        started.append(Serving(*port, "--no-browser", *arguments, **variables))
        return started[-1]

    yield begin
    for one in started:
        one.process.kill()
        one.process.wait()
    until(lambda: not left())


@pytest.fixture
def served(serve):
    found = serve()
    found.address()
    return found


def append(number=1):
    return open_record().append([Draft("w", "noted", {"n": number}, NOW)])[0]


def test_the_address_answers_and_commands_write_through_the_desk(served):
    with urlopen(served.address()) as answer:
        assert answer.status == 200
    assert open_record().holder().startswith("pe serve ")
    assert append().seq == 1
    assert served.text.count("token=") == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_in_order_and_leaves_nothing(served, number):
    assert served.end(number) == 0
    until(lambda: not left(), seconds=3)
    assert served.text.endswith("Ended. All that was acknowledged is kept.\n")
    (last,) = open_record().events("w")  # the desk was there until the app had ended
    assert last.kind == "app-ended"
    assert open_record().holder() is None


def test_ended_while_it_starts_it_leaves_nothing(serve):
    one = serve()
    until(lambda: any("lifeline" in command for command in left().values()))
    assert one.end() == 0
    until(lambda: not left(), seconds=3)


def test_killed_it_leaves_nothing(served):
    assert len(left()) == 4  # itself, the desk, the app and its kernel
    served.process.kill()
    served.process.wait()
    until(lambda: not left(), seconds=3)
    assert open_record().verify() == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_with_a_page_of_the_real_app_open_it_leaves_no_kernel(serve, number):
    served = serve(app="pe_tools.app")
    page = served.address().replace("/?", "/voila/render/20_risk_assessment.ipynb?")
    with ThreadPoolExecutor(1) as pool:
        opened = pool.submit(reached, page)
        until(lambda: any("ipykernel" in command for command in left().values()))
        if number == signal.SIGINT:
            opened.result().close()
        served.end(number)
        until(lambda: not left(), seconds=3)
    assert open_record().verify() == []


def test_a_second_one_says_where_the_first_one_runs(served, serve):
    second = serve()
    assert second.process.wait(timeout=30) == 2
    assert second.text == (
        f"Starting ...\n{home()} is served already by pe serve (process {served.process.pid}), "
        f"at {served.address()} . Open that page, or end it with Ctrl+C in its terminal.\n"
    )
    assert append().seq == 1


def test_after_a_kill_the_next_one_starts(served, serve):
    served.process.kill()
    served.process.wait()
    serve().address()


def test_two_folders_are_served_side_by_side(served, serve, tmp_path):
    other = tmp_path / "other"
    serve("--home", other).address()
    assert open_record(other).holder() != open_record().holder()
    assert (other / "serve.lock").stat().st_mode & 0o777 == 0o600


def test_a_named_folder_beats_the_environment(serve, tmp_path):
    other = tmp_path / "other"
    serve("--home", other, PE_RECORD=f"sqlite:///{tmp_path}/third/record.db").address()
    assert open_record(other).holder()
    assert not (tmp_path / "third").exists()


def test_a_port_in_use_gives_way_to_the_next_free_one(serve):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        one = serve("--port", port)
        used = int(re.search(r":(\d+)/", one.address())[1])
    assert port < used < port + 20
    assert f"Port {port} is in use, so this is on port {used}.\n" in one.text


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_an_app_that_dies_is_started_again(served, number):
    before = app_pid()
    os.kill(before, number)
    until(lambda: app_pid() != before)
    assert "The app stopped unexpectedly. It is started again.\n" in served.text
    with until(lambda: reached(served.address())) as answer:
        assert answer.status == 200


def reached(address):
    with suppress(OSError, HTTPException):
        return build_opener(HTTPCookieProcessor()).open(address)


def test_a_desk_that_dies_is_started_again_and_nobody_notices(served):
    append(1)
    before = json.loads((home() / "record.lock").read_text())["pid"]
    os.kill(before, signal.SIGKILL)
    assert append(2).seq == 2
    until(lambda: open_record().desk())
    assert append(3).seq == 3
    assert "The desk stopped unexpectedly. It is started again.\n" in served.text


def test_it_gives_up_an_app_that_dies_five_times(serve):
    (home() / "fail").write_text("3")
    one = serve()
    assert one.process.wait(timeout=60) == 2
    assert one.text.count("The app stopped unexpectedly.") == 4
    assert one.text.endswith(
        "The app of pe serve stopped 5 times in a row, so all of it was ended. "
        "What it said stands above. Run 'pe doctor', then try again.\n"
    )
    assert left() == {}


def test_it_does_not_repeat_what_was_refused(serve):
    (home() / "kek.json").write_text("{")
    one = serve()
    assert one.process.wait(timeout=30) == 2
    assert one.text == (
        f"Starting ...\nThe record {home()} is damaged: kek.json cannot be read. "
        "Run 'pe verify', and restore a backup.\n"
        "The desk of pe serve could not start, so all of it was ended. "
        "What it said stands above. Run 'pe doctor', then try again.\n"
    )


def test_no_free_port_is_a_sentence(serve):
    with socket.create_server(("127.0.0.1", 65535)):
        one = serve("--port", 65535)
        assert one.process.wait(timeout=60) == 2
    sentence = "Port 65535 and those after it are in use. Choose another with --port.\n"
    assert one.text.endswith(sentence)


def test_answers_are_imported_while_it_runs(served, pe):
    result = pe("import", "answers.csv", "--kit", "tea", "--workshop", "office")
    assert result.output == "10 response(s) taken into 'office'.\n"
    assert open_record().holder().startswith("pe serve ")


def test_the_doctor_finds_nothing_wrong_with_a_record_that_is_served(served, pe):
    holder = open_record().holder()
    assert f"ok      record: held by {holder}\n" in pe("doctor").output


def test_an_unknown_language_is_refused(serve):
    one = serve("--lang", "xx")
    assert one.process.wait(timeout=30) == 2
    assert one.text.startswith("There are no words for the language 'xx'.")


def test_no_command_line_and_not_the_desk_holds_the_token(served):
    token = served.address().partition("token=")[2]
    assert len(token) >= 43  # 256 bits
    assert not any(token in command for command in left().values())
    holding = [pid for pid in left() if token in Path(f"/proc/{pid}/environ").read_text()]
    desk = json.loads((home() / "record.lock").read_text())["pid"]
    assert app_pid() in holding
    assert desk not in holding
    assert served.process.pid not in holding


def test_the_browser_is_given_a_link_that_leads_to_the_app_once(serve, tmp_path):
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    one = Serving("--port", free_port(), BROWSER=f"{browser} %s")
    try:
        link = until(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text())
        token = one.address().partition("token=")[2]
        assert token not in link
        with urlopen(link) as answer:
            assert answer.url == one.address()
        assert reached(link) is None
    finally:
        assert one.end() == 0


def test_it_mends_a_record_when_it_starts_and_says_so(serve):
    record = open_record()
    record.append([Draft("w", "answered", {"n": n}, NOW, "p-1", f"id-{n}") for n in range(9)])
    (home() / "record.db").write_bytes(b"noise" * 4000)
    one = serve()
    one.address()
    assert one.text.startswith(
        "Starting ...\nrecord.db was damaged and was made anew; the damaged file is kept as "
        "record.db.damaged-1. pe doctor says what to do about it.\n"
    )
    assert [event.body["n"] for event in record.events("w")] == [*range(9)]
    one.end()


def lan_address(served):
    return re.search(r"Phones come in here: http://([0-9.]+):(\d+)/", served.text).groups()


def listening(pids):
    """Return where these processes listen: address and port."""
    found = psutil.net_connections("tcp")
    return {one.laddr for one in found if one.status == "LISTEN" and one.pid in pids}


def test_the_room_alone_can_be_reached_from_the_network(served):
    host, room = lan_address(served)
    places = listening(left())
    assert {place.ip for place in places} == {"127.0.0.1", "0.0.0.0"}
    assert len(places) >= 3  # the desk, the room, the app
    for place in places:
        if place.port == int(room):
            with urlopen(f"http://{host}:{room}/") as answer:
                assert answer.status == 200
        else:
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((host, place.port), timeout=5)


def test_no_route_of_the_desk_is_in_the_room(served):
    host, room = lan_address(served)
    secret = json.loads((home() / "record.lock").read_text())["secret"]
    for path in ("/append", "/erase", "/health", "/room", "/voila/", "/api/kernels"):
        for method in ("GET", "POST"):
            with closing(HTTPConnection(host, int(room), timeout=10)) as connection:
                connection.request(method, path, b"{}", {"Authorization": f"Bearer {secret}"})
                assert connection.getresponse().status == 404


def test_kernels_and_commands_are_told_where_the_room_is(served):
    host, room = lan_address(served)
    assert ask_room(open_record().desk())[0] == f"http://{host}:{room}/"


def test_without_a_room_nothing_can_be_reached_from_the_network(serve):
    served = serve("--no-room")
    served.address()
    assert {place.ip for place in listening(left())} == {"127.0.0.1"}
    assert "Phones" not in served.text
    assert ask_room(open_record().desk()) == ()


def test_a_room_port_in_use_gives_way_to_the_next_free_one(serve):
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        served = serve("--room-port", port)
        served.address()
        used = int(lan_address(served)[1])
    assert port < used < port + 20
    assert f"Port {port} is in use, so phones come in by port {used}.\n" in served.text


def test_no_free_room_port_is_a_sentence(serve):
    with socket.create_server(("0.0.0.0", 65535)):
        one = serve("--room-port", 65535)
        assert one.process.wait(timeout=60) == 2
    sentence = "Port 65535 and those after it are in use. Choose another with --room-port.\n"
    assert one.text.endswith(sentence)


def test_the_room_comes_back_at_its_port_when_the_desk_is_killed(served):
    host, room = lan_address(served)
    before = json.loads((home() / "record.lock").read_text())["pid"]
    os.kill(before, signal.SIGKILL)
    with until(lambda: reached(f"http://{host}:{room}/")) as answer:
        assert answer.status == 200
    assert json.loads((home() / "record.lock").read_text())["pid"] != before
