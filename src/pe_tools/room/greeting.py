"""Who may ask the room for something: a page of its own, from a phone with a seat or without."""

from __future__ import annotations

from asyncio import Task, current_task
from http import HTTPStatus
from typing import cast

from tornado.http1connection import HTTP1Connection
from tornado.web import HTTPError, stream_request_body

from pe_tools.errors import (
    ForeignPageError,
    FormKindError,
    TooLongError,
    WrongAddressError,
    WrongMethodError,
    WrongSeatError,
)
from pe_tools.room.sent import FORM, MOST_BYTES, Fields, read_fields
from pe_tools.room.telling import TellingHandler
from pe_tools.workshop.codes import typed
from pe_tools.workshop.following import Follower, Seat

SEAT = "seat"
"""The cookie of the seat, and the scheme under which the script names it."""


@stream_request_body
class GreetingHandler(TellingHandler):
    """A handler of the room; a body is read only once it is known that it may be."""

    def initialize(self) -> None:
        """Begin without a body."""
        self.body = bytearray()
        self._task: Task[object] | None = None

    def prepare(self) -> None:
        """Refuse whoever asks under another address, from another page, or in another way."""
        self.greet()
        if self.request.method not in self.methods():
            raise WrongMethodError()
        if self.request.method == "POST":
            self._expect_form()

    def greet(self) -> None:
        """Refuse whoever asks under another address, or from another page."""
        if task := current_task():
            self._task = task
            self.house.running.add(task)
        hosts = self.request.headers.get_list("Host")
        if not self.house.is_own(hosts):
            raise WrongAddressError()
        if self.request.headers.get_list("Origin") not in ([], [f"http://{hosts[0]}"]):
            raise ForeignPageError()

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body."""
        self.body += chunk

    @property
    def own_code(self) -> str:
        """The code of the seat that a phone says it has; "" for none."""
        given: str | None = self.request.headers.get("Authorization")
        if given is None:
            return typed(self.get_cookie(SEAT) or "")
        scheme, _, code = given.partition(" ")
        return typed(code) if scheme.lower() == SEAT else ""

    async def seat(self) -> tuple[Follower, Seat]:
        """Return the workshop and the seat of a phone.

        Raises
        ------
        WrongSeatError
            If it has none.
        """
        found = await self.house.followers.by_seat(self.own_code)
        if found is None:
            raise WrongSeatError()
        self.followed = found[0]
        return found

    def give_seat(self, own_code: str, number: int, status: HTTPStatus) -> None:
        """Tell a phone its own code: the script keeps it, else the browser does."""
        if self.is_json:
            self.set_status(status)
            self.finish({"seat": own_code, "number": number})
            return
        self.keep(SEAT, own_code)
        self.lead("/now")

    def on_finish(self) -> None:
        """Note that this was answered."""
        if self._task:
            self.house.running.discard(self._task)

    def _expect_form(self) -> None:
        headers = self.request.headers
        length = headers.get("Content-Length", "0")
        if length.isdecimal() and int(length) > MOST_BYTES:
            raise TooLongError()
        if headers.get("Content-Type", "").partition(";")[0].strip().lower() != FORM:
            raise FormKindError()
        cast("HTTP1Connection", self.request.connection).set_max_body_size(MOST_BYTES)


class TakingHandler(GreetingHandler):
    """A handler that takes a form."""

    async def post(self) -> None:
        """Read the form, and take it."""
        self.fields = read_fields(bytes(self.body))
        await self.take(self.fields)

    async def take(self, fields: Fields) -> None:
        """Take a form."""
        raise NotImplementedError


class NothingHandler(GreetingHandler):
    """Everything else: 404."""

    def prepare(self) -> None:
        """Refuse, then deny."""
        self.greet()
        raise HTTPError(HTTPStatus.NOT_FOUND)
