"""The colours of charts, and how well they stand apart.

All hold up for the common colour-vision deficiencies. Sources: PuOr by C. Brewer,
colorbrewer2.org (Apache-2.0); cividis by J. R. Nuñez, C. R. Anderton, R. S. Renslow, PLoS ONE
13(7), 2018; the groups by M. Okabe and K. Ito, "Color Universal Design", 2008.
"""

from __future__ import annotations

from matplotlib import colormaps
from matplotlib.colors import to_hex, to_rgb

INK = "#010203"
"""Stands for the colour of the page's text; the finished SVG says ``currentColor``."""

GREY = "#7f7f7f"
"""For what has no value: at least 3:1 against white and against a dark page."""

BLUE, VERMILLION = "#0072b2", "#d55e00"
"""Two of the eight Okabe-Ito colours: one group, and the other."""

NEUTRAL = "#f7f7f7"
_LOW_SIDE = {  # PuOr of 3, 5, 7, 9 and 11 classes, the end first
    1: ("#f1a340",),
    2: ("#e66101", "#fdb863"),
    3: ("#b35806", "#f1a340", "#fee0b6"),
    4: ("#b35806", "#e08214", "#fdb863", "#fee0b6"),
    5: ("#7f3b08", "#b35806", "#e08214", "#fdb863", "#fee0b6"),
}
_HIGH_SIDE = {
    1: ("#998ec3",),
    2: ("#5e3c99", "#b2abd2"),
    3: ("#542788", "#998ec3", "#d8daeb"),
    4: ("#542788", "#8073ac", "#b2abd2", "#d8daeb"),
    5: ("#2d004b", "#542788", "#8073ac", "#b2abd2", "#d8daeb"),
}
_WIDEST_SIDE = 5
_LIGHTEST = 0.95  # the last bit of cividis is a yellow that outshines the rest
_LINEAR = 0.04045  # below it, sRGB is linear


def level_colours(count: int) -> tuple[str, ...]:
    """Return the colours of ``count`` ordered levels, lowest first; darker means more."""
    steps = max(count - 1, 1)
    return tuple(
        to_hex(colormaps["cividis"](_LIGHTEST * (1 - level / steps))) for level in range(count)
    )


def side_colours(values: tuple[int, ...]) -> dict[int, str]:
    """Return the colour of each value of a scale that runs from below to above zero."""
    low = sorted(value for value in values if value < 0)
    high = sorted((value for value in values if value > 0), reverse=True)
    colours = dict(zip(low, _spread(_LOW_SIDE, len(low)), strict=True))
    colours |= dict(zip(high, _spread(_HIGH_SIDE, len(high)), strict=True))
    return colours | {0: NEUTRAL}


def contrast(one: str, other: str) -> float:
    """Return the WCAG 2.2 contrast ratio of two colours, from 1 (alike) to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(fill: str) -> str:
    """Return black or white, whichever reads better on a filled shape."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, fill))


def _spread(table: dict[int, tuple[str, ...]], count: int) -> tuple[str, ...]:
    if count <= _WIDEST_SIDE:
        return table.get(count, ())
    return tuple(table[_WIDEST_SIDE][i * _WIDEST_SIDE // count] for i in range(count))


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
