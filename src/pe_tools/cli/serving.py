"""``pe serve``: the facilitator's app, on this machine only, and the room for phones."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

APP = "pe_tools.app"
_PORT = click.IntRange(1, 2**16 - 1)


@click.command(epilog="Example: pe serve --lang fr")
@click.option("--port", type=_PORT, default=8866, show_default=True, help="Of the app.")
@click.option("--room-port", type=_PORT, default=8765, show_default=True, help="Of the room.")
@click.option("--no-room", is_flag=True, help="Let no phones in.")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of record and keys, if not the one of PE_HOME.",
)
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@click.option("--lang", default="en", show_default=True, help="The language of the app.")
def serve(
    port: int, room_port: int, no_room: bool, home: Path | None, no_browser: bool, lang: str
) -> None:
    """Lead a workshop in the browser.

    Shows the app to this machine only, at an address with a token: whoever has the address
    leads the workshop. Phones in the same Wi-Fi come in by the room, at an address without one;
    nobody joins before you open joining. Until Ctrl+C ends it, other commands write through it.
    """
    from pe_tools.cli.inviting import invite
    from pe_tools.cli.showing import show_once
    from pe_tools.language import Words
    from pe_tools.room import serving

    def show(address: str, phones: tuple[str, ...]) -> None:
        if phones:
            invite(phones)
        click.echo(f"Open this page on this machine: {address}\nCtrl+C ends it.")
        if not no_browser:
            show_once(address)

    Words(lang)  # refuses a language that nobody knows
    click.echo("Starting ...")
    where = home.absolute() if home else None
    _mend(where)
    serving.serve(
        where,
        port=port,
        room_port=None if no_room else room_port,
        language=lang,
        app=APP,
        tell=click.echo,
        show=show,
    )
    click.echo("Ended. All that was acknowledged is kept.")


def _mend(home: Path | None) -> None:
    """Look at every event of both copies, and tell what was mended."""
    from pe_tools.record.copies import look_over
    from pe_tools.record.locating import folder_if_files
    from pe_tools.record.lock import HeldByDeskError

    folder = folder_if_files(home)
    with suppress(HeldByDeskError):  # it is served already, which is said later
        for repair in look_over(folder) if folder else ():
            click.echo(f"{repair.what} pe doctor says what to do about it.")
