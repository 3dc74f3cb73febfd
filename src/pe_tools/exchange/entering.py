"""Take in one participant's answers to one step, from a file or from the keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pe_tools.exchange.columns import find_columns
from pe_tools.exchange.long import LongReader
from pe_tools.exchange.problems import Problems
from pe_tools.exchange.sheets import Row, open_sheet
from pe_tools.model import Answer, Kit, Response, Tier
from pe_tools.record import Record
from pe_tools.workshop import Taken, draft_responses


def read_answers(path: Path, kit: Kit, response: Response) -> tuple[Answer, ...]:
    """Return the answers that a CSV file holds for one participant, step and round.

    Parameters
    ----------
    path : Path
        Columns ``item`` and ``value``, and ``scale`` where the step has several.
    response : Response
        Who answers what when; its own answers are not looked at.

    Raises
    ------
    ImportProblemsError
        If anything in it cannot be taken; it lists every problem with its line and column.
    """
    problems = Problems(path.name)
    header, rows = open_sheet(path, problems)
    find_columns(header, required=("item", "value"), optional=("scale",), problems=problems)
    said = {
        "participant": response.participant,
        "role": response.role,
        "step": response.step,
        "round": str(response.round),
    }
    reader = LongReader(_with(header, tuple(said)), kit, problems)
    found = reader.read(_with(row, tuple(said.values())) for row in rows)
    if not found and not problems:
        problems.note(0, 0, "It holds no answers.", "Write at least one.")
    if problems:
        raise problems.error()
    return found[0].answers


def enter_response(
    record: Record, name: str, response: Response, *, tier: Tier, now: datetime
) -> Taken:
    """Take one response into a workshop; the same one again adds nothing.

    Parameters
    ----------
    tier : Tier
        What the participant allows, unless the record knows that already.
    """
    taken = draft_responses(
        record,
        name,
        [response],
        consents={},
        tier=tier,
        how="declared at entry",
        channel="terminal",
        now=now,
    )
    record.append(taken.drafts)
    return taken


def _with(row: Row, fields: tuple[str, ...]) -> Row:
    return replace(row, fields=(*row.fields, *fields))
