"""Import a file of responses: all of it, or nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pe_tools.exchange.items import read_items
from pe_tools.exchange.responses import read_responses
from pe_tools.kits import read_kit
from pe_tools.model import Kit, Tier
from pe_tools.record import Draft, Record
from pe_tools.workshop import Taken, acts, draft_responses, draft_workshop, fold, with_items


def import_file(
    record: Record,
    file: Path,
    *,
    kit_id: str,
    name: str,
    items_file: Path | None = None,
    tier: Tier = "report",
    is_dry: bool = False,
    now: datetime,
) -> Taken:
    """Import a CSV file of responses into a workshop, which is created where it is new.

    Parameters
    ----------
    items_file : Path, optional
        A CSV file of the workshop's own items, in place of the kit's.
    tier : Tier
        What the participants allow, where the file has no column ``consent``.
    is_dry : bool
        Check everything and say what would come, but change nothing.

    Returns
    -------
    Taken
        How many responses were new, known already, or of erased people.

    Raises
    ------
    ImportProblemsError
        If either file has problems; all of them are named, and nothing is changed.
    WorkshopExistsError
        If the workshop has another kit.
    """
    kit, text = read_kit(kit_id)
    items = read_items(items_file, kit) if items_file else ()
    fitted = with_items(kit, items) if items else _known_items(record, name, kit)
    sheet = read_responses(file, fitted)
    opening = draft_workshop(record, name, kit=kit, text=text, items=items, now=now)
    taken = draft_responses(
        record,
        name,
        sheet.responses,
        consents=sheet.consents,
        tier=tier,
        how="declared at import",
        now=now,
    )
    if not is_dry:
        record.append([*opening, *taken.drafts, *_noted(name, file, taken, now)])
    return taken


def _known_items(record: Record, name: str, kit: Kit) -> Kit:
    return with_items(kit, fold(record.events(name)).items)


def _noted(name: str, file: Path, taken: Taken, now: datetime) -> list[Draft]:
    if not taken.new:
        return []
    return [acts.responses_imported(name, file=file.name, count=taken.new, now=now)]
