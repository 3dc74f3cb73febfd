"""The pages around the steps: cover, first page, method box, who took part, the record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from decimal import Decimal
from importlib.metadata import version

from pe_tools import __version__
from pe_tools.blocks import Block, Callout, Cover, Listing, Paragraph, Table
from pe_tools.language import Words
from pe_tools.model import AgendaEntry, Kit, Thresholds
from pe_tools.notebook.groups import in_order, shown_groups
from pe_tools.notebook.steps import consents
from pe_tools.notebook.steps.base import Context, StepView
from pe_tools.notebook.steps.came_in import came_in

LIBRARIES = ("pandas", "numpy", "matplotlib")
"""The libraries whose versions a reader may need to make the numbers again."""


def cover(context: Context) -> Cover:
    """Return the front: title, workshop, kit, record head."""
    tables, words = context.tables, context.words
    facts: tuple[tuple[str, str], ...] = (
        (words.say("Workshop"), tables.name),
        (words.say("Kit"), f"{tables.kit.id} {tables.kit.version}"),
        (words.say("Record head"), tables.head.text),
    )
    if not words.is_reviewed:
        unchecked = words.say("No speaker has checked it yet")
        facts = (*facts, (words.say("Translation"), unchecked))
    notice = words.say("Everything in this report is made up.") if tables.is_made_up else ""
    return Cover(
        title=tables.kit.title,
        subtitle=words.say("What was assessed, by whom, with what uncertainty"),
        language=words.language,
        direction=words.direction,
        facts=facts,
        notice=notice,
    )


def first_page(context: Context, steps: Sequence[StepView]) -> list[Block]:
    """Return the plain-language page: what came out, in short sentences."""
    words = context.words
    sentences = [*_who(context), *(line for step in steps for line in step.in_short())]
    return [
        Paragraph(context.tables.kit.purpose, "lead"),
        Listing(tuple(sentences)),
        Callout(
            "note",
            words.say("What this page does not say"),
            (
                words.say("It says what the people in this room judged."),
                words.say("It does not prove that a use of data is safe or fair."),
            ),
        ),
    ]


def agenda(context: Context) -> list[Block]:
    """Return the agenda of the kit, with its minutes."""
    words, kit = context.words, context.tables.kit
    rows = tuple(
        (step_title(words, kit, entry), words.number(entry.minutes)) for entry in kit.agenda
    )
    header = (words.say("Step"), words.say("Minutes"))
    return [Table(words.say("Agenda"), header, rows, numeric=(1,))]


def step_title(words: Words, kit: Kit, entry: AgendaEntry) -> str:
    """Return the title of an entry of the agenda, with its round where the step has several."""
    step = kit.step(entry.step)
    if step.rounds == 1 or not entry.round:
        return step.title
    number = words.number(entry.round)
    return words.say("{step}, round {round}", step=step.title, round=number)


def people(context: Context) -> list[Block]:
    """Return who took part and how they came in, who was left out, and what the community said."""
    tables, words = context.tables, context.words
    shown_as = shown_groups(tables.people["role"], min_group=context.limits.min_group)
    sizes = tables.people["role"].map(shown_as).value_counts()
    groups = in_order(sizes.index.astype(str), tables.kit)
    rows = tuple(
        (name, words.number(int(sizes[group])))
        for group, name in zip(groups, context.group_names(groups), strict=True)
    )
    caption = words.say("Who took part")
    header = (words.say("Role"), words.say("People"))
    table = Table(caption, header, rows, numeric=(1,))
    return [
        table,
        *came_in(context),
        *consents.left_out(context),
        *consents.since_report(context),
        *consents.community(context),
    ]


def method_box(context: Context) -> list[Block]:
    """Return every threshold, with who chose it, and every version."""
    words, names = context.words, threshold_names(context.words)
    rows = tuple(
        (names[field.name], *_chosen(context, field.name)) for field in fields(Thresholds)
    )
    header = (
        words.say("Threshold"),
        words.say("Used here"),
        words.say("Set by the kit"),
        words.say("Chosen by"),
    )
    return [
        Table(words.say("Thresholds, none of them fixed by an authority"), header, rows),
        Table(
            words.say("Instruments and versions"),
            (words.say("Part"), words.say("Version")),
            tuple(_versions(context)),
        ),
    ]


def _chosen(context: Context, name: str) -> tuple[str, str, str]:
    """Return a threshold as it is used, as the kit has it, and who chose what is used."""
    words, tables = context.words, context.tables
    places = (context.limits, tables.kit.thresholds, tables.set_by_kit)
    used, agreed, of_kit = (getattr(place, name) for place in places)
    if used != agreed:
        by = words.say("This run")
    else:
        by = words.say("The kit") if agreed == of_kit else words.say("The workshop")
    return limit_written(words, used), limit_written(words, of_kit), by


def record_page(context: Context) -> list[Block]:
    """Return the record's head, and how to check that nothing was changed since."""
    words, head = context.words, context.tables.head
    return [
        Table(
            words.say("Where the record stood"),
            (words.say("Workshop"), words.say("Events"), words.say("Head")),
            ((context.tables.name, words.number(head.seq), head.hash),),
            numeric=(1,),
        ),
        Paragraph(
            words.say(
                "Keep this page. The command pe verify finds any later change to the record."
            ),
            "small",
        ),
    ]


def _who(context: Context) -> Iterator[str]:
    words, n = context.words, len(context.tables.people)
    roles = context.tables.people["role"]
    groups = set(shown_groups(roles, min_group=context.limits.min_group).values())
    yield words.count("{n} person took part.", "{n} people took part.", n)
    if len(groups) > 1:
        yield words.count(
            "Answers are shown for {n} group.", "Answers are shown for {n} groups.", len(groups)
        )


def threshold_names(words: Words) -> dict[str, str]:
    """Return what each threshold is called."""
    return {
        "min_group": words.say("Smallest group shown apart, in people"),
        "agreement_limit": words.say("Agreement A from which answers count as agreeing"),
        "spread_limit": words.say("Widest interquartile range that counts as agreeing"),
        "role_gap_limit": words.say("Widest gap between role medians that counts as agreeing"),
        "stability_limit": words.say("Largest share of changed answers that counts as stable"),
        "stop_acceptability": words.say("Acceptability below which the use stops"),
        "min_live": words.say("People whose answers change before a live picture does"),
        "matrix": words.say("Matrix of severity and likelihood"),
    }


def limit_written(words: Words, limit: float | str) -> str:
    """Return a threshold as the language writes numbers, with all its decimals."""
    if isinstance(limit, str):
        return limit
    decimals = -int(Decimal(str(limit)).as_tuple().exponent)
    return words.number(limit, decimals)


def versions(kit: Kit) -> dict[str, str]:
    """Return the versions of all that the numbers rest on, by name."""
    own = {"kit": f"{kit.id} {kit.version}", "pe_tools": __version__}
    return own | {library: version(library) for library in LIBRARIES}


def _versions(context: Context) -> Iterator[tuple[str, str]]:
    kit, *others = versions(context.tables.kit).items()
    yield context.words.say("Kit"), kit[1]
    yield from others
