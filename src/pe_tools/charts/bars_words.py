"""What the bars of role groups say: their sentences and their table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from pe_tools.blocks import Table
from pe_tools.charts.telling import in_order, nobody, point_word, share_of, titled
from pe_tools.language import Words
from pe_tools.model import Scale


@dataclass(frozen=True)
class Answers:
    """How many people of each role chose each value, and how many gave none."""

    counts: pd.DataFrame
    missing: pd.DataFrame
    scale: Scale
    words: Words

    @property
    def roles(self) -> tuple[str, ...]:
        """Return the names of the roles."""
        return tuple(str(name) for name in self.counts.index)

    @property
    def values(self) -> tuple[int, ...]:
        """Return the values of the scale, lowest first."""
        return tuple(int(value) for value in self.counts.columns)

    @property
    def has_sides(self) -> bool:
        """Return whether the scale runs from below to above zero."""
        return min(self.values, default=0) < 0

    @cached_property
    def given(self) -> tuple[dict[int, int], ...]:
        """Return, role by role, how many people chose each value."""
        rows = self.counts.fillna(0).astype(int).to_numpy().tolist()
        return tuple(dict(zip(self.values, row, strict=True)) for row in rows)

    @cached_property
    def unrated(self) -> tuple[int, ...]:
        """Return, role by role, how many people gave no value."""
        return tuple(map(sum, self.reasons))

    @cached_property
    def reasons(self) -> tuple[tuple[int, ...], ...]:
        """Return, role by role, how many people gave no value for each reason."""
        rows = in_order(self.missing, self.counts.index).fillna(0).astype(int)
        return tuple(map(tuple, rows.to_numpy().tolist()))

    def n(self, row: int) -> int:
        """Return how many people of a role gave a value."""
        return sum(self.given[row].values())

    def asked(self, row: int) -> int:
        """Return how many people of a role gave a value or none."""
        return self.n(row) + self.unrated[row]

    def word(self, value: int) -> str:
        """Return what a value is called."""
        return point_word(self.words, self.scale, value)

    @property
    def total(self) -> int:
        """Return how many people gave a value or none, over all roles."""
        return sum(self.asked(row) for row in range(len(self.roles)))


def finding(answers: Answers) -> str:
    """Return where the groups lie furthest apart, as a sentence."""
    middles = {row: _middle(answers, row) for row in _heard(answers)}
    if not middles:
        return nobody(answers.words)
    low, high = min(middles, key=middles.__getitem__), max(middles, key=middles.__getitem__)
    if middles[low] == middles[high]:
        return _alike(answers, middles[low], len(middles))
    return answers.words.say(
        "Furthest apart: {one} (middle answer “{low}”) and {other} (“{high}”).",
        one=answers.roles[low],
        low=answers.word(middles[low]),
        other=answers.roles[high],
        high=answers.word(middles[high]),
    )


def told(answers: Answers) -> tuple[str, ...]:
    """Return the sentences that stand in for the picture, role by role."""
    heard = _heard(answers)
    if not heard:
        return (nobody(answers.words),)
    tell = _told_sides if answers.has_sides else _told_middle
    return (*(tell(answers, row) for row in heard), _told_unrated(answers))


def table(answers: Answers, title: str) -> Table:
    """Return every count, role by role."""
    words = answers.words
    reasons = tuple(str(name) for name in answers.missing.columns)
    header = (words.say("Group"), *map(answers.word, answers.values), *reasons)
    return Table(
        caption=titled(title, words.say("Number of people for each answer.")),
        header=(*header, words.say("People with a rating")),
        rows=tuple(_row(answers, row) for row in range(len(answers.roles))),
        numeric=tuple(range(1, len(header) + 1)),
    )


def _row(answers: Answers, row: int) -> tuple[str, ...]:
    numbers = [*answers.given[row].values(), *answers.reasons[row], answers.n(row)]
    return (answers.roles[row], *map(answers.words.number, numbers))


def _heard(answers: Answers) -> list[int]:
    return [row for row in range(len(answers.roles)) if answers.n(row)]


def _middle(answers: Answers, row: int) -> int:
    """Return the higher median: at least half of the group stands there or above."""
    ordered = [value for value, n in answers.given[row].items() for _ in range(n)]
    return ordered[len(ordered) // 2]


def _alike(answers: Answers, value: int, groups: int) -> str:
    word = answers.word(value)
    if groups == 1:
        return answers.words.say("The middle answer is “{word}”.", word=word)
    return answers.words.say("The middle answer of every group is “{word}”.", word=word)


def _told_sides(answers: Answers, row: int) -> str:
    given = answers.given[row]
    number = answers.words.number
    return answers.words.say(
        "{role}: {high} of {n} above the middle, {low} below, {neutral} in the middle.",
        role=answers.roles[row],
        high=number(sum(n for value, n in given.items() if value > 0)),
        low=number(sum(n for value, n in given.items() if value < 0)),
        neutral=number(given.get(0, 0)),
        n=number(answers.n(row)),
    )


def _told_middle(answers: Answers, row: int) -> str:
    middle = _middle(answers, row)
    above = sum(n for value, n in answers.given[row].items() if value >= middle)
    return answers.words.say(
        "{role}: {of} people chose “{word}” or higher.",
        role=answers.roles[row],
        of=share_of(answers.words, above, answers.n(row)),
        word=answers.word(middle),
    )


def _told_unrated(answers: Answers) -> str:
    total = sum(answers.unrated)
    if not total:
        return ""
    return answers.words.count("{n} person gave no rating.", "{n} people gave no rating.", total)
