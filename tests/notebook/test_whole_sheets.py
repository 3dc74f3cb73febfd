"""Sheets that mean something as a whole, on paper and on a tablet: choices and points."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pe_tools.language import Words
from pe_tools.notebook import live
from pe_tools.notebook.live.questions import pages
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.tables import open_tables
from pe_tools.workshop import Conductor

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
ROLE = {"role": "neighbours", "tier": "report"}


def on_stage(record) -> OpenWorkshop:
    return OpenWorkshop(live.Stage(record, "fund", words=Words(), chosen={}).context())


def press(face, act: str, **values: object) -> None:
    face.panel._receive(face.panel, {"act": act, "values": values, "nonce": uuid4().hex}, [])


def given(record, step: str) -> dict[str, int]:
    answers = open_tables(record, "fund", purpose="room").answers
    mine = answers[answers["step"] == step]
    return dict(zip(mine["item"], mine["value"], strict=True))


@pytest.mark.parametrize(
    ("step", "scale", "values"),
    [
        ("pick-two", "choice", {"well": 1, "road": 0, "school": 1}),
        ("share-out", "points", {"well": 7, "road": 0, "school": 3}),
    ],
)
def test_a_sheet_of_paper_typed_twice_counts(fund, step, scale, values) -> None:
    face = on_stage(fund).entry()
    press(face, "choose", sheet=f"{step} 1")
    typed = {f"{item}.{scale}": str(value) for item, value in values.items()}
    for _ in range(2):
        press(face, "sheet", participant="A1", **ROLE, answers=typed)
    assert "It counts." in face.panel.html
    assert given(fund, step) == values


def test_a_box_left_empty_gets_no_points(fund) -> None:
    face = on_stage(fund).entry()
    press(face, "choose", sheet="share-out 1")
    for _ in range(2):
        typed = {"well.points": "7", "school.points": "3"}
        press(face, "sheet", participant="A1", **ROLE, answers=typed)
    assert given(fund, "share-out") == {"well": 7, "school": 3}


def test_a_sheet_with_too_many_points_is_refused_with_the_sum(fund) -> None:
    face = on_stage(fund).entry()
    press(face, "choose", sheet="share-out 1")
    press(
        face, "sheet", participant="A1", **ROLE, answers={"well.points": "9", "road.points": "2"}
    )
    assert "11 points are shared out, not 10. Share out exactly 10." in face.panel.status
    assert given(fund, "share-out") == {}


def test_a_tablet_takes_a_choice_and_points(fund) -> None:
    conductor = Conductor(fund, "fund")
    face = on_stage(fund).tablet()
    conductor.open_round("pick-two", 1, now=NOW)
    face = on_stage(fund).tablet()
    chosen = {"well.choice": "1", "road.choice": "0", "school.choice": "dont-know"}
    press(face, "tablet", participant="A1", **ROLE, answers=chosen)
    conductor.close_round("pick-two", 1, now=NOW)
    conductor.open_round("share-out", 1, now=NOW)
    face = on_stage(fund).tablet()
    shared = {"well.points": "10", "road.points": "0", "school.points": "0"}
    press(face, "tablet", participant="A1", **ROLE, answers=shared)
    assert given(fund, "pick-two")["well"] == 1
    assert given(fund, "share-out") == {"well": 10, "road": 0, "school": 0}


def test_a_tablet_refuses_more_choices_than_there_are_and_keeps_the_sheet(fund) -> None:
    Conductor(fund, "fund").open_round("pick-two", 1, now=NOW)
    face = on_stage(fund).tablet()
    chosen = {"well.choice": "1", "road.choice": "1", "school.choice": "1"}
    press(face, "tablet", participant="A1", **ROLE, answers=chosen)
    assert "3 items are chosen, but at most 2 can be. Choose fewer." in face.panel.status


def test_a_tablet_asks_in_whole_sentences(fund) -> None:
    kit = Conductor(fund, "fund").find().kit
    (first, *_) = pages(kit, kit.step("pick-two"), Words())
    assert first.prompt == "A new well.\nDo you choose it? You can choose up to 2."
    assert [option.word for option in first.options] == ["Not chosen", "Chosen"]
    (first, *_) = pages(kit, kit.step("share-out"), Words())
    assert first.prompt == "A new well.\nHow many of the 10 points does it get?"
    assert [option.value for option in first.options] == [str(n) for n in range(11)]
