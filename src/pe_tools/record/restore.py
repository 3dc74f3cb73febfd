"""Bringing a record back: from a backup of its events, and from keys that were kept apart."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile

from pe_tools.errors import (
    BackupUnreadableError,
    KeysNeededError,
    RecordPresentError,
    RestoreRefusedError,
)
from pe_tools.record import journal_form, keks, schema, wrapping
from pe_tools.record.backup_form import MANIFEST, Kind, Manifest, kind_of, read_manifest
from pe_tools.record.chain import Row
from pe_tools.record.check import check
from pe_tools.record.connect import reading
from pe_tools.record.disk import (
    READY,
    STAGE,
    is_cut_short,
    make_folder,
    refusals,
    sync_folder,
    write_private,
)
from pe_tools.record.events import ERASED, Damage
from pe_tools.record.files import Files
from pe_tools.record.journal import sync
from pe_tools.record.journal_form import read_lines
from pe_tools.record.keyring import Erasure, KeyRing
from pe_tools.record.keys_copy import Keys, read_all_keys, write_all_keys
from pe_tools.record.lock import LOCK_FILE, WriterLock
from pe_tools.record.rebuilding import UNREADABLE

_ORDER = (keks.FILE, wrapping.FILE, journal_form.FILE, schema.FILE)
_BESIDE = tuple(
    f"{name}{end}" for name in (wrapping.FILE, schema.FILE) for end in ("-wal", "-shm")
)
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
    with refusals(folder), _locked(folder), _stage(folder) as stage:
        if not is_replacing and any((folder / name).exists() for name in _ORDER):
            raise RecordPresentError(record=folder)
        manifest = _unpack(backup, stage)
        found = keys or read_all_keys(folder)
        if found is None:
            raise KeysNeededError(record=folder)
        write_all_keys(stage, found)
        _erase(stage, [*found.erased, *_erasures_of(folder), *_erasures_of(stage)])
        _refuse_faults(check(Files(stage), manifest.noted))
        aside = _agree_on_swap(folder, stage)
        _swap(folder, stage)
        return Restored(manifest, aside, len(_noted(folder)))


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = WriterLock(folder / LOCK_FILE)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _stage(folder: Path) -> Iterator[Path]:
    """Give an empty folder, once a restore that was cut short is finished."""
    stage = folder / STAGE
    if is_cut_short(folder):
        _swap(folder, stage)
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        if not is_cut_short(folder):
            shutil.rmtree(stage, ignore_errors=True)


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


def _agree_on_swap(folder: Path, stage: Path) -> Path | None:
    """Note durably that the files in `stage` go into place, and where the old ones go."""
    for name in _ORDER:
        with (stage / name).open("rb") as file:
            sync(file.fileno())
    sync_folder(stage)
    free = (folder / f"replaced-{number}" for number in count(1))
    aside = next(path for path in free if not path.exists())
    is_needed = any((folder / name).exists() for name in _ORDER)
    if is_needed:
        aside.mkdir(mode=0o700)
        sync_folder(folder)
    write_private(stage / READY, aside.name)
    return aside if is_needed else None


def _swap(folder: Path, stage: Path) -> None:
    """Move the old files aside and the new ones into place, from wherever that was cut short."""
    aside = folder / (stage / READY).read_text("utf-8")
    for name in _BESIDE:
        if (stage / schema.FILE).exists() and (folder / name).exists():
            (folder / name).replace(aside / name)
    for name in _ORDER:
        if (stage / name).exists():
            if (folder / name).exists():
                (folder / name).replace(aside / name)
            (stage / name).replace(folder / name)
    sync_folder(folder)
    (stage / READY).unlink()
