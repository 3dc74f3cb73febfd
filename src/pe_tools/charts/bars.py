"""Answers role by role as stacked bars, those without a value beside them."""

from __future__ import annotations

import pandas as pd

from pe_tools.blocks import Figure
from pe_tools.charts.bars_layout import Layout, before_zero, layout_of
from pe_tools.charts.bars_words import Answers, finding, table, told
from pe_tools.charts.colours import GREY, ink_on, level_colours, side_colours
from pe_tools.charts.finish import finished
from pe_tools.charts.fonts import text_width
from pe_tools.charts.labels import wrap
from pe_tools.charts.legend import Entry, draw_legend, legend_height
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Sheet, blank, tall
from pe_tools.charts.telling import nobody, people, titled
from pe_tools.language import Words
from pe_tools.model import Scale

_BAR, _GAP, _NAME = 24.0, 16.0, 5.0
_COUNT = 96.0


def diverging_bars(
    counts: pd.DataFrame,
    missing: pd.DataFrame | pd.Series,
    *,
    scale: Scale,
    title: str,
    words: Words,
) -> Figure:
    """Return one stacked bar for each role; its length is the share of those who were asked.

    A scale that has negative values diverges from its middle, which is split around zero, and
    its low side is hatched. Any other scale runs from the start.

    Parameters
    ----------
    counts : DataFrame of int, shape (roles g, values k)
        How many people chose each value. Index: role names; columns: values, the lowest first.
    missing : DataFrame of int, shape (g, reasons), or Series of int, shape (g,)
        How many people gave no value. The columns of a frame name the reasons.
    scale : Scale
        The scale, for its words.
    title : str
        What was rated.
    words : Words
        The language.
    """
    none = missing.to_frame(words.say("No rating")) if isinstance(missing, pd.Series) else missing
    answers = Answers(counts, none, scale, words)
    return finished(
        _drawn(answers) if answers.total else blank(words),
        alt=titled(title, *told(answers)),
        caption=titled(title, finding(answers)),
        table=table(answers, title),
    )


def _drawn(answers: Answers) -> Sheet:
    entries = _entries(answers)
    key = legend_height(entries, answers.words.direction)
    tops, foot = _tops(answers, key + _GAP)
    sheet = Sheet(foot, answers.words.direction)
    draw_legend(sheet, entries)
    layout = layout_of(answers)
    for row, top in enumerate(tops):
        _draw_row(sheet, answers, row, top, layout)
    return sheet


def _entries(answers: Answers) -> list[Entry]:
    colours = _colours(answers)
    entries = [
        Entry(answers.word(value), colours[value], answers.has_sides and value < 0)
        for value in answers.values
    ]
    if sum(answers.unrated):
        entries.append(Entry(answers.words.say("No rating"), GREY, False))
    return entries


def _colours(answers: Answers) -> dict[int, str]:
    if answers.has_sides:
        return side_colours(answers.values)
    return dict(zip(answers.values, level_colours(len(answers.values)), strict=True))


def _name(answers: Answers, row: int) -> tuple[str, ...]:
    direction = answers.words.direction
    return wrap(answers.roles[row], WIDTH - _COUNT, size=TEXT, direction=direction)


def _tops(answers: Answers, start: float) -> tuple[list[float], float]:
    """Return where each row begins and where the last one ends."""
    tops, at = [], start
    for row in range(len(answers.roles)):
        tops.append(at)
        at += tall(_name(answers, row), TEXT) + _NAME + _BAR + _GAP
    return tops, at


def _draw_row(sheet: Sheet, answers: Answers, row: int, top: float, layout: Layout) -> None:
    name = _name(answers, row)
    sheet.text((0, top), name)
    sheet.text((WIDTH, top + 1), people(answers.words, answers.n(row)), size=SMALL, anchor="end")
    y = top + tall(name, TEXT) + _NAME
    if not answers.asked(row):
        sheet.text((0, y + 3), nobody(answers.words), size=SMALL)
        return
    if answers.has_sides:
        sheet.line([(layout.zero, y - 4), (layout.zero, y + _BAR + 4)], width=1.6)
    unit = layout.unit / answers.asked(row)
    x = layout.zero - before_zero(answers, row) * layout.unit
    for entry, n in zip(_entries(answers), answers.given[row].values(), strict=False):
        _draw_part(sheet, answers.words, entry, n, (x, y, n * unit))
        x += n * unit
    aside = Entry("", GREY, False)
    n = answers.unrated[row]
    _draw_part(sheet, answers.words, aside, n, (layout.aside, y, n * unit))


def _draw_part(
    sheet: Sheet, words: Words, entry: Entry, n: int, span: tuple[float, float, float]
) -> None:
    x, y, width = span
    if not n:
        return
    entry.draw(sheet, (x, y), (width, _BAR))
    number = words.number(n)
    wide = text_width(number, TEXT)
    if wide + 3 > width:
        return
    middle = (x + width / 2, y + _BAR / 2)
    if entry.is_hatched:
        corner = (middle[0] - wide / 2 - 2, y + 4)
        sheet.box(corner, (wide + 4, _BAR - 8), fill=entry.fill, width=0)
    sheet.centred(middle, [number], colour=ink_on(entry.fill))
