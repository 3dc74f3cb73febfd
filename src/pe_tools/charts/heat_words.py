"""What a heat map says: its sentences and its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pe_tools.blocks import Table
from pe_tools.charts.telling import listed, nobody, people, point_word, share_of, titled
from pe_tools.language import Words
from pe_tools.model import Scale


@dataclass(frozen=True)
class Standing:
    """How many people stand in each cell, and everything that names the cells."""

    counts: pd.DataFrame
    levels: pd.DataFrame
    names: tuple[str, ...]
    severity: Scale
    likelihood: Scale
    words: Words

    @property
    def n(self) -> int:
        """Return how many people rated."""
        return int(self.counts.to_numpy().sum())

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the words of the severities, in the order of the rows."""
        return _named(self.words, self.severity, self.counts.index)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the words of the likelihoods, in the order of the columns."""
        return _named(self.words, self.likelihood, self.counts.columns)

    def count(self, row: int, column: int) -> int:
        """Return how many people stand in a cell."""
        return int(self.counts.to_numpy()[row, column])

    def level(self, row: int, column: int) -> int:
        """Return the level of a cell, 1 for the lowest."""
        return int(self.levels.to_numpy()[row, column])

    def name(self, row: int, column: int) -> str:
        """Return the name of a cell's level."""
        return self.names[self.level(row, column) - 1]


def finding(standing: Standing) -> str:
    """Return the level at which most people stand, as a sentence."""
    words = standing.words
    if not standing.n:
        return nobody(words)
    by_level = _by_level(standing)
    most = max(by_level.values())
    top = listed(words, [name for name, n in by_level.items() if n == most])
    of = share_of(words, most, standing.n)
    if most * 2 > standing.n:
        return words.say("Most people ({of}) are at the level {level}.", of=of, level=top)
    return words.say("The most frequent level: {level} ({of}).", of=of, level=top)


def told(standing: Standing) -> tuple[str, ...]:
    """Return the sentences that stand in for the picture."""
    if not standing.n:
        return (nobody(standing.words),)
    rated = standing.words.count(
        "{n} person rated severity and likelihood.",
        "{n} people rated severity and likelihood.",
        standing.n,
    )
    return rated, finding(standing), _fullest(standing)


def table(standing: Standing, title: str) -> Table:
    """Return the number of people and the level of every cell."""
    words = standing.words
    return Table(
        caption=titled(title, words.say("People and level, for each pair of answers.")),
        header=(words.say("Severity, by likelihood"), *standing.columns),
        rows=tuple(
            (head, *(_cell(standing, row, column) for column in range(len(standing.columns))))
            for row, head in enumerate(standing.rows)
        ),
    )


def _named(words: Words, scale: Scale, values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(point_word(words, scale, int(value)) for value in values)


def _cell(standing: Standing, row: int, column: int) -> str:
    n = standing.words.number(standing.count(row, column))
    return standing.words.say("{n} ({level})", n=n, level=standing.name(row, column))


def _fullest(standing: Standing) -> str:
    cells = [
        (row, column)
        for row in range(len(standing.rows))
        for column in range(len(standing.columns))
    ]
    row, column = max(cells, key=lambda cell: standing.count(*cell))
    return standing.words.say(
        "The fullest cell is “{severity}” with “{likelihood}”: {people}.",
        severity=standing.rows[row],
        likelihood=standing.columns[column],
        people=people(standing.words, standing.count(row, column)),
    )


def _by_level(standing: Standing) -> dict[str, int]:
    totals = dict.fromkeys(standing.names, 0)
    for row in range(len(standing.rows)):
        for column in range(len(standing.columns)):
            totals[standing.name(row, column)] += standing.count(row, column)
    return totals
