"""The notebooks that the app shows: those of one folder, by their names alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

HOME = "00_home.ipynb"


@dataclass(frozen=True)
class Notebooks:
    """The notebooks of one folder."""

    folder: Path

    @property
    def has_home(self) -> bool:
        """Return whether there is a start page of its own."""
        return (self.folder / HOME).is_file()

    def read(self, name: str) -> Any:
        """Return a notebook; None if there is none of that name in the folder itself."""
        path = self.folder / name
        if path.name != name or path.suffix != ".ipynb" or not path.is_file():
            return None
        return _read(path)

    def titles(self) -> Iterator[tuple[str, str]]:
        """Yield name and title of each notebook but the start page."""
        for path in sorted(self.folder.glob("*.ipynb")):
            if path.name != HOME:
                yield path.name, _read(path).metadata.get("title", path.stem)


def _read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
