"""What a facilitator does is checked, kept, and can be taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from pe_tools.errors import (
    BrokenRulesError,
    NothingToUndoError,
    RoundClosedError,
    RoundOpenError,
    UnknownItemError,
)
from pe_tools.kits import read_kit
from pe_tools.model import Answer, Decision, Note, Objection, Response, Treatment
from pe_tools.record import Record
from pe_tools.workshop import ALL, Conductor, draft_workshop

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
STEP = "rate-harms"
HARM = "harm-recognised"


@pytest.fixture
def conductor(any_record: Record) -> Conductor:
    record = any_record
    kit, text = read_kit("risk_assessment")
    record.append(draft_workshop(record, "w", kit=kit, text=text, now=NOW))
    return Conductor(record, "w")


def sheet(severity: int, code: str = "A1") -> Response:
    answers = (Answer(HARM, "severity", severity), Answer(HARM, "likelihood", 3))
    return Response(code, STEP, 1, answers, "community")


def answers(conductor: Conductor) -> list[dict[tuple[str, str], Answer]]:
    return list(conductor.find().state.answers.values())


def test_a_round_opens_closes_and_opens_again(conductor: Conductor) -> None:
    def is_open() -> bool:
        return conductor.find().state.course.is_open(STEP, 1)

    conductor.open_round(STEP, 1, now=NOW)
    assert is_open()
    conductor.close_round(STEP, 1, now=NOW)
    assert not is_open()
    conductor.open_round(STEP, 1, now=NOW)
    assert is_open()


def test_a_tablet_answers_while_the_round_is_open_only(conductor: Conductor) -> None:
    with pytest.raises(RoundClosedError, match="Round 1 of rate-harms is closed"):
        conductor.answer(sheet(4), "report", now=NOW)
    conductor.open_round(STEP, 1, now=NOW)
    conductor.answer(sheet(4), "report", now=NOW)
    conductor.close_round(STEP, 1, now=NOW)
    with pytest.raises(RoundClosedError):
        conductor.answer(sheet(5, "A2"), "report", now=NOW)
    assert len(answers(conductor)) == 1


def test_results_are_not_revealed_while_people_still_answer(conductor: Conductor) -> None:
    conductor.open_round(STEP, 1, now=NOW)
    with pytest.raises(RoundOpenError):
        conductor.reveal(STEP, 1, now=NOW)
    conductor.close_round(STEP, 1, now=NOW)
    conductor.reveal(STEP, 1, now=NOW)
    assert conductor.find().state.course.revealed == {(STEP, 1): {ALL}}


def test_two_entries_that_agree_count_and_one_alone_does_not(conductor: Conductor) -> None:
    assert not conductor.enter_sheet(sheet(4), "report", entry=1, now=NOW)
    assert answers(conductor) == []
    assert conductor.enter_sheet(sheet(4), "report", entry=2, now=NOW)
    assert [given[HARM, "severity"].value for given in answers(conductor)] == [4]


def test_two_entries_that_differ_wait_for_the_paper(conductor: Conductor) -> None:
    conductor.enter_sheet(sheet(4), "report", entry=1, now=NOW)
    assert not conductor.enter_sheet(sheet(1), "report", entry=2, now=NOW)
    first, second = conductor.entries(sheet(1))
    assert first[HARM, "severity"].value == 4
    assert second[HARM, "severity"].value == 1
    conductor.settle_sheet(sheet(4), "report", now=NOW)
    assert [given[HARM, "severity"].value for given in answers(conductor)] == [4]


def test_sheets_typed_once_count_when_the_facilitator_says_so(conductor: Conductor) -> None:
    conductor.enter_sheet(sheet(4), "report", entry=1, now=NOW)
    assert conductor.count_single(STEP, 1, now=NOW) == 1
    assert conductor.count_single(STEP, 1, now=NOW) == 0
    assert len(answers(conductor)) == 1
    state = conductor.find().state
    assert list(state.roles.values()) == ["community"]
    (consent,) = state.consents.held.values()
    assert (consent.state, consent.terms.tier) == ("given", "report")


def test_a_value_outside_the_scale_is_refused_and_nothing_is_kept(conductor: Conductor) -> None:
    head = conductor.record.head("w")
    with pytest.raises(BrokenRulesError):
        conductor.enter_sheet(sheet(9), "report", entry=1, now=NOW)
    assert conductor.record.head("w") == head


def test_what_is_written_about_must_be_there(conductor: Conductor) -> None:
    with pytest.raises(UnknownItemError, match="no item 'harm-none'"):
        conductor.note(Note("Nothing.", "harm-none"), now=NOW)


def test_every_kind_of_act_can_be_taken_back_one_after_the_other(conductor: Conductor) -> None:
    empty = conductor.find().state
    conductor.start(STEP, 1, 15, now=NOW)
    conductor.open_round(STEP, 1, now=NOW)
    conductor.close_round(STEP, 1, now=NOW)
    conductor.reveal(STEP, 1, now=NOW)
    conductor.note(Note("Said."), now=NOW)
    conductor.treat(Treatment(HARM, "avoid", "Stop it.", "the board", ""), now=NOW)
    conductor.decide(Decision("pause", "Wait.", "the board", ""), now=NOW)
    conductor.object(Objection("No."), now=NOW)
    conductor.add_item("harm", "Our own harm.", now=NOW)
    conductor.drop_item(HARM, now=NOW)
    events = len(conductor.record.events("w"))
    for _ in range(10):
        conductor.undo(now=NOW)
    assert conductor.find().state == empty
    assert len(conductor.record.events("w")) == events + 10
    with pytest.raises(NothingToUndoError):
        conductor.undo(now=NOW)


def test_what_a_participant_sent_cannot_be_taken_back(conductor: Conductor) -> None:
    conductor.enter_sheet(sheet(4), "report", entry=1, now=NOW)
    with pytest.raises(NothingToUndoError):
        conductor.undo(now=NOW)


def test_own_items_are_asked_and_dropped_ones_are_not(conductor: Conductor) -> None:
    conductor.add_item("harm", "Our own harm.", now=NOW)
    conductor.drop_item(HARM, now=NOW)
    texts = {item.text: item.id for item in conductor.find().kit.items}
    assert "Our own harm." in texts
    assert HARM not in texts.values()


def test_the_newest_start_is_the_step_that_is_on(conductor: Conductor) -> None:
    conductor.start("welcome", 0, 15, now=NOW)
    conductor.start(STEP, 1, 15, now=NOW + timedelta(minutes=15))
    current = conductor.find().state.course.current
    assert current is not None
    assert (current.step, current.round, current.minutes) == (STEP, 1, 15)
    assert current.at.startswith("2026-03-14T09:45")
