"""Deliberative reasoning: whether people who think alike also want the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pe_tools import methods
from pe_tools.model import Finding, Step
from pe_tools.notebook.ranking import rankings
from pe_tools.tables import Tables


@dataclass(frozen=True)
class Reasoning:
    """The Deliberative Reasoning Index of one round, with the pairs it was made of."""

    round: int
    participants: tuple[str, ...]
    result: methods.ReasoningIndex

    @property
    def n(self) -> int:
        """Return how many participants rated considerations and ranked every option."""
        return len(self.participants)

    @property
    def without(self) -> dict[str, float]:
        """Return the adjusted index without each one of the participants."""
        return dict(zip(self.participants, self.result.without_one.tolist(), strict=True))

    def findings(self) -> Iterator[Finding]:
        """Yield the adjusted and the unadjusted index."""
        yield Finding("dri", self.result.adjusted, round=self.round, n=self.n)
        yield Finding("dri_unadjusted", self.result.unadjusted, round=self.round, n=self.n)


def reasoning(tables: Tables, considered: Step, ranked: Step, round_: int) -> Reasoning:
    """Return the index over the participants who rated considerations and ranked every option."""
    ranks = rankings(tables, ranked, round_).ranks
    ratings = _considerations(tables, considered, round_)
    both = ratings.index.intersection(ranks.index)
    result = methods.reasoning_index(ratings.loc[both].to_numpy(), ranks.loc[both].to_numpy())
    return Reasoning(round_, tuple(both), result)


def turns_around(first: Reasoning, last: Reasoning) -> int:
    """Return how many single participants' leaving would turn the change of the index around."""
    rose = last.result.adjusted > first.result.adjusted
    both = first.without.keys() & last.without.keys()
    return sum((last.without[one] > first.without[one]) != rose for one in both)


def _considerations(tables: Tables, step: Step, round_: int) -> pd.DataFrame:
    mine = tables.answers[
        (tables.answers["step"] == step.id) & (tables.answers["round"] == round_)
    ]
    items = [item.id for item in tables.kit.items_of(step)]
    wide = mine.pivot(index="participant", columns="item", values="value")
    return wide.reindex(columns=items).dropna(how="all").astype("float64")
