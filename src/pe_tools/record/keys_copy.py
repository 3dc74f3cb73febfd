"""A copy of the keys under a passphrase, to be kept apart from the backup of the events."""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from pe_tools.errors import (
    BackupPlaceError,
    BackupUnreadableError,
    NoRecordError,
    NotOverwrittenError,
    PassphraseError,
    RecordDamagedError,
)
from pe_tools.record import keks, wrapping
from pe_tools.record.backup_form import KEYS_START, Kind, beside, kind_of
from pe_tools.record.connect import connect_writer, reading, transaction
from pe_tools.record.disk import refusals, write_private
from pe_tools.record.keks import Kek, read_keks, write_keks
from pe_tools.record.keyring import Erasure
from pe_tools.record.sealing import BrokenSealError, seal, unseal
from pe_tools.record.wrapping import Wrapped

SHORTEST = 12  # characters of a passphrase
_COST = 2**17  # of scrypt: 128 MB and about half a second a guess
_HIGHEST_COST = 2**20
_PLACE = ("keys", "1")
_TRIES = 5


class Keys(NamedTuple):
    """All keys of a record, and the erasures that are noted beside them."""

    keks: tuple[Kek, ...]
    wrapped: tuple[Wrapped, ...]
    erasures: tuple[tuple[str, ...], ...]

    @property
    def erased(self) -> list[Erasure]:
        """The erasures, without the key-encryption key of their time."""
        return [Erasure._make(row[:4]) for row in self.erasures]


def read_all_keys(folder: Path) -> Keys | None:
    """Return the keys of a record; None if it has none.

    A rotation may run meanwhile: the keys are read first and their key-encryption keys after.
    """
    for _ in range(_TRIES):
        with reading(folder / wrapping.FILE) as connection:
            if connection is None:
                return None
            rows = map(Wrapped._make, connection.execute("SELECT * FROM wrapped"))
            wrapped = tuple(rows)
            erasures = tuple(connection.execute("SELECT * FROM erasure"))
        found = read_keks(folder)
        if {row.kek for row in wrapped} <= {kek.id for kek in found}:
            return Keys(found, wrapped, erasures)
    raise wrapping.mismatch(folder)


def back_up_keys(folder: Path, path: Path, *, passphrase: str) -> Keys:
    """Write a copy of the keys, in the place of an older copy if there is one.

    Raises
    ------
    BackupPlaceError
        If the record or a backup of its events lies in the same folder.
    PassphraseError, NoRecordError, NotOverwrittenError
    """
    with refusals(folder):
        keys = read_all_keys(folder)
        if keys is None:
            raise NoRecordError(record=folder)
        _refuse_place(folder, path)
        if len(passphrase) < SHORTEST:
            raise PassphraseError(what=f"A passphrase has at least {SHORTEST} characters.")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_private(path, _sealed(keys, passphrase))
    return keys


def _refuse_place(folder: Path, path: Path) -> None:
    if path.is_dir() or (path.exists() and kind_of(path) is not Kind.KEYS):
        raise NotOverwrittenError(path=path)
    if path.absolute().parent.resolve() == folder.resolve():
        raise BackupPlaceError(path=path, what="the record")
    if beside(path, Kind.EVENTS):
        raise BackupPlaceError(path=path, what="a backup of the events")


def _sealed(keys: Keys, passphrase: str) -> str:
    salt = os.urandom(16)
    content = {
        "keks": [[kek.id, kek.key.hex()] for kek in keys.keks],
        "wrapped": [[*row[:3], row.key.hex()] for row in keys.wrapped],
        "erasures": keys.erasures,
    }
    key = _derived(passphrase, salt, _COST)
    sealed = seal(key, json.dumps(content).encode(), *_PLACE)
    parts = {"salt": b64encode(salt).decode(), "sealed": b64encode(sealed).decode()}
    return json.dumps({"pe_keys": 1, "scrypt": _COST, **parts}, separators=(",", ":"))


def _derived(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())


def read_copy(path: Path, *, passphrase: str) -> Keys:
    """Return the keys in a copy.

    Raises
    ------
    BackupUnreadableError
        If the file is no copy of keys.
    PassphraseError
        If the passphrase is another one, or the copy was changed.
    """
    text = path.read_bytes()
    if not text.startswith(KEYS_START):
        raise BackupUnreadableError(path=path, what="it is no copy of keys")
    try:
        parts = json.loads(text)
        salt, sealed = b64decode(parts["salt"]), b64decode(parts["sealed"])
        if not 1 < parts["scrypt"] <= _HIGHEST_COST:
            raise ValueError("a cost that nobody chose")
        key = _derived(passphrase, salt, parts["scrypt"])
    except (ValueError, KeyError, TypeError):
        raise BackupUnreadableError(path=path, what="it is damaged") from None
    try:
        return _opened(json.loads(unseal(key, sealed, *_PLACE)))
    except BrokenSealError:
        what = f"The passphrase does not open {path}, or the file was changed."
        raise PassphraseError(what=what) from None


def _opened(content: dict[str, list[list[str]]]) -> Keys:
    return Keys(
        tuple(Kek(id_, bytes.fromhex(key)) for id_, key in content["keks"]),
        tuple(Wrapped._make([*row[:3], bytes.fromhex(row[3])]) for row in content["wrapped"]),
        tuple(map(tuple, content["erasures"])),
    )


def write_all_keys(folder: Path, keys: Keys) -> None:
    """Write keys.db and kek.json into a folder that has none."""
    if any((folder / name).exists() for name in (wrapping.FILE, keks.FILE)):
        raise RecordDamagedError(record=folder, what="It has keys already.")
    write_keks(folder, keys.keks)
    connection = connect_writer(folder / wrapping.FILE, wrapping.SCHEMA)
    try:
        with transaction(connection):
            connection.executemany("INSERT INTO wrapped VALUES (?, ?, ?, ?)", keys.wrapped)
            connection.executemany("INSERT INTO erasure VALUES (?, ?, ?, ?, ?)", keys.erasures)
    finally:
        connection.close()
