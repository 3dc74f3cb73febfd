"""Events and keys, open for writing together: one commit at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import apsw

from pe_tools.errors import RecordDamagedError, RecordError
from pe_tools.record import schema, wrapping
from pe_tools.record.backend import Batch, Outcome
from pe_tools.record.connect import connect_writer, transaction
from pe_tools.record.disk import refusals
from pe_tools.record.events import Draft, Receipt
from pe_tools.record.keyring import Erasure, KeyRing
from pe_tools.record.ledger import Ledger


class FileStore:
    """Both files of the record. After any failure they are closed, and opened anew when needed.

    After a failed COMMIT nobody knows what the disk kept, so nothing in memory is trusted.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: KeyRing | None = None
        self._ledger: Ledger[apsw.Connection] | None = None

    def open(self) -> None:
        """Open both files, make them if need be, and finish what was interrupted."""
        with self._closed_on_failure():
            self._opened()

    def close(self) -> None:
        """Close both files."""
        ledger, self._ledger = self._ledger, None
        keys, self._keys = self._keys, None
        for part in (ledger, keys):
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
            keys, ledger = self._opened()
            drafts = [draft for batch in batches for draft in _drafts(batch)]
            keys.provide(ledger.owners(drafts))  # a key is durable before what it seals
            with transaction(ledger.connection):
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

    def _opened(self) -> tuple[KeyRing, Ledger[apsw.Connection]]:
        if self._keys is None or self._ledger is None:
            path = self._folder / schema.FILE
            if path.exists() and not (self._folder / wrapping.FILE).exists():
                raise RecordDamagedError(record=self._folder, what=f"{wrapping.FILE} is missing.")
            self._keys = KeyRing(self._folder)
            connection = connect_writer(path, schema.SCHEMA)
            self._ledger = Ledger(connection, self._keys, self._folder)
            _settle(self._keys, self._ledger)
        return self._keys, self._ledger

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            with refusals(self._folder):
                yield
        except BaseException:
            self.close()
            raise


def _settle(keys: KeyRing, ledger: Ledger[apsw.Connection]) -> None:
    """Apply every erasure again, whichever of the two files a backup brought back."""
    keys.settle()
    with transaction(ledger.connection):
        for erasure in keys.erasures():
            ledger.erase(erasure)
    keys.destroy(ledger.erasures())


def _attempt(ledger: Ledger[apsw.Connection], batch: Batch) -> Outcome:
    ledger.connection.execute("SAVEPOINT batch")
    try:
        outcome: Outcome = _append(ledger, batch)
    except apsw.Error:  # a fault of the disk is everybody's
        raise
    except Exception as error:  # noqa: BLE001 - its sender is told, the others go on
        ledger.connection.execute("ROLLBACK TO batch")
        outcome = error
    ledger.connection.execute("RELEASE batch")
    return outcome


def _append(ledger: Ledger[apsw.Connection], batch: Batch) -> tuple[Receipt, ...]:
    if isinstance(batch, Erasure):
        return (ledger.erase(batch),)
    return tuple(ledger.append(draft) for draft in batch)


def _drafts(batch: Batch) -> tuple[Draft, ...]:
    return () if isinstance(batch, Erasure) else batch
