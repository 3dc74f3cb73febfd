"""``pe new``: copies of what is shipped, for people to change."""

from __future__ import annotations

from pathlib import Path

import click

from pe_tools.places import home, shipped

_COPIED = ("notebooks", "workshop_kits")


@click.command(epilog="Example: pe new my-workshop")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Copy notebooks and kits for you to change.

    Nothing that is there already is overwritten.
    """
    import shutil

    from pe_tools.errors import NotOverwrittenError

    for name in _COPIED:
        if (folder / name).exists():
            raise NotOverwrittenError(path=folder / name)
    for name in _COPIED:
        shutil.copytree(shipped(name), folder / name, ignore=_leavings)
        click.echo(f"{folder / name}")
    click.echo("")
    click.echo("Change a notebook:  jupyter lab " + str(folder / "notebooks"))
    click.echo(f"Use a changed kit:  copy its folder to {home() / 'kits'}")


def _leavings(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"__pycache__", ".ipynb_checkpoints"}}
