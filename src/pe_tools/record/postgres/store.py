"""Events and keys on the server, open for writing: one transaction for each group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from psycopg import errors as pg

from pe_tools.errors import RecordBusyError, RecordError, RecordUnreachableError
from pe_tools.record import disk
from pe_tools.record.backend import Batch, Outcome
from pe_tools.record.keyring import Erasure
from pe_tools.record.ledger import Ledger
from pe_tools.record.postgres import failing
from pe_tools.record.postgres.address import Address
from pe_tools.record.postgres.connection import ServerConnection
from pe_tools.record.postgres.group import write
from pe_tools.record.postgres.keys import ServerKeys
from pe_tools.record.postgres.rotation import rotate
from pe_tools.record.postgres.settling import settle
from pe_tools.record.postgres.tables import keks_folder, make_tables, name_of_record

_Ledger = Ledger[ServerConnection]
_TRIES = 5
_RACES = (pg.UniqueViolation, pg.DeadlockDetected, pg.SerializationFailure)


class ServerStore:
    """One connection that writes. After any failure it is closed, and opened anew when needed."""

    def __init__(self, address: Address, home: Path) -> None:
        self._address = address
        self._home = home
        self._keys: ServerKeys | None = None
        self._ledger: _Ledger | None = None

    def open(self) -> None:
        """Connect, make the tables if need be, and finish what was interrupted."""
        with self._closed_on_failure():
            self._opened()

    def close(self) -> None:
        """End the connection."""
        ledger, self._ledger, self._keys = self._ledger, None, None
        if ledger is not None:
            ledger.close()

    def commit(self, batches: Sequence[Batch]) -> list[Outcome]:
        """Commit all batches at once, durably; a refused one fails alone.

        If the connection was lost it is unknown what was kept, so they are sent once more over a
        new one: what was kept already counts once.

        Raises
        ------
        RecordError
            If the server failed again: then none of the batches is known to be kept.
        """
        try:
            return self._commit(batches)
        except RecordUnreachableError:
            return self._commit(batches)

    def _commit(self, batches: Sequence[Batch]) -> list[Outcome]:
        with self._closed_on_failure():
            outcomes = self._written(*self._opened(), batches)
        self._rotate(batches, outcomes)
        return outcomes

    def _written(
        self, keys: ServerKeys, ledger: _Ledger, batches: Sequence[Batch]
    ) -> list[Outcome]:
        """Write in one transaction; anew if another process was sending the same just then."""
        for _ in range(_TRIES):
            with suppress(*_RACES):
                return write(keys, ledger, batches)
        raise RecordBusyError(record=self._address.name)

    def _rotate(self, batches: Sequence[Batch], outcomes: list[Outcome]) -> None:
        """Make what is left of the keys of the erased useless; if that fails, they are told."""
        erased = [place for place, batch in enumerate(batches) if isinstance(batch, Erasure)]
        if not erased:
            return
        try:
            with self._closed_on_failure():
                rotate(self._opened()[0])
        except RecordError as error:
            for place in erased:
                outcomes[place] = error

    def _opened(self) -> tuple[ServerKeys, _Ledger]:
        if self._keys is None or self._ledger is None:
            connection = ServerConnection(self._address)
            try:
                self._keys, self._ledger = self._prepared(connection)
            except BaseException:
                connection.close()
                raise
        return self._keys, self._ledger

    def _prepared(self, connection: ServerConnection) -> tuple[ServerKeys, _Ledger]:
        make_tables(connection, self._address)
        folder = keks_folder(self._home, name_of_record(connection))
        keys = ServerKeys(connection, folder, self._address.name)
        ledger = Ledger(connection, keys, self._address.name)
        settle(keys, ledger)
        return keys, ledger

    @contextmanager
    def _closed_on_failure(self) -> Iterator[None]:
        try:
            with disk.refusals(self._home), failing.refusals(self._address):
                yield
        except BaseException:
            self.close()
            raise
