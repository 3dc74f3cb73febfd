"""What moved since the last report, and why, without saying whose answers it was."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pe_tools.cli.publishing import note_use, place_of, published
from pe_tools.notebook import open_workshop
from pe_tools.record import Draft, open_record
from pe_tools.reports.published import keep, kept


@pytest.fixture
def reported(taken):
    """Run ``pe`` with a report made of "office", of five people who each answered all."""
    review = open_workshop("office")
    keep(place_of("office"), published("office", review))
    note_use("office", "report-made", review.context.tables, [])
    return taken


def withdraw(*labels: str) -> None:
    with open_record() as record:
        for label in labels:
            subject = record.subject("office", label)
            record.append([Draft("office", "consent-withdrawn", {}, datetime.now(UTC), subject)])


def test_without_a_report_it_says_how_to_make_one(taken):
    result = taken("rerun", "office", "--diff")
    assert result.exit_code == 2
    assert "Make one first: pe report office" in result.output


def test_where_nothing_happened_nothing_moved(reported):
    result = reported("rerun", "office", "--diff")
    assert result.exit_code == 0
    assert result.output.startswith("0 of ")
    assert len(result.output.splitlines()) == 1


def test_of_one_person_who_withdrew_no_value_is_told(reported):
    withdraw("p4")
    result = reported("rerun", "office", "--diff")
    assert result.exit_code == 1
    assert "  fewer than 3 people withdrew\n" in result.output
    assert "->" not in result.output
    assert "makers" not in result.output
    assert "median taste-tea: " in result.output


def test_of_three_who_withdrew_the_numbers_of_all_are_told_and_of_no_role(reported):
    before = {f["item"]: f["value"] for f in medians(kept(place_of("office"), "office").findings)}
    with open_record() as record:
        for label in ("p1", "p2", "p3"):
            subject = record.subject("office", label)
            draft = Draft("office", "consent-given", {"tier": "room", "how": "x"}, now(), subject)
            record.append([draft])
    result = reported("rerun", "office", "--diff")
    assert "  3 people allow less now, or have not decided\n" in result.output
    assert before["green"] == 2
    assert "  median taste-tea green taste round 1: 2.000 -> -\n" in result.output
    assert "drinkers" not in result.output


def test_an_erasure_is_counted_and_hides_what_it_moved(reported):
    with open_record() as record:
        record.erase("office", record.subject("office", "p5"), now())
    result = reported("rerun", "office", "--diff")
    assert "fewer than 3 people were erased" in result.output
    assert "->" not in result.output


def test_another_limit_is_named_with_what_it_moved(reported):
    earlier = kept(place_of("office"), "office")
    path = place_of("office") / "findings" / "office.json"
    data = json.loads(path.read_text())
    data["limits"]["agreement_limit"] = 0.5
    data["versions"]["pe_tools"] = "0.0"
    data["findings"][0]["value"] = 99
    path.write_text(json.dumps(data))
    output = reported("rerun", "office", "--diff").output
    assert "agreement_limit: 0.500 -> 0.600" in output
    assert f"pe_tools: 0.0 -> {earlier.versions['pe_tools']}" in output
    assert ": 99 -> " in output


def test_a_broken_file_of_numbers_is_as_good_as_none(reported):
    (place_of("office") / "findings" / "office.json").write_text("{")
    assert reported("rerun", "office").exit_code == 2


def test_an_export_is_noted_with_its_files_and_names_nobody(taken):
    assert taken("export", "office", "--into", "out").exit_code == 0
    with open_record() as record:
        event = record.events("office")[-1]
    assert event.kind == "exported"
    assert event.subject == ""
    assert event.body["people"] == 4
    assert set(event.body["files"]) == {"office.csv", "office.json"}


def now() -> datetime:
    return datetime.now(UTC)


def medians(findings):
    return [one for one in findings if one["name"] == "median" and not one["role"]]
