"""How far people agree, item by item, from two camps to all alike."""

from __future__ import annotations

import math

import pandas as pd

from pe_tools.blocks import Figure, Table
from pe_tools.charts.colours import BLUE, VERMILLION
from pe_tools.charts.finish import finished
from pe_tools.charts.labels import wrap
from pe_tools.charts.sheet import SMALL, TEXT, WIDTH, Sheet, blank, tall
from pe_tools.charts.telling import nobody, share_of, titled
from pe_tools.language import Words

_HEAD, _STRIP, _GAP, _VALUE, _END = 54.0, 22.0, 12.0, 48.0, 8.0


def agreement_strip(values: pd.DataFrame, *, limit: float, title: str, words: Words) -> Figure:
    """Return one strip for each item, with a mark at its agreement A.

    Parameters
    ----------
    values : DataFrame, shape (items m, 3)
        Index: item labels. Columns: "a" (van der Eijk's A, from -1 for two camps to 1 for all
        alike; nan if nobody answered), "iqr" (interquartile range in scale points) and "n".
    limit : float
        The A from which answers count as agreeing.
    title : str
        What was rated.
    words : Words
        The language.

    Returns
    -------
    Figure
        A disc stands at or above the limit, a diamond below it.
    """
    return finished(
        _drawn(values, limit, words) if values["a"].notna().any() else blank(words),
        alt=titled(title, *_told(values, limit, words)),
        caption=titled(title, _finding(values, limit, words)),
        table=_table(values, title, words),
    )


def _finding(values: pd.DataFrame, limit: float, words: Words) -> str:
    rated = values["a"].dropna()
    if rated.empty:
        return nobody(words)
    return words.say(
        "Items that reach the agreement limit of {limit}: {of}.",
        limit=words.number(limit, 2),
        of=share_of(words, int((rated >= limit).sum()), len(rated)),
    )


def _told(values: pd.DataFrame, limit: float, words: Words) -> tuple[str, ...]:
    rated = values["a"].dropna()
    if rated.empty:
        return (nobody(words),)
    lowest = words.say(
        "Agreement is lowest for “{item}”: {a}.",
        item=rated.index[int(rated.argmin())],
        a=words.number(float(rated.min()), 2),
    )
    return _finding(values, limit, words), lowest, _raters(values, words)


def _raters(values: pd.DataFrame, words: Words) -> str:
    few, many = int(values["n"].min()), int(values["n"].max())
    if few == many:
        return words.count("{n} person rated each item.", "{n} people rated each item.", many)
    return words.say(
        "Between {few} and {many} people rated an item.",
        few=words.number(few),
        many=words.number(many),
    )


def _table(values: pd.DataFrame, title: str, words: Words) -> Table:
    header = (words.say("Item"), words.say("Agreement A"), words.say("Spread (IQR)"))
    return Table(
        caption=titled(title, words.say("Agreement runs from −1 (two camps) to 1 (all alike).")),
        header=(*header, words.say("People")),
        rows=tuple(
            (str(item), words.number(a, 2), words.number(iqr, 1), words.number(n))
            for item, a, iqr, n in values[["a", "iqr", "n"]].itertuples(name=None)
        ),
        numeric=(1, 2, 3),
    )


def _drawn(values: pd.DataFrame, limit: float, words: Words) -> Sheet:
    labels = [wrap(item, WIDTH, size=TEXT, direction=words.direction) for item in values.index]
    foot = _HEAD + sum(tall(label, TEXT) + _STRIP + _GAP for label in labels)
    sheet = Sheet(foot, words.direction)
    _draw_head(sheet, limit, words)
    top = _HEAD
    for label, a in zip(labels, values["a"], strict=True):
        sheet.text((0, top), label)
        top += tall(label, TEXT)
        _draw_strip(sheet, float(a), limit, top + _STRIP / 2, words)
        top += _STRIP + _GAP
    return sheet


def _draw_head(sheet: Sheet, limit: float, words: Words) -> None:
    sheet.text((0, 0), words.say("two camps"), size=SMALL)
    sheet.text((_at(0), 0), words.say("evenly spread"), size=SMALL, anchor="middle")
    sheet.text((_at(1) + _END, 0), words.say("all alike"), size=SMALL, anchor="end")
    said = words.say("limit {limit}", limit=words.number(limit, 2))
    sheet.text((_at(limit), 18), said, size=SMALL, anchor="middle")
    _draw_limit(sheet, limit, _HEAD - 12, reach=7)


def _draw_limit(sheet: Sheet, limit: float, y: float, *, reach: float = 9) -> None:
    sheet.line([(_at(limit), y - reach), (_at(limit), y + reach)], width=1.6, dash=(2, 1.5))


def _draw_strip(sheet: Sheet, a: float, limit: float, y: float, words: Words) -> None:
    if math.isnan(a):
        sheet.text((0, y - SMALL * 0.7), nobody(words), size=SMALL)
        return
    sheet.line([(_at(-1), y), (_at(1), y)], strength=0.55)
    for end in (-1, 0, 1):
        sheet.line([(_at(end), y - 4), (_at(end), y + 4)], strength=0.55)
    _draw_limit(sheet, limit, y)
    if a >= limit:
        sheet.dots([(_at(a), y)], 6.5, fill=BLUE)
    else:
        sheet.dots([(_at(a), y)], 6.5, fill=VERMILLION, shape="diamond")
    sheet.centred((WIDTH - 18, y), [words.number(a, 2)], size=TEXT)


def _at(a: float) -> float:
    return _END + (a + 1) / 2 * (WIDTH - _VALUE - 2 * _END)
