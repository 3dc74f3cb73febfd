"""Pairs of people: how alike they think, and how alike they choose, before and after talking."""

from __future__ import annotations

import pandas as pd

from pe_tools.blocks import Figure
from pe_tools.charts.colours import BLUE
from pe_tools.charts.finish import finished
from pe_tools.charts.labels import wrap
from pe_tools.charts.scatter_words import Panel, finding, table, told
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Place, Sheet, blank, tall
from pe_tools.charts.telling import nobody, titled
from pe_tools.language import Words

_PANEL, _SIDE = 186.0, 24.0
_DOT = 2.8  # the radius of one pair
_FOOT = 24.0


def pair_scatter(
    before: pd.DataFrame,
    after: pd.DataFrame,
    *,
    index: tuple[float, float],
    title: str,
    words: Words,
) -> Figure:
    """Return two panels of pairs of people, before and after talking.

    Parameters
    ----------
    before, after : DataFrame of float, shape (pairs q, 2)
        Columns: "c", how alike two people's considerations are, and "p", how alike their
        rankings are; both from -1 to 1, nan where a correlation is not defined.
    index : (float, float)
        The Deliberative Reasoning Index before and after; nan where there is none.
    title : str
        What was asked.
    words : Words
        The language.

    Returns
    -------
    Figure
        A pair on the diagonal agrees on the options just as far as on the reasons. The table
        sums the pairs up and names none.
    """
    panels = [
        Panel(before, index[0], words.say("Before")),
        Panel(after, index[1], words.say("After")),
    ]
    return finished(
        _drawn(panels, words) if any(len(p.pairs) for p in panels) else blank(words),
        alt=titled(title, *told(panels, words)),
        caption=titled(title, finding(panels, words)),
        table=table(panels, title, words),
    )


def _drawn(panels: list[Panel], words: Words) -> Sheet:
    up = wrap(
        words.say("Up: how alike their rankings are."),
        WIDTH,
        size=SMALL,
        direction=words.direction,
    )
    along = wrap(
        words.say("Along: how alike their reasons are."),
        WIDTH,
        size=SMALL,
        direction=words.direction,
    )
    top = tall([*up, *along], SMALL) + 10
    sheet = Sheet(top + 2 * TEXT + _PANEL + _FOOT, words.direction)
    sheet.text((0, 0), [*up, *along], size=SMALL)
    for number, panel in enumerate(panels):
        corner = (_SIDE + number * (_PANEL + _SIDE + 6), top + 2 * TEXT)
        _draw_panel(sheet, panel, corner, words)
    return sheet


def _draw_panel(sheet: Sheet, panel: Panel, corner: Place, words: Words) -> None:
    x, y = corner
    sheet.text((x + _PANEL / 2, y - 2 * TEXT), panel.name, anchor="middle")
    sheet.box(corner, (_PANEL, _PANEL), width=1.0)
    for tick in (-1, 0, 1):
        along, up = _at(corner, tick, tick)
        sheet.text((along, y + _PANEL + 3), words.number(tick), size=SMALL, anchor="middle")
        sheet.text((x - 4, up - SMALL * 0.7), words.number(tick), size=SMALL, anchor="end")
    sheet.line([_at(corner, -1, -1), _at(corner, 1, 1)], width=1.4, dash=(4, 3))
    if panel.pairs.empty:
        sheet.centred((x + _PANEL / 2, y + _PANEL / 2), [nobody(words)], size=SMALL)
    for n, pairs in panel.dots().items():
        places = [_at(corner, c, p) for c, p in pairs]
        sheet.dots(places, _DOT * n**0.5, fill=BLUE, width=0.7, strength=0.6)


def _at(corner: Place, c: float, p: float) -> Place:
    inset = 6.0
    unit = (_PANEL - 2 * inset) / 2
    return corner[0] + inset + (c + 1) * unit, corner[1] + _PANEL - inset - (p + 1) * unit
