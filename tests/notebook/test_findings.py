"""The names of findings are a promise: each is documented, and each that is documented exists."""

import re
from datetime import UTC, datetime
from pathlib import Path

from pe_tools.language import Words
from pe_tools.model import CHOICE, POINTS, Answer
from pe_tools.notebook import open_workshop
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Record
from pe_tools.tables import open_tables
from pe_tools.workshop import acts, arriving

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def by_phone(fund: Record) -> OpenWorkshop:
    """Return a workshop in which three people chose, shared points out, proposed and wrote."""
    for label in "abc":
        who = fund.subject("fund", label)
        chosen, shared = Answer("well", CHOICE, 1), Answer("well", POINTS, 10)
        fund.append(
            [
                acts.joined("fund", who, "neighbours", now=NOW),
                acts.consent_given("fund", who, "report", "test", now=NOW),
                acts.answered("fund", who, "pick-two", 1, [chosen], now=NOW),
                acts.answered("fund", who, "share-out", 1, [shared], now=NOW),
                arriving.proposed("fund", who, "propose-more", label, id_=f"p{label}", now=NOW),
                arriving.wrote("fund", who, "note-down", label, id_=f"w{label}", now=NOW),
            ]
        )
    tables = open_tables(fund, "fund", purpose="report")
    return OpenWorkshop(Context(tables, Words(), tables.kit.thresholds))


def test_every_name_is_documented_and_every_documented_name_is_given(
    fund: Record,
) -> None:
    table = PAGE.read_text("utf-8").split("| name | value | from |")[1]
    documented = set(re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE))
    demos = [open_workshop("demo", kit=kit) for kit in ("risk_assessment", "deliberation")]
    given = {finding.name for one in (*demos, by_phone(fund)) for finding in one.findings()}
    assert given == documented


def test_no_finding_of_the_demo_is_about_fewer_than_three_people() -> None:
    for kit in ("risk_assessment", "deliberation"):
        found = open_workshop("demo", kit=kit).findings()
        # a residual level is the group's own word, not an answer of single people
        assert {f.name for f in found if f.n < 3} <= {"residual_level"}
