"""How people shared points out among items: every person a dot, with the middle half marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from pe_tools.blocks import Figure, Table
from pe_tools.charts.finish import finished
from pe_tools.charts.sheet import blank
from pe_tools.charts.spans import Span, draw_spans
from pe_tools.charts.telling import listed, nobody, people, titled
from pe_tools.language import Words


class _Line(NamedTuple):
    item: str
    group: str
    low: float
    mid: float
    high: float
    counts: list[int]

    @property
    def sum(self) -> int:
        return sum(given * n for given, n in enumerate(self.counts))


Lines = Sequence[_Line]


def point_dots(middles: pd.DataFrame, counts: pd.DataFrame, *, title: str, words: Words) -> Figure:
    """Return one line for each item and group, and above it a dot for each person.

    Parameters
    ----------
    middles : DataFrame, shape (lines m, 3)
        Index: item label and group name, the first group of an item being all together. Columns:
        "low", "mid" and "high" (quartiles and median of the points given; nan for nobody).
    counts : DataFrame of int, shape (m, most + 1)
        The same index. Columns: how many people gave 0, 1, ... and all points.
    title : str
        What they were shared out among.
    words : Words
        The language.
    """
    lines = [*_lines(middles, counts)]
    known, most = [line for line in lines if sum(line.counts)], counts.shape[1] - 1
    spans = [(item, [*_spans(part, most, words)]) for item, part in _by_item(known)]
    ends = (words.number(0), words.count("{n} point", "{n} points", most))
    return finished(
        draw_spans(spans, ends, words) if spans else blank(words),
        alt=titled(title, *_told(known, words)),
        caption=titled(title, _finding(known, words)),
        table=_table(lines, title, words),
    )


def _lines(middles: pd.DataFrame, counts: pd.DataFrame) -> Iterator[_Line]:
    rows = middles[["low", "mid", "high"]].itertuples()
    given = counts.to_numpy().tolist()
    for ((item, group), low, mid, high), people_of in zip(rows, given, strict=True):
        yield _Line(str(item), str(group), low, mid, high, [int(n) for n in people_of])


def _by_item(lines: Lines) -> Iterator[tuple[str, list[_Line]]]:
    for item, part in groupby(lines, key=lambda line: line.item):
        yield item, [*part]


def _spans(lines: Lines, most: int, words: Words) -> Iterator[Span]:
    for line in lines:
        low, mid, high = (at / most for at in (line.low, line.mid, line.high))
        dots = tuple((given / most, n) for given, n in enumerate(line.counts) if n)
        yield Span(line.group, low, mid, high, people(words, sum(line.counts)), dots)


def _finding(lines: Lines, words: Words) -> str:
    """Return where most of all points went: the sum says more than a middle that may be 0."""
    if not lines:
        return nobody(words)
    wholes = [part[0] for _, part in _by_item(lines)]
    most, total = max(line.sum for line in wholes), sum(line.sum for line in wholes)
    return words.say(
        "Most points went to {items} ({share} of all).",
        items=listed(words, [line.item for line in wholes if line.sum == most]),
        share=words.percent(most / total if total else float("nan")),
    )


def _told(lines: Lines, words: Words) -> tuple[str, ...]:
    if not lines:
        return (nobody(words),)
    return tuple(
        words.say(
            "“{item}”: half of the people gave {low} to {high} points, the middle is {mid}.",
            item=item,
            low=_number(words, part[0].low),
            mid=_number(words, part[0].mid),
            high=_number(words, part[0].high),
        )
        for item, part in _by_item(lines)
    )


def _table(lines: Lines, title: str, words: Words) -> Table:
    header = (
        words.say("Item"),
        words.say("Group"),
        words.say("Lower quarter"),
        words.say("Middle"),
        words.say("Upper quarter"),
        words.say("People"),
        words.say("Points (and how many people gave them)"),
    )
    return Table(
        caption=titled(title, words.say("How many points people gave.")),
        header=header,
        rows=tuple(_row(line, words) for line in lines),
        numeric=(2, 3, 4, 5),
    )


def _row(line: _Line, words: Words) -> tuple[str, ...]:
    given = (
        words.say("{points} ({people})", points=words.number(points), people=words.number(n))
        for points, n in enumerate(line.counts)
        if n
    )
    return (
        line.item,
        line.group,
        *(_number(words, value) for value in (line.low, line.mid, line.high)),
        words.number(sum(line.counts)),
        words.join(given),
    )


def _number(words: Words, value: float) -> str:
    return words.number(value, 0 if value % 1 == 0 else 1)
