"""The limits that a workshop sets in place of its kit's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pe_tools.model import Thresholds

SETTABLE = (
    "agreement_limit",
    "spread_limit",
    "role_gap_limit",
    "stability_limit",
    "stop_acceptability",
)
"""The thresholds that a workshop can set beside its smallest group, in the order of the form."""

_WHOLE = "stop_acceptability"


def limit_text(limit: float) -> str:
    """Return a limit as the record holds it: a text, because an event holds no fractions.

    Examples
    --------
    >>> limit_text(0.15), limit_text(1.0)
    ('0.15', '1')
    """
    return format(limit, "g")


def with_limits(thresholds: Thresholds, limits: Mapping[str, str]) -> Thresholds:
    """Return thresholds with the limits of a record in place of their own.

    Examples
    --------
    >>> with_limits(Thresholds(), {"spread_limit": "2.5"}).spread_limit
    2.5
    """
    found = {
        name: int(text) if name == _WHOLE else float(text)
        for name, text in limits.items()
        if name in SETTABLE
    }
    return replace(thresholds, **found)  # type: ignore[arg-type]
