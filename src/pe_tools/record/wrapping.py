"""Wrapped keys as they lie in keys.db, and the way to read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pe_tools.errors import RecordDamagedError
from pe_tools.record.keks import Kek
from pe_tools.record.sealing import BrokenSealError, seal, unseal

if TYPE_CHECKING:
    from pe_tools.record.backend import Backend

FILE = "keys.db"
PSEUDONYMS = ("", "")  # stream and subject of the key that pseudonyms are made with
SCHEMA = """
CREATE TABLE wrapped (
  stream TEXT NOT NULL, subject TEXT NOT NULL, kek TEXT NOT NULL, key BLOB NOT NULL,
  PRIMARY KEY (stream, subject)) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (
  stream TEXT NOT NULL, subject TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL,
  kek TEXT NOT NULL, PRIMARY KEY (stream, subject)) STRICT, WITHOUT ROWID;
"""
_TRIES = 5


class Wrapped(NamedTuple):
    """A subject's key under a key-encryption key."""

    stream: str
    subject: str
    kek: str
    key: bytes


class Keys(NamedTuple):
    """The keys of one stream by subject, and the subjects whose key was destroyed."""

    by_subject: dict[str, bytes]
    erased: frozenset[str]


class UnknownKekError(BrokenSealError):
    """A key is wrapped under a key-encryption key that is not there."""


def wrap(kek: Kek, stream: str, subject: str, key: bytes) -> Wrapped:
    """Return a key sealed under `kek`, for this subject only."""
    return Wrapped(stream, subject, kek.id, seal(kek.key, key, "key", stream, subject))


def unwrap(keks: Iterable[Kek], wrapped: Wrapped) -> bytes:
    """Return the key that was wrapped; a BrokenSealError if it cannot be had."""
    for kek in keks:
        if kek.id == wrapped.kek:
            return unseal(kek.key, wrapped.key, "key", wrapped.stream, wrapped.subject)
    raise UnknownKekError("no such key-encryption key")


def mismatch(folder: Path) -> RecordDamagedError:
    """Return the refusal for keys that do not open with the key-encryption key beside them."""
    what = "keys.db and kek.json do not belong together."
    return RecordDamagedError(record=folder, what=what)


def read_keys(backend: Backend, stream: str, subjects: Collection[str] | None = None) -> Keys:
    """Return the keys of a stream: of all its subjects, or of some.

    A rotation may run meanwhile: the keys are read first and their key-encryption keys after, so
    a second look finds both new.
    """
    for _ in range(_TRIES):
        rows, erased = _read(backend, stream)
        try:
            wanted = [row for row in rows if subjects is None or row.subject in subjects]
            return Keys(_unwrapped(backend.keks(), wanted), erased)
        except UnknownKekError:
            continue
        except BrokenSealError:
            break
    raise backend.mismatch()


def _read(backend: Backend, stream: str) -> tuple[list[Wrapped], frozenset[str]]:
    with backend.keys() as connection:
        if connection is None:
            return [], frozenset()
        query = "SELECT * FROM wrapped WHERE stream = ?"
        rows = [*map(Wrapped._make, connection.execute(query, (stream,)))]
        query = "SELECT subject FROM erasure WHERE stream = ?"
        erased = frozenset(str(row[0]) for row in connection.execute(query, (stream,)))
    return rows, erased


def _unwrapped(keks: Sequence[Kek], rows: Iterable[Wrapped]) -> dict[str, bytes]:
    return {row.subject: unwrap(keks, row) for row in rows}
