"""``pe run``: run a notebook with other parameters."""

from __future__ import annotations

from pathlib import Path

import click

from pe_tools.cli.progress import working


@click.command(epilog="Example: pe run 20_risk_assessment -p workshop clinic-2026 -p min_group 5")
@click.argument("notebook")
@click.option("-p", "given", type=(str, str), multiple=True, metavar="NAME VALUE")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
def run(notebook: str, given: tuple[tuple[str, str], ...], out: Path | None) -> None:
    """Run a notebook with other parameters.

    NOTEBOOK is a file, or the name of a shipped notebook. Its first cell lists its parameters.
    """
    from pe_tools.cli.notebooks import execute, find_notebook, fitted

    path = find_notebook(notebook)
    target = out or Path(f"{path.stem}.run.ipynb")
    if target.resolve() == path.resolve():
        raise click.BadParameter("That is the notebook itself.", param_hint="--out")
    with working(f"running {path.name}"):
        execute(path, target, fitted(path, dict(given)))
    click.echo(str(target))
