"""The parts of a sheet: questions of a grid, differences between two entries, tablet pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One box of a paper sheet: the numbers that may stand in it, each with its word."""

    name: str
    text: str
    allowed: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class DifferenceRow:
    """One box that was read as ``first`` by one person and as ``second`` by another.

    Both are values as a grid sends them; "" is an empty box.
    """

    name: str
    text: str
    first: str
    second: str


@dataclass(frozen=True)
class PageOption:
    """One large button of a tablet page; ``number`` and ``picture_svg`` may be ""."""

    value: str
    word: str
    number: str = ""
    picture_svg: str = ""


@dataclass(frozen=True)
class Page:
    """One question on the tablet."""

    name: str
    prompt: str
    options: tuple[PageOption, ...]
