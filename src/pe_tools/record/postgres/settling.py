"""What whoever opens the record for writing finishes, or makes good after a restored dump."""

from __future__ import annotations

from pe_tools.record.disk import make_folder
from pe_tools.record.keks import new_kek, read_keks, write_keks
from pe_tools.record.keyring import Erasure
from pe_tools.record.ledger import Ledger
from pe_tools.record.postgres import locks
from pe_tools.record.postgres.connection import ServerConnection, writing
from pe_tools.record.postgres.keys import ServerKeys
from pe_tools.record.postgres.rotation import rotate
from pe_tools.record.wrapping import PSEUDONYMS

_KEKS = "SELECT DISTINCT kek FROM wrapped"
_LEFT = """
SELECT NOT EXISTS (SELECT 1 FROM wrapped WHERE stream = '' AND subject = '')
  OR EXISTS (SELECT 1 FROM erasure WHERE kek = ?)
  OR EXISTS (SELECT stream, subject FROM erasure
             EXCEPT SELECT stream, subject FROM event WHERE kind = 'erased')
  OR EXISTS (SELECT stream, subject FROM event WHERE kind = 'erased'
             EXCEPT SELECT stream, subject FROM erasure)
  OR EXISTS (SELECT 1 FROM event JOIN wrapped USING (stream, subject) WHERE kind = 'erased')
"""
_NOTED = "SELECT stream, subject, id, at FROM erasure"


def settle(keys: ServerKeys, ledger: Ledger[ServerConnection]) -> None:
    """Make the first keys, apply every erasure again, and finish an interrupted rotation.

    Raises
    ------
    KekMissingError
        If kek.json is not the one that the keys on the server are wrapped under.
    """
    with writing(keys.connection, locks.SHARED):
        is_settled = _is_settled(keys)
    if is_settled:
        return
    with writing(keys.connection, locks.ALONE):
        _make_first_kek(keys)
        keys.provide([PSEUDONYMS])
        keys.forget()
        _erase_again(keys, ledger)
    rotate(keys)


def _is_settled(keys: ServerKeys) -> bool:
    found = read_keks(keys.folder)
    used = {str(kek) for (kek,) in keys.connection.execute(_KEKS)}
    if not used <= {kek.id for kek in found}:
        raise keys.mismatch()
    return len(found) == 1 and (
        keys.connection.execute(_LEFT, (found[0].id,)).fetchone() == (False,)
    )


def _make_first_kek(keys: ServerKeys) -> None:
    if not read_keks(keys.folder):
        if keys.connection.execute(_KEKS).fetchone():
            raise keys.mismatch()
        make_folder(keys.folder)
        write_keks(keys.folder, [new_kek()])


def _erase_again(keys: ServerKeys, ledger: Ledger[ServerConnection]) -> None:
    noted = [*map(Erasure._make, keys.connection.execute(_NOTED))]
    if noted:
        keys.connection.execute(locks.of_streams(erasure.stream for erasure in noted))
    for erasure in noted:
        ledger.erase(erasure)
    keys.delete(ledger.erasures())
