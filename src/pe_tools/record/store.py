"""Events, their second copy and keys, open for writing together: one commit at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from pe_tools.errors import RecordDamagedError, RecordError
from pe_tools.record import schema, wrapping
from pe_tools.record.backend import Batch, Outcome
from pe_tools.record.chain import Row
from pe_tools.record.connect import transaction
from pe_tools.record.copies import open_copies
from pe_tools.record.disk import refusals, refuse_halves
from pe_tools.record.events import Draft, Receipt
from pe_tools.record.journal import Journal
from pe_tools.record.journal_form import FILE
from pe_tools.record.keyring import Erasure, KeyRing
from pe_tools.record.ledger import Ledger


class _FileLedger(Ledger[apsw.Connection]):
    """A ledger that remembers the rows that a commit adds, for the journal."""

    def __init__(self, connection: apsw.Connection, keys: KeyRing, name: object) -> None:
        super().__init__(connection, keys, name)
        self.added: list[Row] = []

    def _insert(self, row: Row) -> None:
        super()._insert(row)
        self.added.append(row)


class FileStore:
    """The files of the record. After any failure they are closed, and opened anew when needed.

    After a failed COMMIT nobody knows what the disk kept, so nothing in memory is trusted, and
    the next opening looks at every event.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: KeyRing | None = None
        self._ledger: _FileLedger | None = None
        self._journal: Journal | None = None
        self._is_doubtful = False

    def open(self) -> None:
        """Open the files, make them if need be, and finish what was interrupted."""
        with self._closed_on_failure():
            self._opened()

    def close(self) -> None:
        """Close the files."""
        ledger, self._ledger = self._ledger, None
        journal, self._journal = self._journal, None
        keys, self._keys = self._keys, None
        for part in (ledger, journal, keys):
            if part is not None:
                part.close()

    def commit(self, batches: Sequence[Batch]) -> list[Outcome]:
        """Commit all batches at once, durably; a refused one fails alone.

        Raises
        ------
        RecordError
            If the disk failed: then none of the batches is known to be kept.
        """
        with self._closed_on_failure():
            keys, ledger, journal = self._opened()
            drafts = [draft for batch in batches for draft in _drafts(batch)]
            keys.provide(ledger.owners(drafts))  # a key is durable before what it seals
            with _journaled(ledger, journal):
                outcomes = [_attempt(ledger, batch) for batch in batches]
        self._destroy_keys(batches, outcomes)
        return outcomes

    def _destroy_keys(self, batches: Sequence[Batch], outcomes: list[Outcome]) -> None:
        """Destroy the keys of the erased; if that fails, it is they who are told."""
        erased = [(n, batch) for n, batch in enumerate(batches) if isinstance(batch, Erasure)]
        if not erased:
            return
        try:
            with self._closed_on_failure():
                self._opened()[0].destroy([batch for _, batch in erased])
        except RecordError as error:
            for place, _ in erased:
                outcomes[place] = error

    def _opened(self) -> tuple[KeyRing, _FileLedger, Journal]:
        if self._keys is None or self._ledger is None or self._journal is None:
            refuse_halves(self._folder)
            self._refuse_without_keys()
            self._keys = KeyRing(self._folder)
            connection, self._journal = open_copies(self._folder, is_thorough=self._is_doubtful)
            self._ledger = _FileLedger(connection, self._keys, self._folder)
            _settle(self._keys, self._ledger, self._journal)
            self._is_doubtful = False
        return self._keys, self._ledger, self._journal

    def _refuse_without_keys(self) -> None:
        has_events = any((self._folder / name).exists() for name in (schema.FILE, FILE))
        if has_events and not (self._folder / wrapping.FILE).exists():
            raise RecordDamagedError(record=self._folder, what=f"{wrapping.FILE} is missing.")

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            with refusals(self._folder):
                yield
        except BaseException:
            self._is_doubtful = True
            self.close()
            raise


@contextmanager
def _journaled(ledger: _FileLedger, journal: Journal) -> Iterator[None]:
    """Commit what is appended inside, to the journal before record.db; or nothing of it."""
    ledger.added.clear()
    try:
        with transaction(ledger.connection):
            yield
            journal.append(ledger.added)
    except BaseException:
        journal.take_back()
        raise
    journal.mark()


def _settle(keys: KeyRing, ledger: _FileLedger, journal: Journal) -> None:
    """Apply every erasure again, whichever of the two files a backup brought back."""
    keys.settle()
    with _journaled(ledger, journal):
        for erasure in keys.erasures():
            ledger.erase(erasure)
    keys.destroy(ledger.erasures())


def _attempt(ledger: _FileLedger, batch: Batch) -> Outcome:
    ledger.connection.execute("SAVEPOINT batch")
    before = len(ledger.added)
    try:
        outcome: Outcome = _append(ledger, batch)
    except apsw.Error:  # a fault of the disk is everybody's
        raise
    except Exception as error:  # noqa: BLE001 - its sender is told, the others go on
        ledger.connection.execute("ROLLBACK TO batch")
        del ledger.added[before:]
        outcome = error
    ledger.connection.execute("RELEASE batch")
    return outcome


def _append(ledger: _FileLedger, batch: Batch) -> tuple[Receipt, ...]:
    if isinstance(batch, Erasure):
        return (ledger.erase(batch),)
    return tuple(ledger.append(draft) for draft in batch)


def _drafts(batch: Batch) -> tuple[Draft, ...]:
    return () if isinstance(batch, Erasure) else batch
