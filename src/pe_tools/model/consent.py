"""Consent: ordered tiers of use, and the purposes that need them."""

from __future__ import annotations

from typing import Literal, get_args

Tier = Literal["room", "report", "quotes", "reviews", "open"]
"""What a participant allows, each tier with all before it: shown in the room in aggregate; this
workshop's report; quotes of their words without a name; this partnership's later reviews; shared
as open data after protection."""

TIERS: tuple[Tier, ...] = get_args(Tier)


def covers(given: Tier, purpose: Tier) -> bool:
    """Return whether a given tier allows a use that needs the tier ``purpose``."""
    return TIERS.index(given) >= TIERS.index(purpose)
