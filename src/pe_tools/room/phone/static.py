"""The files of the pages, read once: nothing is served by a path that somebody asks for."""

from __future__ import annotations

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


def _script() -> str:
    parts = [(_HERE / "script" / f"{name}.js").read_text("utf-8") for name in _PARTS]
    return f'(function () {{\n"use strict";\n{_dense("".join(parts))}}}());\n'


def _dense(text: str) -> str:
    """Return a script or a style sheet without its comments' lines and its indents."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith(("//", "/*")))


STATIC: dict[str, tuple[str, bytes]] = {
    "phone.css": (
        "text/css; charset=utf-8",
        _dense((_HERE / "phone.css").read_text("utf-8")).encode(),
    ),
    "phone.js": ("text/javascript; charset=utf-8", _script().encode()),
}
"""The files by name: their content type, and their bytes."""

VERSION = sha256(b"".join(content for _, content in STATIC.values())).hexdigest()[:12]
"""A word that changes when one of the files does; it is in their addresses."""
