"""``pe notice``: what participants are told, and how it is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pe_tools.exchange.notices import WrittenNotice
    from pe_tools.workshop.notice import Notice

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def _pairs(_ctx: click.Context, _option: click.Parameter, texts: Sequence[str]) -> dict[str, str]:
    if wrong := [text for text in texts if not text.partition("=")[2].strip()]:
        raise click.BadParameter(f"'{wrong[0]}' is not NAME=TEXT.")
    return {name: said.strip() for name, _, said in (text.partition("=") for text in texts)}


@click.group()
def notice() -> None:
    """Show and change the notice."""


@notice.command(epilog="Example: pe notice show clinic-2026 > notice.yaml")
@click.argument("workshop")
def show(workshop: str) -> None:
    """Print the notice of WORKSHOP as a file that can be changed and set."""
    from pe_tools.cli.records import record_of
    from pe_tools.exchange.notices import notice_text
    from pe_tools.workshop import Host

    with record_of(workshop) as (record, name):
        told = Host(record, name).notice()
    click.echo(f"# Notice {told.version} of {name}. To set a changed one:")
    click.echo(f"# pe notice new {name} --file FILE")
    click.echo(notice_text(told), nl=False)


@notice.command(
    epilog="Example: pe notice new clinic-2026 --set recipient='The ministry too.' "
    "--say en='The ministry reads the report too.'"
)
@click.argument("workshop")
@click.option("--file", type=_FILE, help="A whole notice, as 'pe notice show' prints it.")
@click.option("--set", "fields", multiple=True, callback=_pairs, help="FIELD=TEXT.")
@click.option("--say", "said", multiple=True, callback=_pairs, help="LANGUAGE=TEXT: what changed.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask first.")
def new(
    workshop: str, file: Path | None, fields: dict[str, str], said: dict[str, str], is_sure: bool
) -> None:
    """Tell the participants of WORKSHOP something else from now on.

    If purpose, recipient, data, retention, controller or jurisdiction change, nobody's answers
    are used until they say yes to the new notice. With --say, the text stays and the new words
    come at its end, in the languages that you say them in.
    """
    from datetime import UTC, datetime

    from pe_tools.cli.records import record_of
    from pe_tools.exchange.notices import read_notice
    from pe_tools.workshop import Host

    now = datetime.now(UTC)
    with record_of(workshop) as (record, name):
        host = Host(record, name)
        wanted = read_notice(file) if file else _added(host.notice(), fields, said)
        following = host.draft_notice(
            texts=wanted.texts, fields=wanted.fields, what_changed=wanted.what_changed
        )
        click.echo(_consequence(following, host.holding(now)))
        if not is_sure:
            click.confirm("Set this notice?", abort=True)
        host.change_notice(
            texts=wanted.texts, fields=wanted.fields, what_changed=wanted.what_changed, now=now
        )
    click.echo(f"Notice {following.version} of '{name}' is set.")


def _added(notice: Notice, fields: Mapping[str, str], said: Mapping[str, str]) -> WrittenNotice:
    """Return the notice with other fields, and with what changed at the end of its text."""
    from pe_tools.exchange.notices import WrittenNotice

    texts = {language: (*notice.text(language), text) for language, text in said.items()}
    return WrittenNotice(
        fields=dict(fields),
        texts=texts or dict(notice.texts),
        what_changed={language: (text,) for language, text in said.items()},
    )


def _consequence(notice: Notice, holding: int) -> str:
    if not notice.changed:
        return "No field changes, so what people allowed still holds."
    changed = ", ".join(notice.changed)
    return (
        f"This changes: {changed}. {holding} consent(s) hold now. "
        "None of them is used until that person says yes to this notice."
    )
