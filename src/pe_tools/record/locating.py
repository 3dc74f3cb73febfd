"""Which folder the files of the record lie in, for what copies files."""

from __future__ import annotations

import os
from pathlib import Path

from pe_tools.errors import ServerBackupError
from pe_tools.record.record import open_record


def folder_of_files() -> Path:
    """Return the folder of the record that the environment names.

    Raises
    ------
    ServerBackupError
        If the record lies in a database of PostgreSQL.
    """
    if os.environ.get("PE_RECORD", "").startswith("postgres"):
        raise ServerBackupError
    return open_record().folder
