"""The two copies of the events, record.db and record.journal, opened so that they agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import apsw

from pe_tools.record import journal_form, schema
from pe_tools.record.chain import Row
from pe_tools.record.connect import connect_writer, reading
from pe_tools.record.disk import refusals, refuse_halves
from pe_tools.record.events import Damage
from pe_tools.record.journal import Journal, Tail, read_tail
from pe_tools.record.journal_form import BrokenChainError, Heads, heads_of, whole_rows
from pe_tools.record.lock import LOCK_FILE, WriterLock
from pe_tools.record.mending import mend
from pe_tools.record.repairs import Repair, read_repairs

_STREAMS = """
WITH RECURSIVE known(stream) AS (
  SELECT min(stream) FROM event UNION ALL
  SELECT (SELECT min(stream) FROM event WHERE stream > known.stream) FROM known
  WHERE known.stream IS NOT NULL)
SELECT stream FROM known WHERE stream IS NOT NULL
"""  # one step down the index a stream; DISTINCT would read every event
_MENDS = "; pe serve mends it when it starts"
_LAST = "SELECT * FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1"


def open_copies(folder: Path, *, is_thorough: bool) -> tuple[apsw.Connection, Journal]:
    """Return both copies, open for writing, once they hold the same events.

    Parameters
    ----------
    is_thorough : bool
        Whether every event is looked at. Without it only the heads are compared, unless the last
        writer left a -wal behind, which SQLite drops in silence where it is damaged.

    Raises
    ------
    RecordDamagedError
        If an event is whole in neither copy, or if they tell two stories.
    """
    path, journal = folder / schema.FILE, folder / journal_form.FILE
    tail = read_tail(journal)
    if not is_thorough and tail.is_sound and not _has_wal(path):
        connection = _agreeing(path, tail)
        if connection is not None:
            return connection, Journal(journal, tail)
    mend(folder)
    return connect_writer(path, schema.SCHEMA), Journal(journal, read_tail(journal))


def _has_wal(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _agreeing(path: Path, tail: Tail) -> apsw.Connection | None:
    """Return record.db if its heads are those of the journal."""
    if tail.heads and not path.exists():
        return None
    connection = None
    try:
        connection = connect_writer(path, schema.SCHEMA)
        if read_heads(connection) == tail.heads:
            return connection
    except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError):
        pass
    if connection is not None:
        connection.close()
    return None


def read_heads(connection: apsw.Connection) -> Heads:
    """Return the heads of all streams."""
    streams = [str(stream) for (stream,) in connection.execute(_STREAMS)]
    last = [Row._make(row) for stream in streams for row in connection.execute(_LAST, (stream,))]
    return {row.stream: (row.seq, row.hash) for row in last}


def journal_faults(folder: Path) -> Iterator[Damage]:
    """Yield what the journal says against record.db: events that are lacking, other hashes.

    The journal is read first, and of that only what has a mark behind it: while somebody writes,
    record.db may be ahead of it, and never behind.
    """
    path = folder / journal_form.FILE
    kept = read_tail(path).kept
    try:
        heads_of(whole_rows(path))
    except BrokenChainError:
        yield Damage("", 0, f"{path.name}, the second copy, is damaged{_MENDS}")
    with suppress(apsw.CorruptError, apsw.SQLError), reading(folder / schema.FILE) as connection:
        for stream, (seq, hash_) in kept.items():
            found = _hash_at(connection, stream, seq)
            if found is None:
                what = f"{schema.FILE} lacks it, and {path.name}, the second copy, has it{_MENDS}"
                yield Damage(stream, seq, what)
            elif found != hash_:
                yield Damage(stream, seq, f"{path.name}, the second copy, has another hash")


def _hash_at(connection: apsw.Connection | None, stream: str, seq: int) -> str | None:
    query = "SELECT hash FROM event WHERE stream = ? AND seq = ?"
    row = connection.execute(query, (stream, seq)).fetchone() if connection else None
    return str(row[0]) if row else None


def look_over(folder: Path) -> tuple[Repair, ...]:
    """Look at every event of both copies, mend what can be, and return what was mended.

    Raises
    ------
    RecordError
        If somebody else writes, or if it cannot be mended.
    """
    if not any((folder / name).exists() for name in (schema.FILE, journal_form.FILE)):
        return ()
    before = read_repairs(folder)
    with refusals(folder):
        lock = WriterLock(folder / LOCK_FILE)
        try:
            refuse_halves(folder)
            mend(folder)
        finally:
            lock.release()
    return read_repairs(folder)[len(before) :]
