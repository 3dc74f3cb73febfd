"""Artists written as SVG by matplotlib, whatever the user has set it to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import StringIO
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D

Stroke = Callable[[], Artist]
"""Makes one artist."""

_POINTS_PER_INCH = 72
_SETTINGS = {
    "svg.fonttype": "path",  # needs no font on the reader's side, and shapes Arabic rightly
    "svg.hashsalt": "pe_tools",
    "text.parse_math": False,
    "path.simplify": False,
}


def written(strokes: Iterable[Stroke], size: tuple[float, float]) -> str:
    """Return artists as one SVG document; their y runs downwards, in points.

    An artist is made only here, since it takes the settings of the moment it is made in.

    Settings are matplotlib's own defaults and ours while it writes, and afterwards what they
    were before.
    """
    width, height = size
    downwards = Affine2D().scale(1, -1).translate(0, height)
    with mpl.rc_context():
        mpl.rcParams.update(_settings())
        inches = (width / _POINTS_PER_INCH, height / _POINTS_PER_INCH)
        figure = Figure(inches, dpi=_POINTS_PER_INCH, frameon=False)
        for stroke in strokes:
            artist = stroke()
            artist.set_transform(downwards)
            figure.add_artist(artist)
        drawn = StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()


def _settings() -> dict[Any, Any]:
    defaults = {
        name: value for name, value in mpl.rcParamsDefault.items() if "backend" not in name
    }
    return defaults | _SETTINGS
