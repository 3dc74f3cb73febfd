"""``pe ledger``: the trail of what happened, for whoever checks it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_tools.cli.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pe_tools.record import Record
    from pe_tools.record.chain import Row


@click.group()
def ledger() -> None:
    """List, check and hand out a trail.

    It is what happened in a workshop and when. Participants stand in it by a pseudonym, with the
    hour only, and what they sent is sealed.
    """


ledger.add_command(
    click.Command(
        "verify",
        callback=verify.callback,
        params=verify.params,
        help=verify.help,
        epilog="Example: pe ledger verify clinic-2026",
    )
)


@ledger.command("list", epilog="Example: pe ledger list clinic-2026 --kind consent-given")
@click.argument("workshop")
@click.option("--kind", "kinds", multiple=True, help="Only events of this kind; more than once.")
@click.option("--subject", default="", help="Only events of this pseudonym.")
@click.option("--since", default="", metavar="DATE", help="Only from this day on: 2026-03-05.")
@click.option("--count", "is_count", is_flag=True, help="Only how many there are of each kind.")
def list_(workshop: str, kinds: tuple[str, ...], subject: str, since: str, is_count: bool) -> None:
    """List the events of WORKSHOP: number, time, kind, pseudonym, hash."""
    from pe_tools.cli.records import record_of

    with record_of(workshop) as (record, name):
        rows = [
            row
            for row in _known_rows(record, name)
            if (not kinds or row.kind in kinds)
            and (not subject or row.subject == subject)
            and row.at >= since
        ]
    for line in _counted(rows) if is_count else _listed(rows):
        click.echo(line)


@ledger.command(epilog="Example: pe ledger bundle clinic-2026 clinic-2026-trail.zip")
@click.argument("workshop")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def bundle(workshop: str, file: Path) -> None:
    """Write the trail of WORKSHOP to FILE, a ZIP for an auditor.

    It holds every event, the head, and a script that verifies them with Python alone. What
    participants sent is sealed in it, and no key is. What the facilitator wrote down can be read:
    notes, decisions, and proposals that became items.
    """
    from pe_tools.cli.records import record_of
    from pe_tools.record.auditing import write_bundle

    with record_of(workshop) as (record, name):
        _known_rows(record, name)
        head = write_bundle(record, name, file)
    click.echo(f"{file}: {head.seq} events. Head {head.text}")


@ledger.command(epilog="Example: pe ledger prove clinic-2026 --event 9f3c... > proof.json")
@click.argument("workshop")
@click.option("--event", required=True, help="The id of the event; a receipt names it.")
def prove(workshop: str, event: str) -> None:
    """Print the proof that an event is in the trail of WORKSHOP.

    It shows no other event. The script in the bundle checks it.
    """
    import json

    from pe_tools.cli.records import record_of
    from pe_tools.record.auditing import prove as proof_of

    with record_of(workshop) as (record, name):
        click.echo(json.dumps(proof_of(record, name, event), indent=1, ensure_ascii=False))


def _known_rows(record: Record, name: str) -> list[Row]:
    from pe_tools.errors import UnknownWorkshopError

    rows = record.rows(name)
    if not rows:
        known = ", ".join(record.streams()) or "none"
        raise UnknownWorkshopError(workshop=name, known=known)
    return rows


def _listed(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        yield f"{row.seq:>6}  {row.at}  {row.kind:<18}  {row.subject or '-':<18}  {row.hash[:16]}"


def _counted(rows: list[Row]) -> Iterator[str]:
    for kind, count in sorted(Counter(row.kind for row in rows).items()):
        yield f"{count:>6}  {kind}"
