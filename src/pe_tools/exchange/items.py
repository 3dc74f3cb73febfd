"""Read a workshop's own items from a CSV file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pe_tools.exchange.columns import find_columns, refuse_others
from pe_tools.exchange.formulas import is_formula
from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.sheets import Cell, Row, open_sheet
from pe_tools.kits.rules import RESERVED
from pe_tools.model import Item, Kit
from pe_tools.workshop.rules import nearest

REQUIRED = ("item", "kind", "text")
OPTIONAL = ("source", "sensitive")
DEFAULT_SOURCE = "imported with the answers"

KIND_ALIASES: Mapping[str, str] = {"policy": "option"}
"""What published data call a kind, where a kit does not use that word itself."""

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_YES_NO = {
    "yes": True,
    "true": True,
    "1": True,
    "no": False,
    "false": False,
    "0": False,
    "": False,
}


def read_items(path: Path, kit: Kit) -> tuple[Item, ...]:
    """Return the items that a CSV file holds, in its order.

    Parameters
    ----------
    path : Path
        Columns ``item`` (the id, as the columns of the answers name it), ``kind``, ``text``,
        perhaps ``source`` and ``sensitive`` (yes or no).
    kit : Kit
        The kit whose steps ask for kinds of items. A kind that it does not ask for is taken for
        the kind that `KIND_ALIASES` names, if the kit asks for that.

    Raises
    ------
    ImportProblemsError
        If anything in it cannot be taken; it lists every problem with its line and column.
    """
    problems = Problems(path.name)
    header, rows = open_sheet(path, problems)
    reader = _ItemReader(header, kit, problems)
    items = [reader.read(row) for row in rows]
    if not items and not problems:
        problems.note(0, 0, "It holds no items.", "Write at least one.")
    reader.refuse_ids_of_the_kit(items)
    if problems:
        raise problems.error()
    return tuple(items)


class _ItemReader:
    def __init__(self, header: Row, kit: Kit, problems: Problems) -> None:
        self._kit = kit
        self._problems = problems
        self._where = find_columns(header, required=REQUIRED, optional=OPTIONAL, problems=problems)
        refuse_others(header, (*REQUIRED, *OPTIONAL), problems)
        self._kinds = list(dict.fromkeys(step.items for step in kit.steps if step.items))
        self._seen: dict[str, Cell] = {}

    def read(self, row: Row) -> Item:
        cells = {name: row.cell(index) for name, index in self._where.items()}
        source = cells["source"].text if "source" in cells else ""
        return Item(
            id=self._id(cells["item"]),
            kind=self._kind(cells["kind"]),
            text=self._words(cells["text"]),
            source=source or DEFAULT_SOURCE,
            sensitive="sensitive" in cells and self._yes_or_no(cells["sensitive"]),
        )

    def refuse_ids_of_the_kit(self, items: list[Item]) -> None:
        """Note each item that has the id of another item which the kit keeps."""
        replaced = {item.kind for item in items}
        for kept in self._kit.items:
            if kept.kind not in replaced and kept.id in self._seen:
                what = f"'{kept.id}' is an item of the kit already, of the kind '{kept.kind}'."
                self._note(self._seen[kept.id], what, "Choose another id.")

    def _id(self, cell: Cell) -> str:
        first = self._seen.setdefault(cell.text, cell)
        if first is not cell:
            what = f"{shown(cell.text)} is there on line {first.line} already."
            self._note(cell, what, "Give each item its own id.")
        elif not _ID.fullmatch(cell.text):
            what = f"{shown(cell.text)} is not an id."
            self._note(cell, what, "Use a letter, then letters, digits, - and _; at most 64.")
        elif cell.text in RESERVED:
            what = f"{shown(cell.text)} is the name of a column of answers."
            self._note(cell, what, "Choose another id.")
        return cell.text

    def _kind(self, cell: Cell) -> str:
        kind = cell.text
        if kind not in self._kinds:
            kind = KIND_ALIASES.get(kind, kind)
        if kind not in self._kinds:
            what = f"The kit asks for no items of the kind {shown(cell.text)}."
            self._note(cell, what, nearest(kind, self._kinds))
        return kind

    def _words(self, cell: Cell) -> str:
        if not cell.text:
            self._note(cell, "The item has no text.", "Write what people answer.")
        elif is_formula(cell.text):
            what = f"The text {shown(cell.text)} looks like a formula."
            self._note(cell, what, "Begin it with a letter.")
        return cell.text

    def _yes_or_no(self, cell: Cell) -> bool:
        if cell.text.casefold() not in _YES_NO:
            self._note(cell, f"{shown(cell.text)} is neither yes nor no.", "Write yes or no.")
        return _YES_NO.get(cell.text.casefold(), False)

    def _note(self, cell: Cell, what: str, remedy: str) -> None:
        self._problems.note(cell.line, cell.column, what, remedy)
