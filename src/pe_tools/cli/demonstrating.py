"""``pe demo``: finished workshops with made-up answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

_FORMATS = {"demo-risk_assessment": ("html", "pdf", "docx"), "demo-deliberation": ("html",)}
"""The made-up workshops, and the formats of their reports."""


@click.command(epilog="Example: pe demo --no-serve --into demo")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default="pe-demo",
    show_default=True,
    help="The folder to write the reports into.",
)
@click.option("--no-serve", is_flag=True, help="Write the reports only.")
def demo(into: Path, no_serve: bool) -> None:
    """Show two finished workshops.

    Their answers are made up, and kept apart from your own. Writes their reports, then opens
    the first as the facilitator sees it, on this machine only.
    """
    from pe_tools.cli.notebooks import notebook_of
    from pe_tools.cli.reporting import written

    for workshop, formats in _FORMATS.items():
        for path in written(workshop, formats, into, "en"):
            click.echo(str(path))
    if not no_serve:
        click.echo("Opening the workshop in the browser. Ctrl+C ends it.")
        _serve(notebook_of("risk_assessment"))


def _serve(notebook: Path) -> None:
    """Show a notebook as an app, for this machine and whoever has the address with its token."""
    command = [sys.executable, "-m", "voila", str(notebook)]
    options = ["--Voila.ip=127.0.0.1", "--Voila.auto_token=True"]
    try:
        subprocess.run([*command, *options], check=False)  # noqa: S603 - our own notebook
    except KeyboardInterrupt:
        click.echo("")
