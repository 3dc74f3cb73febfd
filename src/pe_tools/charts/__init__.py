"""Charts: frames in, figures out; each with its alternative text and its numbers."""

from pe_tools.charts.bars import diverging_bars
from pe_tools.charts.choices import choice_spans
from pe_tools.charts.grid import role_levels
from pe_tools.charts.heat import heat_map
from pe_tools.charts.points import point_dots
from pe_tools.charts.scatter import pair_scatter
from pe_tools.charts.slope import slopes
from pe_tools.charts.strips import agreement_strip

__all__ = [
    "agreement_strip",
    "choice_spans",
    "diverging_bars",
    "heat_map",
    "pair_scatter",
    "point_dots",
    "role_levels",
    "slopes",
]
