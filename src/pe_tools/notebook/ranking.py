"""Options ranked from best to worst: whether the rankings agree, and what leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from pe_tools import methods
from pe_tools.model import RANK, Finding, Step
from pe_tools.tables import Tables


@dataclass(frozen=True)
class Rankings:
    """The complete rankings of one round.

    ``ranks`` has one row a participant and one column an option, in the kit's order; ``partial``
    counts the participants who ranked some options only and are left out of it.
    """

    step: str
    round: int
    ranks: pd.DataFrame
    partial: int

    @property
    def n(self) -> int:
        """Return how many participants ranked every option."""
        return len(self.ranks)

    @property
    def concordance(self) -> float:
        """Return Kendall's W of the complete rankings."""
        return methods.kendall_w(self.ranks.to_numpy())

    @property
    def mean_ranks(self) -> pd.Series:
        """Return the mean rank of each option; low is liked. W rests on the same sums."""
        return self.ranks.mean()

    @property
    def first_places(self) -> pd.Series:
        """Return how many participants put each option first."""
        return (self.ranks == 1).sum()

    def findings(self) -> Iterator[Finding]:
        """Yield Kendall's W, and the mean rank and first places of each option."""
        yield Finding("kendall_w", self.concordance, self.step, round=self.round, n=self.n)
        for item, mean in self.mean_ranks.items():
            yield Finding("mean_rank", float(mean), self.step, str(item), "", self.round, self.n)
        for item, count in self.first_places.items():
            yield Finding("first_places", int(count), self.step, str(item), "", self.round, self.n)


def rankings(tables: Tables, step: Step, round_: int) -> Rankings:
    """Return the rankings of a round, the partial ones set aside and counted."""
    mine = tables.answers[
        (tables.answers["step"] == step.id)
        & (tables.answers["round"] == round_)
        & (tables.answers["scale"] == RANK)
    ]
    options = [item.id for item in tables.kit.items_of(step)]
    wide = mine.pivot(index="participant", columns="item", values="value")
    wide = wide.reindex(columns=options).dropna(how="all")
    complete = wide.dropna().astype("int64")
    return Rankings(step.id, round_, complete, len(wide) - len(complete))
