"""A record on a PostgreSQL server, which several processes hold together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from pe_tools.errors import KekMissingError
from pe_tools.record import disk, keks
from pe_tools.record.backend import Connection, Keeping
from pe_tools.record.disk import make_folder
from pe_tools.record.events import Damage
from pe_tools.record.keks import Kek, read_keks
from pe_tools.record.lock import LOCK_FILE, Desk, WriterLock
from pe_tools.record.postgres import failing
from pe_tools.record.postgres.address import parse_address
from pe_tools.record.postgres.connection import ServerConnection, writing
from pe_tools.record.postgres.readings import Readings
from pe_tools.record.postgres.store import ServerStore
from pe_tools.record.postgres.tables import EVENTS, KEYS, keks_folder, name_of_record

_SYNCED = ("synchronous_commit", "fsync", "full_page_writes")
_NAMES = ", ".join(f"current_setting('{name}')" for name in ("server_version", *_SYNCED))
_SETTINGS = f"SELECT {_NAMES}"


class Server:
    """One database of a server, and the folder of kek.json on this computer."""

    def __init__(self, url: str, home: Path) -> None:
        self._address = parse_address(url)
        self.folder = home
        self.name = self._address.name
        self._readings = Readings(self._address)
        self._found: Path | None = None

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn what the disk or the server says into a sentence for a person."""
        with disk.refusals(self.folder), failing.refusals(self._address):
            yield

    def events(self) -> AbstractContextManager[Connection | None]:
        """Give one state of the events."""
        return self._readings.state(EVENTS)

    def keys(self) -> AbstractContextManager[Connection | None]:
        """Give one state of the wrapped keys."""
        return self._readings.state(KEYS)

    def keks(self) -> tuple[Kek, ...]:
        """Return the key-encryption keys, the newest last."""
        folder = self._keks_folder()
        return read_keks(folder) if folder else ()

    def mismatch(self) -> KekMissingError:
        """Return the refusal for keys that do not open with kek.json."""
        path = (self._keks_folder() or self.folder) / keks.FILE
        return KekMissingError(record=self.name, path=path)

    def faults(self, events: Connection | None) -> tuple[Damage, ...]:  # noqa: ARG002
        """Return nothing: the server checks its own pages."""
        return ()

    def claim(self, desk: Desk | None) -> WriterLock | None:
        """Return the right to be the desk of this folder; to write, nobody needs a right."""
        if desk is None:
            return None
        make_folder(self.folder)
        return WriterLock(self.folder / LOCK_FILE)

    def store(self) -> ServerStore:
        """Return the store of the writer, not connected yet."""
        return ServerStore(self._address, self.folder)

    def keeping(self) -> Keeping:
        """Return the version of the server, and what a crash of it would lose."""
        with closing(ServerConnection(self._address)) as connection, writing(connection):
            ((version, *values),) = connection.execute(_SETTINGS)
        settings = [f"{name} {value}" for name, value in zip(_SYNCED, values, strict=True)]
        what = ", ".join((f"PostgreSQL {version.split()[0]}", *settings))
        return Keeping(what, is_durable=set(values) == {"on"})

    def _keks_folder(self) -> Path | None:
        """Return where kek.json is; None if the record has no tables yet."""
        if self._found is None:
            with self._readings.state(EVENTS) as connection:
                if connection is not None:
                    self._found = keks_folder(self.folder, name_of_record(connection))
        return self._found
