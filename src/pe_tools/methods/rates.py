"""Shares of a group, and how far the share among many people like these may lie from it."""

from __future__ import annotations

import math
from statistics import NormalDist

CONFIDENCE = 0.95
"""How often an interval holds the share that it is about, over many groups; a custom, no law."""


def wilson_interval(
    part: int, whole: int, *, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Return Wilson's score interval of a share, without a correction for continuity.

    Parameters
    ----------
    part, whole : int
        How many people of how many; ``0 <= part <= whole``.
    confidence : float, optional
        How often such an interval holds the share, between 0 and 1.

    Returns
    -------
    tuple of float
        The lower and the upper end, both in [0, 1], without unit. It always holds
        ``part / whole``; 0 people of n still leave room above 0, and n of n below 1. (nan, nan)
        if `whole` is 0.

    Raises
    ------
    ValueError
        If `part` is not between 0 and `whole`, or `confidence` not between 0 and 1.

    Notes
    -----
    With ``p = part / whole`` and ``z`` the normal quantile of ``(1 + confidence) / 2``::

        (2 n p + z^2 ± z sqrt(z^2 + 4 n p (1 - p))) / (2 (n + z^2))

    It speaks of many people like these, as if they had been drawn by chance. A group in a room
    seldom was, so it is a lower bound of what is uncertain.

    References
    ----------
    .. [1] E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
       Journal of the American Statistical Association 22 (1927).
    .. [2] R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics
       in Medicine 17 (1998), table I, method 3.

    Examples
    --------
    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    if not 0 <= part <= whole or not 0 < confidence < 1:
        raise ValueError("a part is between 0 and its whole, a confidence between 0 and 1")
    if whole == 0:
        return math.nan, math.nan
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = part / whole
    middle = 2 * part + z * z
    reach = z * math.sqrt(z * z + 4 * part * (1 - share))
    low, high = ((middle + side * reach) / (2 * (whole + z * z)) for side in (-1, 1))
    return min(max(low, 0.0), share), max(min(high, 1.0), share)
