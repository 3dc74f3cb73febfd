"""The writer thread: what queued while the last commit ran goes into the next one."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Lock, Thread
from typing import NamedTuple

from pe_tools.errors import RecordBusyError
from pe_tools.record.backend import Backend, Batch, Outcome
from pe_tools.record.events import Receipt
from pe_tools.record.lock import Desk

_QUEUE = 4000
_GROUP = 256


class _Submission(NamedTuple):
    batch: Batch
    future: Future[tuple[Receipt, ...]]


class Writer:
    """The one thread that writes, for as long as this process holds the record.

    With a `desk`, the lock file names it once the record is open.
    """

    def __init__(self, backend: Backend, desk: Desk | None = None) -> None:
        self._backend = backend
        with backend.refusals():
            self._lock = backend.claim(desk)
        self._store = backend.store()
        try:
            self._store.open()
            if desk and self._lock:
                self._lock.announce(desk)
        except BaseException:
            self._release()
            raise
        self._queue: Queue[_Submission | None] = Queue(_QUEUE)
        self._gate = Lock()  # so that nothing is queued behind the end
        self._is_open = True
        self._thread = Thread(target=self._run, name="record-writer", daemon=True)
        self._thread.start()

    def submit(self, batch: Batch) -> Future[tuple[Receipt, ...]]:
        """Queue one batch; its future is done once the batch is on the disk, or refused."""
        submission = _Submission(batch, Future())
        with self._gate:
            if not self._is_open:
                raise RuntimeError("the record is no longer held")
            try:
                self._queue.put_nowait(submission)
            except Full:
                raise RecordBusyError(record=self._backend.name) from None
        return submission.future

    def close(self) -> None:
        """Commit what is queued, then let others write."""
        with self._gate:
            self._is_open = False
        self._queue.put(None)
        self._thread.join()
        try:
            with self._backend.refusals():
                self._store.close()
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def _run(self) -> None:
        is_last = False
        while not is_last:
            group = self._gather()
            is_last = None in group
            self._commit([submission for submission in group if submission is not None])

    def _gather(self) -> list[_Submission | None]:
        group = [self._queue.get()]
        with suppress(Empty):
            while len(group) < _GROUP:
                group.append(self._queue.get_nowait())
        return group

    def _commit(self, group: Sequence[_Submission]) -> None:
        live = [part for part in group if part.future.set_running_or_notify_cancel()]
        for part, outcome in zip(live, self._outcomes(live), strict=True):
            if isinstance(outcome, Exception):
                part.future.set_exception(outcome)
            else:
                part.future.set_result(outcome)

    def _outcomes(self, group: Sequence[_Submission]) -> list[Outcome]:
        if not group:
            return []
        try:
            return self._store.commit([part.batch for part in group])
        except Exception as error:  # noqa: BLE001 - every sender is told; the thread lives on
            return [error] * len(group)
