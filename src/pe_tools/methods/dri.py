"""The Deliberative Reasoning Index: whether people who think alike also choose alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.ranks import spearman_pairs
from pe_tools.methods.shapes import Floats, as_table

WEAK = 0.2  # a pair whose two correlations are both weaker than this counts for less
_EDGE = float(np.sqrt(0.5))


@dataclass(frozen=True, eq=False)
class ReasoningIndex:
    """The Deliberative Reasoning Index of a group, and what it is made of.

    n participants make q = n (n - 1) / 2 pairs. ``members`` (q, 2) are the row numbers of each
    pair; ``considerations`` (q,) and ``preferences`` (q,) its two correlations, the axes of the
    usual scatter. ``individuals`` (n,) is the adjusted index of each participant's own pairs,
    ``without_one`` (n,) the adjusted index of the group without that participant.
    """

    adjusted: float
    unadjusted: float
    individuals: Floats
    without_one: Floats
    considerations: Floats
    preferences: Floats
    members: npt.NDArray[np.int64]


def reasoning_index(considerations: npt.ArrayLike, rankings: npt.ArrayLike) -> ReasoningIndex:
    """Return how well agreement on considerations goes with agreement on what should be done.

    Parameters
    ----------
    considerations : array_like of float, shape (n, m)
        Ratings of m considerations by n participants; nan for no value.
    rankings : array_like of float, shape (n, o)
        Ranks of o options by the same participants in the same order; nan for no value.

    Returns
    -------
    ReasoningIndex
        Indices without unit, at most 1: 1 if every two participants agree on the options exactly
        as far as they agree on the considerations; 0 if they are on average as far from that as a
        quarter of the widest distance; negative beyond, down to -3. All nan with no pair: nobody
        answered, one person alone, or correlations that are not defined.

    Raises
    ------
    ValueError
        If the two are not tables of the same participants.

    Notes
    -----
    For each pair of participants, c and p are Spearman's correlations of their considerations and
    of their rankings, and ``d = abs(c - p) / sqrt(2)`` is the distance from the line c = p. With
    ``e = sqrt(1 / 2)``, unadjusted: ``(e - 2 mean(d)) / e``. Adjusted, so that two weak
    correlations are not taken for reasoning: ``(e - 2 (1 - mean((1 - d) w))) / e`` with
    ``w = max(abs(c), abs(p)) / 0.2``, and at most 1.

    The group's value is the mean over pairs. With complete answers that is also the mean of the
    individual indices. A correlation uses the items that both answered; a pair without a defined
    one (see `spearman_pairs`) is left out.

    The index says that reasons and choices hang together, not that either is right, and not that
    people agree.

    References
    ----------
    .. [1] S. Niemeyer, F. Veri, J. S. Dryzek and A. Bächtiger, "How Deliberation Happens: Enabling
       Deliberative Reason", American Political Science Review 118 (2024), 345-362.
    .. [2] F. Veri, "Correcting Low-Signal Sensitivity in the Deliberative Reason Index",
       arXiv:2604.16963, for the weight; also the default of the R package deliberr.

    Examples
    --------
    >>> reasons = [[5, 3, 1], [5, 3, 1], [1, 3, 5]]
    >>> reasoning_index(reasons, [[1, 2, 3], [1, 2, 3], [3, 2, 1]]).adjusted
    1.0
    >>> reasoning_index(reasons, [[1, 2, 3], [3, 2, 1], [3, 2, 1]]).adjusted < 0
    True
    """
    reasons = as_table(considerations, what="considerations")
    choices = as_table(rankings, what="rankings")
    if len(reasons) != len(choices):
        raise ValueError("considerations and rankings must have the same participants")
    n = len(reasons)
    c, p = spearman_pairs(reasons), spearman_pairs(choices)
    members = np.column_stack(np.triu_indices(n, 1)).astype(np.int64)
    distance = np.abs(c - p) / np.sqrt(2)
    loss = 1 - (1 - distance) * np.minimum(np.maximum(np.abs(c), np.abs(p)) / WEAK, 1)
    own = [(members == i).any(axis=1) for i in range(n)]
    return ReasoningIndex(
        adjusted=_index(loss),
        unadjusted=_index(distance),
        individuals=np.array([_index(loss[mine]) for mine in own]),
        without_one=np.array([_index(loss[~mine]) for mine in own]),
        considerations=c,
        preferences=p,
        members=members,
    )


def _index(losses: Floats) -> float:
    defined = losses[~np.isnan(losses)]
    if not len(defined):
        return float("nan")
    return float((_EDGE - 2 * defined.mean()) / _EDGE)
