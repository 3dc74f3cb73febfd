"""Who is on a sheet: participants, with the role and the consent that their rows give them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pe_tools.exchange.formulas import is_formula
from pe_tools.exchange.problems import Problems, shown
from pe_tools.exchange.sheets import Cell, Row
from pe_tools.model import TIERS, Tier
from pe_tools.workshop.rules import nearest

_ROUND = re.compile(r"\d{1,4}")
_MAX_LABEL = 100


class People:
    """The participants seen so far in a sheet.

    Parameters
    ----------
    columns : mapping of str to int
        Where "participant" and "round" stand in a row, and "role" and "consent" if they do.
    """

    def __init__(self, columns: Mapping[str, int], problems: Problems) -> None:
        self._columns = columns
        self._problems = problems
        self._seen: dict[tuple[str, str], Cell] = {}

    def read(self, row: Row) -> tuple[str, int]:
        """Return the participant and the round of a row; what is wrong becomes a problem."""
        participant = self._participant(row.cell(self._columns["participant"]))
        for column in ("role", "consent"):
            if column in self._columns:
                self._keep(participant, column, row.cell(self._columns[column]))
        return participant, self._round(row.cell(self._columns["round"]))

    def role(self, participant: str) -> str:
        """Return the role of a participant, "" if no row gives one."""
        cell = self._seen.get((participant, "role"))
        return cell.text if cell else ""

    def consents(self) -> dict[str, Tier]:
        """Return the tier of each participant whose rows give one."""
        return {
            participant: tier
            for (participant, column), cell in self._seen.items()
            if column == "consent" and (tier := _tier(cell.text))
        }

    def _participant(self, cell: Cell) -> str:
        if not cell.text:
            what, remedy = "The participant is empty.", "Write the label of the sheet."
        elif is_formula(cell.text):
            what, remedy = f"{shown(cell.text)} looks like a formula.", "Use a plain label."
        elif len(cell.text) > _MAX_LABEL or not cell.text.isprintable():
            what, remedy = f"{shown(cell.text)} is not a label.", "Use a short label on one line."
        else:
            return cell.text
        self._problems.note(cell.line, cell.column, what, remedy)
        return "?"

    def _round(self, cell: Cell) -> int:
        if _ROUND.fullmatch(cell.text):
            return int(cell.text)
        what = f"The round is {shown(cell.text)}, not a whole number."
        self._problems.note(cell.line, cell.column, what, "Write 1 for the first round.")
        return 1

    def _keep(self, participant: str, column: str, cell: Cell) -> None:
        if not cell.text:
            return
        if column == "consent" and not _tier(cell.text):
            what = f"{shown(cell.text)} is not a tier of consent."
            self._problems.note(cell.line, cell.column, what, nearest(cell.text, TIERS))
        known = self._seen.setdefault((participant, column), cell)
        if known.text != cell.text and participant != "?":
            what = f"The {column} of {shown(participant)} was {shown(known.text)} before."
            remedy = f"Give each participant one {column} (first on line {known.line})."
            self._problems.note(cell.line, cell.column, what, remedy)


def _tier(text: str) -> Tier | None:
    return next((tier for tier in TIERS if tier == text.casefold()), None)
