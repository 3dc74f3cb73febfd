"""``pe verify``: whether the record was changed, damaged or cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pe_tools.record import Head, Record


@click.command(epilog='Example: pe verify clinic-2026 --head "17 3f2a 9c1e ..."')
@click.argument("workshop", required=False, default="")
@click.option("--head", "heads", multiple=True, metavar="TEXT", help="A head that you noted.")
def verify(workshop: str, heads: tuple[str, ...]) -> int:
    """Tell whether the record was changed.

    Without WORKSHOP, all workshops are looked at. A head is the line of numbers that a report
    prints; without one, events cut off at the end are not noticed.
    """
    from pe_tools.cli.records import record_of

    if heads and not workshop:
        raise click.UsageError("A head belongs to a workshop. Name the workshop too.")
    with record_of(workshop) as (record, name):
        return _verify(record, name, [_head(name, text) for text in heads])


def _verify(record: Record, workshop: str, heads: Sequence[Head]) -> int:
    from pe_tools.errors import UnknownWorkshopError

    streams = record.streams()
    if workshop and workshop not in streams and not heads:
        raise UnknownWorkshopError(workshop=workshop, known=", ".join(streams) or "none")
    damages = [d for d in record.verify(heads) if not workshop or d.stream in ("", workshop)]
    for damage in damages:
        place = f"{damage.stream or 'the record'}"
        click.echo(
            f"{place}, event {damage.seq}: {damage.what}"
            if damage.seq
            else f"{place}: {damage.what}"
        )
    if damages:
        click.echo(
            "The record does not verify. Keep a copy of it as it is. Then start pe serve, which "
            "mends what its second copy has whole. Else restore a backup: pe restore --help"
        )
        return 1
    for stream in (workshop,) if workshop else streams:
        click.echo(f"{stream}: whole. Head {record.head(stream).text}")
    if not streams:
        click.echo(f"There is no record yet in {record.name}.")
    return 0


def _head(workshop: str, text: str) -> Head:
    from pe_tools.record import Head

    try:
        return Head.parse(workshop, text)
    except ValueError as err:
        raise click.BadParameter(f"'{text}' is none: {err}.", param_hint="--head") from err
