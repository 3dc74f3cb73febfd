"""Kits: the script of a workshop, its steps and its items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pe_tools.model.outcome import Thresholds
from pe_tools.model.scale import Scale

StepKind = Literal[
    "talk",
    "write",
    "propose",
    "share",
    "rate",
    "rank",
    "choose",
    "points",
    "discuss",
    "treat",
    "decide",
    "object",
]
"""What people do in a step: listen and talk; write; propose items; share what they wrote; rate on
scales; rank from best to worst; choose items; share out points among items; discuss what was
flagged; agree on treatments; decide; object."""


@dataclass(frozen=True)
class Role:
    """A role group. Results are shown role by role, never averaged into one voice."""

    id: str
    name: str


@dataclass(frozen=True)
class Item:
    """One thing to answer: a harm, a consideration, an option. Its id is never reused.

    ``kind`` groups items ("harm", "consideration", "option", "pulse"); a step names the kind it
    asks about. An item that is ``sensitive`` is never split by role where a role is unanimous.
    """

    id: str
    kind: str
    text: str
    source: str = ""
    sensitive: bool = False


@dataclass(frozen=True)
class Step:
    """One activity of a workshop. ``items`` is the kind of item it asks about ("" for none).

    ``picks`` is how many items one may choose at most, ``points`` how many points one shares out.
    """

    id: str
    kind: StepKind
    title: str
    prompt: str = ""
    items: str = ""
    scales: tuple[str, ...] = ()
    rounds: int = 1
    picks: int = 1
    points: int = 10


@dataclass(frozen=True)
class AgendaEntry:
    """Some minutes of the agenda, given to one step (and one round of it; 0 for no round)."""

    minutes: int
    step: str
    round: int = 0


@dataclass(frozen=True)
class Kit:
    """The script of a workshop: words in one language, ids and numbers in none."""

    id: str
    version: str
    title: str
    purpose: str
    roles: tuple[Role, ...]
    scales: tuple[Scale, ...]
    items: tuple[Item, ...]
    steps: tuple[Step, ...]
    agenda: tuple[AgendaEntry, ...]
    thresholds: Thresholds = field(default_factory=Thresholds)
    language: str = "en"

    def step(self, step_id: str) -> Step:
        """Return the step with this id. Raises KeyError if there is none."""
        return {step.id: step for step in self.steps}[step_id]

    def scale(self, scale_id: str) -> Scale:
        """Return the scale with this id. Raises KeyError if there is none."""
        return {scale.id: scale for scale in self.scales}[scale_id]

    def items_of(self, step: Step) -> tuple[Item, ...]:
        """Return the items that a step asks about, in the kit's order."""
        return tuple(item for item in self.items if item.kind == step.items)

    def role_name(self, role_id: str) -> str:
        """Return the name of a role, or its id if the kit does not name it."""
        return {role.id: role.name for role in self.roles}.get(role_id, role_id)
