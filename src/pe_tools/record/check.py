"""Verifying that every event stands where it was put, as it was put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import apsw

from pe_tools.errors import RecordDamagedError
from pe_tools.record.backend import Backend, Connection
from pe_tools.record.bodies import is_sealed, open_body
from pe_tools.record.chain import Row, genesis, link
from pe_tools.record.events import Damage, Head
from pe_tools.record.journal_form import is_row
from pe_tools.record.reader import read_erased
from pe_tools.record.sealing import BrokenSealError
from pe_tools.record.wrapping import Keys, read_keys


def check(backend: Backend, heads: Sequence[Head]) -> list[Damage]:
    """Return everything that does not verify, in the order of the file."""
    with backend.events() as connection:
        found = [*backend.faults(connection)]
        if connection is not None:
            try:
                found.extend(_event_faults(backend, connection))
            except UnicodeDecodeError:
                found.append(Damage("", 0, "a text in it is no text"))
            except apsw.CorruptError:
                pass  # the file's faults say so already
        for head in heads:
            found += _head_faults(head, _hash_at(connection, head))
    return found


def _event_faults(backend: Backend, connection: Connection) -> Iterator[Damage]:
    rows = map(Row._make, connection.execute("SELECT * FROM event ORDER BY stream, seq"))
    for stream, of_stream in groupby(rows, lambda row: str(row.stream)):
        yield from _stream_faults(backend, stream, of_stream)


def _stream_faults(backend: Backend, stream: str, rows: Iterator[Row]) -> Iterator[Damage]:
    keys = Keys({}, frozenset())
    try:
        keys = read_keys(backend, stream)
    except RecordDamagedError as error:
        yield Damage(stream, 0, str(error.context["what"]))
    erased = read_erased(backend, stream)  # after the keys, which may be destroyed meanwhile
    before = Row(stream, 0, "", "", "", "", "", "", genesis(stream))
    for row in rows:
        if not is_row(row):
            yield Damage(stream, before.seq + 1, "it is no event")
            continue
        faults = (*_chain_faults(before, row), *_seal_faults(row, keys, erased))
        yield from (Damage(stream, row.seq, what) for what in faults)
        before = row


def _chain_faults(before: Row, row: Row) -> Iterator[str]:
    if row.seq != before.seq + 1:
        yield f"events are missing: the one before it is {before.seq}"
    if row.prev != before.hash:
        yield "it does not follow the event before it"
    try:
        is_intact = row.hash == link(row)
    except ValueError:
        is_intact = False
    if not is_intact:
        yield "it was changed: its hash does not fit"


def _seal_faults(row: Row, keys: Keys, erased: frozenset[str]) -> Iterator[str]:
    if not is_sealed(row) or row.subject in erased:
        return
    key = keys.by_subject.get(row.subject)
    if key is None:
        yield "its key is missing, and no erasure is on record"
        return
    try:
        open_body(key, row)
    except BrokenSealError:
        yield "its seal is broken"


def _hash_at(connection: Connection | None, head: Head) -> str | None:
    if not head.seq:
        return genesis(head.stream)
    if connection is None:
        return None
    query = "SELECT * FROM event WHERE stream = ? AND seq = ?"
    rows = map(Row._make, connection.execute(query, (head.stream, head.seq)))
    return next((row.hash for row in rows), None)


def _head_faults(head: Head, found: str | None) -> Iterator[Damage]:
    if found is None:
        yield Damage(head.stream, head.seq, "the event of the noted head is missing: a cut tail")
    elif not found.startswith(head.hash):
        yield Damage(head.stream, head.seq, "the noted head has another hash")
