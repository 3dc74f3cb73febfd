"""What is kept of each report: its numbers beside the record, and an event in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pe_tools import places

if TYPE_CHECKING:
    from pe_tools.notebook.session import OpenWorkshop
    from pe_tools.reports.published import Published
    from pe_tools.tables import Tables
    from pe_tools.workshop import UseKind


def place_of(name: str) -> Path:
    """Return the folder of the record that holds a workshop."""
    from pe_tools.notebook.opening import DEMO

    return places.home() / DEMO if name.startswith(f"{DEMO}-") else places.home()


def published(name: str, review: OpenWorkshop) -> Published:
    """Return the numbers of a workshop as it was opened."""
    from pe_tools.notebook.steps.pages import versions
    from pe_tools.reports.published import Published

    context = review.context
    return Published(
        workshop=name,
        seq=context.tables.head.seq,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        limits=asdict(context.limits),
        versions=versions(context.tables.kit),
        findings=tuple(review.findings_data()),
    )


def note_use(name: str, kind: UseKind, tables: Tables, files: Iterable[Path]) -> None:
    """Write into the record that tables were used, and what was written from them."""
    from pe_tools.cli.records import record_of
    from pe_tools.workshop import use_made

    with record_of(name) as (record, full):
        use = use_made(
            full,
            kind,
            purpose=tables.purpose,
            people=len(tables.people),
            files=_digests(files),
            head=tables.head,
            now=datetime.now(UTC),
        )
        record.append([use])


def _digests(files: Iterable[Path]) -> Mapping[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}
