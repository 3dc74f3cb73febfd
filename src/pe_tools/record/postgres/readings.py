"""Reading from the server: one state each time, over connections that are kept at hand.

A new connection costs several round trips and the proof of a password, which is most of what a
short look costs.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from weakref import finalize

import psycopg

from pe_tools.record.postgres.address import Address
from pe_tools.record.postgres.connection import READ, ServerConnection, has_table

_KEPT = 2  # one for the events, and one for the keys while the events are being read


class Readings:
    """Every reading of one process; any thread may read."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._process, self._spare = self._nothing_yet()

    @contextmanager
    def state(self, table: str) -> Iterator[ServerConnection | None]:
        """Give one state to read from; None if there is no such table yet."""
        connection = self._begin()
        try:
            yield connection if has_table(connection, table) else None
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        self._keep(connection)

    def _begin(self) -> ServerConnection:
        """Return a connection that reads; one that was kept may have been cut off meanwhile."""
        if self._process != os.getpid():  # a copy of a process cannot share its connections
            self._process, self._spare = self._nothing_yet()
        while self._spare:
            try:
                return _reading(self._spare.pop())
            except (IndexError, psycopg.OperationalError):
                continue
        return _reading(ServerConnection(self._address))

    def _nothing_yet(self) -> tuple[int, list[ServerConnection]]:
        process, spare = os.getpid(), list[ServerConnection]()
        finalize(self, _close_all, process, spare)
        return process, spare

    def _keep(self, connection: ServerConnection) -> None:
        if len(self._spare) < _KEPT:
            self._spare.append(connection)
        else:
            connection.close()


def _reading(connection: ServerConnection) -> ServerConnection:
    try:
        connection.execute(READ)
    except BaseException:
        connection.close()
        raise
    return connection


def _close_all(process: int, connections: list[ServerConnection]) -> None:
    """Close these, unless they belong to the process that this one is a copy of."""
    if process == os.getpid():
        for connection in connections:
            connection.close()
