"""Who may ask the desk: only who read its secret in the lock file, and never a browser."""

from __future__ import annotations

import hmac
import logging
import traceback
from http import HTTPStatus
from types import TracebackType
from typing import cast

from tornado.http1connection import HTTP1Connection
from tornado.web import HTTPError, RequestHandler, stream_request_body

from pe_tools.errors import (
    ConflictError,
    InputError,
    PeError,
    RecordBusyError,
    RecordError,
    RecordFullError,
)
from pe_tools.record.remote_form import LARGEST_BYTES, error_form

_log = logging.getLogger("pe_tools.room")
_STATUS: tuple[tuple[type[PeError], HTTPStatus], ...] = (  # the first that fits
    (InputError, HTTPStatus.BAD_REQUEST),
    (ConflictError, HTTPStatus.CONFLICT),
    (RecordBusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (RecordFullError, HTTPStatus.INSUFFICIENT_STORAGE),
    (RecordError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (PeError, HTTPStatus.BAD_REQUEST),
)
_RETRY_SECONDS = 1


@stream_request_body
class GuardedHandler(RequestHandler):
    """What every handler of the desk has in common; a body is read only once its sender is known.

    It needs the settings ``host`` (with the port) and ``secret``.
    """

    def initialize(self) -> None:
        """Begin without a body."""
        self.body = bytearray()

    def set_default_headers(self) -> None:
        """Say nothing about the server, and let nothing be kept."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        """Refuse whoever is not known, whatever they ask for."""
        headers = self.request.headers
        if headers.get_list("Host") != [self.settings["host"]]:
            raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)
        if "Origin" in headers:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        given = headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self.settings['secret']}".encode()):
            raise HTTPError(HTTPStatus.UNAUTHORIZED)
        cast(HTTP1Connection, self.request.connection).set_max_body_size(LARGEST_BYTES)

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body."""
        self.body += chunk

    def refuse(self, error: PeError) -> None:
        """Answer with a refusal."""
        self.set_status(next(status for kind, status in _STATUS if isinstance(error, kind)))
        if isinstance(error, RecordBusyError):
            self.set_header("Retry-After", str(_RETRY_SECONDS))
        self.finish(error_form(error))

    def write_error(self, status_code: int, **_: object) -> None:
        """Answer with the number of the status and no more."""
        self.finish({"status": status_code})

    def log_exception(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Log a bug; a refusal is none."""
        if not isinstance(error, HTTPError):
            log_bug(kind, error, trace)


def log_bug(
    kind: type[BaseException] | None,
    _error: BaseException | None,
    trace: TracebackType | None,
) -> None:
    """Log where a bug is, without its message, which may repeat what somebody wrote."""
    name = kind.__name__ if kind else "?"
    _log.error("a request failed with %s\n%s", name, "".join(traceback.format_tb(trace)))


class NothingHandler(GuardedHandler):
    """Everything else: 404, for who may ask."""

    def prepare(self) -> None:
        """Refuse, then deny."""
        super().prepare()
        raise HTTPError(HTTPStatus.NOT_FOUND)
