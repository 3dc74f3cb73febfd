"""What a failing server is called, in sentences that hold no password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors as pg

from pe_tools.errors import (
    RecordBusyError,
    RecordDamagedError,
    RecordError,
    RecordFullError,
    RecordLoginError,
    RecordReadOnlyError,
    RecordServerError,
    RecordUnreachableError,
)
from pe_tools.record.postgres.address import Address

_CALLED: list[tuple[type[RecordError], tuple[type[psycopg.Error], ...]]] = [
    (RecordFullError, (pg.DiskFull,)),
    (RecordBusyError, (pg.LockNotAvailable, pg.TooManyConnections, pg.QueryCanceled)),
    (RecordReadOnlyError, (pg.ReadOnlySqlTransaction,)),
]
_DAMAGED = (pg.DataCorrupted, pg.IndexCorrupted, pg.UndefinedTable, pg.UndefinedColumn)


@contextmanager
def refusals(address: Address) -> Iterator[None]:
    """Turn what the server or the way to it says into a sentence for a person."""
    try:
        yield
    except psycopg.Error as error:
        raise refusal(address, error) from error


def refusal(address: Address, error: psycopg.Error) -> RecordError:
    """Return what a failure is called."""
    record = address.name
    for kind, failures in _CALLED:
        if isinstance(error, failures):
            return kind(record=record)
    if isinstance(error, _DAMAGED):
        return RecordDamagedError(record=record, what=f"the server says {error.sqlstate}.")
    if isinstance(error, pg.InsufficientPrivilege) or _is_about_login(error):
        return RecordLoginError(record=record, user=address.user)
    if isinstance(error, psycopg.OperationalError):
        return RecordUnreachableError(record=record)
    return RecordServerError(record=record, what=f"it says {error.sqlstate}")


def _is_about_login(error: psycopg.Error) -> bool:
    """Return whether the server answered a new connection, and asked for a password."""
    connection = error.pgconn
    is_new = error.sqlstate is None and str(error).startswith("connection failed")
    return is_new and bool(connection and (connection.needs_password or connection.used_password))
