"""The room: the one port that phones reach. No route of the desk or the app is on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from socket import AF_INET
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application

from pe_tools.kits import find_kit, kit_names
from pe_tools.record import Record
from pe_tools.room.addresses import EVERYWHERE
from pe_tools.room.followers import Followers
from pe_tools.room.greeting import NothingHandler
from pe_tools.room.house import House
from pe_tools.room.limits import MOST_CONNECTIONS, allow_connections
from pe_tools.room.phone.clips import read_clips
from pe_tools.room.sending import AnswerHandler, ConsentHandler, WordsHandler
from pe_tools.room.staying import (
    ClipHandler,
    EventsHandler,
    FileHandler,
    MeHandler,
    NowHandler,
    StateHandler,
)
from pe_tools.room.visitors import EnterHandler, JoinHandler, ResumeHandler, WelcomeHandler

ROUTES = [
    ("/", WelcomeHandler),
    ("/enter", EnterHandler),
    ("/join", JoinHandler),
    ("/resume", ResumeHandler),
    ("/now", NowHandler),
    ("/me", MeHandler),
    ("/answer", AnswerHandler),
    ("/words", WordsHandler),
    ("/me/consent", ConsentHandler),
    ("/state", StateHandler),
    ("/events", EventsHandler),
    ("/phone.js", FileHandler),
    ("/phone.css", FileHandler),
    ("/clip/(.+)", ClipHandler),
]

_LARGEST_BYTES = 2**20  # what is longer is cut off; what is longer than a form is told so
_HEADER_BYTES = 8 * 2**10
_IDLE_SECONDS = 15.0  # longer than a phone waits between two looks
_BODY_SECONDS = 15.0
_WAITING = 4096  # phones that are let in a moment later
_LAST_ANSWERS_SECONDS = 5


class RoomServer(HTTPServer):
    """A server that turns away whoever comes when as many are there as it can hold.

    The limit is for all together: an access point may hide all phones behind one address.
    """

    most = MOST_CONNECTIONS

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Hear who came, or turn them away."""
        if len(self._connections) >= self.most:
            stream.close()
        else:
            super().handle_stream(stream, address)


@asynccontextmanager
async def opened_room(record: Record, port: int) -> AsyncIterator[House]:
    """Let phones in, while inside; what they are told comes from a record that is held.

    Parameters
    ----------
    port : int
        On all addresses of this machine; 0 chooses a free one.
    """
    followers = Followers(record)
    await asyncio.to_thread(followers.load)
    clips = await asyncio.to_thread(_all_clips)
    sockets = bind_sockets(port, EVERYWHERE, AF_INET, backlog=_WAITING)
    house = House(followers, sockets[0].getsockname()[1], clips)
    server = make_room(house)
    following = asyncio.create_task(followers.follow())
    try:
        server.add_sockets(sockets)
        yield house
    finally:
        server.stop()
        house.end()
        await _last_answers(house)
        await server.close_all_connections()
        following.cancel()


def make_room(house: House) -> RoomServer:
    """Return the server of a room."""
    application = Application(
        ROUTES,
        default_handler_class=NothingHandler,
        log_function=lambda _handler: None,
        house=house,
    )
    server = RoomServer(
        application,
        max_body_size=_LARGEST_BYTES,
        max_header_size=_HEADER_BYTES,
        idle_connection_timeout=_IDLE_SECONDS,
        body_timeout=_BODY_SECONDS,
    )
    server.most = allow_connections()
    return server


def _all_clips() -> dict[str, tuple[str, bytes]]:
    return {name: clip for kit in kit_names() for name, clip in read_clips(find_kit(kit)).items()}


async def _last_answers(house: House) -> None:
    running = house.running - {asyncio.current_task()}
    if running:
        await asyncio.wait(running, timeout=_LAST_ANSWERS_SECONDS)
