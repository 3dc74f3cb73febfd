"""The figures and tables that the harms are shown with."""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pe_tools import charts, methods
from pe_tools.blocks import Figure, Table
from pe_tools.model import Step
from pe_tools.notebook.groups import in_order
from pe_tools.notebook.rating import stability
from pe_tools.notebook.risk import LIKELIHOOD, SEVERITY, Harm
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.phrases import flag_words, level_name, level_names
from pe_tools.notebook.steps.rating_parts import agreement_figure as rating_figure
from pe_tools.notebook.steps.rating_parts import bars

Pairs = Sequence[tuple[Harm, Harm]]


def levels_figure(context: Context, harms: Sequence[Harm]) -> Figure:
    """Return the grid of levels: one row a harm that is split by role, one column a group."""
    split = [harm for harm in harms if harm.is_split]
    groups = in_order({g for harm in split for g in harm.levels}, context.tables.kit)
    levels = pd.DataFrame(
        [[harm.levels.get(group, np.nan) for group in groups] for harm in split],
        index=[harm.item.text for harm in split],
        columns=context.group_names(groups),
    )
    return charts.role_levels(
        levels,
        level_names=level_names(context.words, context.limits.matrix),
        title=context.words.say("The level of each harm, role by role"),
        words=context.words,
    )


def register(context: Context, harms: Sequence[Harm]) -> Table:
    """Return the register of harms, the most urgent first."""
    words, matrix = context.words, context.limits.matrix
    rows = tuple(
        (
            harm.item.text,
            level_name(words, matrix, harm.priority),
            _concerned(context, harm),
            level_name(words, matrix, harm.overall),
            _fragile_words(context, harm),
            words.number(harm.n),
        )
        for harm in harms
    )
    header = (
        words.say("Harm"),
        words.say("Priority"),
        words.say("Most concerned"),
        words.say("All together"),
        words.say("Hangs on one person"),
        words.say("People"),
    )
    return Table(words.say("Register of harms, in order of urgency"), header, rows, numeric=(5,))


def revealed_table(context: Context, harms: Sequence[Harm], revealed: Container[str]) -> Table:
    """Return the level of all together, and of the groups that were revealed so far."""
    words, matrix = context.words, context.limits.matrix
    groups = [
        group
        for group in in_order({g for harm in harms for g in harm.levels}, context.tables.kit)
        if group in revealed
    ]
    rows = tuple(
        (
            harm.item.text,
            level_name(words, matrix, harm.overall),
            *(level_name(words, matrix, harm.levels.get(group)) for group in groups),
        )
        for harm in sorted(harms, key=lambda harm: harm.item.id)
    )
    header = (words.say("Harm"), words.say("All together"), *context.group_names(groups))
    return Table(words.say("The levels that were revealed so far"), header, rows)


def heat_map(context: Context, harm: Harm) -> Figure:
    """Return how many people chose each pair of severity and likelihood."""
    limits, kit = context.limits, context.tables.kit
    severity, likelihood = kit.scale(SEVERITY), kit.scale(LIKELIHOOD)
    pairs = harm.pairs[[SEVERITY, LIKELIHOOD]]
    return charts.heat_map(
        _table_of(methods.pair_counts(pairs, matrix=limits.matrix)),
        levels=_table_of(methods.matrix_rows(limits.matrix)),
        level_names=level_names(context.words, limits.matrix),
        severity=severity,
        likelihood=likelihood,
        title=harm.item.text,
        words=context.words,
    )


def agreement_figure(context: Context, harms: Sequence[Harm]) -> Figure:
    """Return the agreement on each harm, on the scale that has the lower one."""
    lower = [min(harm.severity, harm.likelihood, key=lambda r: r.agreement) for harm in harms]
    title = context.words.say("How far people agree on each harm")
    return rating_figure(context, lower, title)


def flag_table(context: Context, harms: Sequence[Harm]) -> Table:
    """Return the harms in the order for talk, with the reason."""
    words = context.words
    rows = tuple(
        (
            harm.item.text,
            words.number(harm.severity.agreement, 2),
            words.number(harm.likelihood.agreement, 2),
            words.number(max(harm.severity.spread, harm.likelihood.spread), 1),
            words.number(max(harm.severity.role_gap, harm.likelihood.role_gap), 1),
            flag_words(words, harm.flags),
        )
        for harm in sorted(harms, key=lambda h: h.agreement)
    )
    header = (
        words.say("Harm"),
        words.say("Agreement on severity"),
        words.say("Agreement on likelihood"),
        words.say("Spread"),
        words.say("Gap between roles"),
        words.say("Worth talking about"),
    )
    return Table(words.say("Where people differ"), header, rows, numeric=(1, 2, 3, 4))


def severity_bars(context: Context, harm: Harm) -> Figure:
    """Return how each role answered about the severity of one harm."""
    return bars(context, harm.severity, harm.item.text)


def change_table(context: Context, step: Step, pairs: Pairs) -> Table:
    """Return each harm's priority before and after, and the share of people who moved."""
    words, matrix = context.words, context.limits.matrix
    rows = tuple(
        (
            last.item.text,
            level_name(words, matrix, first.priority),
            level_name(words, matrix, last.priority),
            *(_moved(context, step, last, scale) for scale in (SEVERITY, LIKELIHOOD)),
        )
        for first, last in pairs
    )
    header = (
        words.say("Harm"),
        words.say("Priority before"),
        words.say("Priority after"),
        words.say("Changed the severity"),
        words.say("Changed the likelihood"),
    )
    return Table(words.say("What changed after talking"), header, rows, numeric=(3, 4))


def _concerned(context: Context, harm: Harm) -> str:
    if not harm.is_split:
        return context.words.say("Not shown, to protect people")
    names = dict(zip(harm.levels, context.group_names(list(harm.levels)), strict=True))
    return context.words.join(names[group] for group in harm.most_concerned)


def _moved(context: Context, step: Step, harm: Harm, scale_id: str) -> str:
    scale = context.tables.kit.scale(scale_id)
    share, n = stability(context.tables, step, harm.item, scale)
    return context.words.percent(share) if n >= context.limits.min_group else "–"


def _fragile_words(context: Context, harm: Harm) -> str:
    if not harm.is_fragile:
        return context.words.say("No")
    return context.words.count(
        "Yes: {n} person could change it",
        "Yes: any of {n} people could change it",
        harm.changed_by,
    )


def _table_of(rows: npt.ArrayLike) -> pd.DataFrame:
    """Return a matrix as a table, the highest severity on top."""
    levels = np.asarray(rows)
    points = list(range(1, len(levels) + 1))
    return pd.DataFrame(levels[::-1], index=points[::-1], columns=points)
