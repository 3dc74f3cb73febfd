"""The direction of one text, by its letters."""

from __future__ import annotations

import unicodedata

from pe_tools.blocks.kinds import Direction


def text_direction(text: str, around: Direction) -> Direction:
    """Return the direction that a text reads in: that of most of its letters.

    The first letter, which ``dir="auto"`` goes by, misleads where an Arabic sentence begins
    with a Latin name. A text that leans to neither side has the direction ``around`` it. The
    mark before a minus sign is no letter, though Unicode gives it the kind of one.
    """
    kinds = [unicodedata.bidirectional(sign) for sign in text if sign.isalpha()]
    leftwards = kinds.count("R") + kinds.count("AL")
    rightwards = kinds.count("L")
    if leftwards == rightwards:
        return around
    return "rtl" if leftwards > rightwards else "ltr"
