"""Which record a workshop lies in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pe_tools.record import Record, open_record

_DEMO = "demo"
_SHOWN_FIRST = "demo-risk_assessment"


@contextmanager
def record_of(workshop: str = "") -> Iterator[tuple[Record, str]]:
    """Open the record that holds a workshop, and yield it with the workshop's name in it.

    The made-up workshops have a record of their own: "demo-<kit>", and "demo" for the first.
    """
    name = _SHOWN_FIRST if workshop == _DEMO else workshop
    record = open_record()
    if name.startswith(f"{_DEMO}-"):
        from pe_tools.notebook import find_record

        record, name = find_record(name)
    with record:
        yield record, name
