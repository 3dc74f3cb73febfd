"""Labels that fit: wrapped, shortened, and moved apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pe_tools.charts.fonts import Direction, drawable, mark, text_width
from pe_tools.charts.sheet import SMALL

_MORE = "…"


def wrap(
    text: object, width: float, *, size: float, direction: Direction, most: int = 0
) -> tuple[str, ...]:
    """Return a text as lines of at most ``width`` points, at least one line.

    A word that is too long is broken. With ``most`` above 0, what does not fit into so many
    lines is left out, and an ellipsis says so.
    """
    line = drawable(text, direction)
    begin = mark(line, direction)
    lines = _filled(_pieces(line.removeprefix(begin), width, size), width, size)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], width, size)]
    return tuple(begin + one for one in lines)


def fitting_size(texts: Iterable[str], width: float) -> float:
    """Return the size, from small down to two thirds of it, at which the longest word fits."""
    words = (word for text in texts for word in drawable(text, "ltr").split(" "))
    widest = max((text_width(word, SMALL) for word in words), default=0.0)
    return max(SMALL * 2 / 3, min(SMALL, 0.99 * SMALL * width / (widest or width)))


def spread(
    wanted: Sequence[float], heights: Sequence[float], *, top: float, foot: float
) -> list[float]:
    """Return the tops of labels so that none overlaps the next, each near its wanted middle.

    Labels move down from above until they are clear, then up from below until the last one ends
    at ``foot`` or above it. Together they must not be taller than ``foot - top``.

    Examples
    --------
    >>> spread([10, 10, 100], [10, 10, 10], top=0, foot=100)
    [5.0, 15.0, 90]
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    tops = [middle - height / 2 for middle, height in zip(wanted, heights, strict=True)]
    edge = top
    for i in order:
        tops[i] = max(tops[i], edge)
        edge = tops[i] + heights[i]
    edge = foot
    for i in reversed(order):
        tops[i] = min(tops[i], edge - heights[i])
        edge = tops[i]
    return tops


def _pieces(line: str, width: float, size: float) -> list[str]:
    pieces: list[str] = []
    for word in line.split(" "):
        rest = word
        while len(rest) > 1 and text_width(rest, size) > width:
            fitting = _fitting(rest, width, size)
            pieces.append(rest[:fitting])
            rest = rest[fitting:]
        pieces.append(rest)
    return pieces


def _fitting(word: str, width: float, size: float) -> int:
    """Return how many letters of a too long word fit, at least one."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fits = text_width(word[:middle], size) <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return low


def _filled(pieces: list[str], width: float, size: float) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {piece}"
        if text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _shortened(line: str, width: float, size: float) -> str:
    while line and text_width(line + _MORE, size) > width:
        line = line[:-1]
    return line.rstrip() + _MORE
