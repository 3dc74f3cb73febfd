"""Who is let in at all: requests to our own address, from our own pages.

A page on another site can send requests to 127.0.0.1, also under a name of its own that points
there. So the host must be exactly ours, and a request that names an origin must come from us.
The check stands before every handler, the websockets' too.
"""

from __future__ import annotations

from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.routing import AnyMatches, Matcher, Router, Rule, RuleRouter
from tornado.web import Application, RequestHandler

MISDIRECTED = 421
FORBIDDEN = 403


def gate(application: Application, port: int) -> Router:
    """Return a router that lets through to the application what is meant for it."""
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    return RuleRouter(
        [
            Rule(_ForeignHost(hosts), _refusal(MISDIRECTED)),
            Rule(_ForeignOrigin(), _refusal(FORBIDDEN)),
            Rule(AnyMatches(), application),
        ]
    )


class _ForeignHost(Matcher):
    def __init__(self, hosts: frozenset[str]) -> None:
        self.hosts = hosts

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        named = request.headers.get_list("Host")
        return None if len(named) == 1 and named[0].lower() in self.hosts else {}


class _ForeignOrigin(Matcher):
    """Matches an origin that is not the host asked for; a browser always names it in a POST."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        own = f"http://{request.headers['Host']}".lower()
        origins = request.headers.get_list("Origin")
        return None if all(origin.lower() == own for origin in origins) else {}


class _Refusal(RequestHandler):
    def initialize(self, status: int) -> None:
        self.status = status

    def prepare(self) -> None:
        self.clear_header("Server")
        self.set_status(self.status)
        self.finish()


def _refusal(status: int) -> Application:
    return Application([(r".*", _Refusal, {"status": status})], log_function=_silent)


def _silent(_handler: RequestHandler) -> None:
    """Log nothing: an address may hold a token."""
