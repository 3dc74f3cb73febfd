"""Levels role by role, side by side, and the priority they give."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pandas as pd

from pe_tools.blocks import Figure, Table
from pe_tools.charts.colours import ink_on, level_colours
from pe_tools.charts.finish import finished
from pe_tools.charts.labels import fitting_size, wrap
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Place, Sheet, blank, tall
from pe_tools.charts.telling import listed, nobody, share_of, titled
from pe_tools.language import Words

_CELL, _NEAR, _GAP, _APART, _PAD = 34.0, 3.0, 12.0, 8.0, 4.0
_NONE = "–"


def role_levels(
    levels: pd.DataFrame, *, level_names: Sequence[str], title: str, words: Words
) -> Figure:
    """Return the level that each role gives each item, and the highest of them, side by side.

    Parameters
    ----------
    levels : DataFrame of float, shape (items m, roles g)
        Index: item labels; columns: role names. 1 is the lowest level; nan is no level.
    level_names : sequence of str
        The names of the levels, lowest first: ``level_names[0]`` names level 1.
    title : str
        What was rated.
    words : Words
        The language.
    """
    names = tuple(level_names)
    return finished(
        _drawn(levels, names, words) if levels.notna().any(axis=None) else blank(words),
        alt=titled(title, *_told(levels, names, words)),
        caption=titled(title, _finding(levels, names, words)),
        table=_table(levels, names, title, words),
    )


def _finding(levels: pd.DataFrame, names: tuple[str, ...], words: Words) -> str:
    priority = levels.max(axis=1).dropna()
    if priority.empty:
        return nobody(words)
    top = int(priority.max())
    return words.say(
        "Items at the highest priority found, {level}: {of}.",
        level=listed(words, [names[top - 1]]),
        of=share_of(words, int((priority == top).sum()), len(priority)),
    )


def _told(levels: pd.DataFrame, names: tuple[str, ...], words: Words) -> tuple[str, ...]:
    if not levels.notna().any(axis=None):
        return (nobody(words),)
    spans = (levels.max(axis=1) - levels.min(axis=1)).dropna()
    compared = words.count("{n} group is shown.", "{n} groups are compared.", levels.shape[1])
    if spans.empty or not spans.max():
        return compared, _finding(levels, names, words)
    widest = words.say("The groups differ most on “{item}”.", item=spans.idxmax())
    return compared, _finding(levels, names, words), widest


def _table(levels: pd.DataFrame, names: tuple[str, ...], title: str, words: Words) -> Table:
    return Table(
        caption=titled(title, words.say("The priority is the level of the most concerned group.")),
        header=(words.say("Item"), *_heads(levels, words)),
        rows=tuple(
            (str(item), *(_name(level, names) for level in (*row, _highest(row))))
            for item, row in zip(levels.index, levels.to_numpy(float), strict=True)
        ),
    )


def _name(level: float, names: tuple[str, ...]) -> str:
    return _NONE if math.isnan(level) else names[int(level) - 1]


def _drawn(levels: pd.DataFrame, names: tuple[str, ...], words: Words) -> Sheet:
    labels = [wrap(item, WIDTH, size=TEXT, direction=words.direction) for item in levels.index]
    top = _head_height(levels, words) + 8
    rows = sum(tall(label, TEXT) + _NEAR + _CELL + _GAP for label in labels)
    sheet = Sheet(top + rows, words.direction)
    _draw_heads(sheet, levels, words)
    for label, row in zip(labels, levels.to_numpy(float), strict=True):
        sheet.text((0, top), label)
        top += tall(label, TEXT) + _NEAR
        _draw_row(sheet, [*row, _highest(row)], top, names)
        top += _CELL + _GAP
    return sheet


def _draw_heads(sheet: Sheet, levels: pd.DataFrame, words: Words) -> None:
    roles, foot = len(levels.columns), _head_height(levels, words)
    letters = _head_letters(levels, words)
    for column, head in enumerate(_wrapped_heads(levels, words)):
        place = (_left(column, roles) + _width(roles) / 2, foot - tall(head, letters))
        sheet.text(place, head, size=letters, anchor="middle")


def _head_height(levels: pd.DataFrame, words: Words) -> float:
    letters = _head_letters(levels, words)
    return max(tall(head, letters) for head in _wrapped_heads(levels, words))


def _head_letters(levels: pd.DataFrame, words: Words) -> float:
    return fitting_size(_heads(levels, words), _width(len(levels.columns)) - _PAD)


def _wrapped_heads(levels: pd.DataFrame, words: Words) -> list[tuple[str, ...]]:
    room, letters = _width(len(levels.columns)) - _PAD, _head_letters(levels, words)
    return [
        wrap(head, room, size=letters, direction=words.direction) for head in _heads(levels, words)
    ]


def _heads(levels: pd.DataFrame, words: Words) -> tuple[str, ...]:
    return (*map(str, levels.columns), words.say("Priority"))


def _draw_row(sheet: Sheet, row: list[float], y: float, names: tuple[str, ...]) -> None:
    roles = len(row) - 1
    for column, level in enumerate(row):
        outline = 2.6 if column == roles else 0.8
        place = (_left(column, roles), y)
        _draw_cell(sheet, place, (_width(roles), _CELL), (level, names), outline)


def _draw_cell(
    sheet: Sheet, place: Place, size: Place, named: tuple[float, tuple[str, ...]], outline: float
) -> None:
    level, names = named
    middle = (place[0] + size[0] / 2, place[1] + size[1] / 2)
    if math.isnan(level):
        sheet.centred(middle, [_NONE], size=SMALL)
        return
    fill = level_colours(len(names))[int(level) - 1]
    sheet.box(place, size, fill=fill, width=outline)
    room = size[0] - _PAD
    letters = fitting_size(names, room)
    word = wrap(names[int(level) - 1], room, size=letters, direction=sheet.direction)
    sheet.centred(middle, word, size=letters, colour=ink_on(fill))


def _highest(row: Iterable[float]) -> float:
    return max((level for level in row if not math.isnan(level)), default=math.nan)


def _width(roles: int) -> float:
    return (WIDTH - _APART - 3) / (roles + 1)


def _left(column: int, roles: int) -> float:
    apart = _APART if column == roles else 0.0
    return 1 + column * _width(roles) + apart
