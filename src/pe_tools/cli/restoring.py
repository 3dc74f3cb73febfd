"""``pe restore``: bring a record back from its backup."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pe_tools.record.keys_copy import Keys


@click.command(epilog="Example: pe restore /media/stick/pe-backup.zip --keys /media/other/pe.keys")
@click.argument("backup", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--keys",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The copy of the keys; without it, the keys that are there already.",
)
@click.option("--replace", is_flag=True, help="Keep the record that is there aside.")
def restore(backup: Path, keys: Path | None, replace: bool) -> None:
    """Bring a record back from a backup.

    All of it is verified first, and everybody who was erased is erased again. It goes into the
    folder that PE_HOME names. The passphrase of the keys is asked for, or taken from
    PE_PASSPHRASE.
    """
    from pe_tools.cli.progress import working
    from pe_tools.record.locating import folder_of_files
    from pe_tools.record.restore import restore as bring_back

    folder = folder_of_files()
    opened = _opened(keys) if keys else None
    with working("Restoring and verifying ..."):
        restored = bring_back(backup, folder, opened, is_replacing=replace)
    manifest = restored.manifest
    click.echo(f"{folder}: {manifest.events} event(s) of {manifest.made}, verified.")
    if restored.erased:
        click.echo(f"{restored.erased} participant(s) were erased, and stay so.")
    if restored.aside:
        click.echo(
            f"The record that was there is in {restored.aside}, with its keys. Delete that folder "
            "once you have looked at the new one: who is erased from now on is not erased there."
        )


def _opened(path: Path) -> Keys:
    from pe_tools.cli.backing_up import PASSPHRASE
    from pe_tools.record.keys_copy import read_copy

    given = os.environ.get(PASSPHRASE)
    passphrase = given or click.prompt("Passphrase", hide_input=True, err=True)
    return read_copy(path, passphrase=passphrase)
