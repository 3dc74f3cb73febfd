"""The lines of record.journal: one event each, or a mark; every line with its own checksum."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

from pe_tools.record.canonical import canonical
from pe_tools.record.chain import Row, genesis, link

FILE = "record.journal"
Heads: TypeAlias = dict[str, tuple[int, str]]
"""The seq and hash of the last event of each stream."""


class Mark(NamedTuple):
    """Says that all lines before it were committed to record.db; it may repeat all heads."""

    heads: Heads | None


class BrokenChainError(ValueError):
    """An event does not follow the one before it, or was changed."""


def write_line(row: Row) -> bytes:
    """Return the line of an event, exactly as it lies in the table."""
    return _checked(canonical(list(row)))


def write_mark(heads: Mapping[str, tuple[int, str]] | None) -> bytes:
    """Return the line of a mark."""
    return _checked(canonical(heads and [[stream, *head] for stream, head in heads.items()]))


def _checked(text: str) -> bytes:
    content = text.encode()
    return b"%08x %b\n" % (crc32(content), content)


def read_line(line: bytes) -> Row | Mark | None:
    """Return what a line says, without its end; None if the line is not as it was written."""
    checksum, _, content = line.partition(b" ")
    if checksum != b"%08x" % crc32(content):
        return None
    try:
        return _said(json.loads(content))
    except (ValueError, TypeError, LookupError):
        return None


def _said(found: Any) -> Row | Mark:
    if not found:
        return Mark(None)
    if isinstance(found[0], list):
        return Mark({stream: (seq, hash_) for stream, seq, hash_ in found})
    return Row._make(found)


def read_lines(path: Path) -> Iterator[Row | Mark | None]:
    """Yield what each line says; nothing if there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for line in file:
            yield read_line(line[:-1]) if line.endswith(b"\n") else None


def whole_rows(path: Path) -> Iterator[Row]:
    """Yield the events of a journal; a BrokenChainError if a line before the end is not whole."""
    is_torn = False
    for said in read_lines(path):
        if said is not None and is_torn:
            raise BrokenChainError(path.name)
        is_torn = said is None
        if isinstance(said, Row):
            yield said


def follow(heads: Heads, row: Row) -> None:
    """Move the head of a row's stream on to the row; a BrokenChainError if it does not follow."""
    if not is_intact(row):
        raise BrokenChainError(row.stream, row.seq)
    seq, prev = heads.get(row.stream) or (0, genesis(row.stream))
    if (row.seq, row.prev) != (seq + 1, prev):
        raise BrokenChainError(row.stream, row.seq)
    heads[row.stream] = row.seq, row.hash


def heads_of(rows: Iterable[Row]) -> Heads:
    """Return the heads of rows that all verify; a BrokenChainError if one does not."""
    heads: Heads = {}
    for row in rows:
        follow(heads, row)
    return heads


def is_row(row: Row) -> bool:
    """Return whether the parts are of the right kinds; in a damaged file they may not be."""
    kinds = (int if name == "seq" else str for name in Row._fields)
    return all(map(isinstance, row, kinds))


def is_intact(row: Row) -> bool:
    """Return whether a row has the hash that it must have."""
    try:
        return is_row(row) and row.hash == link(row)
    except ValueError:
        return False
