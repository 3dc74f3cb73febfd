"""The keys as the one writer has them: made, destroyed, and wrapped anew.

Destroying a key takes four steps, each durable before the next, and each finished by whoever
opens the record for writing next:

1. the key is deleted and the erasure noted beside the keys, in one transaction;
2. the -wal of keys.db is emptied into the file;
3. kek.json holds the old and a new key-encryption key;
4. all other keys are wrapped under the new one, and the old one is gone.

After that, a copy of the deleted key that the disk may still hold opens with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from pe_tools.errors import RecordDamagedError
from pe_tools.record import keks
from pe_tools.record.connect import connect_writer, empty_wal, transaction
from pe_tools.record.keks import Kek, new_kek, read_keks, write_keks
from pe_tools.record.sealing import BrokenSealError, new_key
from pe_tools.record.wrapping import (
    FILE,
    PSEUDONYMS,
    SCHEMA,
    Wrapped,
    mismatch,
    unwrap,
    wrap,
)

Owner = tuple[str, str]  # stream and subject


class Erasure(NamedTuple):
    """One erasure: whose, and the id and time of its event."""

    stream: str
    subject: str
    id: str
    at: str


class KeyRing:
    """Every key of the record, open for writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keks = _keks_or_first(folder)
        self._known: dict[Owner, bytes] = {}
        self._connection = connect_writer(folder / FILE, SCHEMA)

    def settle(self) -> None:
        """Make the key of pseudonyms if there is none, and finish an interrupted rotation."""
        self.provide([PSEUDONYMS])
        if len(self._keks) > 1:
            self._finish_rotation()

    def close(self) -> None:
        """Close the file and forget the keys."""
        self._known.clear()
        self._connection.close()

    def key(self, owner: Owner) -> bytes | None:
        """Return the owner's key; None if there is none."""
        if owner not in self._known:
            query = "SELECT * FROM wrapped WHERE stream = ? AND subject = ?"
            for row in self._connection.execute(query, owner):
                self._known[owner] = self._unwrap(Wrapped._make(row))
        return self._known.get(owner)

    def provide(self, owners: Iterable[Owner]) -> None:
        """Make a key for each owner without one; durable on return."""
        fresh = {owner: new_key() for owner in owners if self.key(owner) is None}
        if fresh:
            rows = [wrap(self._keks[-1], *owner, key) for owner, key in fresh.items()]
            with transaction(self._connection):
                self._connection.executemany("INSERT INTO wrapped VALUES (?, ?, ?, ?)", rows)
            self._known |= fresh
            empty_wal(self._connection)

    def erasures(self) -> list[Erasure]:
        """Return the erasures that are noted beside the keys."""
        query = "SELECT stream, subject, id, at FROM erasure"
        return [*map(Erasure._make, self._connection.execute(query))]

    def destroy(self, erasures: Sequence[Erasure]) -> None:
        """Destroy these keys for good; what was destroyed already is passed over."""
        noted = {erasure[:2] for erasure in self.erasures()}
        due = [
            erasure
            for erasure in erasures
            if erasure[:2] not in noted or self._has_key(erasure[:2])
        ]
        if due:
            self._delete(due)
        if self._is_rotation_due():
            self._rotate()

    def _has_key(self, owner: Owner) -> bool:
        query = "SELECT 1 FROM wrapped WHERE stream = ? AND subject = ?"
        return self._connection.execute(query, owner).fetchone() is not None

    def _delete(self, erasures: Sequence[Erasure]) -> None:
        notes = [(*erasure, self._keks[-1].id) for erasure in erasures]
        owners = [erasure[:2] for erasure in erasures]
        with transaction(self._connection):
            self._connection.executemany(
                "INSERT OR REPLACE INTO erasure VALUES (?, ?, ?, ?, ?)", notes
            )
            self._connection.executemany(
                "DELETE FROM wrapped WHERE stream = ? AND subject = ?", owners
            )
        for owner in owners:
            self._known.pop(owner, None)

    def _is_rotation_due(self) -> bool:
        query = "SELECT 1 FROM erasure WHERE kek = ? LIMIT 1"
        return self._connection.execute(query, (self._keks[-1].id,)).fetchone() is not None

    def _rotate(self) -> None:
        self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        self._keks = (*self._keks, new_kek())
        write_keks(self._folder, self._keks)
        self._finish_rotation()

    def _finish_rotation(self) -> None:
        new = self._keks[-1]
        with transaction(self._connection):
            query = "SELECT * FROM wrapped WHERE kek <> ?"
            for old in [*map(Wrapped._make, self._connection.execute(query, (new.id,)))]:
                row = wrap(new, old.stream, old.subject, self._unwrap(old))
                self._connection.execute("REPLACE INTO wrapped VALUES (?, ?, ?, ?)", row)
        empty_wal(self._connection)
        self._keks = (new,)
        write_keks(self._folder, self._keks)

    def _unwrap(self, wrapped: Wrapped) -> bytes:
        try:
            return unwrap(self._keks, wrapped)
        except BrokenSealError:
            raise mismatch(self._folder) from None


def _keks_or_first(folder: Path) -> tuple[Kek, ...]:
    found = read_keks(folder)
    if not found:
        if (folder / FILE).exists():
            raise RecordDamagedError(record=folder, what=f"{keks.FILE} is missing.")
        found = (new_kek(),)
        write_keks(folder, found)
    return found
