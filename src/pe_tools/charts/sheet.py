"""A sheet of paper to draw a chart on: points, downwards, in reading direction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from pe_tools.charts.colours import INK
from pe_tools.charts.fonts import Direction, drawable, families
from pe_tools.charts.telling import nobody
from pe_tools.charts.tidy import tidy_svg
from pe_tools.charts.writing import Stroke, written
from pe_tools.language import Words

WIDTH = 432.0
"""The width of every sheet, in points: 6 inches."""

TEXT, SMALL = 12.0, 11.0
"""The two sizes of text, in points."""

LEADING = 1.36
"""The distance of two lines of text, in sizes."""

Anchor = Literal["start", "middle", "end"]
Shape = Literal["circle", "diamond"]
Place = tuple[float, float]

_ALIGN = {"start": "left", "middle": "center", "end": "right"}
_MIRRORED = {"start": "right", "middle": "center", "end": "left"}
_MARKERS: dict[Shape, str] = {"circle": "o", "diamond": "D"}


class Sheet:
    """What is drawn so far.

    ``x`` runs from 0 at the side where reading starts to `WIDTH`, so a chart in a
    right-to-left language is mirrored by itself; ``y`` runs from 0 at the top.
    """

    def __init__(self, height: float, direction: Direction) -> None:
        self.height = height
        self.direction: Direction = direction
        self._strokes: list[Stroke] = []

    def box(
        self,
        place: Place,
        size: Place,
        *,
        fill: str = "none",
        edge: str = INK,
        width: float = 0.8,
    ) -> None:
        """Draw a rectangle from its top corner at the reading start."""
        (x, y), (w, h) = place, size
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
        self._path(
            Path(self._seen(corners), closed=True), facecolor=fill, edgecolor=edge, lw=width
        )

    def hatch(self, place: Place, size: Place, *, colour: str, gap: float = 6.0) -> None:
        """Draw slanted lines over a rectangle, so that it differs without its colour."""
        slants = [end for slant in _slanted(place, size, gap) for end in slant]
        codes = [Path.MOVETO, Path.LINETO] * (len(slants) // 2)
        self._path(Path(self._seen(slants), codes), fill=False, edgecolor=colour, lw=0.9)

    def line(
        self,
        places: Sequence[Place],
        *,
        colour: str = INK,
        width: float = 1.0,
        dash: tuple[float, float] | None = None,
        strength: float = 1.0,
    ) -> None:
        """Draw a line through places; ``strength`` below 1 lets the page shine through."""
        style = (0, dash) if dash else "solid"
        path = Path(self._seen(places))
        self._path(path, fill=False, edgecolor=colour, lw=width, ls=style, alpha=strength)

    def dots(
        self,
        places: Iterable[Place],
        radius: float,
        *,
        fill: str,
        shape: Shape = "circle",
        edge: str = INK,
        width: float = 1.0,
        strength: float = 1.0,
    ) -> None:
        """Draw the same mark around places."""
        xs, ys = zip(*self._seen(places), strict=True)
        look = {"ms": 2 * radius, "mfc": fill, "mec": edge, "mew": width, "alpha": strength}
        self._draw(Line2D, xs, ys, ls="none", marker=_MARKERS[shape], **look)

    def text(
        self,
        place: Place,
        lines: str | Iterable[str],
        *,
        size: float = TEXT,
        anchor: Anchor = "start",
        colour: str = INK,
    ) -> None:
        """Draw lines of text, the first one hanging from ``place``."""
        x, y = self._seen([place])[0]
        align = (_ALIGN if self.direction == "ltr" else _MIRRORED)[anchor]
        for number, line in enumerate([lines] if isinstance(lines, str) else lines):
            base = y + size * (1.05 + number * LEADING)
            ready = drawable(line, self.direction)
            look = {"ha": align, "va": "baseline", "fontsize": size, "color": colour}
            self._draw(Text, x, base, ready, family=list(families()), parse_math=False, **look)

    def centred(
        self, place: Place, lines: Sequence[str], *, size: float = TEXT, colour: str = INK
    ) -> None:
        """Draw lines of text with their middle at ``place``."""
        x, y = place
        top = y - tall(lines, size) / 2
        self.text((x, top), lines, size=size, anchor="middle", colour=colour)

    def svg(self, owner: str) -> str:
        """Return the drawing as inline SVG, the same bytes for the same drawing and owner."""
        return tidy_svg(written(self._strokes, (WIDTH, self.height)), owner)

    def _draw(self, kind: type[Artist], *args: object, **look: object) -> None:
        self._strokes.append(partial(kind, *args, **look))

    def _path(self, path: Path, **look: object) -> None:
        self._draw(PathPatch, path, **look)

    def _seen(self, places: Iterable[Place]) -> list[Place]:
        if self.direction == "ltr":
            return list(places)
        return [(WIDTH - x, y) for x, y in places]


def tall(lines: Sequence[str], size: float) -> float:
    """Return how tall lines of text are, in points."""
    return len(lines) * size * LEADING


def blank(words: Words) -> Sheet:
    """Return the sheet of a chart that has nothing to show yet."""
    sheet = Sheet(tall(["x"], TEXT) + 16, words.direction)
    sheet.text((WIDTH / 2, 8), nobody(words), anchor="middle")
    return sheet


def _slanted(place: Place, size: Place, gap: float) -> Iterable[tuple[Place, Place]]:
    """Yield the lines of 45 degrees that lie inside a rectangle."""
    (x, y), (w, h) = place, size
    for step in range(1, int((w + h) / gap) + 1):
        along = step * gap
        start = (x + max(0.0, along - h), y + min(h, along))
        end = (x + min(w, along), y + max(0.0, along - w))
        yield start, end
