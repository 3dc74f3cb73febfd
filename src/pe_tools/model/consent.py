"""Consent: ordered tiers of use, how far a use may go, and on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Tier = Literal["room", "report", "quotes", "reviews", "open"]
"""What a participant allows, each tier with all before it: shown in the room in aggregate; this
workshop's report; quotes of their words without a name; this partnership's later reviews; shared
as open data after protection."""

TIERS: tuple[Tier, ...] = get_args(Tier)

BEYOND: tuple[Tier, ...] = ("reviews", "open")
"""The purposes that go beyond this workshop and its report."""

Scope = Literal["project", "topic", "public", "open"]
"""How far a use may go, each with all before it: this partnership only; this topic, by others
too; any purpose in the public interest; anything."""

SCOPES: tuple[Scope, ...] = get_args(Scope)

Modifier = Literal[
    "no-commercial-use", "ethics-approval", "return-results", "publish-results", "collaborate"
]
"""What a use beyond the report must keep to: no commercial use; approval by an ethics board;
results are returned to the partnership; results are published; the partnership takes part."""

MODIFIERS: tuple[Modifier, ...] = get_args(Modifier)

DUO = MappingProxyType(
    {
        "no-commercial-use": "DUO:0000046",
        "ethics-approval": "DUO:0000021",
        "return-results": "DUO:0000029",
        "publish-results": "DUO:0000019",
        "collaborate": "DUO:0000020",
        "days": "DUO:0000025",
    }
)
"""The codes of the GA4GH Data Use Ontology: of each modifier, and of the limit in time."""

Asking = Literal["each", "broad", "blanket", "never"]
"""How often a participant wants to be asked about uses beyond the report: about each; not about
those within the scope; about none; they want none of them."""

ASKINGS: tuple[Asking, ...] = get_args(Asking)


@dataclass(frozen=True)
class Terms:
    """What a participant agreed to.

    Attributes
    ----------
    tier : Tier
        The use that it goes up to.
    scope : Scope
        How far a use beyond the report may go.
    modifiers : frozenset of Modifier
        What each use beyond the report must keep to.
    asking : Asking
        How often they want to be asked.
    uses : frozenset of str
        The names of the uses beyond the report that they were asked about, and said yes to.
    days : int
        How long it holds; 0 holds until the partnership ends.
    """

    tier: Tier
    scope: Scope = "project"
    modifiers: frozenset[Modifier] = frozenset()
    asking: Asking = "broad"
    uses: frozenset[str] = frozenset()
    days: int = 0


@dataclass(frozen=True)
class Use:
    """A use of answers, as whoever makes it declares it.

    ``keeps`` are the modifiers that it promises to keep to. The program believes the promise;
    nothing of it can be checked from here.
    """

    purpose: Tier
    scope: Scope = "project"
    keeps: frozenset[Modifier] = frozenset()
    name: str = ""


def covers(given: Tier, purpose: Tier) -> bool:
    """Return whether a given tier allows a use that needs the tier ``purpose``."""
    return TIERS.index(given) >= TIERS.index(purpose)


def reaches(given: Scope, wanted: Scope) -> bool:
    """Return whether a given scope takes in a wanted one."""
    return SCOPES.index(given) >= SCOPES.index(wanted)


def usual_scope(tier: Tier) -> Scope:
    """Return the scope that a tier means where nobody named one: open data may go anywhere."""
    return "open" if tier == "open" else "project"


def usual_use(purpose: Tier) -> Use:
    """Return the use that a purpose means where nobody declared more; it promises nothing."""
    return Use(purpose, usual_scope(purpose))
