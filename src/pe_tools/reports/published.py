"""The numbers of the last report of each workshop, kept to see later which of them moved."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pe_tools.errors import NoEarlierReportError
from pe_tools.record.disk import make_folder, write_private

FOLDER = "findings"


@dataclass(frozen=True)
class Published:
    """What a report said in numbers; nothing of it is about one person.

    Attributes
    ----------
    workshop : str
        Its full name.
    seq : int
        The number of the last event that the report knew.
    at : str
        When it was made, as ISO 8601.
    limits : mapping of str to Any
        The thresholds that it used.
    versions : mapping of str to str
        The versions of what it was made with, by name.
    findings : tuple of mapping
        The numbers, as ``pe findings --json`` prints them.
    """

    workshop: str
    seq: int
    at: str
    limits: Mapping[str, Any]
    versions: Mapping[str, str]
    findings: tuple[Mapping[str, Any], ...]

    @property
    def moment(self) -> datetime:
        """Return when the report was made."""
        return datetime.fromisoformat(self.at)


def keep(folder: Path, published: Published) -> None:
    """Keep the numbers of a report in a folder, in place of those of the one before."""
    make_folder(folder / FOLDER)
    text = json.dumps(asdict(published), ensure_ascii=False, indent=1, allow_nan=False)
    write_private(_path(folder, published.workshop), text + "\n")


def kept(folder: Path, workshop: str) -> Published:
    """Return the numbers of the last report of a workshop.

    Raises
    ------
    NoEarlierReportError
        If none are kept here, or not as they were written.
    """
    try:
        data = json.loads(_path(folder, workshop).read_text(encoding="utf-8"))
        return Published(**{**data, "findings": tuple(data["findings"])})
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        raise NoEarlierReportError(workshop=workshop) from None


def _path(folder: Path, workshop: str) -> Path:
    return folder / FOLDER / f"{workshop}.json"
