"""``pe rerun``: compute the numbers of a workshop again, and tell which of them moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pe_tools.reports.moved import Move
    from pe_tools.reports.published import Published


@click.command(epilog="Example: pe rerun --diff clinic-2026")
@click.argument("workshop")
@click.option("--diff", "is_diff", is_flag=True, help="Tell which numbers moved, and why.")
@click.pass_context
def rerun(ctx: click.Context, workshop: str, is_diff: bool) -> None:
    """Compute all numbers again, with the consents of now.

    They are compared with those of the last report. Small changes are told without values, so
    that nobody's answers show. Ends with 1 if a number moved.
    """
    from pe_tools.cli.publishing import place_of, published
    from pe_tools.cli.records import full_name
    from pe_tools.notebook import open_workshop
    from pe_tools.reports.moved import moves
    from pe_tools.reports.published import kept

    name = full_name(workshop)
    before, after = kept(place_of(name), name), published(name, open_workshop(name))
    moved = moves(before.findings, after.findings)
    click.echo(f"{len(moved)} of {len(after.findings)} numbers moved since {before.at}.")
    if is_diff:
        for line in _differences(before, after, moved):
            click.echo(line)
    if moved:
        ctx.exit(1)


def _differences(before: Published, after: Published, moved: tuple[Move, ...]) -> Iterator[str]:
    from pe_tools.cli.records import record_of
    from pe_tools.reports.moved import changed, told, why
    from pe_tools.tables import open_since

    with record_of(after.workshop) as (record, name):
        since = open_since(record, name, purpose="report", seq=before.seq, then=before.moment)
    min_group = max(before.limits["min_group"], after.limits["min_group"])
    yield from _part("What changed:", why(since, min_group))
    yield from _part("Limits:", changed(before.limits, after.limits))
    yield from _part("Versions:", changed(before.versions, after.versions))
    yield from _part("Numbers:", told(moved, since, min_group))


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield title
        yield f"  {line}"
