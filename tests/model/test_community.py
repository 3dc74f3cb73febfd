"""What a group decided reaches further uses if it is a no, and lesser ones if it is a yes."""

from datetime import UTC, datetime

import pytest

from pe_tools.model import CARE, CommunityDecision, Use, ruling_on

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)


def decided(ruling, purpose="reviews", scope="project", until=""):
    return CommunityDecision(purpose, scope, ruling, "assembly", "by consensus", until=until)


@pytest.mark.parametrize(
    ("decision", "use", "is_about"),
    [
        (decided("no"), Use("reviews"), True),
        (decided("no"), Use("open", "open"), True),
        (decided("no"), Use("quotes"), False),
        (decided("no", "quotes"), Use("report"), False),
        (decided("no", "quotes"), Use("room"), False),
        (decided("no", scope="topic"), Use("reviews", "project"), False),
        (decided("no", scope="topic"), Use("reviews", "public"), True),
        (decided("yes"), Use("reviews"), True),
        (decided("yes"), Use("quotes"), True),
        (decided("yes"), Use("open", "open"), False),
        (decided("yes"), Use("reviews", "topic"), False),
        (decided("conditions", scope="public"), Use("reviews", "topic"), True),
    ],
)
def test_how_far_a_decision_reaches(decision, use, is_about):
    assert decision.is_about(use) == is_about


def test_the_newest_decision_counts():
    no, yes = decided("no"), decided("yes")
    assert ruling_on([no, yes], Use("reviews"), now=NOW) == yes
    assert ruling_on([yes, no], Use("reviews"), now=NOW) == no
    assert ruling_on([no, yes], Use("open", "open"), now=NOW) == no
    assert ruling_on([], Use("open", "open"), now=NOW) is None


@pytest.mark.parametrize(
    ("until", "holds"), [("", True), ("2026-03-05", True), ("2026-03-04", False)]
)
def test_a_decision_holds_up_to_its_last_day(until, holds):
    found = ruling_on([decided("no", until=until)], Use("reviews"), now=NOW)
    assert (found is not None) == holds


def test_care_has_three_rows_for_each_of_its_letters():
    assert [*CARE] == [f"{letter}{number}" for letter in "CARE" for number in (1, 2, 3)]
