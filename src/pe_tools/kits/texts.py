"""Every text of a kit that people read, each with the context that names it for translators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pe_tools.model import Item, Kit, Point, Role, Scale, Step

Say = Callable[[str, str], str]
"""From a context such as ``items.harm-recognised.text`` and a source text to what is shown."""


def with_texts(kit: Kit, say: Say) -> Kit:
    """Return a kit with each text replaced by what `say` gives for its context and the text.

    Ids, numbers, pictures and sources are no texts: they are the same in all languages.
    """

    def told(context: str, text: str) -> str:
        return say(context, text) if text else ""

    return replace(
        kit,
        title=told("title", kit.title),
        purpose=told("purpose", kit.purpose),
        roles=tuple(_role(role, told) for role in kit.roles),
        scales=tuple(_scale(scale, told) for scale in kit.scales),
        items=tuple(_item(item, told) for item in kit.items),
        steps=tuple(_step(step, told) for step in kit.steps),
    )


def texts_of(kit: Kit) -> dict[str, str]:
    """Return the texts of a kit by context, in its order."""
    found: dict[str, str] = {}
    with_texts(kit, found.setdefault)
    return found


def _role(role: Role, say: Say) -> Role:
    return replace(role, name=say(f"roles.{role.id}.name", role.name))


def _scale(scale: Scale, say: Say) -> Scale:
    context = f"scales.{scale.id}"
    question = say(f"{context}.question", scale.question)
    points = tuple(_point(context, point, say) for point in scale.points)
    return replace(scale, question=question, points=points)


def _point(scale: str, point: Point, say: Say) -> Point:
    context = f"{scale}.points.{point.value}"
    return replace(
        point,
        word=say(f"{context}.word", point.word),
        anchor=say(f"{context}.anchor", point.anchor),
    )


def _item(item: Item, say: Say) -> Item:
    return replace(item, text=say(f"items.{item.id}.text", item.text))


def _step(step: Step, say: Say) -> Step:
    context = f"steps.{step.id}"
    return replace(
        step,
        title=say(f"{context}.title", step.title),
        prompt=say(f"{context}.prompt", step.prompt),
    )
