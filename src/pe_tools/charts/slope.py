"""How items moved between a first and a second answer."""

from __future__ import annotations

import pandas as pd

from pe_tools.blocks import Figure
from pe_tools.charts.colours import BLUE, GREY, VERMILLION
from pe_tools.charts.finish import finished
from pe_tools.charts.labels import spread, wrap
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Sheet, blank, tall
from pe_tools.charts.slope_words import Moves, finding, table, told
from pe_tools.charts.telling import in_order, titled
from pe_tools.language import Words

_LABELLED, _STRONG = 12, 3
_LEFT, _RIGHT = 40.0, 176.0  # where the two answers stand
_NUMBER, _LABEL = 196.0, 228.0  # where the second number and the label begin
_LEAST, _GAP = 220.0, 5.0


def slopes(
    before: pd.Series,
    after: pd.Series,
    *,
    low: float,
    high: float,
    title: str,
    words: Words,
    value_word: str,
) -> Figure:
    """Return one line for each item, from its value before to its value after.

    The items that moved most are coloured, blue upwards and vermillion downwards. At most
    twelve are labelled; the table holds all.

    Parameters
    ----------
    before, after : Series of float, shape (items m,)
        Index: item labels. nan where there is no value.
    low, high : float
        The ends of the values' range.
    title : str
        What was asked.
    words : Words
        The language.
    value_word : str
        What the values are, such as "Middle rating".
    """
    moves = Moves(before, in_order(after, before.index), value_word, words)
    return finished(
        _drawn(moves, low, high) if moves.known else blank(words),
        alt=titled(title, *told(moves)),
        caption=titled(title, finding(moves)),
        table=table(moves, title),
    )


def _drawn(moves: Moves, low: float, high: float) -> Sheet:
    strong = moves.largest(_STRONG)
    shown = moves.shown(_LABELLED)
    labels = {item: _label(moves, item, item in strong) for item in shown}
    heights = [tall(label, SMALL) + _GAP for label in labels.values()]
    head = wrap(moves.value_word, WIDTH, size=SMALL, direction=moves.words.direction)
    top = tall(head, SMALL) + tall(["x"], TEXT) + 16
    height = max(_LEAST, sum(heights))
    sheet = Sheet(top + height + 10, moves.words.direction)
    sheet.text((0, 0), head, size=SMALL)
    scale = _Scale(low, high, top, height)
    _draw_axes(sheet, moves.words, scale)
    for item in (*(i for i in range(len(moves)) if i not in strong), *strong):
        _draw_line(sheet, moves, item, scale, item in strong)
    _draw_labels(sheet, moves, labels, heights, scale)
    return sheet


class _Scale:
    """Where a value lies on the sheet."""

    def __init__(self, low: float, high: float, top: float, height: float) -> None:
        self.low, self.high = low, high
        self.top, self.foot = top, top + height
        self._unit = height / ((high - low) or 1.0)

    def y(self, value: float) -> float:
        return self.foot - (value - self.low) * self._unit


def _label(moves: Moves, item: int, is_strong: bool) -> tuple[str, ...]:
    most = 3 if is_strong else 2
    return wrap(
        moves.items[item], WIDTH - _LABEL, size=SMALL, direction=moves.words.direction, most=most
    )


def _draw_axes(sheet: Sheet, words: Words, scale: _Scale) -> None:
    y = scale.top - tall(["x"], TEXT) - 10
    sheet.text((_LEFT, y), words.say("Before"), anchor="middle")
    sheet.text((_RIGHT, y), words.say("After"), anchor="middle")
    for x in (_LEFT, _RIGHT):
        sheet.line([(x, scale.top), (x, scale.foot)], strength=0.45)
    for value in (scale.low, scale.high):
        place = (_LEFT - 9, scale.y(value) - SMALL * 0.7)
        sheet.text(place, _plain(words, value), size=SMALL, anchor="end")


def _plain(words: Words, value: float) -> str:
    return words.number(value, 0 if value % 1 == 0 else 1)


def _draw_line(sheet: Sheet, moves: Moves, item: int, scale: _Scale, is_strong: bool) -> None:
    values = moves.before.iloc[item], moves.after.iloc[item]
    places = [
        (x, scale.y(value))
        for x, value in zip((_LEFT, _RIGHT), values, strict=True)
        if not pd.isna(value)
    ]
    colour = _colour(moves, item) if is_strong else GREY
    if len(places) > 1:
        sheet.line(places, colour=colour, width=3.0 if is_strong else 1.4)
    if places:
        sheet.dots(places, 5.0 if is_strong else 3.2, fill=colour, width=0.8)


def _colour(moves: Moves, item: int) -> str:
    return BLUE if moves.change.iloc[item] > 0 else VERMILLION


def _draw_labels(
    sheet: Sheet,
    moves: Moves,
    labels: dict[int, tuple[str, ...]],
    heights: list[float],
    scale: _Scale,
) -> None:
    ends = [scale.y(moves.after.iloc[item]) for item in labels]
    tops = spread(ends, heights, top=scale.top, foot=scale.foot)
    for (item, lines), end, at in zip(labels.items(), ends, tops, strict=True):
        first = at + _GAP / 2 + tall(lines[:1], SMALL) / 2
        leader = [(_RIGHT + 7, end), (_NUMBER - 3, first)]
        sheet.line(leader, width=0.7, strength=0.6)
        sheet.text((_NUMBER, at + _GAP / 2), moves.number(moves.after.iloc[item]), size=SMALL)
        sheet.text((_LABEL, at + _GAP / 2), lines, size=SMALL)
