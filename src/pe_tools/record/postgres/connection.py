"""Connecting to the server, and what its transactions that write and that read begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeAlias

import psycopg

from pe_tools.record.postgres.address import Address

_SETTINGS = (
    "SET LOCAL search_path = pe_record, pe_keys;"
    "SET LOCAL synchronous_commit = on;"  # else a crash of the server loses acknowledged events
    "SET LOCAL lock_timeout = '10s';"
    "SET LOCAL idle_in_transaction_session_timeout = '60s';"  # a laptop may fall asleep
)
_WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED; {_SETTINGS}"
READ = f"BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; {_SETTINGS}"
# not to_regclass, which may remember what was so before this process waited for a lock
_NAMED = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = ? AND tablename = ?"
_Cursor: TypeAlias = "psycopg.Cursor[tuple[Any, ...]]"


class ServerConnection:
    """A connection that takes ``?`` for a value, as SQLite does."""

    def __init__(self, address: Address) -> None:
        # Nothing is prepared on the server: a pooler may give each transaction another one.
        self._raw = psycopg.connect(**address.parts, autocommit=True, prepare_threshold=None)

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> _Cursor:
        """Run a statement; without values, several of them."""
        return self._raw.execute(statement.replace("?", "%s"), values or None)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> None:
        """Run a statement for each row of values."""
        with self._raw.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s"), rows)

    def close(self) -> None:
        """End the connection, and with it whatever was not committed."""
        self._raw.close()


@contextmanager
def writing(connection: ServerConnection, locks: str = "") -> Iterator[None]:
    """Commit durably what is done inside, or nothing of it.

    Parameters
    ----------
    locks : str
        Statements that take the locks it needs, held until its end (see `locks`).
    """
    try:
        connection.execute(_WRITE + locks)
        yield
        if connection.execute("COMMIT").statusmessage != "COMMIT":
            raise psycopg.errors.InFailedSqlTransaction
    except BaseException:
        with suppress(psycopg.Error):
            connection.execute("ROLLBACK")
        raise


def has_table(connection: ServerConnection, table: str) -> bool:
    """Return whether there is a table of this name; also if another process made it just now."""
    return connection.execute(_NAMED, table.split(".")).fetchone() is not None
