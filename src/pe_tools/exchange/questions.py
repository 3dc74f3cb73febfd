"""What a kit asks, and which question a column or a row of a sheet is about."""

from __future__ import annotations

from typing import NamedTuple

from pe_tools.exchange.problems import shown
from pe_tools.model import Kit
from pe_tools.workshop.rules import nearest, scales_of


class Question(NamedTuple):
    """One item, asked on one scale in one step."""

    step: str
    item: str
    scale: str

    @property
    def name(self) -> str:
        """Return the header of its column."""
        return f"{self.item}.{self.scale}"


class Trouble(NamedTuple):
    """What is wrong with a text, and what to do."""

    what: str
    remedy: str


Questions = dict[str, list[Question]]
"""The questions about each item, by the item's id."""


def questions_of(kit: Kit) -> Questions:
    """Return everything that a kit asks, by item."""
    asked: Questions = {}
    for step in kit.steps:
        for item in kit.items_of(step):
            for scale in scales_of(step):
                asked.setdefault(item.id, []).append(Question(step.id, item.id, scale))
    return asked


def find_question(
    asked: Questions, item: str, *, scale: str = "", step: str = ""
) -> Question | Trouble:
    """Return the one question about an item, or why there is not exactly one.

    Parameters
    ----------
    scale, step : str
        What the sheet says of them; "" for nothing.
    """
    if item not in asked:
        return Trouble(f"{shown(item)} is not an item of this kit.", nearest(item, asked))
    fits = [q for q in asked[item] if scale in ("", q.scale) and step in ("", q.step)]
    if len(fits) == 1:
        return fits[0]
    return _ambiguous(item, fits) if fits else _nothing_fits(asked[item], scale, step)


def _nothing_fits(possible: list[Question], scale: str, step: str) -> Trouble:
    said = " in ".join(shown(name) for name in (scale, step) if name)
    ways = ", ".join(_ways(possible))
    return Trouble(f"'{possible[0].item}' is not asked as {said}.", f"Use one of: {ways}.")


def _ambiguous(item: str, fits: list[Question]) -> Trouble:
    what = f"'{item}' is asked in {len(fits)} ways."
    names = {question.name for question in fits}
    if len(names) == len(fits):
        return Trouble(what, f"Use one of: {', '.join(_ways(fits))}.")
    remedy = f"Use rows with the columns item, value, scale and step: {', '.join(_ways(fits))}."
    return Trouble(what, remedy)


def _ways(questions: list[Question]) -> list[str]:
    return [f"{question.name} (step {question.step})" for question in questions]
