"""A drawing made into a figure."""

from __future__ import annotations

from pe_tools.blocks import Figure, Table
from pe_tools.charts.sheet import Sheet


def finished(sheet: Sheet, *, alt: str, caption: str, table: Table) -> Figure:
    """Return a figure whose ids are its own: no other drawing has these words."""
    return Figure(svg=sheet.svg(alt), alt=alt, caption=caption, table=table)
