"""Being in: a participant's own pages, and the news that there is something else to see."""

from __future__ import annotations

import asyncio
from asyncio import Event
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from pe_tools.errors import NewsFullError
from pe_tools.room.greeting import GreetingHandler
from pe_tools.room.phone.clips import clips_of
from pe_tools.room.phone.pages import me_page, now_page
from pe_tools.room.phone.static import STATIC, VERSION
from pe_tools.room.phone.views import View
from pe_tools.room.showing import token_of, view_of

MOST_STREAMS = 500
"""How many phones are told news at once; the others look every few seconds."""

_STREAM_SECONDS = 600  # then a phone looks, and listens again
_BEAT_SECONDS = 20
_FOR_EVER = "public, max-age=31536000, immutable"


class SeatHandler(GreetingHandler):
    """A page of a seat: 401 with the first page for who has none."""

    async def view(self) -> View:
        """Return what it shows."""
        await self.house.followers.fresh()
        follower, seat = await self.seat()
        view = view_of(follower, seat, self.own_code, self.words.language)
        clips = clips_of(self.house.clips, follower.state.kit_id, self.words.language)
        return replace(view, clips=clips)

    @property
    def is_part(self) -> bool:
        """Whether the script asks for what stands inside of ``<main>``."""
        return self.request.headers.get("X-Part") == "main"


class NowHandler(SeatHandler):
    """``GET /now``: what can be answered now."""

    async def get(self) -> None:
        """Show it."""
        self.show(now_page(self.words, await self.view(), is_part=self.is_part))


class MeHandler(SeatHandler):
    """``GET /me``: what a participant allows, and the code of their seat."""

    async def get(self) -> None:
        """Show it."""
        self.show(me_page(self.words, await self.view(), is_part=self.is_part))


class StateHandler(GreetingHandler):
    """``GET /state``: a token that changes with what ``/now`` would show; 304 until then."""

    async def get(self) -> None:
        """Tell it."""
        token = token_of(*await self.seat())
        self.set_header("ETag", f'"{token}"')
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
            self.finish()
        else:
            self.finish({"token": token})


class EventsHandler(GreetingHandler):
    """``GET /events``: the same token each time it changes, as Server-Sent Events.

    A phone that reads slowly misses what came between, and gets the newest.
    """

    async def get(self) -> None:
        """Tell it until the phone goes, the seat is lost, or ten minutes are over."""
        await self.seat()
        heard = self.house.followers.heard
        if len(heard) >= MOST_STREAMS:
            raise NewsFullError()
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        heard.add(self._tell)
        try:
            with suppress(StreamClosedError, TimeoutError):
                async with asyncio.timeout(_STREAM_SECONDS):
                    await self._stream()
        finally:
            heard.discard(self._tell)

    def on_connection_close(self) -> None:
        """Stop waiting for news."""
        self._is_closed = True
        self._tell()

    def initialize(self) -> None:
        """Begin without news."""
        super().initialize()
        self._is_closed = False
        self._news = Event()

    def _tell(self) -> None:
        self._news.set()

    async def _stream(self) -> None:
        told = ""
        while not (self._is_closed or self.house.is_ending):
            found = await self.house.followers.by_seat(self.own_code)
            if found is None:
                return
            token = token_of(*found)
            self.write(f"data: {token}\n\n" if token != told else ":\n\n")
            told = token
            async with asyncio.timeout(_BEAT_SECONDS):
                await self.flush()
            self._news.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), _BEAT_SECONDS)


class FileHandler(GreetingHandler):
    """``GET /phone.js``, ``GET /phone.css``: one of a few files that were read at the start."""

    def get(self) -> None:
        """Give it; for ever if its address names this version of it."""
        kind, content = STATIC[self.request.path[1:]]
        if self.request.query == f"v={VERSION}":
            self.set_header("Cache-Control", _FOR_EVER)
        self.send(content, kind, is_shared=True)


class ClipHandler(GreetingHandler):
    """``GET /clip/NAME``: the recorded sound of an item, out of those read at the start."""

    def get(self, name: str) -> None:
        """Give it, for a day."""
        if name not in self.house.clips:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        kind, content = self.house.clips[name]
        self.set_header("Cache-Control", "private, max-age=86400")
        self.send(content, kind)
