"""Texts cut into runs of one direction, as a Word document wants them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from pe_tools.blocks import Direction

_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_DIGITS = frozenset({"EN", "AN"})
_MARKS: dict[str, Direction | None] = {
    "\u2066": "ltr",
    "\u2067": "rtl",
    "\u2068": None,
    "\u2069": None,
}
_APART = re.compile("([\u2066\u2067][^\u2066-\u2069]*\u2069)")


def runs(text: str, around: Direction) -> list[tuple[str, Direction]]:
    """Return the runs of a text, each with its direction.

    Digits go with the letters before them. Spaces and signs between letters of one direction go
    with these; those at an end or between two directions go with the paragraph around them. What
    is set apart by marks is a paragraph of its own in this; the marks are left out, for not every
    program hides them.
    """
    directed = [pair for part in _APART.split(text) for pair in _directed(part, around)]
    pairs = [(letter, direction) for letter, direction in directed if letter not in _MARKS]
    return [
        ("".join(letter for letter, _ in part), direction)
        for direction, part in groupby(pairs, key=lambda pair: pair[1])
    ]


def _directed(part: str, around: Direction) -> Iterator[tuple[str, Direction]]:
    inside = _MARKS.get(part[:1]) or around
    return zip(part, _directions(part, inside), strict=True)


def _directions(text: str, around: Direction) -> list[Direction]:
    before: list[Direction | None] = []
    last = around
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        last = _STRONG.get(kind, last)
        before.append(last if kind in _STRONG or kind in _DIGITS else None)
    found: list[Direction] = []
    at = 0
    for is_neutral, part in groupby(before, key=lambda direction: direction is None):
        size = len(list(part))
        if is_neutral:
            left = found[-1] if found else around
            right = next((side for side in before[at:] if side), around)
            found += [left if left == right else around] * size
        else:
            found += [side for side in before[at : at + size] if side]
        at += size
    return found
