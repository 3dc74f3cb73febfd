"""The files of the pages, read once: nothing is served by a path that somebody asks for."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

_HERE = Path(__file__).parent
_PARTS = (
    "keeping",
    "asking",
    "showing",
    "entering",
    "sending",
    "rescuing",
    "code",
    "turning",
    "ranking",
    "sharing",
    "reading",
    "following",
    "starting",
)
"""The parts of the script, in the order that they need each other."""

_STRING = r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_JS_SPACES = re.compile(_STRING + r"| *([=<>!&|?:;,{}()*%^]) *")
_CSS_SPACES = re.compile(_STRING + r"|([:;,{}]) ")


def _dense(text: str, spaces: re.Pattern[str]) -> str:
    """Return a file without the lines of its comments, its indents, and its needless spaces."""
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith(("//", "/*")))
    return spaces.sub(lambda found: found[1] or found[2], kept) + "\n"


def _script() -> bytes:
    parts = "".join((_HERE / "script" / f"{name}.js").read_text("utf-8") for name in _PARTS)
    return _dense(f'(function () {{\n"use strict";\n{parts}}}());', _JS_SPACES).encode()


def _style() -> bytes:
    return _dense((_HERE / "phone.css").read_text("utf-8"), _CSS_SPACES).encode()


STATIC: dict[str, tuple[str, bytes]] = {
    "phone.css": ("text/css; charset=utf-8", _style()),
    "phone.js": ("text/javascript; charset=utf-8", _script()),
}
"""The files by name: their content type, and their bytes."""

VERSION = sha256(b"".join(content for _, content in STATIC.values())).hexdigest()[:12]
"""A word that changes when one of the files does; it is in their addresses."""
