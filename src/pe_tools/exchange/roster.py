"""Read a list of people who get a card each; what they are called goes onto the card only."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pe_tools.exchange.columns import find_columns, refuse_others
from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.sheets import Cell, Row, open_sheet
from pe_tools.model import Kit
from pe_tools.workshop.rules import nearest

REQUIRED = ("label",)
OPTIONAL = ("role",)


@dataclass(frozen=True)
class Listed:
    """One person on the list: what their card says, and their role ("" lets them choose)."""

    label: str
    role: str


def read_roster(path: Path, kit: Kit) -> tuple[Listed, ...]:
    """Return the people that a CSV file lists, in its order.

    Parameters
    ----------
    path : Path
        Columns ``label`` and perhaps ``role``: the id of a role of the kit, or its name.

    Raises
    ------
    ImportProblemsError
        If anything in it cannot be taken; it lists every problem with its line and column.
    """
    problems = Problems(path.name)
    header, rows = open_sheet(path, problems)
    where = find_columns(header, required=REQUIRED, optional=OPTIONAL, problems=problems)
    refuse_others(header, (*REQUIRED, *OPTIONAL), problems)
    people = [_person(row, where, kit, problems) for row in rows]
    if not people and not problems:
        problems.note(0, 0, "It lists nobody.", "Write one line for each person.")
    if problems:
        raise problems.error()
    return tuple(people)


def _person(row: Row, where: dict[str, int], kit: Kit, problems: Problems) -> Listed:
    label = row.cell(where["label"])
    if not label.text:
        problems.note(label.line, label.column, "There is no label.", "Write who gets the card.")
    role = _role(row.cell(where["role"]), kit, problems) if "role" in where else ""
    return Listed(label.text, role)


def _role(cell: Cell, kit: Kit, problems: Problems) -> str:
    ids = {name: role.id for role in kit.roles for name in (role.id, role.name)}
    if cell.text and cell.text not in ids:
        what = f"The kit has no role {shown(cell.text)}."
        remedy = nearest(cell.text, [role.id for role in kit.roles])
        problems.note(cell.line, cell.column, what, remedy)
    return ids.get(cell.text, "")
