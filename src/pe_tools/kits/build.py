"""From a checked kit file to the kit."""

from __future__ import annotations

from pe_tools.kits.schema import KitFile, PointFile, ScaleFile, StepFile
from pe_tools.model import AgendaEntry, Item, Kit, Point, Role, Scale, Step, Thresholds


def build_kit(file: KitFile) -> Kit:
    """Return the kit that a checked file describes, in its source language."""
    return Kit(
        id=file.id,
        version=file.version,
        title=file.title,
        purpose=file.purpose,
        roles=tuple(Role(role.id, role.name) for role in file.roles),
        scales=tuple(_scale(scale) for scale in file.scales),
        items=tuple(Item(**item.model_dump()) for item in file.items),
        steps=tuple(_step(step) for step in file.steps),
        agenda=tuple(AgendaEntry(**entry.model_dump()) for entry in file.agenda),
        thresholds=Thresholds(**file.thresholds.model_dump()),
    )


def _scale(scale: ScaleFile) -> Scale:
    return Scale(scale.id, scale.question, tuple(_point(point) for point in scale.points))


def _point(point: PointFile) -> Point:
    return Point(point.value, point.word or "", point.anchor or "", point.picture or "")


def _step(step: StepFile) -> Step:
    return Step(
        id=step.id,
        kind=step.kind,
        title=step.title,
        prompt=step.prompt or "",
        items=step.items or "",
        scales=tuple(step.scales),
        rounds=step.rounds,
        picks=step.picks or Step.picks,
        points=step.points or Step.points,
    )
