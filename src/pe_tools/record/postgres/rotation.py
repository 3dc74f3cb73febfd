"""Changing the key-encryption key after an erasure, with other processes at work meanwhile.

Each step is one transaction that has the lock of the keys alone, and each is finished by whoever
opens the record for writing next:

1. kek.json holds the old key-encryption key and a new one, and all keys are wrapped under the new;
2. kek.json holds the new one only.

After that, a copy of a deleted key that the server still has somewhere opens with nothing.
"""

from __future__ import annotations

from contextlib import suppress

from psycopg import errors as pg

from pe_tools.record.keks import new_kek, write_keks
from pe_tools.record.postgres.connection import writing
from pe_tools.record.postgres.keys import ServerKeys
from pe_tools.record.postgres.locks import ALONE
from pe_tools.record.wrapping import Wrapped, wrap

_IS_NOTED = "SELECT EXISTS (SELECT 1 FROM erasure WHERE kek = ?)"
_OTHERS = "SELECT stream, subject, kek, key FROM wrapped WHERE kek <> ?"


def rotate(keys: ServerKeys) -> None:
    """Change the key-encryption key, or finish that, if an erasure was noted under it."""
    with writing(keys.connection, ALONE):
        is_due = _begin(keys)
    if is_due:
        with writing(keys.connection, ALONE):
            _end(keys)
        _rewrite_table(keys)


def _begin(keys: ServerKeys) -> bool:
    found = keys.keks()
    if len(found) == 1:
        if keys.connection.execute(_IS_NOTED, (found[0].id,)).fetchone() == (False,):
            return False
        found = (*found, new_kek())
        write_keks(keys.folder, found)
    rows = [*map(Wrapped._make, keys.connection.execute(_OTHERS, (found[-1].id,)))]
    keys.put([wrap(found[-1], *row[:2], keys.unwrap(found, row)) for row in rows])
    return True


def _end(keys: ServerKeys) -> None:
    new = keys.keks()[-1]
    if keys.connection.execute(_OTHERS, (new.id,)).fetchone() is None:
        write_keks(keys.folder, (new,))


def _rewrite_table(keys: ServerKeys) -> None:
    """Have the server drop what it kept of deleted rows; it does so by itself later, in part."""
    keys.connection.execute("SET lock_timeout = '2s'")
    with suppress(pg.LockNotAvailable, pg.InsufficientPrivilege, pg.DeadlockDetected):
        keys.connection.execute("VACUUM (FULL) pe_keys.wrapped")
    keys.connection.execute("RESET lock_timeout")
