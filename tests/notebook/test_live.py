"""The live face: hidden until revealed, role by role, and equal to the rerun to the last digit."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pe_tools.blocks import to_html
from pe_tools.language import Words
from pe_tools.model import Answer, Response, Thresholds
from pe_tools.notebook import live, open_workshop
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.notebook.steps.base import Context
from pe_tools.record import Record, open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import Conductor

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
SMALL = Thresholds(matrix="dpv-3x3")


@pytest.fixture
def record(fill, rated) -> Record:
    """Seven people of two roles who are there, but have not answered yet."""
    record: Record = fill([])
    return record


def on_stage(record: Record) -> OpenWorkshop:
    return OpenWorkshop(live.Stage(record, "list", words=Words(), chosen={}).context())


def send(record: Record, label: str, role: str, pair: tuple[int, int], round_: int = 1) -> None:
    answers = tuple(
        Answer("list-lost", scale, value)
        for scale, value in zip(("severity", "likelihood"), pair, strict=True)
    )
    response = Response(label, "rate-harms", round_, answers, role)
    Conductor(record, "list").answer(response, "report", now=NOW)


def all_answer(record: Record, round_: int = 1) -> None:
    for number in range(3):
        send(record, f"n{number}", "neighbours", (3, 3), round_)
    for number in range(4):
        send(record, f"k{number}", "keepers", (1, 1), round_)


def press(face, act: str, **values: object) -> None:
    """Press a button as the browser does, by what the panel shows now."""
    shown = [c for c in face.panel.controls if c.get("act") == act]
    fitting = [c for c in shown if c.get("values", values) == values or c["kind"] != "Button"]
    assert fitting, (act, values, face.panel.controls)
    face.panel._receive(face.panel, {"act": act, "values": values, "nonce": uuid4().hex}, [])
    assert face.panel.status_kind == "ok", face.panel.status


def kinds(face) -> list[str]:
    return [control["kind"] for control in face.panel.controls]


def labels(face) -> list[str]:
    return [c["label"] for c in face.panel.controls if c["kind"] == "Button"]


def test_a_round_goes_from_open_to_revealed_role_by_role(record: Record) -> None:
    face = on_stage(record).step("rate-harms").show()
    press(face, "open-round", round=1)
    all_answer(record)
    press(face, "close-round", round=1)
    assert "Results are hidden until they are revealed." in face.panel.html
    press(face, "reveal", round=1, group="all")
    assert "All together" in face.panel.html
    assert "Neighbours" not in face.panel.html
    press(face, "reveal", round=1, group="neighbours")
    assert "Neighbours" in face.panel.html
    assert "Keepers" not in face.panel.html
    press(face, "reveal", round=1, group="keepers")
    assert "Register of harms" in face.panel.html


def test_heads_are_counted_while_nothing_is_shown(record: Record) -> None:
    face = on_stage(record).step("rate-harms").show()
    press(face, "open-round", round=1)
    before = face.panel.html
    all_answer(record)
    face_after = on_stage(record).step("rate-harms").show()
    heads = next(c for c in face_after.panel.controls if c["kind"] == "Heads")
    assert heads["groups"] == [["Neighbours", 3], ["Keepers", 4]]
    assert face_after.panel.html == before


def test_the_second_round_stays_hidden_behind_the_first(record: Record) -> None:
    face = on_stage(record).step("rate-harms").show()
    press(face, "open-round", round=1)
    all_answer(record)
    press(face, "close-round", round=1)
    for group in ("all", "neighbours", "keepers"):
        press(face, "reveal", round=1, group=group)
    shown = face.panel.html
    press(face, "open-round", round=2)
    for number in range(3):
        send(record, f"n{number}", "neighbours", (1, 1), 2)
    assert face.panel.html == shown


def test_the_live_result_and_the_rerun_agree_to_the_last_digit(record: Record) -> None:
    face = on_stage(record).step("rate-harms").show()
    press(face, "open-round", round=1)
    all_answer(record)
    press(face, "close-round", round=1)
    for group in ("all", "neighbours", "keepers"):
        press(face, "reveal", round=1, group=group)
    tables = open_tables(record, "list", purpose="report")
    static = OpenWorkshop(Context(tables, Words(), SMALL))
    drawn = static.step("rate-harms").show().blocks
    assert face.panel.html == to_html(drawn, words=Words())
    assert on_stage(record).findings() == static.findings()


def test_what_is_for_the_room_only_is_live_and_never_saved(record: Record) -> None:
    conductor = Conductor(record, "list")
    conductor.open_round("rate-harms", 1, now=NOW)
    answers = (Answer("list-lost", "severity", 3), Answer("list-lost", "likelihood", 3))
    for number in range(3):
        response = Response(f"r{number}", "rate-harms", 1, answers, "neighbours")
        conductor.answer(response, "room", now=NOW)
    conductor.close_round("rate-harms", 1, now=NOW)
    for group in ("all", "neighbours"):
        conductor.reveal("rate-harms", 1, group, now=NOW)
    face = on_stage(record).step("rate-harms").show()
    assert "The list is lost." in face.panel.html
    saved, _ = face._repr_mimebundle_()
    kept = {name: value for name, value in saved.items() if "widget-view" not in name}
    assert "The list is lost." not in str(kept)


def test_another_panel_sees_an_act_within_a_second(record: Record) -> None:
    async def two_pages() -> list[str]:
        first = on_stage(record).step("rate-harms").show()
        second = on_stage(record).step("rate-harms").show()
        press(first, "open-round", round=1)
        await asyncio.sleep(1)
        return labels(second)

    assert "Close round 1" in asyncio.run(two_pages())


def test_a_refusal_is_shown_and_changes_nothing(record: Record) -> None:
    face = on_stage(record).step("rate-harms").show()
    head = record.head("list")
    face.panel._receive(face.panel, {"act": "close-round", "values": {}, "nonce": "n"}, [])
    assert face.panel.status_kind == "refused"
    assert record.head("list") == head


def test_the_agenda_leads_the_step_that_is_on(record: Record) -> None:
    face = on_stage(record).agenda()
    press(face, "start", entry=0)
    assert kinds(face)[0] == "Timer"
    press(face, "open-round", round=1)
    assert "Close round 1" in labels(face)


def test_a_treatment_an_objection_and_a_decision_are_written_down(record: Record) -> None:
    workshop = on_stage(record)
    form = workshop.step("treat").show()
    treatment: Mapping[str, str] = {
        "item": "list-lost",
        "option": "avoid",
        "text": "Keep two copies.",
        "owner": "the keepers",
        "due": "2026-05-01",
        "cost": "",
        "severity": "1",
        "likelihood": "1",
        "agreed": "yes",
    }
    press(form, "treat", **treatment)
    assert "Keep two copies." in form.panel.html
    objection = workshop.step("dissent").show()
    press(objection, "object", item="none", text="<b>No</b>.", role="none")
    assert "&lt;b&gt;No&lt;/b&gt;." in objection.panel.html
    decision = workshop.step("decide").show()
    press(
        decision,
        "decide",
        item="none",
        verdict="treat",
        text="Go on.",
        owner="all",
        due="2026-05-01",
    )
    assert "Go on." in decision.panel.html


def test_a_sheet_typed_twice_with_a_difference_is_settled_by_the_paper(record: Record) -> None:
    face = on_stage(record).entry()
    press(face, "choose", sheet="rate-harms 1")
    typed = {"list-lost.severity": "3", "list-lost.likelihood": "2"}
    whole = {"participant": "A1", "role": "neighbours", "tier": "report"}
    press(face, "sheet", **whole, answers=typed)
    assert "Type it again" in face.panel.html
    press(face, "sheet", **whole, answers={**typed, "list-lost.severity": "1"})
    (differences,) = [c for c in face.panel.controls if c["kind"] == "Differences"]
    assert [(row["first"], row["second"]) for row in differences["rows"]] == [("3", "1")]
    press(face, "settle", answers={"list-lost.severity": "3"})
    given = Conductor(record, "list").find().state.answers
    ((_, answers),) = given.items()
    assert answers["list-lost", "severity"].value == 3


def test_the_demo_is_live_in_voila_and_static_in_a_rerun(monkeypatch) -> None:
    assert not hasattr(open_workshop("demo", kit="deliberation").cover(), "panel")
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    assert hasattr(open_workshop("demo", kit="deliberation").cover(), "panel")
    with open_record() as own:
        assert own.streams() == ()
