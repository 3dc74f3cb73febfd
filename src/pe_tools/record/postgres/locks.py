"""Locks between processes, kept by the server and let go at the end of each transaction.

There is no single holder. Whoever appends shares the lock of the keys and takes the lock of each
stream; whoever changes the key-encryption key, or the tables, has the lock of the keys alone. All
take them in one order, the keys first and then the streams by number, so nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

_KEYS = int.from_bytes(b"pe_keys\0", signed=True)

SHARED = f"SELECT pg_advisory_xact_lock_shared({_KEYS});"
ALONE = f"SELECT pg_advisory_xact_lock({_KEYS});"


def of_streams(streams: Iterable[str]) -> str:
    """Return statements that take the locks of these streams."""
    numbers = sorted({_number(stream) for stream in streams})
    return "".join(f"SELECT pg_advisory_xact_lock({number});" for number in numbers)


def _number(stream: str) -> int:
    """Return the number of a stream's lock; two streams that share one only wait more often."""
    return int.from_bytes(sha256(stream.encode()).digest()[:8], signed=True)
