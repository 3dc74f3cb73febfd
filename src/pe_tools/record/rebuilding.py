"""Making a damaged copy of the events anew, from all that is whole in either copy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path

import apsw

from pe_tools.errors import RecordDamagedError
from pe_tools.record import schema
from pe_tools.record.chain import Row, genesis
from pe_tools.record.connect import connect_writer, reading, transaction
from pe_tools.record.disk import sync_folder
from pe_tools.record.journal import Journal, read_tail
from pe_tools.record.journal_form import is_intact, read_lines
from pe_tools.record.repairs import note

ALL = "SELECT * FROM event ORDER BY stream, seq"
INSERT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
UNREADABLE = (apsw.CorruptError, apsw.NotADBError, apsw.SQLError, ValueError, TypeError)


def merge(path: Path, journal: Path) -> list[Row]:
    """Return all events that are whole in either copy, stream by stream.

    Raises
    ------
    RecordDamagedError
        If one on the way to the last is whole in neither, or if two compete for one place.
    """
    found: dict[str, dict[int, set[Row]]] = defaultdict(lambda: defaultdict(set))
    lines = (said for said in read_lines(journal) if isinstance(said, Row))
    for row in filter(is_intact, chain(_readable(path), lines)):
        found[row.stream][row.seq].add(row)
    streams = sorted(found)
    return [row for stream in streams for row in _chained(path.parent, stream, found[stream])]


def _readable(path: Path) -> Iterator[Row]:
    """Yield the rows of a damaged table, as far as it can be read."""
    try:
        with reading(path) as connection:
            yield from map(Row._make, connection.execute(ALL) if connection else ())
    except UNREADABLE:
        return


def _chained(folder: Path, stream: str, found: dict[int, set[Row]]) -> Iterator[Row]:
    prev = genesis(stream)
    for seq in range(1, max(found) + 1):
        fitting = [row for row in found.get(seq, ()) if row.prev == prev]
        if len(fitting) != 1:
            number = "neither copy" if not fitting else "two versions, one in each copy"
            what = f"event {seq} of {stream} is whole in {number}."
            raise RecordDamagedError(record=folder, what=what)
        yield fitting[0]
        prev = fitting[0].hash


def rebuild_table(path: Path, rows: Iterable[Row]) -> None:
    """Put a new record.db of these rows in the place of the damaged one, which is kept."""
    new = path.with_name(f"{path.name}.new")
    for leftover in (new, *_beside(new)):
        leftover.unlink(missing_ok=True)
    connection = connect_writer(new, schema.SCHEMA)
    try:
        with transaction(connection):
            connection.executemany(INSERT, rows)
    finally:
        connection.close()
    _take_place(new, path)


def rebuild_lines(path: Path, rows: Sequence[Row]) -> None:
    """Put a new record.journal of these rows in the place of the damaged one, which is kept."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    journal = Journal(new, read_tail(new))
    try:
        journal.append(rows)
        journal.mark()
    finally:
        journal.close()
    _take_place(new, path)


def _take_place(new: Path, path: Path) -> None:
    aside = set_aside(path)
    new.replace(path)
    sync_folder(path.parent)
    kept = f"; the damaged file is kept as {aside.name}" if aside else ""
    note(path.parent, f"{path.name} was damaged and was made anew{kept}.")


def set_aside(path: Path) -> Path | None:
    """Move a damaged file away with its -wal, the -wal first, and return its new name."""
    free = (path.with_name(f"{path.name}.damaged-{number}") for number in count(1))
    aside = next(name for name in free if not name.exists())
    wal, shm = _beside(path)
    if wal.exists():
        wal.replace(_beside(aside)[0])
    shm.unlink(missing_ok=True)
    if not path.exists():
        return None
    path.replace(aside)
    return aside


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")
