"""``pe import`` and ``pe enter``: take in answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_tools.cli.progress import working
from pe_tools.model import TIERS, Response, Tier

if TYPE_CHECKING:
    from pe_tools.workshop import Taken

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_CONSENT = click.option(
    "--consent",
    "tier",
    type=click.Choice(TIERS),
    default="report",
    show_default=True,
    help="What participants allow who say nothing else.",
)


@click.command(
    "import",
    epilog="Example: pe import answers.csv --kit risk_assessment --workshop clinic-2026",
)
@click.argument("file", type=_FILE)
@click.option("--kit", "kit_id", required=True, help="The kit that was used.")
@click.option("--workshop", required=True, help="The workshop; a new name makes a new one.")
@click.option("--items", "items_file", type=_FILE, help="A CSV file of the workshop's own items.")
@_CONSENT
@click.option("--dry-run", "is_dry", is_flag=True, help="Check everything, change nothing.")
def import_(
    file: Path, kit_id: str, workshop: str, items_file: Path | None, tier: Tier, is_dry: bool
) -> None:
    """Take in answers from a CSV file.

    One row a participant and round, one column a question; or one row an answer. A file with
    mistakes is refused as a whole, with every mistake and its place.
    """
    from datetime import UTC, datetime

    from pe_tools.exchange import import_file
    from pe_tools.record import open_record

    with working(f"reading {file.name}"), open_record() as record:
        taken = import_file(
            record,
            file,
            kit_id=kit_id,
            name=workshop,
            items_file=items_file,
            tier=tier,
            is_dry=is_dry,
            now=datetime.now(UTC),
        )
    _report(taken, workshop, "would be taken into" if is_dry else "taken into")


@click.command(epilog="Example: pe enter clinic-2026 --participant sheet-7 --step rate-harms")
@click.argument("workshop")
@click.option("--participant", prompt="Label of the sheet", help="The label on the sheet.")
@click.option("--role", default="", help="The role group of the participant.")
@click.option("--step", prompt=True, help="The step that was answered.")
@click.option("--round", "round_", type=int, default=1, show_default=True)
@click.option(
    "--file", type=_FILE, help="A CSV file: item, value, and scale if there are several."
)
@_CONSENT
def enter(
    workshop: str,
    participant: str,
    role: str,
    step: str,
    round_: int,
    file: Path | None,
    tier: Tier,
) -> None:
    """Take in the answers of one participant.

    They are asked question by question, or read from a file.
    """
    from datetime import UTC, datetime

    from pe_tools.cli.asking import asked
    from pe_tools.exchange import enter_response, read_answers
    from pe_tools.record import open_record
    from pe_tools.workshop import find_workshop

    with open_record() as record:
        kit = find_workshop(record, workshop).kit
        empty = Response(participant, step, round_, (), role)
        filled = read_answers(file, kit, empty) if file else asked(kit, empty)
        response = Response(participant, step, round_, filled, role)
        taken = enter_response(record, workshop, response, tier=tier, now=datetime.now(UTC))
    _report(taken, workshop, "taken into")


def _report(taken: Taken, workshop: str, done: str) -> None:
    click.echo(f"{taken.new} response(s) {done} '{workshop}'.")
    if taken.known:
        click.echo(f"{taken.known} known already.")
    if taken.erased:
        click.echo(f"{taken.erased} left out: these people were erased.")
