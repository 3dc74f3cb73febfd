"""Bringing a record back: from a backup of its events, and from keys that were kept apart."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

from pe_tools.errors import (
    BackupUnreadableError,
    KeysNeededError,
    RecordPresentError,
    RestoreRefusedError,
)
from pe_tools.record import journal_form, schema, wrapping
from pe_tools.record.backup_form import MANIFEST, Kind, Manifest, kind_of, read_manifest
from pe_tools.record.chain import Row
from pe_tools.record.check import check
from pe_tools.record.connect import reading
from pe_tools.record.disk import make_folder, refusals
from pe_tools.record.events import ERASED, Damage
from pe_tools.record.files import Files
from pe_tools.record.journal_form import read_lines
from pe_tools.record.keyring import Erasure, KeyRing
from pe_tools.record.keys_copy import Keys, read_all_keys, write_all_keys
from pe_tools.record.rebuilding import UNREADABLE
from pe_tools.record.swapping import NAMES, agree_on_swap, locked, staging, swap

_SHOWN = 5
_BLOCK = 2**20


class Restored(NamedTuple):
    """What was restored, where the old record is kept, and how many are erased in the new one."""

    manifest: Manifest
    aside: Path | None
    erased: int


def restore(backup: Path, folder: Path, keys: Keys | None, *, is_replacing: bool) -> Restored:
    """Put the record of a backup into a folder, once everything about it was found in order.

    Parameters
    ----------
    keys : Keys or None
        From their copy; None for those that lie in the folder already.
    is_replacing : bool
        Whether a record that lies there may be moved aside.

    Raises
    ------
    RecordPresentError, KeysNeededError, BackupUnreadableError
        If it cannot be done.
    RestoreRefusedError
        If something does not verify.

    Notes
    -----
    Nothing of the backup can be read from the folder before every erasure is applied that the
    backup, the copy of the keys, or the record that lies there knows of.
    """
    make_folder(folder)
    with refusals(folder), locked(folder), staging(folder) as stage:
        if not is_replacing and any((folder / name).exists() for name in NAMES):
            raise RecordPresentError(record=folder)
        manifest = _unpack(backup, stage)
        found = keys or read_all_keys(folder)
        if found is None:
            raise KeysNeededError(record=folder)
        write_all_keys(stage, found)
        _erase(stage, [*found.erased, *_erasures_of(folder), *_erasures_of(stage)])
        _refuse_faults(check(Files(stage), manifest.noted))
        aside = agree_on_swap(folder, stage)
        swap(folder, stage)
        return Restored(manifest, aside, len(_noted(folder)))


def _unpack(backup: Path, stage: Path) -> Manifest:
    """Write the files of a backup into a folder, and return its manifest."""
    if kind_of(backup) is not Kind.EVENTS:
        raise BackupUnreadableError(path=backup, what="it is no backup of a record")
    try:
        with ZipFile(backup) as packed:
            manifest = read_manifest(json.loads(packed.read(MANIFEST)))
            for name, wanted in manifest.sums.items():
                if _unpack_file(packed.open(name), stage / name) != wanted:
                    raise BackupUnreadableError(path=backup, what=f"{name} in it was changed")
    except (BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError):
        raise BackupUnreadableError(path=backup, what="it is damaged") from None
    return manifest


def _unpack_file(source: IO[bytes], path: Path) -> str:
    digest = sha256()
    with source, path.open("xb") as file:
        path.chmod(0o600)
        while block := source.read(_BLOCK):
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _erasures_of(folder: Path) -> Iterator[Erasure]:
    """Yield every erasure that a record knows of, in its events, their copy, or its keys."""
    query = "SELECT stream, subject, id, at FROM event WHERE kind = 'erased'"
    yield from _listed(folder / schema.FILE, query)
    for said in read_lines(folder / journal_form.FILE):
        if isinstance(said, Row) and said.kind == ERASED:
            yield Erasure(said.stream, said.subject, said.id, said.at)
    yield from _noted(folder)


def _noted(folder: Path) -> list[Erasure]:
    query = "SELECT stream, subject, id, at FROM erasure"
    return [*_listed(folder / wrapping.FILE, query)]


def _listed(path: Path, query: str) -> Iterator[Erasure]:
    """Yield erasures, as far as the file can be read: a damaged one is what is to be replaced."""
    with suppress(*UNREADABLE), reading(path) as connection:
        yield from map(Erasure._make, connection.execute(query) if connection else ())


def _erase(stage: Path, erasures: Sequence[Erasure]) -> None:
    """Destroy the keys of the erased, and put their erasures into the events."""
    first = {erasure[:2]: erasure for erasure in reversed(erasures)}
    ring = KeyRing(stage)
    try:
        ring.settle()
        ring.destroy([*first.values()])
    finally:
        ring.close()
    store = Files(stage).store()
    store.open()
    store.close()


def _refuse_faults(faults: Sequence[Damage]) -> None:
    if faults:
        shown = [f"  {d.stream}, event {d.seq}: {d.what}" for d in faults[:_SHOWN]]
        rest = len(faults) - len(shown)
        more = [f"  and {rest} more"] if rest else []
        raise RestoreRefusedError(listing="\n".join([*shown, *more]))
