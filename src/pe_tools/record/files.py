"""A record in files: SQLite, and one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import apsw

from pe_tools.errors import RecordDamagedError
from pe_tools.record import schema, wrapping
from pe_tools.record.backend import Connection, Keeping
from pe_tools.record.connect import SYNCHRONOUS, reading
from pe_tools.record.copies import journal_faults
from pe_tools.record.disk import make_folder, refusals
from pe_tools.record.events import Damage
from pe_tools.record.keks import Kek, read_keks
from pe_tools.record.lock import LOCK_FILE, Desk, WriterLock
from pe_tools.record.store import FileStore


class Files:
    """The files of one folder: record.db, its second copy record.journal, keys.db and kek.json."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)

    def refusals(self) -> AbstractContextManager[None]:
        """Turn what the disk or SQLite says into a sentence for a person."""
        return refusals(self.folder)

    def events(self) -> AbstractContextManager[Connection | None]:
        """Give one state of record.db."""
        return reading(self.folder / schema.FILE)

    def keys(self) -> AbstractContextManager[Connection | None]:
        """Give one state of keys.db."""
        return reading(self.folder / wrapping.FILE)

    def keks(self) -> tuple[Kek, ...]:
        """Return the key-encryption keys, the newest last."""
        return read_keks(self.folder)

    def mismatch(self) -> RecordDamagedError:
        """Return the refusal for keys that do not open with kek.json."""
        return wrapping.mismatch(self.folder)

    def faults(self, events: Connection | None) -> Iterator[Damage]:
        """Return what SQLite finds wrong with record.db, and what record.journal does."""
        for (verdict,) in events.execute("PRAGMA integrity_check") if events else ():
            if verdict != "ok":
                yield Damage("", 0, f"SQLite finds: {verdict}")
        yield from journal_faults(self.folder)

    def claim(self, desk: Desk | None) -> WriterLock:  # noqa: ARG002 - the lock is for everybody
        """Return the right to write, which nobody else has meanwhile."""
        make_folder(self.folder)
        return WriterLock(self.folder / LOCK_FILE)

    def keeping(self) -> Keeping:
        """Return the version of SQLite, and how its commits are synced."""
        what = f"SQLite {apsw.sqlite_lib_version()}, synchronous {SYNCHRONOUS}"
        return Keeping(what, is_durable=SYNCHRONOUS == "FULL")

    def store(self) -> FileStore:
        """Return both files, not open yet."""
        return FileStore(self.folder)
