"""Thresholds that a workshop sets: in the form, in the record, in live pages and in reruns."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pe_tools.language import Words
from pe_tools.notebook import live, open_workshop
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.pages import method_box
from pe_tools.record import Draft, Record
from pe_tools.workshop import find_workshop

FIRST = {"neighbours": "3", "keepers": "", "auditors": "", "min_group": "4"}
MORE = {
    "agreement_limit": "0.7",
    "spread_limit": "1",
    "role_gap_limit": "1.5",
    "stability_limit": "0.2",
}


@pytest.fixture
def record(fill) -> Record:
    record: Record = fill([])
    return record


def agenda(record: Record, language: str = "en"):
    words = Words(language)
    return OpenWorkshop(live.Stage(record, "list", words=words, chosen={}).context()).agenda()


def send(face, values: dict[str, str]) -> str:
    press = {"act": "set-up", "values": values, "nonce": uuid4().hex}
    face.panel._receive(face.panel, press, [])
    return str(face.panel.status_kind)


def rows(review: OpenWorkshop) -> list[tuple[str, ...]]:
    limits, _ = method_box(review.context)
    return [row[1:] for row in limits.rows]


def test_what_is_set_holds_live_and_in_a_rerun_and_the_box_says_who_chose_it(record) -> None:
    stage = live.Stage(record, "list", words=Words(), chosen={})
    page = OpenWorkshop(stage.context())
    box = page.method_box()
    assert send(page.agenda(), {**FIRST, **MORE}) == "ok"
    expected = [
        ("4", "3", "The workshop"),
        ("0.7", "0.6", "The workshop"),
        ("1.0", "1.0", "The kit"),
        ("1.5", "1.0", "The workshop"),
        ("0.2", "0.15", "The workshop"),
        ("4", "4", "The kit"),
        ("5", "5", "The kit"),
        ("dpv-3x3", "dpv-3x3", "The kit"),
    ]
    assert rows(open_workshop("list")) == expected
    assert rows(OpenWorkshop(stage.context())) == expected
    assert "The workshop" in box.panel.html


def test_the_parameter_of_a_rerun_wins(record) -> None:
    assert send(agenda(record), {**FIRST, **MORE}) == "ok"
    box = rows(open_workshop("list", agreement_limit=0.5))
    assert box[1] == ("0.5", "0.6", "This run")


def test_the_record_holds_only_what_differs_from_the_kit(record) -> None:
    send(agenda(record), {**FIRST, **MORE})
    body = record.events("list")[-1].body
    assert body["limits"] == {
        "agreement_limit": "0.7",
        "role_gap_limit": "1.5",
        "stability_limit": "0.2",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreement_limit": "7"},
        {"spread_limit": "-1"},
        {"stability_limit": ""},
        {"min_group": "1"},
    ],
)
def test_a_browser_can_set_no_other_limit(record, wrong) -> None:
    assert send(agenda(record), {**FIRST, **MORE, **wrong}) == "refused"
    assert find_workshop(record, "list").state.limits == {}


def test_a_threshold_of_a_scale_that_the_kit_has_not_is_not_asked(record) -> None:
    (form,) = [c for c in agenda(record).panel.controls if c["kind"] == "Form"]
    assert [field["name"] for field in form["more"]] == list(MORE)


def test_an_older_set_up_without_limits_is_still_read(record) -> None:
    body = {"expected": {"keepers": 2}, "min_group": 2}
    record.append([Draft("list", "workshop-set", body, datetime(2026, 3, 14, tzinfo=UTC))])
    kit = find_workshop(record, "list").kit
    assert (kit.thresholds.min_group, kit.thresholds.agreement_limit) == (2, 0.6)
