"""The module and the style sheet that draw a panel, each joined from the files in ``browser``.

anywidget takes one module, so the files are parts of one text: they share their names and
import nothing.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pe_tools.blocks import style

_FOLDER = Path(__file__).parent / "browser"
_PARTS = (
    "making.js",
    "cleaning.js",
    "sending.js",
    "keeping.js",
    "looking.js",
    "fields.js",
    "acting.js",
    "entering.js",
    "comparing.js",
    "tablet.js",
    "tablet_screens.js",
    "joining.js",
    "holding.js",
    "panel.js",
)


@cache
def module() -> str:
    """Return the ES module of the panel."""
    return "\n".join(_read(part) for part in _PARTS)


@cache
def sheet() -> str:
    """Return the rules of the panel, and those of the blocks that it shows."""
    return "\n".join([style(), _read("panel.css"), _read("tablet.css"), _read("joining.css")])


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
