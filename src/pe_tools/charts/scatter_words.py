"""What a scatter of pairs says: its sentences and its table."""

from __future__ import annotations

from collections import Counter
from math import isnan

import pandas as pd

from pe_tools.blocks import Table
from pe_tools.charts.telling import nobody, titled
from pe_tools.language import Words

_MANY = 400  # more pairs than this are gathered on a grid
_GRID, _FINE = 0.1, 0.001
_MOST = 9  # more pairs than this at one place look like so many


class Panel:
    """The defined pairs of one round, its index and its name."""

    def __init__(self, pairs: pd.DataFrame, index: float, name: str) -> None:
        self.pairs = pairs[["c", "p"]].dropna()
        self.index = index
        self.name = name

    def mean(self, column: str) -> float:
        """Return the mean of one of the two correlations."""
        return float(self.pairs[column].mean())

    @property
    def distance(self) -> float:
        """Return the mean distance of the pairs from the diagonal."""
        return float((self.pairs["c"] - self.pairs["p"]).abs().mean() / 2**0.5)

    def dots(self) -> dict[int, list[tuple[float, float]]]:
        """Return the places at which so many pairs stand; many pairs are put on a grid."""
        step = _GRID if len(self.pairs) > _MANY else _FINE
        snapped = ((self.pairs / step).round() * step).itertuples(index=False, name=None)
        places: dict[int, list[tuple[float, float]]] = {}
        for place, n in sorted(Counter(snapped).items()):
            places.setdefault(min(n, _MOST), []).append(place)
        return places


def finding(panels: list[Panel], words: Words) -> str:
    """Return how the index moved, as a sentence."""
    before, after = (panel.index for panel in panels)
    known = [panel for panel in panels if not isnan(panel.index)]
    if not known:
        return nobody(words)
    if len(known) == 1:
        index, name = words.number(known[0].index, 2), known[0].name
        return words.say("Deliberative Reasoning Index: {index} ({name}).", index=index, name=name)
    numbers = {"before": words.number(before, 2), "after": words.number(after, 2)}
    if after > before:
        return words.say(
            "Reasons and choices fit better: the index rose from {before} to {after}.", **numbers
        )
    if after < before:
        return words.say(
            "Reasons and choices fit less: the index fell from {before} to {after}.", **numbers
        )
    return words.say("The index stayed at {after}.", **numbers)


def told(panels: list[Panel], words: Words) -> tuple[str, ...]:
    """Return the sentences that stand in for the picture."""
    counted = (
        words.count(
            "{name}: {n} pair of people, on average {distance} from the diagonal.",
            "{name}: {n} pairs of people, on average {distance} from the diagonal.",
            len(panel.pairs),
            name=panel.name,
            distance=words.number(panel.distance, 2),
        )
        for panel in panels
        if len(panel.pairs)
    )
    return (finding(panels, words), *counted)


def table(panels: list[Panel], title: str, words: Words) -> Table:
    """Return what the pairs of each round come to."""
    return Table(
        caption=titled(title, words.say("Summary of the pairs of people.")),
        header=(
            words.say("Round"),
            words.say("Pairs"),
            words.say("Considerations alike (mean)"),
            words.say("Rankings alike (mean)"),
            words.say("Distance from the diagonal (mean)"),
            words.say("Deliberative Reasoning Index"),
        ),
        rows=tuple(
            (
                panel.name,
                words.number(len(panel.pairs)),
                *(words.number(value, 2) for value in _sums(panel)),
            )
            for panel in panels
        ),
        numeric=(1, 2, 3, 4, 5),
    )


def _sums(panel: Panel) -> tuple[float, ...]:
    return panel.mean("c"), panel.mean("p"), panel.distance, panel.index
