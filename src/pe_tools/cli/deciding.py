"""``pe community``: what a community decided as a group about its data."""

from __future__ import annotations

from datetime import datetime

import click

from pe_tools.model import (
    CARE,
    CARE_VERDICTS,
    GROUP_PURPOSES,
    RULINGS,
    SCOPES,
    CareVerdict,
    Ruling,
    Scope,
    Tier,
)


@click.group()
def community() -> None:
    """Note what a community decided."""


@community.command(
    epilog="Example: pe community decide clinic-2026 conditions --about reviews "
    "--by 'Village assembly' --how 'by consensus' --condition 'The assembly sees it first.'"
)
@click.argument("workshop")
@click.argument("ruling", type=click.Choice(RULINGS))
@click.option("--about", "purpose", type=click.Choice(GROUP_PURPOSES), required=True)
@click.option("--scope", type=click.Choice(SCOPES), default="project", show_default=True)
@click.option("--by", required=True, help="Which group decided.")
@click.option("--how", required=True, help="How it decided.")
@click.option("--condition", "conditions", default="", help="On which condition.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it holds.")
def decide(
    workshop: str,
    ruling: Ruling,
    purpose: Tier,
    scope: Scope,
    by: str,
    how: str,
    conditions: str,
    until: datetime | None,
) -> None:
    """Note a decision about a use of WORKSHOP and those around it.

    A no holds for all further uses too, a yes for all that go less far; the newest counts.
    """
    from datetime import UTC

    from pe_tools.cli.records import record_of
    from pe_tools.model import CommunityDecision
    from pe_tools.workshop import Host

    last = until.date().isoformat() if until else ""
    decision = CommunityDecision(purpose, scope, ruling, by, how, conditions, last)
    with record_of(workshop) as (record, name):
        Host(record, name).note_community_decision(decision, now=datetime.now(UTC))
    click.echo(f"Noted for '{name}': {ruling} to {purpose} ({scope}), by {by}.")


@community.command(
    epilog="Example: pe community care clinic-2026 A1 partly --evidence 'Charter, article 3'"
)
@click.argument("workshop")
@click.argument("row", type=click.Choice([*CARE]))
@click.argument("verdict", type=click.Choice(CARE_VERDICTS))
@click.option("--evidence", required=True, help="What shows it.")
def care(workshop: str, row: str, verdict: CareVerdict, evidence: str) -> None:
    """Note how far a row of the CARE Principles for Indigenous Data Governance is met."""
    from datetime import UTC

    from pe_tools.cli.records import record_of
    from pe_tools.model import CareMark
    from pe_tools.workshop import Host

    with record_of(workshop) as (record, name):
        Host(record, name).mark_care(CareMark(row, verdict, evidence), now=datetime.now(UTC))
    click.echo(f"Noted for '{name}': {row} {CARE[row]}: {verdict}.")
