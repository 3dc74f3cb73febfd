"""Which column of a header is which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.sheets import Cell, Row
from pe_tools.workshop.rules import nearest


def find_columns(
    header: Row, *, required: Iterable[str], optional: Iterable[str], problems: Problems
) -> dict[str, int]:
    """Return the positions (from 0) of the columns with these names.

    Raises
    ------
    ImportProblemsError
        If a required one is missing: the rows cannot be read without it.
    """
    where = {cell.text: index for index, cell in reversed(list(enumerate(header.cells())))}
    missing = [name for name in required if name not in where]
    for name in missing:
        problems.note(header.line, 0, f"The column '{name}' is missing.", "Add it to the header.")
    if missing:
        raise problems.error()
    return {name: where[name] for name in (*required, *optional) if name in where}


def other_columns(header: Row, named: Iterable[str]) -> Iterator[tuple[int, Cell]]:
    """Yield the further columns of a header that have a name, with their positions from 0."""
    known = set(named)
    for index, cell in enumerate(header.cells()):
        if cell.text and cell.text not in known:
            yield index, cell


def refuse_others(header: Row, named: Iterable[str], problems: Problems) -> None:
    """Note each column that is not among the named ones as a problem."""
    names = list(named)
    for _, cell in other_columns(header, names):
        what = f"The column {shown(cell.text)} is not known."
        problems.note(cell.line, cell.column, what, nearest(cell.text, names))
