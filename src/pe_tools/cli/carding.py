"""``pe cards``: cards to print, each of which lets one person into the room, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pe_tools.cli.progress import working

if TYPE_CHECKING:
    from pe_tools.exchange import Listed
    from pe_tools.model import Kit
    from pe_tools.record import Record
    from pe_tools.reports.cards import CardFace, CardSheet

_MOST = 2000
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


def _counts(_ctx: click.Context, _option: click.Parameter, texts: Sequence[str]) -> dict[str, int]:
    parts = [text.partition("=") for text in texts]
    if wrong := [text for text, (_, _, n) in zip(texts, parts, strict=True) if not n.isdecimal()]:
        raise click.BadParameter(f"'{wrong[0]}' is not ROLE=NUMBER, such as community=20.")
    return {role: int(n) for role, _, n in parts}


def _address(_ctx: click.Context, _option: click.Parameter, text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise click.BadParameter(f"'{text}' does not begin with http://.")
    return f"{text.rstrip('/')}/" if text else ""


@click.command(epilog="Example: pe cards clinic-2026 --role community=20 --role stewards=5")
@click.argument("workshop")
@click.option("--count", type=click.IntRange(1, _MOST), help="So many cards for any role.")
@click.option("--role", "roles", multiple=True, callback=_counts, help="ROLE=NUMBER.")
@click.option("--roster", type=_FILE, help="A CSV file: label, and perhaps role.")
@click.option(
    "--address", default="", callback=_address, help="Of the room, if pe serve does not run now."
)
@click.option("--into", type=_FOLDER, default=".", help="The folder to write into.")
@click.option("--lang", default="", help="The language of the cards, if not the workshop's.")
def cards(
    workshop: str,
    count: int | None,
    roles: dict[str, int],
    roster: Path | None,
    address: str,
    into: Path,
    lang: str,
) -> None:
    """Print cards that let people in.

    Writes them as a web page and a PDF, to print and cut. Each card holds a code for one person.
    What a list calls people stands on their card and nowhere else.
    """
    from pe_tools.cli.records import record_of

    if bool(roster) == bool(count or roles):
        raise click.UsageError("Name --count or --role, or a list with --roster.")
    with record_of(workshop) as (record, name), working("making cards"):
        people = _people(record, name, {**roles, **({"": count} if count else {})}, roster)
        sheet = _sheet(record, name, people, address, lang)
        paths = _written(sheet, into)
    click.echo(f"{len(sheet.faces)} card(s). Whoever holds one can join: keep them safe.")
    for path in paths:
        click.echo(str(path))


def _people(
    record: Record, name: str, counts: dict[str, int], roster: Path | None
) -> Sequence[Listed]:
    from pe_tools.exchange import Listed, read_roster
    from pe_tools.workshop import find_workshop

    kit = find_workshop(record, name).kit
    if roster:
        return read_roster(roster, kit)
    _check_roles(counts, kit)
    return [Listed("", role) for role, n in counts.items() for _ in range(min(n, _MOST))]


def _check_roles(counts: Iterable[str], kit: Kit) -> None:
    from pe_tools.errors import UnknownRoleError
    from pe_tools.workshop.rules import nearest

    known = [role.id for role in kit.roles]
    for role in counts:
        if role and role not in known:
            raise UnknownRoleError(role=role, remedy=nearest(role, known))


def _sheet(
    record: Record, name: str, people: Sequence[Listed], address: str, lang: str
) -> CardSheet:
    from pe_tools.language import Words
    from pe_tools.reports.cards import CardSheet
    from pe_tools.workshop import find_workshop

    words = Words(lang or find_workshop(record, name).state.language)
    kit = find_workshop(record, name, language=words.language).kit
    faces = _faces(record, name, people, kit)
    return CardSheet(words, kit.title, name, address or _served(record), faces)


def _faces(record: Record, name: str, people: Sequence[Listed], kit: Kit) -> tuple[CardFace, ...]:
    """Return one face for each person, with a card of their role."""
    from datetime import UTC, datetime

    from pe_tools.reports.cards import CardFace
    from pe_tools.workshop import Host
    from pe_tools.workshop.codes import spelt

    roles = Counter(person.role for person in people)
    made = Host(record, name).make_cards(roles, now=datetime.now(UTC))
    codes = {role: [card.code for card in made if card.role == role] for role in roles}
    return tuple(
        CardFace(
            spelt(codes[person.role].pop()),
            kit.role_name(person.role) if person.role else "",
            person.label,
        )
        for person in people
    )


def _served(record: Record) -> str:
    """Return the address of the room that is served just now, "" if none is."""
    from pe_tools.record.remote import ask_room

    desk = record.desk()
    return next(iter(ask_room(desk)), "") if desk else ""


def _written(sheet: CardSheet, into: Path) -> list[Path]:
    from pe_tools.reports.cards import cards_html, cards_pdf

    into.mkdir(parents=True, exist_ok=True)
    paths = [into / f"{sheet.workshop}-cards.{ending}" for ending in ("html", "pdf")]
    for path, content in zip(paths, (cards_html(sheet).encode(), cards_pdf(sheet)), strict=True):
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_bytes(content)
    return paths
