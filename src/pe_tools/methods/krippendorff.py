"""Krippendorff's alpha: how far raters agree over many items, beyond chance."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_table

Level = Literal["nominal", "ordinal", "interval", "ratio"]
"""What the numbers mean: names; an order; distances; distances from a true zero."""

_PAIR = 2


def krippendorff_alpha(ratings: npt.ArrayLike, level: Level = "ordinal") -> float:
    """Return Krippendorff's alpha of ratings that may have gaps.

    Parameters
    ----------
    ratings : array_like of float, shape (r, u)
        r raters, u units (items); nan for no value.
    level : {"nominal", "ordinal", "interval", "ratio"}
        What the numbers mean.

    Returns
    -------
    float
        At most 1, without unit: 1 for perfect agreement, 0 for what chance alone would give,
        below 0 for systematic disagreement. nan if no unit has two ratings, and nan if all
        pairable ratings are one and the same value: without variation nothing tells agreement
        from a scale that nobody used.

    Raises
    ------
    ValueError
        If `ratings` is not a table, the level is unknown, or a ratio is negative.

    Notes
    -----
    ``alpha = 1 - D_o / D_e``, the observed and the expected disagreement in the coincidence
    matrix, each coincidence times the squared difference of its two values. A unit with fewer
    than two ratings does not count. When nearly all ratings are the same, alpha is near 0 even
    though people agree: report it beside the agreement of each item.

    References
    ----------
    .. [1] K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of
       Pennsylvania (2011).

    Examples
    --------
    >>> krippendorff_alpha([[1, 2, 3], [1, 2, 3]])
    1.0
    >>> round(krippendorff_alpha([[1, 1, 2], [1, 2, 2]], "nominal"), 3)
    0.444
    """
    found = as_table(ratings, what="ratings")
    pairable = found[:, (~np.isnan(found)).sum(axis=0) >= _PAIR]
    values = np.unique(pairable[~np.isnan(pairable)])
    coincidences = _coincidences(pairable, values)
    n_c = coincidences.sum(axis=1)
    differences = _differences(values, n_c, level)
    expected = (np.outer(n_c, n_c) * differences).sum()
    if not expected:
        return float("nan")
    observed = (coincidences * differences).sum()
    return float(1 - (n_c.sum() - 1) * observed / expected)


def _coincidences(pairable: Floats, values: Floats) -> Floats:
    """Return how often each two values met in one unit, shape (values, values)."""
    counts = (pairable[:, :, None] == values).sum(axis=0).astype(np.float64)
    weights = 1 / (counts.sum(axis=1) - 1)
    pairs: Floats = (counts.T * weights) @ counts - np.diag(weights @ counts)
    return pairs


def _differences(values: Floats, n_c: Floats, level: Level) -> Floats:
    """Return the squared difference of each two values, shape (values, values)."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        return _gaps(np.cumsum(n_c) - n_c / 2) ** 2  # half of both ends, and all between
    if level == "interval":
        return _gaps(values) ** 2
    if level == "ratio":
        return _ratio_differences(values)
    raise ValueError(f"level must be nominal, ordinal, interval or ratio, not {level!r}")


def _gaps(places: Floats) -> Floats:
    gaps: Floats = places[:, None] - places
    return gaps


def _ratio_differences(values: Floats) -> Floats:
    if (values < 0).any():
        raise ValueError("ratings with a true zero cannot be negative")
    gaps, totals = _gaps(values), values[:, None] + values
    return np.divide(gaps, totals, out=np.zeros_like(gaps), where=totals > 0) ** 2
