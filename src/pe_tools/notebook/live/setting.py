"""Setting a workshop up: who is expected, and the limits that its results depend on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.pages import limit_written, threshold_names
from pe_tools.widgets import ChoiceField, Form
from pe_tools.workshop import SETTABLE, Conductor, limit_text

MOST_HEADS = 40

_CHOICES: Mapping[str, tuple[float, ...]] = {
    "agreement_limit": tuple(tenth / 10 for tenth in range(11)),
    "spread_limit": tuple(half / 2 for half in range(11)),
    "role_gap_limit": tuple(half / 2 for half in range(11)),
    "stability_limit": tuple(part / 100 for part in range(0, 55, 5)),
}
"""What each threshold can be set to, beside what the kit has; a rerun may take any number."""


def setting(context: Context) -> Iterator[Form]:
    """Yield the form that sets the workshop up, until the first step begins."""
    if context.tables.course.current is not None:
        return
    say, names = context.words.say, threshold_names(context.words)
    smallest = range(2, 8)
    group = _limit_field(context, "min_group", smallest, names["min_group"])
    more = (
        _limit_field(context, name, choices, names[name])
        for name, choices in _choices(context).items()
    )
    yield Form(
        "set-up",
        say("Who is expected?"),
        (*_heads(context), group),
        say("Save"),
        more_title=say("More settings"),
        more=tuple(more),
    )


def set_up(
    conductor: Conductor, context: Context, values: Mapping[str, Any], now: datetime
) -> None:
    """Set who is expected, and those limits that are not the kit's own."""
    of_kit, kit = context.tables.set_by_kit, context.tables.kit
    expected = {role.id: int(values[role.id]) for role in kit.roles if values[role.id]}
    limits = {
        name: values[name]
        for name in _choices(context)
        if values[name] != limit_text(getattr(of_kit, name))
    }
    conductor.set_up(expected, int(values["min_group"]), limits=limits, now=now)


def _heads(context: Context) -> Iterator[ChoiceField]:
    say, number = context.words.say, context.words.number
    heads = tuple((str(n), number(n)) for n in range(1, MOST_HEADS + 1))
    for role in context.tables.kit.roles:
        label = say("How many: {role}", role=role.name)
        expected = str(context.tables.expected.get(role.id, ""))
        yield ChoiceField(role.id, label, heads, expected, is_required=False)


def _choices(context: Context) -> dict[str, tuple[float, ...]]:
    """Return the thresholds that can be set; that of a scale the kit has not is left out."""
    scales = {scale.id: scale.values for scale in context.tables.kit.scales}
    known = {**_CHOICES, "stop_acceptability": scales.get("acceptability", ())}
    return {name: known[name] for name in SETTABLE if known[name]}


def _limit_field(context: Context, name: str, choices: Iterable[float], label: str) -> ChoiceField:
    """Return the field of one threshold; what the kit and the workshop have is always there."""
    kit, now = (
        getattr(context.tables.set_by_kit, name),
        getattr(context.tables.kit.thresholds, name),
    )
    options = tuple(
        (limit_text(limit), _named(context, limit, is_of_kit=limit == kit))
        for limit in sorted({*choices, kit, now})
    )
    return ChoiceField(name, label, options, limit_text(now))


def _named(context: Context, limit: float, *, is_of_kit: bool) -> str:
    written = limit_written(context.words, limit)
    return (
        context.words.say("{limit} (as the kit has it)", limit=written) if is_of_kit else written
    )
