"""Taking responses twice adds nothing, and never overrules a participant."""

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from pe_tools.errors import WorkshopExistsError, WorkshopNameError
from pe_tools.kits import read_kit
from pe_tools.model import RANK, Answer, Item, Response
from pe_tools.record import Record
from pe_tools.workshop import (
    Taken,
    acts,
    draft_responses,
    draft_workshop,
    find_workshop,
    fold,
)

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
FIRST = Response("anna", "pulse", 1, (Answer("could-speak", "pulse", 4),), "community")


@pytest.fixture
def record(any_record: Record) -> Record:
    return any_record


def take(record: Record, responses: Iterable[Response]) -> Taken:
    taken = draft_responses(
        record, "w", list(responses), consents={}, tier="report", how="test", now=NOW
    )
    record.append(taken.drafts)
    return taken


def test_the_same_response_twice_adds_nothing(record: Record) -> None:
    assert take(record, [FIRST]).new == 1
    head = record.head("w")
    again = take(record, [FIRST])
    assert (again.new, again.known) == (0, 1)
    assert record.head("w") == head


def test_a_corrected_response_wins_and_going_back_wins_again(record: Record) -> None:
    other = Response("anna", "pulse", 1, (Answer("could-speak", "pulse", 2),), "community")
    for response in (FIRST, other, FIRST):
        assert take(record, [response]).new == 1
    state = fold(record.events("w"))
    (given,) = state.answers.values()
    assert given["could-speak", "pulse"].value == 4


def test_nothing_is_taken_of_an_erased_participant(record: Record) -> None:
    take(record, [FIRST])
    record.erase("w", record.subject("w", "anna"), NOW)
    again = take(record, [FIRST])
    assert (again.new, again.erased, again.drafts) == (0, 1, ())


def test_a_withdrawal_is_not_overruled_by_taking_again(record: Record) -> None:
    take(record, [FIRST])
    subject = record.subject("w", "anna")
    record.append([acts.consent_withdrawn("w", subject, now=NOW)])
    take(record, [FIRST])
    assert fold(record.events("w")).consents.of(subject).state == "withdrawn"


def test_a_role_on_one_of_the_sheets_is_enough(record: Record) -> None:
    silent = Response("anna", "pulse", 2, (Answer("could-speak", "pulse", 4),))
    take(record, [FIRST, silent])
    take(record, [silent])
    assert list(fold(record.events("w")).roles.values()) == ["community"]


def test_what_a_participant_wrote_is_sealed_in_the_record(record: Record) -> None:
    take(record, [FIRST])
    files = [path for path in record.folder.rglob("*") if path.is_file()]
    stored = repr(record.rows("w")).encode() + b"".join(path.read_bytes() for path in files)
    assert b"could-speak" not in stored
    assert b"anna" not in stored


def test_a_workshop_keeps_the_text_of_its_kit(record: Record) -> None:
    kit, text = read_kit("risk_assessment")
    record.append(draft_workshop(record, "w", kit=kit, text=text, now=NOW))
    found = find_workshop(record, "w")
    assert found.kit == kit
    assert found.state.kit_text == text
    assert draft_workshop(record, "w", kit=kit, text=text, now=NOW) == []


def test_own_items_stand_in_place_of_the_kits_of_their_kind(record: Record) -> None:
    kit, text = read_kit("risk_assessment")
    own = [Item("own-harm", "harm", "Our own harm.", "the group")]
    record.append(draft_workshop(record, "w", kit=kit, text=text, items=own, now=NOW))
    found = find_workshop(record, "w").kit
    assert [item.id for item in found.items if item.kind == "harm"] == ["own-harm"]
    assert [i for i in found.items if i.kind == "pulse"] == [
        i for i in kit.items if i.kind == "pulse"
    ]


def test_another_kit_cannot_take_over_a_workshop(record: Record) -> None:
    kit, text = read_kit("risk_assessment")
    record.append(draft_workshop(record, "w", kit=kit, text=text, now=NOW))
    kit, text = read_kit("deliberation")
    with pytest.raises(WorkshopExistsError, match="'risk_assessment'"):
        draft_workshop(record, "w", kit=kit, text=text, now=NOW)


@pytest.mark.parametrize("name", ["", "Upper", "../up", "a b", "x" * 65, "-x", "a\n"])
def test_a_name_that_could_not_name_a_file_is_refused(record: Record, name: str) -> None:
    kit, text = read_kit("deliberation")
    with pytest.raises(WorkshopNameError):
        draft_workshop(record, name, kit=kit, text=text, now=NOW)


def test_a_new_ranking_replaces_the_whole_old_one(record: Record) -> None:
    def ranking(*items: str) -> Response:
        ranks = tuple(Answer(item, RANK, rank) for rank, item in enumerate(items, start=1))
        return Response("anna", "rank-options", 1, ranks)

    take(record, [ranking("a", "b", "c")])
    assert take(record, [ranking("b", "a")]).new == 1
    (given,) = fold(record.events("w")).answers.values()
    assert {item: answer.value for (item, _), answer in given.items()} == {"b": 1, "a": 2}
