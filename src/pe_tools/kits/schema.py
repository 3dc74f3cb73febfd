"""What may stand in a kit file: keys, their kinds of value and their limits."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from pe_tools.model import Matrix, StepKind, Thresholds

MAX_ROUNDS = 3  # rounds beyond the third make people conform
_DAY = 24 * 60

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
KitId = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=64)
]
Minutes = Annotated[int, Field(ge=1, le=_DAY)]


class Part(BaseModel):
    """A mapping of a kit file: no other keys, and no value taken for another kind of value."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RoleFile(Part):
    """A role group."""

    id: Id
    name: Text


class PointFile(Part):
    """One point of a scale."""

    value: Annotated[int, Field(ge=-100, le=100)]
    word: Text | None = None
    anchor: Text | None = None
    picture: Id | None = None


class ScaleFile(Part):
    """A scale, its points in ascending order."""

    id: Id
    question: Text
    points: Annotated[list[PointFile], Field(min_length=2)]


class ItemFile(Part):
    """One thing to answer; it always says where it comes from."""

    id: Id
    kind: Id
    text: Text
    source: Text
    sensitive: bool = False


class StepFile(Part):
    """One activity."""

    id: Id
    kind: StepKind
    title: Text
    prompt: Text | None = None
    items: Id | None = None
    scales: list[Id] = []
    rounds: Annotated[int, Field(ge=1, le=MAX_ROUNDS)] = 1
    picks: Annotated[int, Field(ge=1)] | None = None
    points: Annotated[int, Field(ge=1, le=1000)] | None = None


class AgendaFile(Part):
    """Some minutes for a step, or for one round of it."""

    minutes: Minutes
    step: Id
    round: Annotated[int, Field(ge=0, le=MAX_ROUNDS)] = 0


class ThresholdsFile(Part):
    """The limits that results depend on; what is not written keeps the model's default."""

    min_group: Annotated[int, Field(ge=2)] = Thresholds.min_group
    agreement_limit: Annotated[float, Field(ge=-1, le=1)] = Thresholds.agreement_limit
    spread_limit: Annotated[float, Field(ge=0)] = Thresholds.spread_limit
    role_gap_limit: Annotated[float, Field(ge=0)] = Thresholds.role_gap_limit
    stability_limit: Annotated[float, Field(ge=0, le=1)] = Thresholds.stability_limit
    stop_acceptability: int = Thresholds.stop_acceptability
    min_live: Annotated[int, Field(ge=2)] = Thresholds.min_live
    matrix: Matrix = Thresholds.matrix


class KitFile(Part):
    """A whole kit."""

    id: KitId
    version: Text
    title: Text
    purpose: Text
    minutes: Minutes
    roles: Annotated[list[RoleFile], Field(min_length=1)]
    scales: list[ScaleFile] = []
    items: list[ItemFile] = []
    steps: Annotated[list[StepFile], Field(min_length=1)]
    agenda: Annotated[list[AgendaFile], Field(min_length=1)]
    thresholds: ThresholdsFile = ThresholdsFile()


PARTS: dict[tuple[str, ...], type[Part]] = {
    (): KitFile,
    ("roles",): RoleFile,
    ("scales",): ScaleFile,
    ("scales", "points"): PointFile,
    ("items",): ItemFile,
    ("steps",): StepFile,
    ("agenda",): AgendaFile,
    ("thresholds",): ThresholdsFile,
}
"""The mapping at each path of a kit file, positions in lists left out."""
