"""Serving: the desk, the room and the app of one folder, once, each at its address."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from secrets import token_urlsafe
from threading import Event

from pe_tools import places
from pe_tools.errors import AlreadyServingError, NoFreePortError
from pe_tools.record import HOST, Desk, open_record
from pe_tools.record.disk import make_folder, refusals
from pe_tools.record.lock import HeldByDeskError, WriterLock
from pe_tools.record.remote import is_answering
from pe_tools.room.addresses import EVERYWHERE, web_addresses
from pe_tools.room.children import Child, Part, end_all, keep_all, start_all
from pe_tools.room.desk import WHAT

LOCK_FILE = "serve.lock"
_PORTS = 20
_ASK_SECONDS = 2.0
_SIGNALS = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if sys.platform != "win32" else [])]


def serve(
    home: Path | None,
    *,
    port: int,
    room_port: int | None,
    language: str,
    app: str,
    tell: Callable[[str], None],
    show: Callable[[str, tuple[str, ...]], None],
) -> None:
    """Run the desk, the room and the app until somebody stops this process.

    Parameters
    ----------
    home : Path or None
        The folder of record and keys; None for the one that the environment names.
    port : int
        Of the app; the next free one is taken if it is in use.
    room_port : int or None
        The same of the room, which phones reach; None to let no phones in.
    app : str
        The module of the app.
    tell, show : callable
        Is given each sentence for the person at the terminal; and once they answer, the address
        of the app and those of the room.

    Raises
    ------
    AlreadyServingError
        If another process serves this folder.
    NoFreePortError, NotServingError
        If it cannot be done.
    """
    folder = open_record(home).folder
    token = token_urlsafe()
    with _stopping() as stop, _claiming(folder, port, token, tell) as taken:
        room = None if room_port is None else _room_port(room_port, tell)
        parts = (_desk(home, room), _app(home, app, taken, token, language))
        children = [Child(part, tell) for part in parts]
        try:
            start_all(children, stop)
            if not stop.is_set():
                show(_address(taken, token), web_addresses(room) if room else ())
            keep_all(children, stop)
        finally:
            end_all(children)


@contextmanager
def _stopping() -> Iterator[Event]:
    """Give an event that is set by whatever asks this process to end."""
    stop = Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in _SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _claiming(folder: Path, wanted: int, token: str, tell: Callable[[str], None]) -> Iterator[int]:
    """Give the port of the only app of this folder; the lock file tells others where it is."""
    with refusals(folder):
        make_folder(folder)
        try:
            lock = WriterLock(folder / LOCK_FILE)
        except HeldByDeskError as held:
            address = _address(held.desk.port, held.desk.secret)
            raise AlreadyServingError(address=address, **held.context) from None
    try:
        port = _free_port(wanted, HOST, "--port")
        if port != wanted:
            tell(f"Port {wanted} is in use, so this is on port {port}.")
        lock.announce(Desk(WHAT, port, token))
        yield port
    finally:
        lock.release()


def _room_port(wanted: int, tell: Callable[[str], None]) -> int:
    port = _free_port(wanted, EVERYWHERE, "--room-port")
    if port != wanted:
        tell(f"Port {wanted} is in use, so phones come in by port {port}.")
    return port


def _free_port(wanted: int, host: str, option: str) -> int:
    for port in range(wanted, min(wanted + _PORTS, 2**16)):
        if _is_free(host, port):
            return port
    raise NoFreePortError(port=wanted, option=option)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _address(port: int, token: str) -> str:
    return f"http://{HOST}:{port}/?token={token}"


def _desk(home: Path | None, room: int | None) -> Part:
    record = open_record(home)
    arguments = () if room is None else ("--room-port", str(room))

    def is_there() -> bool:
        desk = record.desk()
        return desk is not None and is_answering(desk)

    return Part("desk", "pe_tools.room", arguments, _environment(home), is_there)


def _app(home: Path | None, module: str, port: int, token: str, language: str) -> Part:
    environment = _environment(home) | {"PE_TOKEN": token}
    options = {"--port": port, "--home": environment["PE_HOME"], "--lang": language}
    arguments = tuple(str(part) for option in options.items() for part in option)
    return Part("app", module, arguments, environment, lambda: _is_web_page(port))


def _environment(home: Path | None) -> dict[str, str]:
    """Return the environment of a child; a folder that was named beats what it held."""
    rest = {name: value for name, value in os.environ.items() if name != "PE_TOKEN"}
    if home is None:
        return {**rest, "PE_HOME": str(places.home())}
    rest.pop("PE_RECORD", None)
    return {**rest, "PE_HOME": str(home)}


def _is_web_page(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=_ASK_SECONDS)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500  # noqa: PLR2004 - it may ask for the token
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
