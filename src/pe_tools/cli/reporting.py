"""``pe report``, ``pe findings`` and ``pe export``: what comes of a workshop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_tools.cli.progress import working
from pe_tools.model import TIERS, Tier

if TYPE_CHECKING:
    from pe_tools.blocks import Block

FORMATS = ("html", "pdf", "docx")
_FOLDER = click.Path(path_type=Path, file_okay=False)


def _formats(_ctx: click.Context, _option: click.Parameter, text: str) -> tuple[str, ...]:
    wanted = tuple(part.strip() for part in text.split(","))
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown:
        raise click.BadParameter(f"'{unknown[0]}' is none of: {', '.join(FORMATS)}.")
    return wanted


@click.command(epilog="Example: pe report clinic-2026 --to html,pdf --into reports")
@click.argument("workshop")
@click.option("--to", "formats", default=",".join(FORMATS), callback=_formats, show_default=True)
@click.option("--into", type=_FOLDER, default=".", help="The folder to write into.")
@click.option("--lang", default="en", show_default=True, help="The language of the report.")
def report(workshop: str, formats: tuple[str, ...], into: Path, lang: str) -> None:
    """Write the report of a workshop.

    The notebook that the report was made from is written beside it.
    """
    for path in written(workshop, formats, into, lang):
        click.echo(str(path))


def written(workshop: str, formats: tuple[str, ...], into: Path, lang: str) -> Iterator[Path]:
    """Write the reports of a workshop, and yield each file."""
    from pe_tools.cli.notebooks import execute
    from pe_tools.cli.publishing import note_use, place_of, published
    from pe_tools.language import Words
    from pe_tools.notebook import open_workshop
    from pe_tools.reports import harvest
    from pe_tools.reports.published import keep

    Words(lang)  # refuses a language without words before anything is run
    name, notebook = _found(workshop)
    into.mkdir(parents=True, exist_ok=True)
    target = into / f"{name}.ipynb"
    review = open_workshop(name)
    numbers = published(name, review)
    with working(f"running {notebook.name}"):
        blocks = harvest(execute(notebook, target, {"workshop": name, "lang": lang}), name=name)
    files = [target]
    yield target
    for form in formats:
        path = into / f"{name}.{form}"
        with working(f"writing {path.name}"):
            path.write_bytes(_drawn(blocks, form))
        files.append(path)
        yield path
    keep(place_of(name), numbers)
    note_use(name, "report-made", review.context.tables, files)


def _found(workshop: str) -> tuple[str, Path]:
    """Return the full name of a workshop and the notebook of its kit."""
    from pe_tools.cli.notebooks import notebook_of
    from pe_tools.cli.records import record_of
    from pe_tools.workshop import find_workshop

    with record_of(workshop) as (record, name):
        return name, notebook_of(find_workshop(record, name).kit.id)


def _drawn(blocks: Sequence[Block], form: str) -> bytes:
    from pe_tools.reports import report_docx, report_html, report_pdf

    if form == "html":
        return report_html(blocks).encode()
    return report_pdf(blocks) if form == "pdf" else report_docx(blocks)


@click.command(epilog="Example: pe findings clinic-2026 --json")
@click.argument("workshop")
@click.option("--json", "is_json", is_flag=True, help="As JSON.")
def findings(workshop: str, is_json: bool) -> None:
    """List all numbers of a workshop.

    Each comes with how many people stand behind it.
    """
    import json

    from pe_tools.cli.records import full_name
    from pe_tools.notebook import open_workshop

    found = open_workshop(full_name(workshop)).findings_data()
    if is_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for line in _table(found):
        click.echo(line)


def _table(found: list[dict[str, object]]) -> Iterator[str]:
    columns = list(found[0]) if found else []
    rows = [columns, *([_shown(row[name]) for name in columns] for row in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(map(str.ljust, row, widths)).rstrip()


def _shown(value: object) -> str:
    if value is None or value == "":
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


@click.command(epilog="Example: pe export clinic-2026 --into open-data")
@click.argument("workshop")
@click.option("--into", type=_FOLDER, required=True, help="The folder to write into.")
@click.option(
    "--purpose",
    type=click.Choice(TIERS),
    default="open",
    show_default=True,
    help="What the answers are used for; whoever does not allow it is left out.",
)
def export(workshop: str, into: Path, purpose: Tier) -> None:
    """Write out the answers that may be shared.

    Rows are shuffled, and participants get new pseudonyms. Small roles are shown together.
    Answers to sensitive items carry no role.
    """
    from random import SystemRandom

    from pe_tools.cli.publishing import note_use
    from pe_tools.cli.records import record_of
    from pe_tools.exchange import shareable, write_csv, write_json
    from pe_tools.tables import open_tables

    with record_of(workshop) as (record, name):
        tables = open_tables(record, name, purpose=purpose)
    answers = shareable(tables, SystemRandom())
    into.mkdir(parents=True, exist_ok=True)
    files = (into / f"{name}.csv", into / f"{name}.json")
    for write, path in zip((write_csv, write_json), files, strict=True):
        write(answers, path)
        click.echo(str(path))
    note_use(name, "exported", tables, files)
