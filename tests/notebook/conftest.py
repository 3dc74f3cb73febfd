"""A small kit of risk and ranking, and workshops filled by hand."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pe_tools.kits import load_kit
from pe_tools.model import Answer, Response, Tier
from pe_tools.record import Record, open_record
from pe_tools.workshop import draft_responses, draft_workshop

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)

KIT = """\
id: small
version: "1"
title: Harms of a shared list
purpose: Agree on what could go wrong.
minutes: 60
roles:
  - {id: neighbours, name: Neighbours}
  - {id: keepers, name: Keepers}
  - {id: auditors, name: Auditors}
scales:
  - id: severity
    question: How severe?
    points: [{value: 1, word: Slight}, {value: 2, word: Serious}, {value: 3, word: Grave}]
  - id: likelihood
    question: How likely?
    points: [{value: 1, word: Unlikely}, {value: 2, word: Possible}, {value: 3, word: Likely}]
items:
  - {id: list-lost, kind: harm, text: The list is lost., source: written for this test}
  - {id: list-sold, kind: harm, text: The list is sold., source: written for this test,
     sensitive: true}
  - {id: keep, kind: option, text: Keep the list., source: written for this test}
  - {id: close, kind: option, text: Close the list., source: written for this test}
steps:
  - {id: rate-harms, kind: rate, title: Rate, items: harm, scales: [severity, likelihood],
     rounds: 2}
  - {id: rank-options, kind: rank, title: Rank, items: option, rounds: 2}
  - {id: treat, kind: treat, title: Treat}
  - {id: decide, kind: decide, title: Decide}
  - {id: dissent, kind: object, title: Object}
agenda:
  - {minutes: 60, step: rate-harms, round: 1}
thresholds: {matrix: dpv-3x3}
"""

FUND = """\
id: fund
version: "1"
title: What the fund pays for
purpose: Agree on what comes first.
minutes: 60
roles:
  - {id: neighbours, name: Neighbours}
  - {id: keepers, name: Keepers}
items:
  - {id: well, kind: option, text: A new well., source: written for this test}
  - {id: road, kind: option, text: A better road., source: written for this test}
  - {id: school, kind: option, text: Books for the school., source: written for this test}
steps:
  - {id: note-down, kind: write, title: Note down, prompt: Write what matters to you.}
  - {id: propose-more, kind: propose, title: Propose, prompt: What else?, items: option}
  - {id: pick-two, kind: choose, title: Choose, items: option, picks: 2, rounds: 2}
  - {id: share-out, kind: points, title: Share out, items: option, points: 10, rounds: 2}
  - {id: dissent, kind: object, title: Object}
agenda:
  - {minutes: 60, step: pick-two, round: 1}
"""
"""A kit whose steps choose items and share out points."""

Rated = Callable[[str, str, dict[str, tuple[int, int]]], Response]
Fill = Callable[..., Record]


@pytest.fixture
def rated() -> Rated:
    """Return a function that makes one participant's severity and likelihood of some harms."""

    def response(
        label: str, role: str, pairs: dict[str, tuple[int, int]], round_: int = 1
    ) -> Response:
        answers = [
            Answer(item, scale, value)
            for item, pair in pairs.items()
            for scale, value in zip(("severity", "likelihood"), pair, strict=True)
        ]
        return Response(label, "rate-harms", round_, tuple(answers), role)

    return response


@pytest.fixture
def fill(tmp_path: Path) -> Fill:
    """Return a function that fills the workshop "list" with responses."""
    kit = load_kit(KIT)

    def filled(
        responses: Iterable[Response], *, consents: dict[str, Tier] | None = None
    ) -> Record:
        record = open_record(tmp_path)
        taken = draft_responses(
            record,
            "list",
            list(responses),
            consents=consents or {},
            tier="report",
            how="test",
            now=NOW,
        )
        opening = draft_workshop(record, "list", kit=kit, text=KIT, now=NOW)
        record.append([*opening, *taken.drafts])
        return record

    return filled


@pytest.fixture
def fund(tmp_path: Path) -> Record:
    """Return a record with the workshop "fund", in which nobody has answered yet."""
    record = open_record(tmp_path)
    record.append(draft_workshop(record, "fund", kit=load_kit(FUND), text=FUND, now=NOW))
    return record
