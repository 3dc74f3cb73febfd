"""Mending: what one copy of the events lost or has damaged comes back from the other.

Nothing is ever invented: every event that is brought back has the hash that it must have, and
follows the one before it. A damaged file is kept beside the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import apsw

from pe_tools.errors import RecordDamagedError
from pe_tools.record import journal_form, schema
from pe_tools.record.chain import Row
from pe_tools.record.connect import connect_reader, connect_writer, reading, transaction
from pe_tools.record.journal import Journal, read_tail
from pe_tools.record.journal_form import BrokenChainError, Heads, follow, heads_of, whole_rows
from pe_tools.record.rebuilding import (
    ALL,
    INSERT,
    UNREADABLE,
    merge,
    rebuild_lines,
    rebuild_table,
    set_aside,
)
from pe_tools.record.repairs import note

_NOTHING_LEFT = f"{journal_form.FILE} holds nothing that {schema.FILE} could be mended from."
_TWO_STORIES = f"{schema.FILE} and {journal_form.FILE} tell two stories."

_NO_FORM = (0,)
_MODES = (b"\1\1", b"\2\2", b"")  # a rollback journal, a -wal, nothing written yet


class _Copy(NamedTuple):
    heads: Heads
    is_whole: bool


def mend(folder: Path) -> None:
    """Make record.db and record.journal hold the same whole events, and note what was mended.

    Raises
    ------
    RecordDamagedError
        If an event is whole in neither of them, or if they tell two stories.
    """
    path, journal = folder / schema.FILE, folder / journal_form.FILE
    if not path.exists():
        set_aside(path)  # a -wal without its file would be read into the new one
    table, lines = _look_at_table(path), _look_at_lines(journal)
    if not table.is_whole and lines.is_whole and not lines.heads:
        raise RecordDamagedError(record=folder, what=_NOTHING_LEFT)
    if not (table.is_whole and lines.is_whole):
        table, lines = _rebuild(path, journal, table, lines)
    try:
        _exchange(path, journal, table.heads, lines.heads)
    except (BrokenChainError, apsw.ConstraintError):
        raise RecordDamagedError(record=folder, what=_TWO_STORIES) from None


def _look_at_table(path: Path) -> _Copy:
    if not path.exists():
        return _Copy({}, is_whole=True)
    try:
        with closing(connect_reader(path)) as connection:
            connection.execute("BEGIN")
            form = _form(connection)
            if form == _NO_FORM:  # the very first opening did not get far
                return _Copy({}, is_whole=True)
            heads = heads_of(map(Row._make, connection.execute(ALL)))
            verdicts = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except UNREADABLE:
        return _Copy({}, is_whole=False)
    return _Copy(heads, is_whole=verdicts == ["ok"] and form == _right_form() and _header(path))


def _form(connection: apsw.Connection) -> tuple[object, ...]:
    """Return the version and the text of tables and triggers, which no check of SQLite covers."""
    parts = connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name")
    return connection.pragma("user_version"), *parts


def _right_form() -> tuple[object, ...]:
    with closing(apsw.Connection(":memory:")) as connection:
        connection.execute(schema.SCHEMA + schema.VERSION)
        return _form(connection)


def _header(path: Path) -> bool:
    """Return whether the header says that the file may be read and written."""
    with path.open("rb") as file:
        return file.read(20)[18:] in _MODES


def _look_at_lines(path: Path) -> _Copy:
    try:
        return _Copy(heads_of(whole_rows(path)), is_whole=True)
    except BrokenChainError:
        return _Copy({}, is_whole=False)


def _rebuild(path: Path, journal: Path, table: _Copy, lines: _Copy) -> tuple[_Copy, _Copy]:
    rows = merge(path, journal)
    merged = _Copy(heads_of(rows), is_whole=True)
    if not table.is_whole:
        rebuild_table(path, rows)
        table = merged
    if not lines.is_whole:
        rebuild_lines(journal, rows)
        lines = merged
    return table, lines


def _exchange(path: Path, journal: Path, table: Heads, lines: Heads) -> None:
    """Append to each copy what only the other holds."""
    if any(map(_is_rival, lines.values(), map(table.get, lines))):
        raise BrokenChainError
    tail = read_tail(journal)
    if _lead(lines, table):
        _append_to_table(path, _beyond(whole_rows(journal), table))
        _tell(path, _lead(tail.kept, table))
    if _lead(table, lines):
        is_known = bool(lines)
        _append_to_lines(path, journal, lines)
        _tell(journal, _lead(table, lines) if is_known else 0)


def _is_rival(head: tuple[int, str], other: tuple[int, str] | None) -> bool:
    return other is not None and other[0] == head[0] and other != head


def _lead(longer: Heads, shorter: Heads) -> int:
    """Return how many events the one has beyond the other."""
    leads = (seq - shorter.get(stream, (0, ""))[0] for stream, (seq, _) in longer.items())
    return sum(lead for lead in leads if lead > 0)


def _beyond(rows: Iterable[Row], heads: Heads) -> Iterator[Row]:
    """Yield the rows that come after these heads, each found to follow the one before it."""
    heads = dict(heads)
    for row in rows:
        if row.seq > heads.get(row.stream, (0, ""))[0]:
            follow(heads, row)
            yield row


def _append_to_table(path: Path, rows: Iterable[Row]) -> None:
    connection = connect_writer(path, schema.SCHEMA)
    try:
        with transaction(connection):
            connection.executemany(INSERT, rows)
    finally:
        connection.close()


def _append_to_lines(path: Path, journal: Path, heads: Heads) -> None:
    file = Journal(journal, read_tail(journal))
    try:
        with reading(path) as connection:
            rows = map(Row._make, connection.execute(ALL)) if connection else ()
            file.append([*_beyond(rows, heads)])
        file.mark()
    finally:
        file.close()


def _tell(path: Path, number: int) -> None:
    """Note what a copy had lost; events that were never acknowledged are not spoken of."""
    if number:
        note(path.parent, f"{path.name} had lost {number} event(s); the other copy had them.")
