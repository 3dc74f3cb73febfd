"""Which folder the files of the record lie in, for what copies or mends files."""

from __future__ import annotations

import os
from pathlib import Path

from pe_tools.errors import ServerBackupError
from pe_tools.record.record import open_record


def folder_if_files(home: Path | None = None) -> Path | None:
    """Return the folder of a record, or of the one that the environment names.

    None if that lies in a database of PostgreSQL.
    """
    if home is None and os.environ.get("PE_RECORD", "").startswith("postgres"):
        return None
    return open_record(home).folder


def folder_of_files() -> Path:
    """Return the folder of the record that the environment names.

    Raises
    ------
    ServerBackupError
        If the record lies in a database of PostgreSQL.
    """
    folder = folder_if_files()
    if folder is None:
        raise ServerBackupError
    return folder
