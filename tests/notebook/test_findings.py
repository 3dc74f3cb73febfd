"""The names of findings are a promise: each is documented, and each that is documented exists."""

import re
from pathlib import Path

from pe_tools.notebook import open_workshop

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_every_name_is_documented_and_every_documented_name_is_given() -> None:
    table = PAGE.read_text("utf-8").split("| name | value | from |")[1]
    documented = set(re.findall(r"^\| `(\w+)`", table, flags=re.MULTILINE))
    given = {
        finding.name
        for kit in ("risk_assessment", "deliberation")
        for finding in open_workshop("demo", kit=kit).findings()
    }
    assert given == documented


def test_no_finding_of_the_demo_is_about_fewer_than_three_people() -> None:
    for kit in ("risk_assessment", "deliberation"):
        found = open_workshop("demo", kit=kit).findings()
        # a residual level is the group's own word, not an answer of single people
        assert {f.name for f in found if f.n < 3} <= {"residual_level"}
