"""Pairs of people: how alike they think, and how alike they choose, before and after talking."""

from __future__ import annotations

from collections import Counter
from math import isnan

import pandas as pd

from pe_tools.blocks import Figure, Table
from pe_tools.charts.colours import BLUE
from pe_tools.charts.labels import wrap
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Place, Sheet, tall
from pe_tools.charts.telling import nobody, titled
from pe_tools.language import Words

_PANEL, _SIDE = 186.0, 24.0
_MANY = 400  # more pairs than this are gathered on a grid
_GRID, _FINE = 0.1, 0.001
_DOT, _MOST = 2.6, 9  # the radius of one pair; more than nine look like nine
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
        _Panel(before, index[0], words.say("Before")),
        _Panel(after, index[1], words.say("After")),
    ]
    return Figure(
        svg=_drawn(panels, words),
        alt=titled(title, *_told(panels, words)),
        caption=titled(title, _finding(panels, words)),
        table=_table(panels, title, words),
    )


class _Panel:
    """The defined pairs of one round, its index and its name."""

    def __init__(self, pairs: pd.DataFrame, index: float, name: str) -> None:
        self.pairs = pairs[["c", "p"]].dropna()
        self.index = index
        self.name = name

    def mean(self, column: str) -> float:
        return float(self.pairs[column].mean())

    @property
    def distance(self) -> float:
        """Return the mean distance of the pairs from the diagonal."""
        return float((self.pairs["c"] - self.pairs["p"]).abs().mean() / 2**0.5)

    def dots(self) -> dict[int, list[tuple[float, float]]]:
        """Return the places at which so many pairs stand; many pairs are put on a grid."""
        step = _GRID if len(self.pairs) > _MANY else _FINE
        snapped = ((self.pairs / step).round() * step).itertuples(index=False, name=None)
        places: dict[int, list[tuple[float, float]]] = {}
        for place, n in sorted(Counter(snapped).items()):
            places.setdefault(min(n, _MOST), []).append(place)
        return places


def _finding(panels: list[_Panel], words: Words) -> str:
    before, after = (panel.index for panel in panels)
    known = [panel for panel in panels if not isnan(panel.index)]
    if not known:
        return nobody(words)
    if len(known) == 1:
        index, name = words.number(known[0].index, 2), known[0].name
        return words.say("Deliberative Reasoning Index: {index} ({name}).", index=index, name=name)
    numbers = {"before": words.number(before, 2), "after": words.number(after, 2)}
    if after > before:
        return words.say(
            "Reasons and choices fit better: the index rose from {before} to {after}.", **numbers
        )
    if after < before:
        return words.say(
            "Reasons and choices fit less: the index fell from {before} to {after}.", **numbers
        )
    return words.say("The index stayed at {after}.", **numbers)


def _told(panels: list[_Panel], words: Words) -> tuple[str, ...]:
    counted = (
        words.count(
            "{name}: {n} pair of people, on average {distance} from the diagonal.",
            "{name}: {n} pairs of people, on average {distance} from the diagonal.",
            len(panel.pairs),
            name=panel.name,
            distance=words.number(panel.distance, 2),
        )
        for panel in panels
        if len(panel.pairs)
    )
    return (_finding(panels, words), *counted)


def _table(panels: list[_Panel], title: str, words: Words) -> Table:
    return Table(
        caption=titled(title, words.say("Summary of the pairs of people.")),
        header=(
            words.say("Round"),
            words.say("Pairs"),
            words.say("Considerations alike (mean)"),
            words.say("Rankings alike (mean)"),
            words.say("Distance from the diagonal (mean)"),
            words.say("Deliberative Reasoning Index"),
        ),
        rows=tuple(
            (
                panel.name,
                words.number(len(panel.pairs)),
                *(words.number(value, 2) for value in _sums(panel)),
            )
            for panel in panels
        ),
        numeric=(1, 2, 3, 4, 5),
    )


def _sums(panel: _Panel) -> tuple[float, ...]:
    return panel.mean("c"), panel.mean("p"), panel.distance, panel.index


def _drawn(panels: list[_Panel], words: Words) -> str:
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
    return sheet.svg()


def _draw_panel(sheet: Sheet, panel: _Panel, corner: Place, words: Words) -> None:
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
        sheet.dots(places, _DOT * n**0.5, fill=BLUE, width=0.4, strength=0.5)


def _at(corner: Place, c: float, p: float) -> Place:
    inset = 6.0
    unit = (_PANEL - 2 * inset) / 2
    return corner[0] + inset + (c + 1) * unit, corner[1] + _PANEL - inset - (p + 1) * unit
