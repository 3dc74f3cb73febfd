"""``pe doctor``: what this machine lacks, and how to get it."""

from __future__ import annotations

import click


@click.command(epilog="Example: pe doctor")
def doctor() -> int:
    """Tell what this machine lacks.

    Each fault comes with its remedy. Ends with 1 if something is missing that is needed;
    the rest is advice.
    """
    from pe_tools.cli.checks import all_checks

    is_well = True
    for check in all_checks():
        word = "ok" if check.is_well else "missing" if check.is_needed else "advice"
        click.echo(f"{word:8}{check.name}: {check.found}")
        if not check.is_well:
            click.echo(f"        -> {check.remedy}")
        is_well = is_well and (check.is_well or not check.is_needed)
    return 0 if is_well else 1
