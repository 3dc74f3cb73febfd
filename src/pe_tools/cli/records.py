"""Which record a workshop lies in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pe_tools.record import Record, open_record

_DEMO = "demo"
_SHOWN_FIRST = "demo-risk_assessment"


def full_name(workshop: str) -> str:
    """Return the name of a workshop; "demo" is short for the first made-up one."""
    return _SHOWN_FIRST if workshop == _DEMO else workshop


@contextmanager
def record_of(workshop: str = "") -> Iterator[tuple[Record, str]]:
    """Open the record that holds a workshop, and yield it with the workshop's name in it.

    The made-up workshops have a record of their own, as "demo-<kit>".
    """
    record, name = open_record(), full_name(workshop)
    if name.startswith(f"{_DEMO}-"):
        from pe_tools.notebook import find_record

        record, name = find_record(name)
    with record:
        yield record, name
