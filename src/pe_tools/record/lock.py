"""The lock file: one process writes at a time, and the file says which, and where it answers."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from pe_tools.errors import RecordHeldError

LOCK_FILE = "record.lock"
HOST = "127.0.0.1"  # nobody but this machine's own processes is ever sent anything

_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = (0.01, 0.1)

if sys.platform == "win32":
    import msvcrt

    _PLACE = 2**30  # locked bytes cannot be read there, so lock one far behind the text

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True)
class Desk:
    """A process that holds the record and takes what other processes write, on a loopback port.

    `what` is the command that people know it by. The secret proves that a sender may read the
    lock file.
    """

    what: str
    port: int
    secret: str = field(repr=False)


class HeldByDeskError(RecordHeldError):
    """Another process holds the record, and takes what others write."""

    def __init__(self, desk: Desk, **context: object) -> None:
        super().__init__(**context)
        self.desk = desk


class WriterLock:
    """The right to write; it ends with the process, however that ends.

    Parameters
    ----------
    path : Path
        Of the lock file; its folder must exist.

    Raises
    ------
    HeldByDeskError
        If another process holds it and takes what others write.
    RecordHeldError
        If another process holds it and does not let go within five seconds.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait()
            self._write({"what": _this_program(), "address": None})
        except BaseException:
            os.close(self._handle)
            raise

    def announce(self, desk: Desk) -> None:
        """Say where this process takes what others write."""
        self._path.chmod(0o600)  # the file may be older than the secret in it
        address = f"{HOST}:{desk.port}"
        self._write({"what": desk.what, "address": address, "secret": desk.secret})

    def release(self) -> None:
        """Let others write."""
        try:
            os.ftruncate(self._handle, 0)
        finally:
            os.close(self._handle)

    def _wait(self) -> None:
        """Take a turn, then the lock; so that who just let go cannot overtake who waits."""
        end = time.monotonic() + _PATIENCE_SECONDS
        turn = os.open(self._path.with_suffix(".turn"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            while not _try_lock(turn):
                self._pause(end)
            while not _try_lock(self._handle):
                if desk := _desk(found := _read(self._path)):
                    raise HeldByDeskError(desk, **self._context(found))
                self._pause(end)
        finally:
            os.close(turn)

    def _pause(self, end: float) -> None:
        if time.monotonic() > end:
            raise RecordHeldError(**self._context(_read(self._path)))
        time.sleep(random.uniform(*_PAUSE_SECONDS))  # noqa: S311 - only to not march in step

    def _context(self, found: dict[str, object]) -> dict[str, object]:
        return {"record": self._path.parent, "holder": _named(found)}

    def _write(self, parts: dict[str, str | None]) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps({"pid": os.getpid(), **parts}).encode())


def holder(path: Path) -> str | None:
    """Return who holds the lock of this path now; None if nobody does."""
    return _named(_read(path)) if _is_held(path) else None


def desk_of(path: Path) -> Desk | None:
    """Return the desk that holds the lock of this path now; None if none does."""
    return _desk(_read(path)) if _is_held(path) else None


def _is_held(path: Path) -> bool:
    """Return whether somebody holds it; without that, what the file says is of the past."""
    if not path.exists():
        return False
    handle = os.open(path, os.O_RDWR)
    try:
        return not _try_lock(handle)
    finally:
        os.close(handle)


def _this_program() -> str:
    return Path(sys.argv[0]).name or "python"


def _read(path: Path) -> dict[str, object]:
    """Return what the file says; nothing of it while its holder writes it."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (ValueError, OSError):
        return {}
    return found if isinstance(found, dict) else {}


def _named(found: dict[str, object]) -> str:
    try:
        return f"{found['what']} (process {found['pid']})"
    except KeyError:
        return "another process"


def _desk(found: dict[str, object]) -> Desk | None:
    host, _, port = str(found.get("address")).partition(":")
    if host != HOST or not port.isdecimal():
        return None
    return Desk(str(found.get("what")), int(port), str(found.get("secret")))
