"""The lock file: one process writes at a time, and the file says which."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from pe_tools.errors import RecordHeldError

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


class WriterLock:
    """The right to write; it ends with the process, however that ends.

    Parameters
    ----------
    path : Path
        Of the lock file; its folder must exist.

    Raises
    ------
    RecordHeldError
        If another process holds it and does not let go within five seconds.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait(path)
            self._write({"pid": os.getpid(), "what": _this_program(), "address": None})
        except BaseException:
            os.close(self._handle)
            raise

    def release(self) -> None:
        """Let others write."""
        try:
            os.ftruncate(self._handle, 0)
        finally:
            os.close(self._handle)

    def _wait(self, path: Path) -> None:
        patience = time.monotonic() + _PATIENCE_SECONDS
        while not _try_lock(self._handle):
            if time.monotonic() > patience:
                raise RecordHeldError(record=path.parent, holder=_named(path))
            time.sleep(random.uniform(*_PAUSE_SECONDS))  # noqa: S311 - only to not march in step

    def _write(self, holder: dict[str, object]) -> None:
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, json.dumps(holder).encode())


def holder(path: Path) -> str | None:
    """Return who holds the lock of this path now; None if nobody does."""
    if not path.exists():
        return None
    handle = os.open(path, os.O_RDWR)
    try:
        return None if _try_lock(handle) else _named(path)
    finally:
        os.close(handle)


def _this_program() -> str:
    return Path(sys.argv[0]).name or "python"


def _named(path: Path) -> str:
    try:
        found = json.loads(path.read_text("utf-8"))
        return f"{found['what']} (process {found['pid']})"
    except (ValueError, KeyError, TypeError, OSError):
        return "another process"
