"""What a community decides as a group, which no single person's consent can overrule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal, get_args

from pe_tools.model.consent import TIERS, Scope, Tier, Use, reaches

GROUP_PURPOSES: tuple[Tier, ...] = TIERS[TIERS.index("report") + 1 :]
"""The purposes that a community decides about: all that come after the report."""

Ruling = Literal["yes", "conditions", "no"]
"""A community allows a use, allows it on conditions, or refuses it."""

RULINGS: tuple[Ruling, ...] = get_args(Ruling)

CARE = MappingProxyType(
    {
        "C1": "For inclusive development and innovation",
        "C2": "For improved governance and citizen engagement",
        "C3": "For equitable outcomes",
        "A1": "Recognizing rights and interests",
        "A2": "Data for governance",
        "A3": "Governance of data",
        "R1": "For positive relationships",
        "R2": "For expanding capability and capacity",
        "R3": "For Indigenous languages and worldviews",
        "E1": "For minimizing harm and maximizing benefit",
        "E2": "For justice",
        "E3": "For future use",
    }
)
"""The rows of the CARE Principles for Indigenous Data Governance, by code: collective benefit,
authority to control, responsibility, ethics. Global Indigenous Data Alliance (2019); names as
published."""

CareVerdict = Literal["met", "partly", "not", "not-applicable"]

CARE_VERDICTS: tuple[CareVerdict, ...] = get_args(CareVerdict)


@dataclass(frozen=True)
class CareMark:
    """How far one row of CARE is met, and what shows it."""

    code: str
    verdict: CareVerdict
    evidence: str


@dataclass(frozen=True)
class CommunityDecision:
    """What a group decided about a use and those beyond it.

    Attributes
    ----------
    purpose, scope : Tier, Scope
        What it is about. A no holds for all that goes further too, a yes for all that goes less
        far.
    ruling : Ruling
        What they decided.
    by, how : str
        Which group, and by which way of deciding, such as "assembly, by consensus".
    conditions : str
        On which conditions; "" without any.
    until : str
        The last day on which it holds, as YYYY-MM-DD; "" for no end.
    """

    purpose: Tier
    scope: Scope
    ruling: Ruling
    by: str
    how: str
    conditions: str = ""
    until: str = ""

    def holds_at(self, now: datetime) -> bool:
        """Return whether it still holds at a moment; its last day is one of the moment's zone."""
        return not self.until or now.date().isoformat() <= self.until

    def is_about(self, use: Use) -> bool:
        """Return whether it decides about a use."""
        if use.purpose not in GROUP_PURPOSES:
            return False
        asked, decided = TIERS.index(use.purpose), TIERS.index(self.purpose)
        if self.ruling == "no":
            return asked >= decided and reaches(use.scope, self.scope)
        return asked <= decided and reaches(self.scope, use.scope)


def ruling_on(
    decisions: Sequence[CommunityDecision], use: Use, *, now: datetime
) -> CommunityDecision | None:
    """Return the newest decision about a use that holds at a moment; None if there is none."""
    found = (one for one in reversed(decisions) if one.holds_at(now) and one.is_about(use))
    return next(found, None)
