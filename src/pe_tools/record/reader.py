"""Reading: always one state of the file, never a lock that a writer would wait for."""

from __future__ import annotations

import json

from pe_tools.errors import RecordDamagedError
from pe_tools.record.backend import Backend
from pe_tools.record.bodies import is_sealed, open_body
from pe_tools.record.chain import Row, genesis
from pe_tools.record.events import Event, Head
from pe_tools.record.sealing import BrokenSealError
from pe_tools.record.wrapping import Keys, read_keys

_NO_KEYS = Keys({}, frozenset())


def read_streams(backend: Backend) -> tuple[str, ...]:
    """Return the names of all streams, sorted."""
    with backend.events() as connection:
        if connection is None:
            return ()
        found = connection.execute("SELECT DISTINCT stream FROM event ORDER BY stream")
        return tuple(str(row[0]) for row in found)


def read_head(backend: Backend, stream: str) -> Head:
    """Return the head of a stream; seq 0 if it has no events."""
    query = "SELECT * FROM event WHERE stream = ? ORDER BY seq DESC LIMIT 1"
    with backend.events() as connection:
        found = connection.execute(query, (stream,)).fetchone() if connection else None
    if found is None:
        return Head(stream, 0, genesis(stream))
    last = Row._make(found)
    return Head(stream, last.seq, last.hash)


def read_erased(backend: Backend, stream: str) -> frozenset[str]:
    """Return the subjects that were erased from a stream."""
    query = "SELECT subject FROM event WHERE stream = ? AND kind = 'erased'"
    with backend.events() as connection:
        found = connection.execute(query, (stream,)).fetchall() if connection else []
    return frozenset(str(row[0]) for row in found)


def read_events(backend: Backend, stream: str, after: int) -> list[Event]:
    """Return the events of a stream whose seq is above `after`, in order."""
    rows = read_rows(backend, stream, after)
    if not any(map(is_sealed, rows)):
        return [_event(backend, row, _NO_KEYS) for row in rows]
    subjects = {row.subject for row in rows}  # to open the keys of all takes a while
    keys = read_keys(backend, stream, subjects)  # a key is durable before what it seals
    erased = keys.erased | read_erased(backend, stream)
    return [_event(backend, row, keys._replace(erased=erased)) for row in rows]


def read_rows(backend: Backend, stream: str, after: int = 0) -> list[Row]:
    """Return the events of a stream as they lie there, those whose seq is above `after`."""
    query = "SELECT * FROM event WHERE stream = ? AND seq > ? ORDER BY seq"
    with backend.events() as connection:
        found = connection.execute(query, (stream, after)).fetchall() if connection else []
    return [*map(Row._make, found)]


def _event(backend: Backend, row: Row, keys: Keys) -> Event:
    try:
        body = json.loads(_text(row, keys))
    except (KeyError, ValueError) as error:
        what = f"event {row.seq} of {row.stream} cannot be read: {_reason(error)}."
        raise RecordDamagedError(record=backend.name, what=what) from None
    place = (row.stream, row.seq, row.id, row.kind, row.subject, row.at)
    return Event(*place, body, row.prev, row.hash)


def _text(row: Row, keys: Keys) -> str:
    if not is_sealed(row):
        return row.body
    if row.subject in keys.erased:
        return "null"
    return open_body(keys.by_subject[row.subject], row)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return "its key is missing"
    return "its seal is broken" if isinstance(error, BrokenSealError) else "it is no JSON"
