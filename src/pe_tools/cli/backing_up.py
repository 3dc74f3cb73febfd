"""``pe backup``: a copy of the record to keep elsewhere, and apart from it one of the keys."""

from __future__ import annotations

import os
from pathlib import Path

import click

PASSPHRASE = "PE_PASSPHRASE"  # noqa: S105 - the name of the variable


@click.command(epilog="Example: pe backup /media/stick; pe backup --keys /media/other/pe.keys")
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the keys instead, to this file, under a passphrase.",
)
def backup(target: Path | None, keys: Path | None) -> None:
    """Copy the record to another place.

    TARGET is a folder, such as a USB stick, or a file to write. It may be done while the record
    is in use. It holds no key, so nobody can read from it what participants wrote. Keep the
    copy of the keys apart from it, and write that anew after each erasure. The passphrase is
    asked for, or taken from PE_PASSPHRASE.
    """
    if (target is None) == (keys is None):
        raise click.UsageError("Name either where the backup goes, or --keys and a file.")
    if target is not None:
        _back_up_events(target)
    elif keys is not None:
        _back_up_keys(keys)


def _back_up_events(target: Path) -> None:
    from datetime import UTC, datetime

    from pe_tools.cli.progress import counting
    from pe_tools.record.backup import back_up
    from pe_tools.record.locating import folder_of_files

    with counting("Copying the record") as progress:
        now = datetime.now(UTC)
        path, manifest = back_up(folder_of_files(), target, now=now, progress=progress)
    click.echo(f"{path}: {manifest.events} event(s), verified.")
    for head in manifest.noted:
        click.echo(f"  {head.stream}: {head.text}")
    click.echo("It holds no keys. Copy these to another place: pe backup --keys FILE")


def _back_up_keys(path: Path) -> None:
    from pe_tools.record.keys_copy import back_up_keys
    from pe_tools.record.locating import folder_of_files

    folder = folder_of_files()
    copied = back_up_keys(folder, path, passphrase=_passphrase())
    click.echo(f"{path}: {len(copied.wrapped)} key(s), {len(copied.erasures)} erasure(s).")
    click.echo("Without the passphrase nobody can use it. Write it anew after each erasure.")


def _passphrase() -> str:
    given = os.environ.get(PASSPHRASE)
    return given or click.prompt("Passphrase", hide_input=True, confirmation_prompt=True, err=True)
