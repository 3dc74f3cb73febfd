"""A panel in a browser without Jupyter: the real panel in Python, and a model that is a stand-in.

``Stage`` carries every press from the page to the panel, and what the panel answers back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from pe_tools.kits.pictures import picture
from pe_tools.language import Words
from pe_tools.widgets import Page as TabletPage
from pe_tools.widgets import PageOption, Panel, Question
from pe_tools.widgets.browser_side import module, sheet

TRAITS = ("html", "controls", "status", "status_kind", "direction", "language", "words")

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Panel</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/panel.css"></head>
<body><main><h1>A workshop</h1><div id="panel"></div><button id="after">After</button></main>
<script type="module" src="/page.js"></script></body></html>
"""

SCRIPT = """
import panel from "/panel.js";

const listeners = {};
const fire = (event, ...told) => (listeners[event] ?? []).forEach((listen) => listen(...told));
const model = {
  traits: {},
  get: (name) => model.traits[name],
  on: (event, listen) => (listeners[event] ??= []).push(listen),
  off: (event, listen) => {
    listeners[event] = listeners[event].filter((other) => other !== listen);
  },
  send: async (message) => {
    const { traits, reply } = await window.toPython(message);
    model.update(traits);
    if (reply) fire("msg:custom", reply);
  },
  update: (traits) => {
    for (const [name, value] of Object.entries(traits)) {
      if (JSON.stringify(model.traits[name]) === JSON.stringify(value)) continue;
      model.traits[name] = value;
      fire(`change:${name}`);
    }
  },
};
window.start = (traits) => {
  model.traits = traits;
  document.documentElement.dir = traits.direction;
  document.documentElement.lang = traits.language;
  window.stop = panel.render({ model, el: document.querySelector("#panel") });
};
window.update = model.update;
window.isReady = true;
"""


class Stage:
    """One panel in one page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.taken: list[tuple[str, Mapping[str, object]]] = []
        self.messages: list[dict[str, Any]] = []
        self.refusal: Exception | None = None
        self.is_gone = False
        self.panel: Panel
        page.expose_function("toPython", self._receive)

    def open(self, *controls: Any, html: str = "", lang: str = "en") -> Page:
        """Open the page with these controls, and return it."""
        self.panel = Panel(Words(lang), self._act)
        self.replies: list[dict[str, Any]] = []
        self.panel.send = self.replies.append
        self.panel.show(html, controls)
        self.load()
        return self.page

    def load(self) -> None:
        """Load the page anew, as a reload of the browser does."""
        self.page.goto(self.address)
        self.page.wait_for_function("window.isReady")
        self.page.evaluate("traits => start(traits)", self._traits())

    def freeze(self, at: str = "2026-03-14T12:00:00+00:00") -> None:
        """Stop the clock of the page before it is opened; only the test moves it on."""
        moment = datetime.fromisoformat(at)
        self.page.clock.install(time=moment - timedelta(minutes=1))
        self.page.clock.pause_at(moment)

    def show(self, *controls: Any, html: str = "") -> None:
        """Show other controls, as Python would while the page is open."""
        self.panel.show(html, controls)
        self.page.evaluate("traits => update(traits)", self._traits())

    def _act(self, act: str, values: Mapping[str, object]) -> None:
        if self.refusal:
            raise self.refusal
        self.taken.append((act, values))

    def _receive(self, message: dict[str, Any]) -> dict[str, Any]:
        self.messages.append(message)
        if self.is_gone:
            return {"traits": {}, "reply": None}
        self.panel._receive(self.panel, message, [])
        return {"traits": self._traits(), "reply": self.replies[-1]}

    def _traits(self) -> dict[str, Any]:
        return json.loads(json.dumps({name: getattr(self.panel, name) for name in TRAITS}))


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        known = {
            "/": ("text/html", PAGE),
            "/page.js": ("text/javascript", SCRIPT),
            "/panel.js": ("text/javascript", module()),
            "/panel.css": ("text/css", sheet()),
        }
        kind, text = known.get(self.path, ("text/plain", ""))
        body = text.encode()
        self.send_response(200 if self.path in known else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'"
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _staged(browser: Browser, address: str, errors: list[str], **options: Any) -> Stage:
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: request.url.startswith(address) or errors.append(request.url)
    )
    return Stage(page, address)


@pytest.fixture
def new_stage(browser: Browser, address: str) -> Iterator[Callable[..., Stage]]:
    """Return what opens stages; an error in a page, or a request elsewhere, fails the test."""
    errors: list[str] = []
    yield partial(_staged, browser, address, errors)
    for context in browser.contexts:
        context.close()
    assert errors == []


@pytest.fixture
def stage(new_stage: Callable[..., Stage]) -> Stage:
    return new_stage()


ROLES = (("community", "Community members"), ("steward", "Data stewards"))
TIERS = (("room", "In this room only"), ("report", "In the report of this workshop"))
SEVERITY = ("No harm", "Minor", "Serious", "Severe", "Extreme")


@pytest.fixture
def questions() -> tuple[Question, ...]:
    values = ("1", "2", "3", "4", "5")
    texts = ("A patient is recognised. How severe?", "Prices rise. How severe?")
    names = ("recognised", "prices")
    return tuple(
        Question(name, text, values, SEVERITY) for name, text in zip(names, texts, strict=True)
    )


@pytest.fixture
def pages() -> tuple[TabletPage, ...]:
    options = tuple(
        PageOption(str(value), SEVERITY[value - 1], str(value), picture(f"faces5-{value}"))
        for value in range(1, 6)
    )
    return (
        TabletPage("recognised", "A patient is recognised. How severe is that?", options),
        TabletPage("prices", "Insurance prices rise. How severe is that?", options),
    )
