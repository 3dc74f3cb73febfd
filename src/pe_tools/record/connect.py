"""The two ways to open one of the record's files: one that writes, many that read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw

from pe_tools.record.disk import make_private
from pe_tools.record.schema import VERSION

SYNCHRONOUS = "FULL"  # anything less loses acknowledged events in a power cut
_PATIENCE_MS = 5000
_READING = {apsw.SQLITE_SELECT, apsw.SQLITE_READ, apsw.SQLITE_FUNCTION, apsw.SQLITE_TRANSACTION}
_READ_PRAGMAS = {"user_version", "integrity_check"}


def connect_writer(path: Path, schema: str) -> apsw.Connection:
    """Return the connection that writes, and that alone moves the -wal into the file."""
    make_private(path)
    connection = apsw.Connection(str(path))
    try:
        _prepare(connection, schema)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: apsw.Connection, schema: str) -> None:
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.pragma("journal_mode", "wal")
    connection.pragma("synchronous", SYNCHRONOUS)
    connection.pragma("fullfsync", 1)  # macOS: else fsync stops short of the platter
    connection.pragma("checkpoint_fullfsync", 1)
    connection.pragma("secure_delete", "ON")
    if not connection.pragma("user_version"):
        with transaction(connection):
            connection.execute(schema + VERSION)


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """Commit durably what is done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def empty_wal(connection: apsw.Connection) -> None:
    """Move the -wal into the file, unless somebody still reads what is in it.

    SQLite drops a damaged -wal in silence, so what has no second copy should not lie there.
    """
    connection.set_busy_timeout(0)
    try:
        with suppress(apsw.BusyError):
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    finally:
        connection.set_busy_timeout(_PATIENCE_MS)


@contextmanager
def reading(path: Path) -> Iterator[apsw.Connection | None]:
    """Give one state of a file to read from; None if the file is missing or still empty.

    The authorizer refuses everything but reading, since ``mode=ro`` by itself still lets a
    reader truncate the -wal.
    """
    if not path.exists():
        yield None
        return
    connection = connect_reader(path)
    try:
        connection.execute("BEGIN")
        yield connection if connection.pragma("user_version") else None
    finally:
        connection.close()


def connect_reader(path: Path) -> apsw.Connection:
    """Return a connection that can neither write nor checkpoint."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    connection.set_busy_timeout(_PATIENCE_MS)
    connection.authorizer = _only_reading
    return connection


def _only_reading(
    action: int, name: str | None, value: str | None, _database: str | None, _by: str | None
) -> int:
    is_read_pragma = action == apsw.SQLITE_PRAGMA and name in _READ_PRAGMAS and value is None
    allowed = is_read_pragma or action in _READING
    return apsw.SQLITE_OK if allowed else apsw.SQLITE_DENY
