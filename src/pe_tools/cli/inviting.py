"""What ``pe serve`` says of the room: where phones come in, and what helps those that do not."""

from __future__ import annotations

import sys
from io import StringIO

import click

from pe_tools.record import HOST

_BORDER = 4  # signs of white around the code, without which phones do not see it

_HELP = """\
If a phone does not reach it:
- It must be in this machine's Wi-Fi: choose "stay connected", and turn mobile data off.
- A firewall of this machine must let in what comes to port {port}.
- A guest Wi-Fi may keep phones apart: take another one, or a router of your own."""

_ALONE = """\
This machine is in no network, so phones cannot come in. Join a Wi-Fi, then start this again."""


def invite(addresses: tuple[str, ...]) -> None:
    """Say at which addresses phones reach the room, the best one as a code to scan too."""
    first, *others = addresses
    if f"//{HOST}:" in first:
        click.echo(_ALONE)
        return
    click.echo(f"Phones come in here: {first}")
    if others:
        click.echo(f"This machine has other networks too: {' '.join(others)}")
    if code := terminal_code(first):
        click.secho(code, fg="bright_white", bg="black")
    click.echo(_HELP.format(port=first.rstrip("/").rpartition(":")[2]))


def terminal_code(text: str) -> str:
    """Return a QR code made of blocks; "" where nobody would see it, or not as it is."""
    if not sys.stdout.isatty():
        return ""
    return _blocks(text) if _can_show("▀▄█") else ""


def _can_show(signs: str) -> bool:
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def _blocks(text: str) -> str:
    import segno

    drawn = StringIO()
    segno.make_qr(text, error="m").terminal(drawn, border=_BORDER, compact=True)
    return drawn.getvalue().rstrip("\n")
