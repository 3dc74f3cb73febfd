"""The drawings of a page: each glyph is in it once, and is shown by its name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pe_tools.kits import picture
from pe_tools.model import Scale


def symbols(scales: Iterable[Scale]) -> str:
    """Return the glyphs of scales as SVG symbols, named "g-" and the glyph's name."""
    names = dict.fromkeys(point.picture for scale in scales for point in scale.points)
    return "".join(_symbol(name) for name in names if name)


@cache
def _symbol(name: str) -> str:
    lines = "".join(line.strip() for line in picture(name).splitlines())
    as_symbol = lines.replace("<svg ", f'<symbol id="g-{name}" ', 1)
    return as_symbol.replace("</svg>", "</symbol>")
