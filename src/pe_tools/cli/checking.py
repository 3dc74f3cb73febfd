"""``pe kit``: what is wrong with a kit, and where."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def kit() -> None:
    """Look after kits."""


@kit.command(epilog="Example: pe kit check my-workshop/workshop_kits/risk_assessment")
@click.argument("kit_name", metavar="PATH_OR_NAME")
def check(kit_name: str) -> int:
    """Tell what is wrong with a kit, and where.

    PATH_OR_NAME is a kit's folder, its kit.yaml, or the name of a known kit. Ends with 1 if the
    kit cannot be used; advice on its words does not count.
    """
    from pe_tools.kits import advise_kit, check_kit, find_kit

    path = Path(kit_name) if Path(kit_name).exists() else find_kit(kit_name)
    problems = check_kit(path)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{path}: {len(problems)} problem(s).")
        return 1
    for advice in advise_kit(path):
        click.echo(f"advice, {advice}")
    click.echo(f"{path}: no problems.")
    return 0
