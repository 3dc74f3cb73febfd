"""What every page of the app is drawn with: language, links, headers, templates."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pe_tools.blocks import style
from pe_tools.errors import PeError
from pe_tools.language import Words, known_languages, own_name

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
"""The folder of the scripts that every page gets."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # "no-referrer" would also hide the origin of our own forms, which the gate asks for
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The headers of every answer; pages have a wider Content-Security-Policy."""


@dataclass(frozen=True)
class Link:
    """A link of the page's header."""

    text: str
    address: str
    language: str
    is_here: bool


class Frame:
    """The frame of one page.

    Parameters
    ----------
    language : str
    path : str
        The page's own path.
    query : mapping of str to str
        What its address says, without language and token.
    """

    def __init__(self, language: str, path: str, query: Mapping[str, str]) -> None:
        self.words = Words(language)
        self._path = path
        self._query = query

    @cached_property
    def nonce(self) -> str:
        """Return the word that the page's own scripts are known by."""
        return secrets.token_urlsafe(16)

    def policy(self, host: str) -> str:
        """Return the Content-Security-Policy of a page with panels.

        anywidget runs a panel's module from a blob, and Voila's scripts set styles.
        """
        return (
            f"default-src 'none'; script-src 'nonce-{self.nonce}' 'self' blob:; "
            "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            f"font-src 'self' data:; connect-src 'self' ws://{host}; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )

    @property
    def languages(self) -> list[Link]:
        """Return a link to this page in every language, each named in its own."""
        return [
            Link(own_name(code), self._address(code), code, code == self.words.language)
            for code in known_languages()
        ]

    def render(self, template: str, **values: Any) -> str:
        """Return a page; every value is escaped unless the template says otherwise."""
        drawn = _environment().get_template(template)
        return drawn.render(frame=self, say=self.words.say, style=style(), **values)

    def sentence_of(self, refusal: PeError) -> str:
        """Return a refusal's sentence in the language of the page."""
        return self.words.translate(refusal.sentence).format(**refusal.context)

    def home(self) -> str:
        """Return the address of the start page."""
        return f"/?{urlencode({'lang': self.words.language})}"

    def _address(self, language: str) -> str:
        return f"{self._path}?{urlencode({**self._query, 'lang': language})}"


@cache
def stamp() -> str:
    """Return a word that changes when one of our own scripts does."""
    content = b"".join(path.read_bytes() for path in sorted(STATIC.iterdir()))
    return sha256(content).hexdigest()[:12]


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(_HERE / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
