"""Opinion groups: who votes alike, and whether that is more than chance would make of it.

A grouping is always found by a search for groups, also in noise. So it is shown only if it beats
what the same search finds in shuffled votes; "no groups" is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pe_tools.methods.clusters import Clustering, Labels, adjusted_rand, clusterings
from pe_tools.methods.projection import project
from pe_tools.methods.shapes import Floats
from pe_tools.methods.votes import as_votes

Why = Literal["", "too-few", "no-pattern", "no-gap"]
"""Why there are no groups: too few people voted enough; their votes hang together no more than
shuffled ones; they do, but nothing tells groups apart better than in shuffled votes."""

_NAN = float("nan")
_FEWEST_TO_SCALE = 10

FEWEST_VOTES = 7
"""Votes from which somebody counts, or all statements if there are fewer."""


@dataclass(frozen=True)
class Search:
    """How groups are looked for; all of it is printed with the result."""

    most_groups: int = 5
    smallest_group: int = 3
    shuffles: int = 199
    alpha: float = 0.05
    left_out: float = 0.1
    repeats: int = 50


@dataclass(frozen=True)
class OpinionGroups:
    """What the search found.

    Attributes
    ----------
    labels : ndarray of int, shape (n,)
        The group of each person, counted from 0 by size; -1 for who voted too little. One group
        if none were found.
    why : str
        Why there are no groups; "" if there are some.
    silhouette, explained : float
        How well the best groups are told apart (nan if there are none to try), and the share of
        variance in the first direction.
    p_groups, p_pattern : float
        How often shuffled votes give as much, in (0, 1]; nan if that was not tried.
    stability : float
        How alike the groups are when some people are left out (median adjusted Rand index); nan
        without groups.
    """

    labels: Labels
    why: Why
    silhouette: float
    explained: float
    p_groups: float
    p_pattern: float
    stability: float

    @property
    def k(self) -> int:
        """Return the number of groups; 1 if none were found."""
        return int(self.labels.max(initial=0)) + 1


def find_groups(
    votes: npt.ArrayLike, *, rng: np.random.Generator, search: Search | None = None
) -> OpinionGroups:
    """Return the groups of people who vote alike, if there are any.

    Parameters
    ----------
    votes : array_like, shape (n, m)
        1, -1, 0, and nan for a statement that was not seen.
    rng : numpy.random.Generator
        For shuffles and starting centres; the same state gives the same groups.
    search : Search, optional
        Limits other than the usual ones.

    Notes
    -----
    People are projected (see `project`) and clustered for 2 to `most_groups` groups. Then each
    column is shuffled among those who saw the statement, so that every statement keeps its votes
    and everybody what they saw, and the same is done with that, `shuffles` times. A number of
    groups is judged by how far its silhouette lies above those of the shuffles for the same
    number, in their standard deviations; the best one is taken, and so in each shuffle. Groups
    are shown if both the first direction explains more, and the best number does better, than in
    all but a share `alpha` of the shuffles: ``p = (1 + as much) / (1 + shuffles)``. Demanding both
    makes false groups rarer than `alpha`.

    References
    ----------
    .. [1] J. L. Horn, "A rationale and test for the number of factors in factor analysis",
       Psychometrika 30 (1965), 179-185: comparison with shuffled data.
    .. [2] B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical
       Applications in Genetics and Molecular Biology 9 (2010), art. 39: the one that is added.
    """
    limits, table = search or Search(), as_votes(votes)
    counts = voted_enough(table)
    own, labels = table[counts], np.where(counts, 0, -1)
    if len(own) < 2 * limits.smallest_group:
        return OpinionGroups(labels, "too-few", _NAN, 0.0, _NAN, _NAN, _NAN)
    found = _look(own, limits, rng)
    noise = [_look(mixed, limits, rng) for mixed in shuffles_of(own, limits.shuffles, rng)]
    p_pattern = _share_as_much(found.explained, [look.explained for look in noise])
    k, p_groups = _best_number(found, noise)
    best = found.by_k.get(k)
    why = _why(p_pattern, p_groups, limits.alpha)
    stability = _NAN
    if best and not why:
        labels[counts] = best.labels
        stability = _stability(own, best.labels, k, limits, rng)
    silhouette = best.silhouette if best else _NAN
    return OpinionGroups(labels, why, silhouette, found.explained, p_groups, p_pattern, stability)


def voted_enough(table: Floats) -> npt.NDArray[np.bool_]:
    """Return who voted on enough statements to be grouped."""
    found: npt.NDArray[np.bool_] = (~np.isnan(table)).sum(axis=1) >= min(
        FEWEST_VOTES, table.shape[1]
    )
    return found


def shuffles_of(table: Floats, times: int, rng: np.random.Generator) -> Iterator[Floats]:
    """Yield votes whose columns are shuffled among those who saw the statement."""
    seen_by = [np.flatnonzero(column) for column in ~np.isnan(table).T]
    columns = [table[seen, place] for place, seen in enumerate(seen_by)]
    for _ in range(times):
        mixed = table.copy()
        for place, (seen, column) in enumerate(zip(seen_by, columns, strict=True)):
            mixed[seen, place] = rng.permutation(column)
        yield mixed


@dataclass(frozen=True)
class _Look:
    """What the search sees in one table of votes."""

    by_k: dict[int, Clustering]
    explained: float


def _look(
    table: Floats, limits: Search, rng: np.random.Generator, ks: Sequence[int] = ()
) -> _Look:
    found = project(table)
    most = min(
        limits.most_groups,
        len(np.unique(found.points, axis=0)) - 1,
        len(table) // limits.smallest_group,
    )
    tried = [k for k in ks or range(2, limits.most_groups + 1) if k <= most]
    by_k = clusterings(found.points, tried, limits.smallest_group, rng)
    return _Look(by_k, float(found.explained[0]))


def _best_number(found: _Look, noise: Sequence[_Look]) -> tuple[int, float]:
    """Return the number of groups that stands out most from noise, and how often noise does so."""
    scales = {
        k: _scale([look.by_k[k].silhouette for look in noise if k in look.by_k])
        for k in found.by_k
    }
    own = _standing_out(found, scales)
    if not own:
        return 1, _NAN
    best = max(own, key=lambda k: (own[k], -k))
    others = [max(_standing_out(look, scales).values(), default=-np.inf) for look in noise]
    return best, _share_as_much(own[best], others)


def _scale(silhouettes: Sequence[float]) -> tuple[float, float]:
    """Return mean and standard deviation of what noise gives; of nothing, those of no groups."""
    if len(silhouettes) < _FEWEST_TO_SCALE:
        return 0.0, 1.0
    return float(np.mean(silhouettes)), float(np.std(silhouettes)) or 1.0


def _standing_out(look: _Look, scales: Mapping[int, tuple[float, float]]) -> dict[int, float]:
    return {
        k: (look.by_k[k].silhouette - mean) / spread
        for k, (mean, spread) in scales.items()
        if k in look.by_k
    }


def _share_as_much(own: float, noise: Sequence[float]) -> float:
    return (1 + sum(own <= other for other in noise)) / (1 + len(noise))


def _why(p_pattern: float, p_groups: float, alpha: float) -> Why:
    if not p_pattern <= alpha:
        return "no-pattern"
    return "" if p_groups <= alpha else "no-gap"


def _stability(
    table: Floats, labels: Labels, k: int, limits: Search, rng: np.random.Generator
) -> float:
    kept = len(table) - max(1, round(limits.left_out * len(table)))
    likeness = []
    for _ in range(limits.repeats):
        some = np.sort(rng.choice(len(table), kept, replace=False))
        again = _look(table[some], limits, rng, [k]).by_k.get(k)
        likeness.append(adjusted_rand(labels[some], again.labels) if again else 0.0)
    return float(np.median(likeness))
