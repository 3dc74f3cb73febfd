"""A legend whose entries flow like text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pe_tools.charts.colours import ink_on
from pe_tools.charts.fonts import Direction, text_width
from pe_tools.charts.labels import wrap
from pe_tools.charts.sheet import LEADING, SMALL, WIDTH, Place, Sheet

_SWATCH, _SPACE, _BETWEEN = 14.0, 5.0, 14.0
_LINE = SMALL * LEADING + 4


@dataclass(frozen=True)
class Entry:
    """One look and its word."""

    word: str
    fill: str
    is_hatched: bool

    def draw(self, sheet: Sheet, place: Place, size: Place) -> None:
        """Draw a rectangle that looks like this."""
        sheet.box(place, size, fill=self.fill)
        if self.is_hatched:
            sheet.hatch(place, size, colour=ink_on(self.fill))


def legend_height(entries: Sequence[Entry], direction: Direction) -> float:
    """Return how tall the legend is, in points."""
    return max((y for _, y, _ in _placed(entries, direction)), default=-_LINE) + _LINE


def draw_legend(sheet: Sheet, entries: Sequence[Entry]) -> None:
    """Draw the legend at the top of a sheet."""
    for (x, y, word), entry in zip(_placed(entries, sheet.direction), entries, strict=True):
        entry.draw(sheet, (x + 1, y + 1), (_SWATCH, _SWATCH))
        sheet.text((x + _SWATCH + _SPACE, y), word, size=SMALL)


def _placed(entries: Sequence[Entry], direction: Direction) -> Iterator[tuple[float, float, str]]:
    x, y = 0.0, 0.0
    most = WIDTH - _SWATCH - _SPACE
    for entry in entries:
        word = wrap(entry.word, most, size=SMALL, direction=direction, most=1)[0]
        width = _SWATCH + _SPACE + text_width(word, SMALL)
        if x and x + width > WIDTH:
            x, y = 0.0, y + _LINE
        yield x, y, word
        x += width + _BETWEEN
