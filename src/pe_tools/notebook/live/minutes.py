"""What is written down in a workshop: notes, treatments, decisions, objections, own items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from pe_tools.model import (
    Decision,
    Item,
    Note,
    Objection,
    Option,
    Step,
    Treatment,
    Verdict,
)
from pe_tools.notebook.live.phrases import item_options, role_options, scale_options
from pe_tools.notebook.risk import LIKELIHOOD, SEVERITY
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.phrases import option_word, verdict_word
from pe_tools.widgets import Button, ChoiceField, Control, DateField, Field, Form, TextField
from pe_tools.workshop import Conductor

Values = Mapping[str, Any]

NONE = "none"
"""What is chosen for "about the whole", and for "without a role"."""


def note_controls(_step: Step, context: Context) -> Sequence[Control]:
    """Return the form for a note about an item."""
    say = context.words.say
    text = TextField("text", say("What was said"), is_long=True, is_required=True)
    return (Form("note", say("Write a note"), (_item(context), text), say("Add the note")),)


def note(
    _step: Step, conductor: Conductor, _context: Context, _name: str, values: Values, now: datetime
) -> None:
    """Take a note."""
    conductor.note(Note(values["text"], _or_none(values["item"])), now=now)


def treat_controls(_step: Step, context: Context) -> Sequence[Control]:
    """Return the form for the treatment of a harm, with the risk that would be left."""
    say, words, kit = context.words.say, context.words, context.tables.kit
    options = tuple((option, option_word(words, option)) for option in get_args(Option))
    yes_no = (("yes", say("Yes")), ("no", say("No")))
    fields: tuple[Field, ...] = (
        ChoiceField("item", say("Harm"), item_options(_asked(context))),
        ChoiceField("option", say("What kind of treatment"), options),
        TextField("text", say("What will be done"), is_long=True, is_required=True),
        TextField("owner", say("Who does it"), is_required=True, max_length=80),
        DateField("due", say("Until when")),
        TextField("cost", say("What it costs"), max_length=80),
        ChoiceField(
            "severity",
            say("Severity that is left"),
            scale_options(kit.scale(SEVERITY)),
            is_required=False,
        ),
        ChoiceField(
            "likelihood",
            say("Likelihood that is left"),
            scale_options(kit.scale(LIKELIHOOD)),
            is_required=False,
        ),
        ChoiceField("agreed", say("Do those who bear the harm agree?"), yes_no, value="no"),
    )
    return (Form("treat", say("Agree on a treatment"), fields, say("Save the treatment")),)


def treat(
    _step: Step, conductor: Conductor, _context: Context, _name: str, values: Values, now: datetime
) -> None:
    """Set the treatment of a harm."""
    treatment = Treatment(
        item=values["item"],
        option=values["option"],
        text=values["text"],
        owner=values["owner"],
        due=values["due"],
        cost=values["cost"],
        residual_severity=int(values["severity"]) if values["severity"] else None,
        residual_likelihood=int(values["likelihood"]) if values["likelihood"] else None,
        is_agreed_by_affected=values["agreed"] == "yes",
    )
    conductor.treat(treatment, now=now)


def decide_controls(_step: Step, context: Context) -> Sequence[Control]:
    """Return the form for a decision."""
    say, words = context.words.say, context.words
    verdicts = tuple((verdict, verdict_word(words, verdict)) for verdict in get_args(Verdict))
    fields: tuple[Field, ...] = (
        _item(context),
        ChoiceField("verdict", say("Verdict"), verdicts),
        TextField("text", say("What was decided"), is_long=True, is_required=True),
        TextField("owner", say("Who sees to it"), is_required=True, max_length=80),
        DateField("due", say("Until when")),
    )
    return (Form("decide", say("Note a decision"), fields, say("Save the decision")),)


def decide(
    _step: Step, conductor: Conductor, _context: Context, _name: str, values: Values, now: datetime
) -> None:
    """Note a decision."""
    decision = Decision(
        values["verdict"],
        values["text"],
        values["owner"],
        values["due"],
        _or_none(values["item"]),
    )
    conductor.decide(decision, now=now)


def object_controls(_step: Step, context: Context) -> Sequence[Control]:
    """Return the form for an objection, with or without the role of who objects."""
    say = context.words.say
    roles = ((NONE, say("Without a role")), *role_options(context.tables.kit))
    fields: tuple[Field, ...] = (
        _item(context),
        TextField("text", say("The objection, with its reason"), is_long=True, is_required=True),
        ChoiceField("role", say("Who objects"), roles, NONE),
    )
    return (Form("object", say("Note an objection"), fields, say("Save the objection")),)


def object_(
    _step: Step, conductor: Conductor, _context: Context, _name: str, values: Values, now: datetime
) -> None:
    """Note an objection."""
    item, role = _or_none(values["item"]), _or_none(values["role"])
    conductor.object(Objection(values["text"], item, role), now=now)


def item_controls(step: Step, context: Context) -> Sequence[Control]:
    """Return the form for an item of the group's own, and a button to drop each."""
    say = context.words.say
    items = [item for item in context.tables.kit.items if item.kind == item_kind(step, context)]
    text = TextField("text", say("In one sentence"), is_required=True, max_length=120)
    drops = [
        Button(
            "drop",
            say("Drop: {item}", item=item.text),
            {"item": item.id},
            confirm=say("Drop it, so that it is not asked?"),
        )
        for item in items
    ]
    return (Form("add", say("Add one of your own"), (text,), say("Add")), *drops)


def change_items(
    step: Step, conductor: Conductor, context: Context, name: str, values: Values, now: datetime
) -> None:
    """Add or drop an item."""
    if name == "add":
        conductor.add_item(item_kind(step, context), values["text"], now=now)
    else:
        conductor.drop_item(values["item"], now=now)


def item_kind(step: Step, context: Context) -> str:
    """Return the kind of item that a step changes: its own, or that of the first rating."""
    rated = (one.items for one in context.tables.kit.steps if one.kind == "rate" and one.items)
    return step.items or next(rated, "")


def _asked(context: Context) -> tuple[Item, ...]:
    """Return the items that are rated for severity, or else every item that is rated or ranked."""
    kit = context.tables.kit
    harms = [step.items for step in kit.steps if SEVERITY in step.scales]
    others = [s.items for s in kit.steps if s.kind in {"rate", "rank"} and s.items != "pulse"]
    kinds = harms or others
    return tuple(item for item in kit.items if item.kind in kinds)


def _item(context: Context) -> ChoiceField:
    whole = (NONE, context.words.say("The whole use"))
    options = (whole, *item_options(_asked(context)))
    return ChoiceField("item", context.words.say("About"), options, NONE)


def _or_none(value: str) -> str:
    return "" if value == NONE else value
