"""The wrapped keys on the server, as one transaction after the other has them.

The key-encryption key never goes to the server. It is in kek.json, which is read anew inside each
transaction, under the lock of the keys, since another process may have changed it. No key stays
in memory beyond a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pe_tools.errors import KekMissingError
from pe_tools.record import keks
from pe_tools.record.keks import Kek, read_keks
from pe_tools.record.keyring import Erasure, Owner
from pe_tools.record.postgres.connection import ServerConnection
from pe_tools.record.sealing import BrokenSealError, new_key
from pe_tools.record.wrapping import Wrapped, unwrap, wrap

_OF_OWNERS = (
    "SELECT w.stream, w.subject, w.kek, w.key FROM wrapped w"
    " JOIN unnest(?::text[], ?::text[]) AS o(s, p) ON (w.stream, w.subject) = (o.s, o.p)"
)
_PUT = (
    "INSERT INTO wrapped VALUES (?, ?, ?, ?)"
    " ON CONFLICT (stream, subject) DO UPDATE SET kek = excluded.kek, key = excluded.key"
)
_DELETE = "DELETE FROM wrapped WHERE stream = ? AND subject = ?"
_NOTE = "INSERT INTO erasure VALUES (?, ?, ?, ?, ?) ON CONFLICT (stream, subject) DO "
_NOTE_ONCE = _NOTE + "NOTHING"
_NOTE_ANEW = _NOTE + "UPDATE SET kek = excluded.kek"  # so that this one is replaced too


class ServerKeys:
    """The keys of one record, for the transactions of one connection.

    Parameters
    ----------
    folder : Path
        Where kek.json is.
    name : str
        What people know the record by.
    """

    def __init__(self, connection: ServerConnection, folder: Path, name: str) -> None:
        self.connection = connection
        self.folder = folder
        self._name = name
        self._known: dict[Owner, bytes] = {}

    def key(self, owner: Owner) -> bytes | None:
        """Return the key of an owner for whom this transaction has provided."""
        return self._known.get(owner)

    def forget(self) -> None:
        """Forget all keys."""
        self._known.clear()

    def provide(self, owners: Iterable[Owner]) -> None:
        """Fetch the key of each owner, and make one for those who have none."""
        wanted = [*owners]
        if not wanted:
            return
        found = self.keks()
        rows = self.connection.execute(
            _OF_OWNERS, [list(part) for part in zip(*wanted, strict=True)]
        )
        wrapped = [*map(Wrapped._make, rows)]
        self._known = {row[:2]: self.unwrap(found, row) for row in wrapped}
        fresh = {owner: new_key() for owner in wanted if owner not in self._known}
        self.put([wrap(found[-1], *owner, key) for owner, key in fresh.items()])
        self._known |= fresh

    def put(self, rows: Sequence[Wrapped]) -> None:
        """Put wrapped keys in place, instead of those that are there."""
        self.connection.executemany(_PUT, rows)

    def delete(self, erasures: Iterable[Erasure]) -> None:
        """Delete the keys of the erased, and note that beside the keys."""
        for erasure in erasures:
            deleted = self.connection.execute(_DELETE, erasure[:2]).rowcount
            note = _NOTE_ANEW if deleted else _NOTE_ONCE
            self.connection.execute(note, (*erasure, self.keks()[-1].id))
            self._known.pop(erasure[:2], None)

    def keks(self) -> tuple[Kek, ...]:
        """Return what kek.json holds just now."""
        found = read_keks(self.folder)
        if not found:
            raise self.mismatch()
        return found

    def unwrap(self, found: Iterable[Kek], row: Wrapped) -> bytes:
        """Return the key that was wrapped."""
        try:
            return unwrap(found, row)
        except BrokenSealError:
            raise self.mismatch() from None

    def mismatch(self) -> KekMissingError:
        """Return the refusal for keys that do not open with kek.json."""
        return KekMissingError(record=self._name, path=self.folder / keks.FILE)
