"""Where people stand: how severe, how likely, and at which level that puts them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pe_tools.blocks import Figure
from pe_tools.charts.colours import ink_on, level_colours
from pe_tools.charts.finish import finished
from pe_tools.charts.fonts import text_width
from pe_tools.charts.heat_words import Standing, finding, table, told
from pe_tools.charts.labels import fitting_size, wrap
from pe_tools.charts.sheet import SMALL, WIDTH, Place, Sheet, blank, tall
from pe_tools.charts.telling import titled
from pe_tools.language import Words
from pe_tools.model import Scale

_SIDE, _CELL, _PAD = 78.0, 64.0, 4.0
_DISC, _NUMBER = 12.5, 13.0


def heat_map(
    counts: pd.DataFrame,
    *,
    levels: pd.DataFrame,
    level_names: Sequence[str],
    severity: Scale,
    likelihood: Scale,
    title: str,
    words: Words,
) -> Figure:
    """Return how many people put a harm into each cell of severity and likelihood.

    Parameters
    ----------
    counts : DataFrame of int, shape (severities s, likelihoods l)
        How many people chose each pair. Index: severity values, the highest first; columns:
        likelihood values, the lowest first.
    levels : DataFrame of int, shape (s, l)
        The level of each cell, 1 for the lowest.
    level_names : sequence of str
        The names of the levels, lowest first: ``level_names[0]`` names level 1.
    severity, likelihood : Scale
        The scales, for their words.
    title : str
        What was rated.
    words : Words
        The language.

    Returns
    -------
    Figure
        A darker cell is a higher level. A disc holds the number of people; without one, nobody
        chose the cell.
    """
    names = tuple(level_names)
    standing = Standing(counts, levels, names, severity, likelihood, words)
    return finished(
        _drawn(standing) if standing.n else blank(words),
        alt=titled(title, *told(standing)),
        caption=titled(title, finding(standing)),
        table=table(standing, title),
    )


def _drawn(standing: Standing) -> Sheet:
    direction, letters = standing.words.direction, _letters(standing)
    width = _width(standing)
    said = standing.words.say("Up: how severe. Along: how likely.")
    key = wrap(said, WIDTH - _SIDE, size=SMALL, direction=direction)
    below = [
        wrap(word, width - _PAD, size=letters, direction=direction) for word in standing.columns
    ]
    top = tall(key, SMALL) + 6
    foot = top + _CELL * len(standing.rows)
    sheet = Sheet(foot + 4 + max(tall(lines, letters) for lines in below), direction)
    sheet.text((_SIDE, 0), key, size=SMALL)
    for row in range(len(standing.rows)):
        _draw_row(sheet, standing, row, top + row * _CELL)
    for column, lines in enumerate(below):
        place = (_SIDE + (column + 0.5) * width, foot + 3)
        sheet.text(place, lines, size=letters, anchor="middle")
    return sheet


def _draw_row(sheet: Sheet, standing: Standing, row: int, y: float) -> None:
    room = _SIDE - 2 * _PAD
    letters = fitting_size(standing.rows, room)
    lines = wrap(standing.rows[row], room, size=letters, direction=sheet.direction)
    place = (_SIDE - 7, y + (_CELL - tall(lines, letters)) / 2)
    sheet.text(place, lines, size=letters, anchor="end")
    for column in range(len(standing.columns)):
        place = (_SIDE + column * _width(standing), y)
        _draw_cell(sheet, standing, (row, column), place)


def _draw_cell(sheet: Sheet, standing: Standing, cell: tuple[int, int], place: Place) -> None:
    width, letters = _width(standing), _letters(standing)
    fill = level_colours(len(standing.names))[standing.level(*cell) - 1]
    sheet.box(place, (width, _CELL), fill=fill)
    level = wrap(standing.name(*cell), width - _PAD, size=letters, direction=sheet.direction)
    x, foot = place[0] + width / 2, place[1] + _CELL - tall(level, letters) - 2
    sheet.text((x, foot), level, size=letters, anchor="middle", colour=ink_on(fill))
    if standing.count(*cell):
        number = standing.words.number(standing.count(*cell))
        _draw_disc(sheet, number, (x, (place[1] + foot) / 2 + 1))


def _draw_disc(sheet: Sheet, number: str, centre: Place) -> None:
    radius = max(_DISC, text_width(number, _NUMBER) / 2 + _PAD)
    sheet.dots([centre], radius, fill="#ffffff", edge="#000000", width=1.2)
    sheet.centred(centre, [number], size=_NUMBER, colour="#000000")


def _width(standing: Standing) -> float:
    return (WIDTH - _SIDE) / len(standing.columns)


def _letters(standing: Standing) -> float:
    """Return the size at which the words of all cells and columns fit."""
    return fitting_size((*standing.names, *standing.columns), _width(standing) - _PAD)
