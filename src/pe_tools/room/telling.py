"""How the room tells something: as a page in somebody's language, or as data for the script."""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from http import HTTPStatus
from types import MappingProxyType, TracebackType
from typing import Any, cast

from tornado.web import HTTPError, RequestHandler

from pe_tools.errors import PeError, WrongSeatError
from pe_tools.language import Words, known_languages
from pe_tools.room.guard import log_bug
from pe_tools.room.house import House
from pe_tools.room.phone.pages import problem_page, welcome_page
from pe_tools.room.sent import Fields
from pe_tools.room.statuses import as_told, status_of
from pe_tools.workshop.following import Follower

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer says. With "no-referrer" browsers would call the room's own forms foreign."""

_LANGUAGE = "lang"
_KEPT_SECONDS = 12 * 3600  # a day of workshop
_RETRY_SECONDS = 2
_SMALL_BYTES = 1000  # not worth packing
_EXTRA = {
    HTTPStatus.SERVICE_UNAVAILABLE: ("Retry-After", str(_RETRY_SECONDS)),
    HTTPStatus.UNAUTHORIZED: ("WWW-Authenticate", "Seat"),
}


class TellingHandler(RequestHandler):
    """A handler that tells; whatever PeError it raises is told to the participant.

    It needs the setting ``house``.
    """

    fields: Fields = MappingProxyType({})
    followed: Follower | None = None

    def set_default_headers(self) -> None:
        """Say what browsers may do with the page, and nothing about the server."""
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def compute_etag(self) -> str | None:
        """Return nothing: what may be kept says so itself."""
        return None

    @property
    def house(self) -> House:
        """What the answers of the room share."""
        return cast("House", self.settings["house"])

    @property
    def is_json(self) -> bool:
        """Whether the script asks, which wants data."""
        return "application/json" in self.request.headers.get("Accept", "")

    @property
    def words(self) -> Words:
        """The words of the language that somebody chose, or that of the workshop."""
        held = self.followed or self.house.followers.only_open()
        named = (
            self._in_address(),
            *self.fields.get(_LANGUAGE, ()),
            self.get_cookie(_LANGUAGE) or "",
            held.state.language if held else "",
        )
        return words_of(next((one for one in named if one in languages()), "en"))

    def lead(self, path: str) -> None:
        """Lead the browser on to a page; after a form, so that it is not sent again."""
        self.redirect(path, status=HTTPStatus.SEE_OTHER)

    def show(
        self, page: str, status: HTTPStatus = HTTPStatus.OK, *, is_shared: bool = False
    ) -> None:
        """Answer with a page; the language that its address names is chosen from now on."""
        if (language := self._in_address()) in languages():
            self.keep(_LANGUAGE, language)
        self.set_status(status)
        self.send(page.encode(), "text/html; charset=utf-8", is_shared=is_shared)

    def send(self, content: bytes, kind: str, *, is_shared: bool = False) -> None:
        """Answer with bytes, packed if that is worth it; once only if many get the same."""
        self.set_header("Content-Type", kind)
        self.set_header("Vary", "Accept-Encoding")
        accepted = self.request.headers.get("Accept-Encoding", "")
        if kind.startswith("text/") and len(content) > _SMALL_BYTES and "gzip" in accepted:
            self.set_header("Content-Encoding", "gzip")
            content = packed_once(content) if is_shared else packed(content)
        self.finish(content)

    def keep(self, name: str, value: str) -> None:
        """Let the browser keep something, which no script and no other site can read."""
        self.set_cookie(
            name, value, max_age=_KEPT_SECONDS, path="/", httponly=True, samesite="Strict"
        )

    def refuse(self, refusal: PeError, status: HTTPStatus) -> None:
        """Answer with a refusal, as a page or for the script."""
        self.set_status(status)
        sentence = self.words.translate(refusal.sentence).format(**refusal.context)
        if self.is_json:
            self.finish({"code": refusal.code, "sentence": sentence})
        else:
            self.show(self.refusal_page(refusal, sentence), status)

    def refusal_page(self, refusal: PeError, sentence: str) -> str:
        """Return the page of a refusal; who has no seat is shown the way in."""
        if isinstance(refusal, WrongSeatError):
            return welcome_page(self.words, problem=sentence)
        return problem_page(self.words, sentence)

    def write_error(self, status_code: int, **context: Any) -> None:
        """Answer with a refusal, whatever went wrong."""
        refusal = as_told(context.get("exc_info", (None, None))[1], status_code)
        status = status_of(refusal)
        if extra := _EXTRA.get(status):
            self.set_header(*extra)
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", ", ".join(self.methods()))
        self.refuse(refusal, status)

    def methods(self) -> list[str]:
        """Return the ways in which this page can be asked for."""
        own = {"GET": self.get, "POST": self.post}
        known = {"GET": RequestHandler.get, "POST": RequestHandler.post}
        return [name for name in own if getattr(own[name], "__func__", None) is not known[name]]

    def log_exception(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug; a refusal is none."""
        if not isinstance(error, PeError | HTTPError):
            log_bug(kind, error, trace)

    def _in_address(self) -> str:
        return self.request.query_arguments.get(_LANGUAGE, [b""])[-1].decode("ascii", "replace")


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that pages exist in."""
    return known_languages()


@cache
def words_of(language: str) -> Words:
    """Return the words of a language, read once."""
    return Words(language)


def packed(content: bytes) -> bytes:
    """Return bytes as they are sent to who unpacks them."""
    return gzip.compress(content, compresslevel=5, mtime=0)


packed_once = lru_cache(maxsize=16)(packed)
"""The same, remembered for what is sent to everybody."""
