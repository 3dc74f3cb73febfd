"""Writing through the desk, if one holds the record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from pe_tools.errors import DeskSilentError, TooMuchAtOnceError
from pe_tools.record.backend import Batch
from pe_tools.record.events import Receipt
from pe_tools.record.keyring import Erasure
from pe_tools.record.lock import HOST, Desk, HeldByDeskError
from pe_tools.record.remote_form import (
    LARGEST_BYTES,
    read_error,
    read_receipts,
    write_drafts,
    write_erasure,
)

_PATIENCE_SECONDS = 5.0
_CONNECT_SECONDS = 1.0
_REPLY_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 0.8


class _NoDeskError(Exception):
    """The desk is stopping, or something else answers at its port by now."""


class _LostError(Exception):
    """No answer came; whether the desk kept what was sent is unknown."""

    def __init__(self, held: HeldByDeskError) -> None:
        super().__init__()
        self.held = held


def commit(batch: Batch, write: Callable[[Batch], tuple[Receipt, ...]]) -> tuple[Receipt, ...]:
    """Return the receipts of a batch: written here, or by the desk if one holds the record.

    Parameters
    ----------
    write : callable
        Writes here; raises a HeldByDeskError if a desk holds the record.

    Raises
    ------
    PeError
        What `write` refuses, or the desk.
    DeskSilentError
        If a desk holds the record and gave no answer for five seconds. Until then the same
        batch is sent again, to a desk that was started anew, or written here if none is there:
        its ids make it count once.
    """
    end, pause = time.monotonic() + _PATIENCE_SECONDS, _FIRST_PAUSE_SECONDS
    while True:
        try:
            return _here_or_there(batch, write)
        except _LostError as lost:
            if time.monotonic() > end:
                raise DeskSilentError(**lost.held.context) from lost
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def _here_or_there(
    batch: Batch, write: Callable[[Batch], tuple[Receipt, ...]]
) -> tuple[Receipt, ...]:
    try:
        return write(batch)
    except HeldByDeskError as error:
        held = error
    path, body = _packed(batch)
    if len(body) > LARGEST_BYTES:
        raise TooMuchAtOnceError(holder=held.context["holder"])
    try:
        return _send(held.desk, path, body)
    except (OSError, HTTPException, _NoDeskError) as error:
        raise _LostError(held) from error


def is_answering(desk: Desk) -> bool:
    """Return whether a desk answers."""
    try:
        return _ask(desk, "GET", "/health")[0] == HTTPStatus.OK
    except (OSError, HTTPException):
        return False


def ask_room(desk: Desk) -> tuple[str, ...]:
    """Return the addresses at which phones reach the room of a desk, the best one first.

    There are none if the desk serves no room, or does not answer.
    """
    try:
        status, answer = _ask(desk, "GET", "/room")
        return tuple(map(str, json.loads(answer)["addresses"])) if status == HTTPStatus.OK else ()
    except (OSError, HTTPException, ValueError, LookupError, TypeError):
        return ()


def _packed(batch: Batch) -> tuple[str, bytes]:
    if isinstance(batch, Erasure):
        return "/erase", write_erasure(batch)
    return "/append", write_drafts(batch)


def _send(desk: Desk, path: str, body: bytes) -> tuple[Receipt, ...]:
    status, answer = _ask(desk, "POST", path, body)
    try:
        if status == HTTPStatus.OK:
            return read_receipts(answer)
        refusal = read_error(answer)
    except ValueError:
        if status == HTTPStatus.INTERNAL_SERVER_ERROR:
            raise RuntimeError("the desk failed") from None
        raise _NoDeskError from None
    raise refusal


def _ask(desk: Desk, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(HOST, desk.port, timeout=_CONNECT_SECONDS)
    try:
        connection.connect()
        connection.sock.settimeout(_REPLY_SECONDS)
        connection.request(method, path, body, {"Authorization": f"Bearer {desk.secret}"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
