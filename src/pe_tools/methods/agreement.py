"""How alike the answers on one ordinal scale are, and whether there are two camps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pe_tools.methods.shapes import Floats, as_counts


@dataclass(frozen=True)
class Layer:
    """One layer of a distribution: its pattern of 0 and 1, its A, and its share of the whole."""

    pattern: str
    agreement: float
    weight: float


def agreement_a(counts: npt.ArrayLike) -> float:
    """Return van der Eijk's agreement A of the answers on one ordinal scale.

    Parameters
    ----------
    counts : array_like of float, shape (k,), k >= 3
        How many participants (or which share of them) chose each point, in scale order.

    Returns
    -------
    float
        In [-1, 1], without unit: 1 if all chose one point, 0 if each point was chosen equally
        often, -1 if half chose each end. nan if nobody answered.

    Raises
    ------
    ValueError
        If there are fewer than three points, or a count is negative or not finite.

    Notes
    -----
    The sum of the layers' own A, each times its weight; see `agreement_layers`. A group of one
    scores 1, so report it beside the group's size.

    References
    ----------
    .. [1] C. van der Eijk, "Measuring Agreement in Ordered Rating Scales", Quality & Quantity 35
       (2001), 325-341.

    Examples
    --------
    >>> agreement_a([2, 0, 0, 2])
    -1.0
    >>> round(agreement_a([0, 2, 2, 0]), 3)
    0.667
    """
    found = as_counts(counts, points=3)
    if not found.sum():
        return float("nan")
    return float(sum(layer.weight * layer.agreement for layer in agreement_layers(found)))


def agreement_layers(counts: npt.ArrayLike) -> tuple[Layer, ...]:
    """Return the layers that van der Eijk's A is made of, the broadest first.

    Parameters
    ----------
    counts : array_like of float, shape (k,), k >= 3
        How many participants chose each point, in scale order.

    Returns
    -------
    tuple of Layer
        Weights add up to 1. Empty if nobody answered.

    Raises
    ------
    ValueError
        If there are fewer than three points, or a count is negative or not finite.

    Notes
    -----
    A layer is what the chosen points have in common before one of them runs out. With S chosen of
    K points, and TU and TDU the numbers of triples that look like 110 or 011 and like 101:
    ``U = ((K-2) TU - (K-1) TDU) / ((K-2) (TU + TDU))`` and ``A = U (1 - (S-1) / (K-1))``. A layer
    of one point has A = 1, a layer of all points A = 0.

    References
    ----------
    .. [1] C. van der Eijk, "Measuring Agreement in Ordered Rating Scales", Quality & Quantity 35
       (2001), 325-341.

    Examples
    --------
    >>> agreement_layers([1, 0, 3])[1]
    Layer(pattern='001', agreement=1.0, weight=0.5)
    """
    found = as_counts(counts, points=3)
    heights = np.unique(found[found > 0])
    steps = np.diff(heights, prepend=0.0)
    return tuple(_layer(found, height, step) for height, step in zip(heights, steps, strict=True))


def _layer(counts: Floats, height: float, step: float) -> Layer:
    chosen = counts >= height
    pattern = "".join("1" if one else "0" for one in chosen)
    return Layer(pattern, _agreement_of(chosen), float(step * chosen.sum() / counts.sum()))


def _agreement_of(chosen: npt.NDArray[np.bool_]) -> float:
    k, s = len(chosen), int(chosen.sum())
    if s in (1, k):
        return 1.0 if s == 1 else 0.0
    tu, tdu = _triples(chosen)
    unimodality = ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu))
    return float(unimodality * (1 - (s - 1) / (k - 1)))


def _triples(chosen: npt.NDArray[np.bool_]) -> tuple[int, int]:
    before = np.cumsum(chosen)[~chosen]
    after = chosen.sum() - before
    together = before * (before - 1) // 2 + after * (after - 1) // 2
    return int(together.sum()), int((before * after).sum())


def polarisation(counts: npt.ArrayLike) -> float:
    """Return how far the answers fall into two camps at the ends of the scale.

    Parameters
    ----------
    counts : array_like of float, shape (k,), k >= 3
        How many participants chose each point, in scale order.

    Returns
    -------
    float
        In [0, 1], without unit: 0 if all chose one point, 0.5 if each point was chosen equally
        often, 1 if half chose each end. nan if nobody answered.

    Raises
    ------
    ValueError
        If there are fewer than three points, or a count is negative or not finite.

    Notes
    -----
    ``(1 - A) / 2``, with A from `agreement_a`.

    References
    ----------
    .. [1] D. Ruedin, "agrmt: Calculate Concentration and Dispersion in Ordered Rating Scales",
       R package, version 1.42, function "polarization".

    Examples
    --------
    >>> polarisation([5, 0, 0, 5])
    1.0
    """
    return (1 - agreement_a(counts)) / 2
