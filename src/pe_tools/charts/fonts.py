"""The fonts that charts are set in, and text made ready for them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import Literal

from matplotlib.font_manager import FontEntry, FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from pe_tools.errors import MissingFontError

Direction = Literal["ltr", "rtl"]

PACKAGES = {"Noto Sans": "fontpkg-noto-sans", "Noto Sans Arabic": "fontpkg-noto-sans-arabic"}
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}  # set the base direction of the line they begin
_TURNS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # those that a line may break at
_STAND_IN = "\ufffd"  # for a character that the fonts lack


@cache
def families() -> tuple[str, ...]:
    """Return the family names under which the fonts are known to matplotlib, first one first.

    The names are our own, so that a font of the system with the same name is never taken.

    Raises
    ------
    MissingFontError
        If the package of a font is not installed.
    """
    return tuple(_register(family) for family in PACKAGES)


def drawable(text: object, direction: Direction) -> str:
    """Return a text as one line that the fonts can draw, its base direction marked.

    Control characters become spaces, and a no-break space stays one: French has it before a
    colon. What the fonts lack becomes a stand-in character.
    """
    line = _SPACES.sub(" ", "".join(map(_printable, str(text)))).strip(" ")
    if line[:1] in _MARKS.values():
        return line
    return mark(line, direction) + line


def mark(text: str, direction: Direction) -> str:
    """Return the invisible mark of a text's direction.

    The first letter decides; a bare number runs left to right, anything else as ``direction``.
    """
    kinds = [unicodedata.bidirectional(character) for character in text]
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    if strong:
        return _MARKS["ltr" if strong == "L" else "rtl"]
    return _MARKS["ltr" if {"EN", "AN"} & {*kinds} else direction]


@lru_cache(maxsize=4096)
def text_width(line: str, size: float) -> float:
    """Return how wide a drawable line is, in points."""
    if not line:
        return 0.0
    face = FontProperties(family=list(families()), size=size)
    width: float = text_to_path.get_text_width_height_descent(line, face, False)[0]
    return width


def _register(family: str) -> str:
    name = f"pe_tools {family}"
    entry = FontEntry(
        fname=_file(family),
        name=name,
        style="normal",
        variant="normal",
        weight=400,
        stretch="normal",
        size="scalable",
    )
    fontManager.ttflist.append(entry)
    return name


def _file(family: str) -> str:
    try:
        return str(import_module("fontpkg").path(family))
    except (ImportError, LookupError) as err:
        raise _missing(family) from err


def _missing(family: str) -> MissingFontError:
    return MissingFontError(part=family, remedy=f"Run: pip install {PACKAGES[family]}")


@cache
def _known() -> frozenset[int]:
    return frozenset().union(*(FT2Font(_file(family)).get_charmap() for family in PACKAGES))


def _printable(character: str) -> str:
    if unicodedata.category(character) in ("Cc", "Zl", "Zp"):
        return " "
    if unicodedata.bidirectional(character) in _TURNS:
        return ""
    if unicodedata.category(character) == "Mn" and ord(character) not in _known():
        return ""
    return character if ord(character) in _known() else _STAND_IN
