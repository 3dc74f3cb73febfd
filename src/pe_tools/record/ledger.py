"""The events as a writer has them: what is appended, replayed, disputed or refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Generic, Protocol, TypeVar
from uuid import UUID, uuid5

from pe_tools.errors import ErasedError, RecordDamagedError
from pe_tools.record.backend import Connection
from pe_tools.record.bodies import is_sealed, open_body, seal_body
from pe_tools.record.canonical import Json, canonical
from pe_tools.record.chain import Row, genesis, link
from pe_tools.record.events import CONFLICT, ERASED, Draft, Receipt, Status, moment
from pe_tools.record.keyring import Erasure, Owner
from pe_tools.record.sealing import BrokenSealError

_CONFLICTS = UUID("6f0a2a53-7d1c-4c1e-9a55-1f6f0d1d8c3b")


C = TypeVar("C", bound=Connection)


class Opener(Protocol):
    """Who has the keys."""

    def key(self, owner: Owner) -> bytes | None:
        """Return the owner's key; None if there is none."""


class Ledger(Generic[C]):
    """The events, open for writing. All methods but `close` belong inside a transaction."""

    def __init__(self, connection: C, keys: Opener, name: object) -> None:
        self.connection = connection
        self._keys = keys
        self._name = name

    def close(self) -> None:
        """Close the connection; SQLite also moves its -wal into the file then."""
        self.connection.close()

    def append(self, draft: Draft) -> Receipt:
        """Append a draft, or find what became of it before."""
        if self.is_erased((draft.stream, draft.subject)):
            raise ErasedError(stream=draft.stream, subject=draft.subject)
        row = _unchained(draft)
        known = self._find(draft.id)
        if known is None:
            return self._add(row, draft.id)
        if self._is_same(known, row):
            return Receipt(draft.id, known.seq, "replay", known.hash)
        return self._dispute(row, draft)

    def erase(self, erasure: Erasure) -> Receipt:
        """Append the event of an erasure, or find the one that is there."""
        query = "SELECT * FROM event WHERE stream = ? AND subject = ? AND kind = 'erased'"
        for found in self.connection.execute(query, erasure[:2]):
            known = Row._make(found)
            return Receipt(known.id, known.seq, "replay", known.hash)
        stream, subject, id_, at = erasure
        return self._add(Row(stream, 0, id_, ERASED, subject, at, "null", "", ""), id_)

    def erasures(self) -> list[Erasure]:
        """Return all erasures that have an event."""
        query = "SELECT stream, subject, id, at FROM event WHERE kind = 'erased'"
        return [*map(Erasure._make, self.connection.execute(query))]

    def is_erased(self, owner: Owner) -> bool:
        """Return whether a subject was erased from a stream."""
        query = "SELECT 1 FROM event WHERE stream = ? AND subject = ? AND kind = 'erased'"
        return self.connection.execute(query, owner).fetchone() is not None

    def owners(self, drafts: Iterable[Draft]) -> set[Owner]:
        """Return whose keys are needed for these drafts."""
        owners = {(draft.stream, draft.subject) for draft in drafts if draft.subject}
        return {owner for owner in owners if not self.is_erased(owner)}

    def _find(self, id_: str) -> Row | None:
        found = self.connection.execute("SELECT * FROM event WHERE id = ?", (id_,)).fetchone()
        return Row._make(found) if found else None

    def _is_same(self, known: Row, row: Row) -> bool:
        """Return whether both say the same; their times may differ, and so may their seals."""
        if (known.stream, known.kind, known.subject) != (row.stream, row.kind, row.subject):
            return False
        if not is_sealed(known):
            return known.body == row.body
        try:
            return open_body(self._key(known), known) == row.body
        except BrokenSealError:
            what = f"event {known.seq} of {known.stream} has a broken seal."
            raise RecordDamagedError(record=self._name, what=what) from None

    def _dispute(self, row: Row, draft: Draft) -> Receipt:
        """Keep what was sent under a known id, once, as an event with an id of its own."""
        body: dict[str, Json] = {"of": draft.id, "kind": draft.kind, "body": draft.body}
        row = row._replace(kind=CONFLICT, body=canonical(body))
        for number in count(1):
            row = row._replace(id=str(uuid5(_CONFLICTS, f"{draft.id} {number}")))
            known = self._find(row.id)
            if known is None:
                return self._add(row, draft.id, "conflict")
            if self._is_same(known, row):
                return Receipt(draft.id, known.seq, "conflict", known.hash)
        raise AssertionError("count() has no end")

    def _add(self, row: Row, id_: str, status: Status = "new") -> Receipt:
        if is_sealed(row):
            row = seal_body(self._key(row), row)
        row = self._chained(row)
        self._insert(row)
        return Receipt(id_, row.seq, status, row.hash)

    def _insert(self, row: Row) -> None:
        self.connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _chained(self, row: Row) -> Row:
        query = "SELECT seq, hash FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1"
        found = self.connection.execute(query, (row.stream,)).fetchone()
        seq, prev = found or (0, genesis(row.stream))
        row = row._replace(seq=seq + 1, prev=prev)
        return row._replace(hash=link(row))

    def _key(self, row: Row) -> bytes:
        key = self._keys.key((row.stream, row.subject))
        if key is None:
            what = f"the key of {row.subject} is missing."
            raise RecordDamagedError(record=self._name, what=what)
        return key


def _unchained(draft: Draft) -> Row:
    at = moment(draft.at, draft.subject)
    return Row(draft.stream, 0, draft.id, draft.kind, draft.subject, at, draft.text, "", "")
