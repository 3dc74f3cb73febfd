"""``pe demo``: finished workshops with made-up answers."""

from __future__ import annotations

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
@click.pass_context
def demo(ctx: click.Context, into: Path, no_serve: bool) -> None:
    """Show two finished workshops.

    Their answers are made up, and kept apart from your own. Writes their reports, then opens
    the app, whose start page leads to both.
    """
    from pe_tools.cli.reporting import written
    from pe_tools.cli.serving import serve

    for workshop, formats in _FORMATS.items():
        for path in written(workshop, formats, into, "en"):
            click.echo(str(path))
    if not no_serve:
        click.echo("The start page of the app leads to both workshops.")
        ctx.invoke(serve)
