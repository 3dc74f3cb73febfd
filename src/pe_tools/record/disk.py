"""Private files that are on the disk when a call returns, and what a failing disk is called."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from pe_tools.errors import (
    RecordBusyError,
    RecordDamagedError,
    RecordDiskError,
    RecordFullError,
)

STAGE = "restoring"  # the folder of what a restore puts into place
READY = "ready"  # there once it is being put into place
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, durably."""
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def is_cut_short(folder: Path) -> bool:
    """Return whether a restore stopped with some files in place and some not."""
    return (folder / STAGE / READY).exists()


def refuse_halves(folder: Path) -> None:
    """Refuse to write where the files of two records may lie beside each other."""
    if is_cut_short(folder):
        raise RecordDamagedError(record=folder, what="a restore of it was cut short.")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (Windows does so by itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_private(path: Path, text: str) -> None:
    """Replace a file by one that only its owner may read: wholly or not at all, durably."""
    draft = path.with_name(path.name + ".new")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, if there is none.

    An existing file is never opened here: closing it would drop the locks that SQLite holds on
    it in this process.
    """
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        sync_folder(path.parent)


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Turn what the disk or SQLite says into a sentence for a person."""
    try:
        yield
    except apsw.FullError:
        raise RecordFullError(record=folder) from None
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError, UnicodeDecodeError) as error:
        raise RecordDamagedError(record=folder, what=f"SQLite says '{error}'.") from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise RecordBusyError(record=folder) from error
    except (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError) as error:
        if (
            getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE
        ):  # no room for the -shm file
            raise RecordFullError(record=folder) from error
        raise RecordDiskError(record=folder, what=error) from error
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise RecordFullError(record=folder) from error
        raise RecordDiskError(record=folder, what=error.strerror) from error
