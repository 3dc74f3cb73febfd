"""Putting the files of a restored record into place, and finishing that if it was cut short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from pe_tools.record import journal_form, keks, schema, wrapping
from pe_tools.record.disk import READY, STAGE, is_cut_short, sync_folder, write_private
from pe_tools.record.journal import sync
from pe_tools.record.lock import LOCK_FILE, WriterLock

NAMES = (keks.FILE, wrapping.FILE, journal_form.FILE, schema.FILE)
_BESIDE = tuple(name + end for name in (wrapping.FILE, schema.FILE) for end in ("-wal", "-shm"))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the right to write."""
    lock = WriterLock(folder / LOCK_FILE)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give an empty folder, once a restore that was cut short is finished."""
    stage = folder / STAGE
    if is_cut_short(folder):
        swap(folder, stage)
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        yield stage
    finally:
        if not is_cut_short(folder):
            shutil.rmtree(stage, ignore_errors=True)


def agree_on_swap(folder: Path, stage: Path) -> Path | None:
    """Note durably that the files in `stage` go into place, and where the old ones go."""
    for name in NAMES:
        with (stage / name).open("rb") as file:
            sync(file.fileno())
    sync_folder(stage)
    free = (folder / f"replaced-{number}" for number in count(1))
    aside = next(path for path in free if not path.exists())
    is_needed = any((folder / name).exists() for name in NAMES)
    if is_needed:
        aside.mkdir(mode=0o700)
        sync_folder(folder)
    write_private(stage / READY, aside.name)
    return aside if is_needed else None


def swap(folder: Path, stage: Path) -> None:
    """Move the old files aside and the new ones into place, from wherever that was cut short."""
    aside = folder / (stage / READY).read_text("utf-8")
    for name in _BESIDE:
        if (stage / schema.FILE).exists() and (folder / name).exists():
            (folder / name).replace(aside / name)
    for name in NAMES:
        if (stage / name).exists():
            if (folder / name).exists():
                (folder / name).replace(aside / name)
            (stage / name).replace(folder / name)
    sync_folder(folder)
    (stage / READY).unlink()
