"""Proposals: accepted, found to be the same as another, or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pe_tools.language import Words
from pe_tools.model import Item, Step
from pe_tools.notebook.live import minutes
from pe_tools.notebook.live.phrases import item_options
from pe_tools.notebook.live.troubles import MOST_SIGNS, troubles, twin_of
from pe_tools.notebook.steps.base import Context
from pe_tools.tables.said import Proposed
from pe_tools.widgets import ChoiceField, Control, Fold, Form, Matter, TextField
from pe_tools.workshop import Conductor, Host


def controls(step: Step, context: Context) -> Sequence[Control]:
    """Return the proposals, out of sight until somebody opens them, and what else adds items."""
    return (*_folds(step, context), *minutes.item_controls(step, context))


def act(
    step: Step,
    conductor: Conductor,
    context: Context,
    name: str,
    values: Mapping[str, Any],
    now: datetime,
) -> None:
    """Settle a proposal, or add or drop an item."""
    verb, _, proposal = name.partition(" ")
    host = Host(conductor.record, conductor.name)
    match verb:
        case "accept":
            kind = minutes.item_kind(step, context)
            host.accept(proposal, kind, values["text"], now=now)
        case "merge":
            host.merge(proposal, values["item"], now=now)
        case "refuse":
            host.refuse(proposal, values["reason"], now=now)
        case _:
            minutes.change_items(step, conductor, context, name, values, now)


def _folds(step: Step, context: Context) -> Iterator[Control]:
    words, proposals = context.words, context.tables.proposals
    waiting = [proposal for proposal in proposals if not proposal.verdict]
    settled = [proposal for proposal in proposals if proposal.verdict]
    if waiting:
        title = words.count(
            "{n} proposal waits. Open it where only you can see it.",
            "{n} proposals wait. Open them where only you can see them.",
            len(waiting),
        )
        items = _items(step, context)
        yield Fold("waiting", title, tuple(_matter(words, one, items) for one in waiting))
    if settled:
        title = words.count("{n} proposal is settled", "{n} proposals are settled", len(settled))
        yield Fold("settled", title, tuple(_outcome(context, one) for one in settled))


def _matter(words: Words, proposal: Proposed, items: Sequence[Item]) -> Matter:
    facts = tuple(troubles(words, proposal.text, items))
    return Matter(proposal.id, proposal.text, facts, tuple(_forms(words, proposal, items)))


def _forms(words: Words, proposal: Proposed, items: Sequence[Item]) -> Iterator[Form]:
    say, id_ = words.say, proposal.id
    text = TextField(
        "text",
        say("In one sentence"),
        proposal.text,
        is_long=True,
        is_required=True,
        max_length=MOST_SIGNS,
    )
    yield Form(f"accept {id_}", say("Accept"), (text,), say("Accept these words"))
    if items:
        twin = twin_of(proposal.text, items)
        label = say("Which one says the same?")
        which = ChoiceField("item", label, item_options(tuple(items)), twin.id if twin else "")
        yield Form(f"merge {id_}", say("Same as another"), (which,), say("Take them as one"))
    reason = TextField(
        "reason", say("Reason, which stays in the record"), is_required=True, max_length=200
    )
    yield Form(f"refuse {id_}", say("Refuse"), (reason,), say("Refuse it"))


def _outcome(context: Context, proposal: Proposed) -> Matter:
    say = context.words.say
    texts = {item.id: item.text for item in context.tables.kit.items}
    said = {
        "accepted": say("Accepted as: {item}", item=texts.get(proposal.item, "–")),
        "merged": say("The same as: {item}", item=texts.get(proposal.item, "–")),
        "refused": say("Refused: {reason}", reason=proposal.reason),
    }
    return Matter(proposal.id, proposal.text, (said[proposal.verdict or "refused"],))


def _items(step: Step, context: Context) -> list[Item]:
    kind = minutes.item_kind(step, context)
    return [item for item in context.tables.kit.items if item.kind == kind]
