"""The RAND/UCLA rules for ratings from 1 to 9, and a Delphi rule beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_values

LOW_END, HIGH_START, MIDDLE, TOP = 3, 7, 5, 9
SYMMETRIC_SPREAD = 2.35  # spread that means disagreement when ratings lie evenly around 5
ASYMMETRY_WEIGHT = 1.5  # how much more spread is allowed for each point away from 5

_PANELS = ((8, 10, 2, 3), (11, 13, 3, 4), (14, 16, 4, 5))
"""Panel sizes from, to; most outside for agreement; fewest at each end for disagreement."""


@dataclass(frozen=True)
class RamStatistics:
    """What the RAND/UCLA method computes of ratings from 1 to 9; all nan if nobody answered.

    ``ipr`` is the distance of the 30th and 70th percentile, ``iprcp`` their middle, ``asymmetry``
    that middle's distance from 5, ``ipras`` the widest ``ipr`` without disagreement.
    """

    median: float
    p30: float
    p70: float
    ipr: float
    iprcp: float
    asymmetry: float
    ipras: float

    @property
    def disagreement_index(self) -> float:
        """Return ``ipr / ipras``: 0 if the middle is of one mind, above 1 for disagreement."""
        return self.ipr / self.ipras

    @property
    def has_disagreement(self) -> bool:
        """Return whether the ratings spread too far for their place on the scale."""
        return self.ipr > self.ipras


def ipras(values: npt.ArrayLike) -> RamStatistics:
    """Return the spread of ratings, and the spread that would mean disagreement.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Ratings in [1, 9], one for each participant; nan for no value, which is left out.

    Returns
    -------
    RamStatistics
        ``median``, ``p30``, ``p70``, ``iprcp`` in [1, 9], ``ipr`` in [0, 8], ``asymmetry`` in
        [0, 4], ``ipras`` in [2.35, 8.35], all in scale points. All nan if nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row, or a rating lies outside [1, 9].

    Notes
    -----
    ``ipras = 2.35 + 1.5 * abs(5 - (p30 + p70) / 2)``. Percentiles by linear interpolation.

    References
    ----------
    .. [1] K. Fitch et al., "The RAND/UCLA Appropriateness Method User's Manual", RAND MR-1269
       (2001).

    Examples
    --------
    >>> ipras([1, 1, 1, 9, 9, 9]).has_disagreement
    True
    >>> ipras([7, 7, 8, 8, 8, 9]).has_disagreement
    False
    """
    found = _ratings(values)
    if not len(found):
        return RamStatistics(*[float("nan")] * 7)
    p30, p50, p70 = (float(p) for p in np.percentile(found, [30, 50, 70]))
    centre = (p30 + p70) / 2
    asymmetry = abs(MIDDLE - centre)
    limit = SYMMETRIC_SPREAD + ASYMMETRY_WEIGHT * asymmetry
    return RamStatistics(p50, p30, p70, p70 - p30, centre, asymmetry, limit)


def ram_class(values: npt.ArrayLike) -> Literal["low", "uncertain", "high"]:
    """Return in which third of the scale the group stands, or that it is uncertain.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Ratings in [1, 9]; nan for no value, which is left out.

    Returns
    -------
    {"low", "uncertain", "high"}
        "low" for a median of at most 3, "high" for at least 7, both without disagreement (see
        `ipras`). All else is "uncertain", and so is a group of which nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row, or a rating lies outside [1, 9].

    Notes
    -----
    In the method's own words: inappropriate, uncertain, appropriate. A median of 3.5 or 6.5, which
    only even groups have, is uncertain: the cautious reading.

    References
    ----------
    .. [1] K. Fitch et al., "The RAND/UCLA Appropriateness Method User's Manual", RAND MR-1269
       (2001).

    Examples
    --------
    >>> ram_class([7, 8, 8, 9])
    'high'
    >>> ram_class([1, 1, 8, 8, 9])
    'uncertain'
    """
    found = ipras(values)
    if found.has_disagreement:
        return "uncertain"
    if found.median <= LOW_END:
        return "low"
    return "high" if found.median >= HIGH_START else "uncertain"


def panel_rule(
    values: npt.ArrayLike,
) -> Literal["agreement", "disagreement", "neither", "no rule"]:
    """Return what the classic rule for panels of 8 to 16 says.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Ratings in [1, 9]; nan for no value, which is left out.

    Returns
    -------
    {"agreement", "disagreement", "neither", "no rule"}
        "agreement" if few rated outside the third of the scale that holds the median,
        "disagreement" if many rated in each of the outer thirds, else "neither". "no rule" if
        fewer than 8 or more than 16 answered.

    Raises
    ------
    ValueError
        If `values` is not one row, or a rating lies outside [1, 9].

    Notes
    -----
    Panels of 8 to 10: at most 2 outside, at least 3 at each end; 11 to 13: 3 and 4; 14 to 16: 4
    and 5. A median between two thirds has half the panel outside either, so never agreement.

    References
    ----------
    .. [1] "A conceptual framework and protocol for defining clinical decision support objectives
       applicable to medical specialties", BMC Medical Informatics and Decision Making 12:93
       (2012), table 7.

    Examples
    --------
    >>> panel_rule([7, 7, 8, 8, 8, 9, 9, 1])
    'agreement'
    >>> panel_rule([1, 1, 1, 5, 5, 9, 9, 9])
    'disagreement'
    """
    found = _ratings(values)
    for fewest, most, outside_limit, end_limit in _PANELS:
        if fewest <= len(found) <= most:
            return _by_limits(found, outside_limit, end_limit)
    return "no rule"


def _by_limits(
    found: Floats, outside_limit: int, end_limit: int
) -> Literal["agreement", "disagreement", "neither"]:
    low, high = (found <= LOW_END).sum(), (found >= HIGH_START).sum()
    middle = np.median(found)
    thirds = ((middle <= LOW_END, low), (middle >= HIGH_START, high))
    inside = next((n for holds, n in thirds if holds), len(found) - low - high)
    if len(found) - inside <= outside_limit:
        return "agreement"
    return "disagreement" if min(low, high) >= end_limit else "neither"


def delphi_label(
    values: npt.ArrayLike, *, share: float = 0.70, opposed: float = 0.15
) -> Literal["in", "out", "none"]:
    """Return whether a Delphi panel takes an item in, leaves it out, or has no consensus.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        Ratings in [1, 9]; nan for no value, which is left out.
    share : float
        Smallest share of ratings in one outer third; some studies use 0.50 in the first round.
    opposed : float
        The share in the other outer third must be below this.

    Returns
    -------
    {"in", "out", "none"}
        "in" if enough rated 7 to 9 and few rated 1 to 3; "out" for the reverse; "none" for no
        consensus, and if nobody answered.

    Raises
    ------
    ValueError
        If `values` is not one row, or a rating lies outside [1, 9].

    References
    ----------
    .. [1] Value in Health 24 (2021), 539-547, doi:10.1016/j.jval.2020.10.002, table 1.

    Examples
    --------
    >>> delphi_label([7, 8, 9, 9, 5])
    'in'
    """
    found = _ratings(values)
    n = max(len(found), 1)
    low, high = (found <= LOW_END).sum() / n, (found >= HIGH_START).sum() / n
    if high >= share and low < opposed:
        return "in"
    return "out" if low >= share and high < opposed else "none"


def _ratings(values: npt.ArrayLike) -> Floats:
    found = as_values(values)
    if ((found < 1) | (found > TOP)).any():
        raise ValueError("ratings must lie on the scale from 1 to 9")
    return found
