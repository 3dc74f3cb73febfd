"""The record: what everything else opens, reads, and appends to."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self
from uuid import uuid4

from pe_tools import places
from pe_tools.errors import RecordDamagedError, UnsupportedRecordError
from pe_tools.record import remote, schema
from pe_tools.record.address import without_secrets
from pe_tools.record.backend import Backend, Batch, Keeping
from pe_tools.record.canonical import Json, canonical
from pe_tools.record.chain import Row
from pe_tools.record.check import check
from pe_tools.record.events import Damage, Draft, Event, Head, Receipt, moment
from pe_tools.record.files import Files
from pe_tools.record.keyring import Erasure
from pe_tools.record.lock import LOCK_FILE, Desk, HeldByDeskError, desk_of, holder
from pe_tools.record.reader import (
    read_erased,
    read_events,
    read_head,
    read_rows,
    read_streams,
)
from pe_tools.record.wrapping import PSEUDONYMS, read_keys
from pe_tools.record.writer import Writer

_SERVERS = ("postgresql", "postgres")
_PSEUDONYM_DIGITS = 16


def open_record(folder: Path | None = None) -> Record:
    """Return the record in a folder; nothing is made or locked yet.

    Parameters
    ----------
    folder : Path, optional
        Without one, what ``PE_RECORD`` names, or the user's own record: a file as
        ``sqlite:///path/to/record.db`` (a fourth slash starts an absolute path), or a database
        of PostgreSQL as ``postgresql://user@host/name``.

    Raises
    ------
    UnsupportedRecordError
        If ``PE_RECORD`` names anything else.
    """
    url = os.environ.get("PE_RECORD", "")
    if folder or not url:
        return Record(Files(folder or places.home()))
    return Record(_backend_at(url))


def _backend_at(url: str) -> Backend:
    scheme, _, place = url.partition("://")
    if scheme in _SERVERS:
        from pe_tools.record.postgres import Server

        return Server(url, places.home())
    path = Path(place.removeprefix("/")).expanduser()
    if scheme != "sqlite" or not place.startswith("/") or path.name != schema.FILE:
        raise UnsupportedRecordError(url=without_secrets(url))
    return Files(path.parent)


class Record:
    """An append-only record of streams of events, in one folder.

    Its folder holds the events (record.db) and their second copy (record.journal), the wrapped
    keys (keys.db), the key that they are wrapped under (kek.json), who is writing (record.lock)
    and who is next (record.turn). All are made by the first append or the first pseudonym. Any
    thread may use it.

    While a desk holds it (see `hold`), `append` and `erase` of every other process are done there.
    Every method raises a RecordError if the files cannot be had: damaged, full, held, failing.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.folder = backend.folder
        self.name = backend.name
        self._mutex = Lock()
        self._writer: Writer | None = None
        self._holds = 0
        self._pseudonym_key: bytes | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Commit what was submitted, and let others write."""
        with self._mutex:
            self._let_go()

    @contextmanager
    def hold(self, desk: Desk | None = None) -> Iterator[None]:
        """Hold the right to write, for many appends; within it, any thread may `submit`.

        Parameters
        ----------
        desk : Desk, optional
            Where this process takes what others write meanwhile.

        Raises
        ------
        RecordHeldError
            If another process holds it; the sentence says who.
        """
        with self._mutex:
            if self._writer is None:
                self._writer = Writer(self._backend, desk)
            self._holds += 1
        try:
            yield
        finally:
            with self._mutex:
                self._holds -= 1
                if not self._holds:
                    self._let_go()

    def holder(self) -> str | None:
        """Return who holds the right to write just now; None if nobody does."""
        with self._backend.refusals():
            return holder(self.folder / LOCK_FILE)

    def desk(self) -> Desk | None:
        """Return the desk that holds the right to write just now; None if none does."""
        with self._backend.refusals():
            return desk_of(self.folder / LOCK_FILE)

    def keeping(self) -> Keeping:
        """Return which database keeps the record, and how."""
        with self._backend.refusals():
            return self._backend.keeping()

    def append(self, drafts: Iterable[Draft]) -> tuple[Receipt, ...]:
        """Append all of the drafts or none; they are on the disk when this returns.

        Returns
        -------
        tuple of Receipt
            One for each draft, in order. A conflict is kept and told, not refused.

        Raises
        ------
        ErasedError
            If the subject of a draft was erased.
        RecordHeldError, RecordFullError, RecordBusyError, RecordDiskError, RecordDamagedError
        DeskSilentError, TooMuchAtOnceError
            After RecordDiskError and DeskSilentError it is unknown what was kept; sending again
            settles it.
        """
        batch = tuple(drafts)
        return self._commit(batch) if batch else ()

    def submit(self, drafts: Iterable[Draft]) -> Future[tuple[Receipt, ...]]:
        """Queue drafts for the next commit, within `hold`; all of them are taken or none.

        Returns
        -------
        Future
            Its result is what `append` returns, or raises, once the drafts are on the disk.

        Raises
        ------
        RecordBusyError
            If the queue is full.
        """
        return self._submit(tuple(drafts))

    def streams(self) -> tuple[str, ...]:
        """Return the names of all streams, sorted."""
        with self._backend.refusals():
            return read_streams(self._backend)

    def events(self, stream: str, after: int = 0) -> list[Event]:
        """Return the events of a stream whose seq is above `after`, in order."""
        with self._backend.refusals():
            return read_events(self._backend, stream, after)

    def rows(self, stream: str) -> list[Row]:
        """Return the events of a stream as they lie in the record, sealed bodies sealed."""
        with self._backend.refusals():
            return read_rows(self._backend, stream)

    def head(self, stream: str) -> Head:
        """Return the head of a stream; seq 0 if it has no events."""
        with self._backend.refusals():
            return read_head(self._backend, stream)

    def subject(self, stream: str, label: str) -> str:
        """Return the pseudonym of a label in a stream; the same one each time.

        It is keyed, so that nobody without the keys can find a label by trying names.
        """
        digits = self._keyed([stream, label]).hex()
        return f"p-{digits[:_PSEUDONYM_DIGITS]}"

    def secret(self, stream: str, label: str) -> bytes:
        """Return 32 bytes that only who has the keys can compute; the same ones each time."""
        return self._keyed(["secret", stream, label])

    def _keyed(self, parts: list[Json]) -> bytes:
        if self._pseudonym_key is None:
            self._pseudonym_key = self._key_of_pseudonyms()
        return hmac.digest(self._pseudonym_key, canonical(parts).encode(), "sha256")

    def verify(self, heads: Sequence[Head] = ()) -> list[Damage]:
        """Return every event that was changed, removed, swapped, inserted, or cannot be opened.

        Parameters
        ----------
        heads : sequence of Head
            Heads noted earlier: without one, a cut tail or a chain rewritten from some event
            on to the end cannot be told from a shorter or another story.
        """
        with self._backend.refusals():
            return check(self._backend, heads)

    def erased(self, stream: str) -> frozenset[str]:
        """Return the subjects that were erased from a stream."""
        with self._backend.refusals():
            return read_erased(self._backend, stream)

    def erase(self, stream: str, subject: str, now: datetime) -> None:
        """Destroy the key of a subject, so that nothing they wrote can be read again.

        The events stay and still verify; their bodies are None. Sent again after a failure, it
        finishes; so does whoever opens the record for writing next.

        Notes
        -----
        What backups can bring back:

        - record.db, in however many copies, brings back nothing: it holds no key.
        - keys.db without kek.json brings back nothing: its keys open with the key-encryption
          key of its time only, and that is gone.
        - keys.db and kek.json, both from before the erasure, do hold the key. Put beside a
          record.db that has the erasure, nothing is read of the subject, and the next opening
          for writing destroys the key again. With a record.db from before it too, the subject
          is back. So keep one copy of these two, apart from the copies of record.db, and
          replace it after each erasure.

        A disk may keep freed blocks for some time; encrypt it.
        """
        if not (stream and subject):
            raise ValueError("an erasure needs a stream and a subject")
        self._commit(Erasure(stream, subject, str(uuid4()), moment(now, subject)))

    def _commit(self, batch: Batch) -> tuple[Receipt, ...]:
        return remote.commit(batch, self._write)

    def _write(self, batch: Batch) -> tuple[Receipt, ...]:
        with self.hold():
            return self._submit(batch).result()

    def _submit(self, batch: Batch) -> Future[tuple[Receipt, ...]]:
        writer = self._writer
        if writer is None:
            raise RuntimeError("submit within hold()")
        return writer.submit(batch)

    def _let_go(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def _key_of_pseudonyms(self) -> bytes:
        found = self._find_key_of_pseudonyms()
        if found is None:
            with suppress(HeldByDeskError), self.hold():  # whoever opens it for writing makes it
                pass
            found = self._find_key_of_pseudonyms()
        if found is None:
            raise RecordDamagedError(
                record=self._backend.name, what="The key of pseudonyms is missing."
            )
        return found

    def _find_key_of_pseudonyms(self) -> bytes | None:
        stream, subject = PSEUDONYMS
        with self._backend.refusals():
            return read_keys(self._backend, stream).by_subject.get(subject)
