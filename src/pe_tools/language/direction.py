"""The direction of one text, by its letters, and texts set apart from those around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

Direction = Literal["ltr", "rtl"]

_OPENING = {"ltr": "\u2066", "rtl": "\u2067"}  # the isolates of Unicode, UAX #9
_ANY_OPENING = frozenset("\u2066\u2067\u2068")
_CLOSING = "\u2069"


def text_direction(text: str, around: Direction) -> Direction:
    """Return the direction that a text reads in: that of most of its letters.

    The first letter, which ``dir="auto"`` goes by, misleads where an Arabic sentence begins
    with a Latin name. A text that leans to neither side has the direction ``around`` it. What
    is set apart has a direction of its own and does not count.
    """
    kinds = [unicodedata.bidirectional(letter) for letter in _own_letters(text)]
    leftwards = kinds.count("R") + kinds.count("AL")
    rightwards = kinds.count("L")
    if leftwards == rightwards:
        return around
    return "rtl" if leftwards > rightwards else "ltr"


def set_apart(text: str, around: Direction) -> str:
    """Return a text fit to stand in a sentence: between invisible marks if it runs counter.

    Without them the full stop of a Latin name would jump to its other end in an Arabic
    sentence, and a long name would turn the sentence around.
    """
    own = text_direction(text, around)
    return text if own == around else f"{_OPENING[own]}{text}{_CLOSING}"


def _own_letters(text: str) -> Iterator[str]:
    """Yield the letters that are not set apart; the mark before a minus sign is no letter."""
    depth = 0
    for sign in text:
        if sign in _ANY_OPENING:
            depth += 1
        elif sign == _CLOSING:
            depth = max(0, depth - 1)
        elif not depth and sign.isalpha():
            yield sign
