"""Where things lie: the folder of record and keys, the shipped notebooks and kits."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).parent


def home() -> Path:
    """Return the folder of record and keys: ``PE_HOME``, or the user's data folder."""
    named = os.environ.get("PE_HOME")
    return Path(named).expanduser() if named else user_data_path("pe_tools")


def shipped(name: str) -> Path:
    """Return a shipped folder ("notebooks", "workshop_kits"), installed or in the source tree."""
    installed = _PACKAGE / "shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def kit_folders() -> tuple[Path, ...]:
    """Return the folders that hold kits, those of the user first."""
    return (home() / "kits", shipped("workshop_kits"))


def notebook_of(kit: str) -> Path | None:
    """Return the shipped notebook of a kit, whose name is a number and the kit's name."""
    found = sorted(shipped("notebooks").glob("*.ipynb"))
    return next((path for path in found if path.stem.partition("_")[2] == kit), None)
