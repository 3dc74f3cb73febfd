"""Which share of each group chose an item, with the interval of that share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import pandas as pd

from pe_tools.blocks import Figure, Table
from pe_tools.charts.finish import finished
from pe_tools.charts.sheet import blank
from pe_tools.charts.spans import Span, draw_spans
from pe_tools.charts.telling import listed, nobody, share_of, titled
from pe_tools.language import Words


class _Line(NamedTuple):
    item: str
    group: str
    part: int
    whole: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.part / self.whole if self.whole else float("nan")


Lines = Sequence[_Line]


def choice_spans(shares: pd.DataFrame, *, title: str, words: Words) -> Figure:
    """Return one line for each item and group: its mark at the share, its ends at the interval.

    Parameters
    ----------
    shares : DataFrame, shape (lines m, 4)
        Index: item label and group name, the first group of an item being all together. Columns:
        "part" and "whole" (how many of how many people chose it), "low" and "high" (the ends of
        the interval of that share, in [0, 1]).
    title : str
        What was chosen from.
    words : Words
        The language.
    """
    lines = [*_lines(shares)]
    known = [line for line in lines if line.whole]
    spans = [(item, [*_spans(part, words)]) for item, part in _by_item(known)]
    ends = (words.percent(0), words.percent(1))
    return finished(
        draw_spans(spans, ends, words) if spans else blank(words),
        alt=titled(title, *_told(known, words)),
        caption=titled(title, _finding(known, words)),
        table=_table(lines, title, words),
    )


def _lines(shares: pd.DataFrame) -> Iterator[_Line]:
    columns = shares[["part", "whole", "low", "high"]]
    for (item, group), part, whole, low, high in columns.itertuples():
        yield _Line(str(item), str(group), int(part), int(whole), low, high)


def _by_item(lines: Lines) -> Iterator[tuple[str, list[_Line]]]:
    for item, part in groupby(lines, key=lambda line: line.item):
        yield item, [*part]


def _spans(lines: Lines, words: Words) -> Iterator[Span]:
    for line in lines:
        said = share_of(words, line.part, line.whole)
        yield Span(line.group, line.low, line.share, line.high, said)


def _finding(lines: Lines, words: Words) -> str:
    if not lines:
        return nobody(words)
    wholes = [part[0] for _, part in _by_item(lines)]
    most = max(wholes, key=lambda line: line.share)
    return words.say(
        "Chosen by most people: {items} ({of}).",
        items=listed(words, [line.item for line in wholes if line.share == most.share]),
        of=share_of(words, most.part, most.whole),
    )


def _told(lines: Lines, words: Words) -> tuple[str, ...]:
    if not lines:
        return (nobody(words),)
    return tuple(
        words.say(
            "“{item}”: chosen by {of} people.",
            item=item,
            of=share_of(words, part[0].part, part[0].whole),
        )
        for item, part in _by_item(lines)
    )


def _table(lines: Lines, title: str, words: Words) -> Table:
    header = (words.say("Item"), words.say("Group"), words.say("Chosen by"))
    return Table(
        caption=titled(title, words.say("How many people chose each item.")),
        header=(*header, words.say("Share of people"), words.say("May lie between")),
        rows=tuple(_row(line, words) for line in lines),
        numeric=(2, 3, 4),
    )


def _row(line: _Line, words: Words) -> tuple[str, ...]:
    ends = {"low": words.percent(line.low), "high": words.percent(line.high)}
    return (
        line.item,
        line.group,
        share_of(words, line.part, line.whole),
        words.percent(line.share),
        words.say("{low} to {high}", **ends),
    )
