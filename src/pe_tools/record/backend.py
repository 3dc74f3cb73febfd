"""What differs between a record in files and one on a server; all else is written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeAlias

from pe_tools.errors import RecordError
from pe_tools.record.events import Damage, Draft, Receipt
from pe_tools.record.keks import Kek
from pe_tools.record.keyring import Erasure
from pe_tools.record.lock import Desk, WriterLock

Batch: TypeAlias = "tuple[Draft, ...] | Erasure"
Outcome: TypeAlias = "tuple[Receipt, ...] | Exception"


class Rows(Protocol):
    """What a statement found."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row; None after the last."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""


class Connection(Protocol):
    """SQL in which ``?`` stands for a value."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Rows:
        """Run a statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> object:
        """Run a statement for each row of values."""

    def close(self) -> None:
        """End the connection."""


class Store(Protocol):
    """Events and keys, open for writing together, in the hands of one thread."""

    def open(self) -> None:
        """Open them, make them if need be, and finish what was interrupted."""

    def close(self) -> None:
        """Close them."""

    def commit(self, batches: Sequence[Batch]) -> list[Outcome]:
        """Commit all batches at once, durably; a refused one fails alone."""


class Keeping(NamedTuple):
    """Which database keeps a record, how, and whether a power cut loses nothing of it."""

    what: str
    is_durable: bool


class Backend(Protocol):
    """Where a record lies.

    Attributes
    ----------
    folder : Path
        The folder of the lock file, on this computer.
    name : str
        What people know the record by; it holds no password.
    """

    folder: Path
    name: str

    def refusals(self) -> AbstractContextManager[None]:
        """Turn what the disk or the server says into a sentence for a person."""

    def events(self) -> AbstractContextManager[Connection | None]:
        """Give one state of the events to read from; None if there are none yet."""

    def keys(self) -> AbstractContextManager[Connection | None]:
        """Give one state of the wrapped keys to read from; None if there are none yet."""

    def keks(self) -> tuple[Kek, ...]:
        """Return the key-encryption keys, the newest last."""

    def mismatch(self) -> RecordError:
        """Return the refusal for keys that do not open with these key-encryption keys."""

    def faults(self, events: Connection | None) -> Iterable[Damage]:
        """Return what is wrong with the events as a whole; None stands for none yet."""

    def claim(self, desk: Desk | None) -> WriterLock | None:
        """Return the right to write, to be released; None if it is held together with others."""

    def store(self) -> Store:
        """Return the store of the writer, not open yet."""

    def keeping(self) -> Keeping:
        """Return how the record is kept."""
