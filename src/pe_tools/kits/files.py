"""Read the files of a kit's folder as text."""

from __future__ import annotations

from pathlib import Path

from pe_tools.errors import KitError, Problem
from pe_tools.kits.sight import MAX_BYTES


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file.

    Raises
    ------
    KitError
        If the file cannot be opened, is too large, or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        line = content[: err.start].count(b"\n") + 1
        what = "The file is not in UTF-8."
        raise _refused(path, line, what, "Save it as UTF-8 in your editor.") from err
    except OSError as err:
        what = f"The file cannot be opened: {err.strerror}."
        raise _refused(path, 0, what, "Check its name and its rights.") from err


def _refused(path: Path, line: int, what: str, remedy: str) -> KitError:
    return KitError(path.name, [Problem(line, 0, what, remedy)])
