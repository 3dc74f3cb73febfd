"""Charts: frames in, figures out; each with its alternative text and its numbers."""

from pe_tools.charts.bars import diverging_bars
from pe_tools.charts.grid import role_levels
from pe_tools.charts.heat import heat_map
from pe_tools.charts.scatter import pair_scatter
from pe_tools.charts.slope import slopes
from pe_tools.charts.strips import agreement_strip

__all__ = [
    "agreement_strip",
    "diverging_bars",
    "heat_map",
    "pair_scatter",
    "role_levels",
    "slopes",
]
