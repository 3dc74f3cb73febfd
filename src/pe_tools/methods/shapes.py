"""What methods take: counts and values, checked once and in one way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def as_counts(counts: npt.ArrayLike, *, points: int) -> Floats:
    """Return counts per scale point as floats. Raises ValueError if they are no counts."""
    found = np.asarray(counts, dtype=np.float64)
    if found.ndim != 1 or len(found) < points:
        raise ValueError(f"counts must be one row of at least {points} scale points")
    if not np.isfinite(found).all() or (found < 0).any():
        raise ValueError("counts must be finite and not negative")
    return found


def as_values(values: npt.ArrayLike) -> Floats:
    """Return the values that were given, missing ones (nan) left out."""
    found = np.asarray(values, dtype=np.float64)
    if found.ndim != 1:
        raise ValueError("values must be one row, one value for each participant")
    return found[~np.isnan(found)]


def as_table(table: npt.ArrayLike, *, what: str) -> Floats:
    """Return a table of two dimensions as floats, missing values kept as nan."""
    found = np.asarray(table, dtype=np.float64)
    if found.ndim != 2:  # noqa: PLR2004 (rows and columns)
        raise ValueError(f"{what} must be a table with rows and columns")
    return found
