"""Read the responses of a workshop from a CSV file: one column an item, or one row an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pe_tools.exchange.long import LongReader
from pe_tools.exchange.problems import Problems
from pe_tools.exchange.sheets import open_sheet
from pe_tools.exchange.wide import WideReader
from pe_tools.model import Kit, Response, Tier


@dataclass(frozen=True)
class Sheet:
    """What a file holds: the responses, and what those participants allow who say so."""

    responses: tuple[Response, ...]
    consents: dict[str, Tier]


def read_responses(path: Path, kit: Kit) -> Sheet:
    """Return the responses that a CSV file holds.

    Parameters
    ----------
    path : Path
        UTF-8, at most 50 MB, separated by comma, semicolon or tab. Wide: ``participant``,
        ``round``, perhaps ``role`` and ``consent``, and one column for each ``item`` or
        ``item.scale``. Long, if there is a column ``item`` or ``value``: ``participant``,
        ``round``, ``item``, ``value``, perhaps ``scale``, ``step``, ``role`` and ``consent``.
    kit : Kit
        The kit, with the items that were really asked.

    Returns
    -------
    Sheet
        An empty cell is no answer and left out. ``dont-know``, ``prefer-not`` and ``unreadable``
        are answers without a value. All responses of a participant carry the role that any of
        their rows gives.

    Raises
    ------
    ImportProblemsError
        If anything in it cannot be taken; it lists every problem with its line and column.
    """
    problems = Problems(path.name)
    header, rows = open_sheet(path, problems)
    is_long = bool({"item", "value"} & {cell.text for cell in header.cells()})
    reader = (LongReader if is_long else WideReader)(header, kit, problems)
    responses = reader.read(rows)
    if not responses and not problems:
        problems.note(0, 0, "It holds no answers.", "Write at least one.")
    if problems:
        raise problems.error()
    people = reader.people
    known = tuple(replace(r, role=people.role(r.participant)) for r in responses)
    return Sheet(known, people.consents())
