"""A backup of the events: one file, whole or not there, that never holds a key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import apsw

from pe_tools.errors import (
    BackupPlaceError,
    NoRecordError,
    NotOverwrittenError,
    RecordDamagedError,
)
from pe_tools.record import journal_form, schema
from pe_tools.record.backup_form import MANIFEST, Kind, Manifest, beside, write_manifest
from pe_tools.record.chain import Row
from pe_tools.record.connect import connect_reader, reading
from pe_tools.record.copies import journal_faults
from pe_tools.record.disk import refusals, sync_folder
from pe_tools.record.journal import Journal, read_tail, sync
from pe_tools.record.journal_form import Heads, heads_of
from pe_tools.record.rebuilding import ALL, UNREADABLE

Progress = Callable[[int, int], None]
_PAGES = 1000  # copied at a time


def back_up(
    folder: Path, target: Path, *, now: datetime, progress: Progress
) -> tuple[Path, Manifest]:
    """Write a backup of the record in `folder`, which may be in use, and return where it is.

    Parameters
    ----------
    target : Path
        The file to write, or a folder to write one in that is named after the time.
    progress : callable
        Is given how many pages are copied, and of how many.

    Raises
    ------
    NoRecordError, NotOverwrittenError, BackupPlaceError
        If there is nothing to back up, or if it cannot be put there.
    RecordDamagedError
        If the record does not verify: a backup of that would pass for a good one.
    """
    path = target / f"pe-backup-{now:%Y%m%d-%H%M%S}.zip" if target.is_dir() else target
    _refuse_place(folder, path)
    with refusals(folder), _drafts(path) as drafts:
        _copy_table(folder / schema.FILE, drafts / schema.FILE, progress)
        heads = _copy_lines(folder, drafts)
        manifest = _manifest(drafts, heads, now)
        draft = _pack(drafts, manifest)
        draft.replace(path)
        sync_folder(path.parent)
    return path, manifest


def _refuse_place(folder: Path, path: Path) -> None:
    if not (folder / schema.FILE).exists():
        raise NoRecordError(record=folder)
    if path.exists():
        raise NotOverwrittenError(path=path)
    if path.absolute().parent.resolve() == folder.resolve():
        raise BackupPlaceError(path=path, what="the record")
    if beside(path, Kind.KEYS):
        raise BackupPlaceError(path=path, what="a copy of the keys")


@contextmanager
def _drafts(path: Path) -> Iterator[Path]:
    """Give a folder for what is not finished; a killed backup leaves no more than that."""
    drafts = path.with_name(f"{path.name}.part")
    shutil.rmtree(drafts, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    drafts.mkdir(mode=0o700)
    try:
        yield drafts
    finally:
        shutil.rmtree(drafts, ignore_errors=True)


def _copy_table(path: Path, copy: Path, progress: Progress) -> None:
    """Copy one state of record.db, page by page, while others may write to it."""
    with closing(connect_reader(path)) as source, closing(apsw.Connection(str(copy))) as target:
        source.execute("BEGIN; SELECT count(*) FROM sqlite_schema").fetchall()
        with target.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step(_PAGES)
                progress(backup.page_count - backup.remaining, backup.page_count)
        target.pragma("journal_mode", "delete")  # one file, that needs no other beside it


def _copy_lines(folder: Path, drafts: Path) -> Heads:
    """Write the second copy from the first, once that was found whole."""
    lost = [*journal_faults(folder)]
    if lost:
        raise RecordDamagedError(record=folder, what=f"{lost[0].what}.")
    try:
        with reading(drafts / schema.FILE) as connection:
            rows = [*map(Row._make, connection.execute(ALL) if connection else ())]
        heads = heads_of(rows)
    except UNREADABLE:
        what = "not all of it verifies, so no backup was made."
        raise RecordDamagedError(record=folder, what=what) from None
    _write_lines(drafts / journal_form.FILE, rows)
    return heads


def _write_lines(path: Path, rows: Sequence[Row]) -> None:
    with closing(Journal(path, read_tail(path))) as journal:
        journal.append(rows)
        journal.mark()


def _manifest(drafts: Path, heads: Heads, now: datetime) -> Manifest:
    sums = {}
    for name in (schema.FILE, journal_form.FILE):
        with (drafts / name).open("rb") as file:
            sums[name] = file_digest(file, "sha256").hexdigest()
    return Manifest(now.isoformat(timespec="seconds"), heads, sums)


def _pack(drafts: Path, manifest: Manifest) -> Path:
    packed = drafts / "packed"
    with packed.open("wb") as file:
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as backup:
            backup.writestr(MANIFEST, json.dumps(write_manifest(manifest)))
            for name in manifest.sums:
                backup.write(drafts / name, name)
        file.flush()
        sync(file.fileno())
    return packed
