"""The desk: a loopback server that writes for every other process while it holds the record."""

from __future__ import annotations

import asyncio
import os
from asyncio import Event, Task, current_task, to_thread, wrap_future
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from secrets import token_urlsafe

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError

from pe_tools.errors import InputError, PeError
from pe_tools.record import HOST, Desk, Record
from pe_tools.record.remote_form import read_drafts, read_erasure, receipts_form
from pe_tools.room.addresses import web_addresses
from pe_tools.room.guard import GuardedHandler, NothingHandler
from pe_tools.room.house import House
from pe_tools.room.lan import opened_room

WHAT = "pe serve"
_UNKNOWN_BODY_BYTES = 2**20
_HEADER_BYTES = 8 * 2**10
_IDLE_SECONDS = 10
_LAST_ANSWERS_SECONDS = 5


async def run_desk(
    record: Record, stop: Event, port: int = 0, *, room_port: int | None = None
) -> None:
    """Hold the record and write for others until `stop`; then answer who was heard, and let go.

    Parameters
    ----------
    port : int
        Of the loopback address; 0 chooses a free one.
    room_port : int, optional
        Of the room, on all addresses; 0 chooses a free one. Without one no phone is let in.

    Raises
    ------
    RecordError
        If the record cannot be held.
    """
    sockets = bind_sockets(port, HOST)
    desk = Desk(WHAT, sockets[0].getsockname()[1], token_urlsafe())
    with record.hold(desk):
        running: set[Task[object]] = set()
        async with _room(record, room_port) as house:
            server = make_server(record, desk, running, house)
            server.add_sockets(sockets)
            await stop.wait()
            server.stop()
        if running:
            await asyncio.wait(running, timeout=_LAST_ANSWERS_SECONDS)
        await server.close_all_connections()


@asynccontextmanager
async def _room(record: Record, port: int | None) -> AsyncIterator[House | None]:
    if port is None:
        yield None
        return
    async with opened_room(record, port) as house:
        yield house


def make_server(
    record: Record, desk: Desk, running: set[Task[object]], house: House | None
) -> HTTPServer:
    """Return the server of a held record; `running` holds what it is answering."""
    application = Application(
        ROUTES,
        default_handler_class=NothingHandler,
        log_function=lambda _handler: None,
        host=f"{HOST}:{desk.port}",
        secret=desk.secret,
        record=record,
        running=running,
        house=house,
    )
    return HTTPServer(
        application,
        max_body_size=_UNKNOWN_BODY_BYTES,
        max_header_size=_HEADER_BYTES,
        idle_connection_timeout=_IDLE_SECONDS,
        body_timeout=_IDLE_SECONDS,
    )


class WritingHandler(GuardedHandler):
    """What writes: it is told only once it is on the disk."""

    async def post(self) -> None:
        """Write, and answer with receipts or a refusal."""
        task = current_task()
        running: set[Task[object] | None] = self.settings["running"]
        running.add(task)
        try:
            self.finish(await self.written(self.settings["record"]))
        except PeError as error:
            self.refuse(error)
        finally:
            running.discard(task)

    async def written(self, record: Record) -> dict[str, object]:
        """Write what the body says, and return the receipts."""
        raise NotImplementedError


class AppendHandler(WritingHandler):
    """``POST /append``: 200 with receipts, 400 malformed, 409 erased, 503 the queue is full."""

    async def written(self, record: Record) -> dict[str, object]:
        """Append drafts: all of them, or none."""
        try:
            drafts = read_drafts(bytes(self.body))
        except ValueError:
            raise InputError from None
        receipts = await wrap_future(record.submit(drafts))
        if house := self.settings["house"]:
            house.followers.note({draft.stream for draft in drafts})
        return receipts_form(receipts)


class EraseHandler(WritingHandler):
    """``POST /erase``: 200 once the key is destroyed, 400 malformed, 503 the queue is full."""

    async def written(self, record: Record) -> dict[str, object]:
        """Erase a subject."""
        try:
            stream, subject, now = read_erasure(bytes(self.body))
        except ValueError:
            raise InputError from None
        await to_thread(record.erase, stream, subject, now)
        return receipts_form(())


class HealthHandler(GuardedHandler):
    """``GET /health``: 200 as long as the record is held."""

    def get(self) -> None:
        """Say who answers."""
        self.finish({"pid": os.getpid()})


class RoomHandler(GuardedHandler):
    """``GET /room``: 200 with the addresses of the room and how many phones are in it; 404."""

    def get(self) -> None:
        """Say where the room is."""
        house: House | None = self.settings["house"]
        if house is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        addresses = [*web_addresses(house.port)]
        self.finish({"addresses": addresses, "phones": house.followers.present()})


ROUTES = [
    ("/append", AppendHandler),
    ("/erase", EraseHandler),
    ("/health", HealthHandler),
    ("/room", RoomHandler),
]
