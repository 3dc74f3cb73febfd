"""What the room refuses before it looks: addresses, pages of others, methods, sizes, paths."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from http.client import HTTPException

import pytest

from pe_tools.room import lan
from pe_tools.room.lan import ROUTES

PATHS = [path.replace("(.+)", "x.ogg") for path, _ in ROUTES]
TAKES = {"/enter", "/join", "/resume", "/answer", "/words", "/me/consent"}
FORM = "application/x-www-form-urlencoded"


def asked(path):
    """Return the right method for a path, and its body."""
    return ("POST", b"") if path in TAKES else ("GET", None)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("evil.example", id="a foreign name"),
        pytest.param("evil.example:{port}", id="a foreign name that leads here"),
        pytest.param("{address}", id="the address without the port"),
        pytest.param("{address}:1", id="another port"),
        pytest.param("{address}:{port}.evil.example", id="an address as a beginning"),
        pytest.param("localhost:{port}", id="a name of this machine"),
        pytest.param("LOCALHOST:{port}", id="the same in capitals"),
        pytest.param("127.0.0.1:{port}", id="the address that the app has"),
        pytest.param("[::1]:{port}", id="IPv6"),
        pytest.param("0.0.0.0:{port}", id="no address"),
        pytest.param("{address}:0{port}", id="the port with a zero"),
        pytest.param("", id="an empty one"),
    ],
)
def test_another_address_is_refused_whatever_is_asked(room, host):
    address, _, port = room.host.partition(":")
    for path in [*PATHS, "/nothing"]:
        method, body = asked(path)
        answer = room.ask(method, path, body, host=host.format(address=address, port=port))
        assert answer.status == 421
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("hosts", [[], ["{host}", "{host}"], ["{host}", "evil.example"]])
def test_no_address_or_two_are_refused(room, hosts):
    lines = "".join(f"Host: {host.format(host=room.host)}\r\n" for host in hosts)
    answer = spoken(room, f"GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n")
    assert answer.split()[1] in (b"400", b"421")


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 404),
        ("http://{host}", 404),
        ("https://{host}", 403),
        ("http://evil.example", 403),
        ("http://{host}.evil.example", 403),
        ("http://{address}", 403),
        ("http://127.0.0.1:8866", 403),
        ("HTTP://{host}", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_a_page_of_another_place_cannot_send(room, origin, status):
    address = room.host.partition(":")[0]
    given = origin and origin.format(host=room.host, address=address)
    answer = room.post("/enter", {"code": "K7Q2M4XP"}, origin=given if origin != "" else "")
    assert answer.status == status


METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"]


@pytest.mark.parametrize("path", PATHS)
def test_no_other_method_is_answered(room, path):
    right = asked(path)[0]
    for method in [*METHODS, "GET" if right == "POST" else "POST"]:
        answer = room.ask(method, path, b"", content_type=FORM)
        assert answer.status == 405
        assert answer.headers["Allow"] == right


def test_what_every_answer_says(room, golden):
    own = room.join()
    told = []
    for path in [*PATHS, "/nothing"]:
        method, body = asked(path)
        answer = (
            room.ask(
                method, path, body, content_type=FORM, authorization=f"Seat {own}", x_part="main"
            )
            if path != "/events"
            else room.get(path)
        )
        told.append(f"{method} {path}")
        kept = sorted(answer.headers.items())
        told += [f"  {name}: {value}" for name, value in kept if name not in CHANGING]
    golden("headers.txt", "\n".join(told) + "\n")


CHANGING = ("Date", "Content-Length", "Etag")


@pytest.mark.parametrize(
    "path",
    [
        "/../phone.js",
        "/..%2fphone.js",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%5c..%5cwindows%5cwin.ini",
        "//etc/passwd",
        "/phone.js/../../pages.py",
        "/phone.js%00.css",
        "/phone.css/",
        "/PHONE.JS",
        "/phone%2ejs%2f..%2fstatic.py",
        "/clip/../pages.py",
        "/clip/..%2f..%2fpages.py",
        "/clip/%2fetc%2fpasswd",
        "/clip//etc/passwd",
        "/clip/x%00.ogg",
        "/clip/",
        "/clip",
        "/static/phone.js",
        "/favicon.ico",
        "/robots.txt",
        "/.well-known/security.txt",
        "/now/",
        "/me/../now",
        "/%FF",
        "/clip/%FF%FE",
        "/now;seat=1",
        "/append",
        "/room",
        "/health",
    ],
)
def test_no_path_leads_to_a_file_or_out_of_the_routes(room, path):
    answer = spoken(room, f"GET {path} HTTP/1.1\r\nHost: {room.host}\r\nConnection: close\r\n\r\n")
    assert answer.split()[1] in (b"404", b"400")
    assert b"root:" not in answer
    assert b"def " not in answer


@pytest.mark.parametrize(
    "kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", "", None]
)
def test_only_a_form_is_read(room, kind):
    answer = room.post("/enter", {"code": room.code()}, content_type=kind, accept="*/*")
    assert answer.status == 415


@pytest.mark.parametrize(
    "body",
    [
        b"code=%FF%FE",
        b"code=\xff",
        b"code=A&code=B",
        b"&".join(b"f%d=1" % n for n in range(3000)),
        b"code=" + b"[" * 60_000,
    ],
)
def test_a_body_that_is_no_form_is_refused(room, body):
    answer = room.ask("POST", "/enter", body, content_type=FORM)
    assert answer.status in (400, 404)


def test_too_long_a_form_is_not_read(room):
    head = f"POST /enter HTTP/1.1\r\nHost: {room.host}\r\nContent-Type: {FORM}\r\n"
    answer = spoken(room, head + "Content-Length: 65537\r\n\r\n")  # without a byte of it
    assert answer.split()[1] == b"413"
    assert b"This is too long." in answer
    chunk = b"10000\r\n" + b"a" * 2**16 + b"\r\n"
    answer = spoken(room, head + "Transfer-Encoding: chunked\r\n\r\n", chunk * 3 + b"0\r\n\r\n")
    assert answer.split()[1:2] in ([], [b"400"], [b"413"])
    assert room.get("/").status == 200


def test_headers_have_an_end(room):
    answer = spoken(room, f"GET / HTTP/1.1\r\nHost: {room.host}\r\nX: {'x' * 20_000}\r\n\r\n")
    assert answer == b""
    assert room.get("/").status == 200


@pytest.fixture
def impatient(monkeypatch):
    """Make the room wait for a second only."""
    monkeypatch.setattr(lan, "_IDLE_SECONDS", 1.0)
    monkeypatch.setattr(lan, "_BODY_SECONDS", 1.0)


def test_who_sends_byte_by_byte_is_cut_off(impatient, room):
    head = f"POST /enter HTTP/1.1\r\nHost: {room.host}\r\nContent-Type: {FORM}\r\n"
    slow = {
        "headers": head,
        "body": f"{head}Content-Length: 100\r\n\r\n",
        "nothing": "",
    }
    for start in slow.values():
        with connected(room) as plain:
            plain.sendall(start.encode())
            assert is_cut_off(plain)
    assert room.get("/").status == 200


def is_cut_off(plain):
    """Send a byte now and then; return whether the other side ended it."""
    plain.settimeout(0.2)
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            plain.sendall(b"x")
            if plain.recv(100) == b"":
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def test_three_hundred_silent_connections_keep_nobody_out(room):
    silent = [socket.create_connection(place(room), timeout=10) for _ in range(300)]
    try:
        assert room.get("/").status == 200
        assert room.join()
    finally:
        for one in silent:
            one.close()


@contextmanager
def connected(room):
    with socket.create_connection(place(room), timeout=20) as plain:
        yield plain


def place(room):
    address, _, port = room.host.partition(":")
    return address, int(port)


def spoken(room, head, body=b""):
    """Return all that is answered to exactly this."""
    with connected(room) as plain:
        found = b""
        try:
            plain.sendall(head.encode("latin-1") + body)
            while part := plain.recv(2**16):
                found += part
        except ConnectionError:
            pass
        return found


def test_who_comes_when_all_places_are_taken_is_turned_away(room_for_one):
    with connected(room_for_one) as first:
        first.sendall(b"GET")
        with connected(room_for_one) as second:
            assert second.recv(100) == b""
    assert until_answered(room_for_one) == 200


def until_answered(room):
    """Return the status once there is a place again."""
    while True:
        try:
            return room.get("/").status
        except (ConnectionError, HTTPException):
            time.sleep(0.05)


@pytest.fixture
def room_for_one(monkeypatch, request):
    """Return a room in which one connection has a place."""
    monkeypatch.setattr(lan, "allow_connections", lambda: 1)
    return request.getfixturevalue("room")
