"""The journal: a second copy of all events, on the disk before the first is committed.

Each commit goes this way, and whoever opens the record for writing finishes what stopped midway:

1. the rows are inserted into record.db, in a transaction that is still open;
2. their lines are appended to record.journal and synced;
3. the transaction is committed, which syncs record.db;
4. a mark is appended, which need not be synced: it says that the lines before it are committed.

Lines without a mark were never acknowledged, or only just; keeping them does no harm, since
sending again counts once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from pe_tools.record.chain import Row
from pe_tools.record.disk import make_private
from pe_tools.record.journal_form import Heads, Mark, read_line, write_line, write_mark

_CHUNK_BYTES = 2**17
_HEADS_EVERY_BYTES = 2**16  # so that an opening reads about so much, and not the whole file


class Tail(NamedTuple):
    """What the end of a journal says.

    `heads` are those of all whole lines, `kept` those of the lines with a mark behind them. The
    whole lines end at `end`, of which `since` bytes stand behind the last repeated heads.
    `is_sound` is False if a line before the end, as far as was looked, is not as it was written.
    """

    heads: Heads
    kept: Heads
    end: int
    since: int
    is_sound: bool


def read_tail(path: Path) -> Tail:
    """Return the end of a journal, read backwards to the last mark that repeats all heads."""
    chunk = _CHUNK_BYTES
    while True:
        found = _read_end(path, chunk) if path.exists() else []
        first = _last_heads(found)
        if first is not None or not found or found[0].start == 0:
            return _tail(found[first or 0 :])
        chunk *= 2


class _Line(NamedTuple):
    start: int
    end: int
    said: Row | Mark | None


def _read_end(path: Path, chunk: int) -> list[_Line]:
    """Return the last lines of a file, about so many bytes; a torn one at its end too."""
    with path.open("rb") as file:
        start = max(0, file.seek(0, os.SEEK_END) - chunk)
        file.seek(start)
        lines = file.read().splitlines(keepends=True)
    if start and lines:
        start += len(lines.pop(0))  # it may be the end of a longer one
    found = []
    for line in lines:
        said = read_line(line[:-1]) if line.endswith(b"\n") else None
        found.append(_Line(start, start := start + len(line), said))
    return found


def _last_heads(found: Sequence[_Line]) -> int | None:
    return next((n for n in reversed(range(len(found))) if _repeats_heads(found[n].said)), None)


def _repeats_heads(said: Row | Mark | None) -> bool:
    return isinstance(said, Mark) and said.heads is not None


def _tail(found: Sequence[_Line]) -> Tail:
    """Return what these lines say; lines that are not whole count only if one behind them is."""
    whole = [line for line in found if line.said is not None]
    heads: Heads = {}
    kept: Heads = {}
    for line in whole:
        if isinstance(line.said, Row):
            heads[line.said.stream] = line.said.seq, line.said.hash
        elif line.said is not None:
            heads = dict(line.said.heads or heads)
            kept = dict(heads)
    if not whole:
        return Tail({}, {}, 0, 0, is_sound=True)
    is_sound = found[: len(whole)] == whole
    start = whole[0].end if _repeats_heads(whole[0].said) else whole[0].start
    return Tail(heads, kept, whole[-1].end, whole[-1].end - start, is_sound)


class Journal:
    """The journal, open for appending behind the last whole line."""

    def __init__(self, path: Path, tail: Tail) -> None:
        make_private(path)
        self._file = path.open("r+b", buffering=0)
        self._heads = dict(tail.heads)
        self._end = self._marked = tail.end
        self._since_heads = tail.since
        self._cut()

    def append(self, rows: Sequence[Row]) -> None:
        """Append the lines of these rows; they are on the disk on return."""
        if rows:
            self._write(b"".join(map(write_line, rows)))
            sync(self._file.fileno())
            self._heads |= {row.stream: (row.seq, row.hash) for row in rows}

    def mark(self) -> None:
        """Note that all lines were committed. It helps to tell later what was lost; no more."""
        if self._end > self._marked:
            is_due = self._since_heads >= _HEADS_EVERY_BYTES
            with suppress(OSError):
                self._write(write_mark(self._heads if is_due else None))
                self._since_heads = 0 if is_due else self._since_heads
            self._marked = self._end

    def take_back(self) -> None:
        """Cut off what was appended since the last mark, as far as it can be: it was refused."""
        self._end = self._marked
        with suppress(OSError):
            self._cut()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, content: bytes) -> None:
        self._cut()
        rest = memoryview(content)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._end += len(content)
        self._since_heads += len(content)

    def _cut(self) -> None:
        """Leave nothing behind the end, such as half a line that met a full disk."""
        if self._file.seek(0, os.SEEK_END) != self._end:
            self._file.truncate(self._end)
        self._file.seek(self._end)


def sync(handle: int) -> None:
    """Wait until what was written is on the disk (on macOS, fsync alone does not)."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    elif sys.platform == "win32":
        os.fsync(handle)
    else:
        os.fdatasync(handle)  # the length too, but not the time of the last change
