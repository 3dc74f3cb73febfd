"""Open the browser without its command line holding the token, which every user here can read."""

from __future__ import annotations

import time
import webbrowser
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from secrets import token_urlsafe
from threading import Thread

_OPEN_SECONDS = 60.0


def show_once(address: str) -> None:
    """Open the browser with a link that leads to `address` once, and to nothing after that."""
    once = _Once(address)
    for task in (once.run, once.open):
        Thread(target=task, daemon=True).start()


class _Once(HTTPServer):
    def __init__(self, address: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.timeout = _OPEN_SECONDS
        self.address: str | None = address
        self.path = f"/{token_urlsafe()}"

    def open(self) -> None:
        with suppress(webbrowser.Error):
            webbrowser.open(f"http://127.0.0.1:{self.server_port}{self.path}")

    def run(self) -> None:
        end = time.monotonic() + _OPEN_SECONDS
        while self.address and time.monotonic() < end:
            self.handle_request()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: _Once

    def do_GET(self) -> None:
        address = self.server.address
        if address is None or self.path != self.server.path:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.server.address = None
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", address)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Log nothing."""
