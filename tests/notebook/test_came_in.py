"""The page of who took part: by which way people and answers came, and how many were counted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pe_tools.blocks import Paragraph, Table
from pe_tools.language import Words
from pe_tools.model import CHOICE, Answer, Channel
from pe_tools.notebook.steps.base import Context
from pe_tools.notebook.steps.came_in import came_in
from pe_tools.record import Record
from pe_tools.tables import open_tables
from pe_tools.workshop import Host, acts, arriving

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


@pytest.fixture
def record(fund: Record) -> Record:
    """Two joined by card and one with the code; a fourth answered on paper."""
    host = Host(fund, "fund")
    for label, mode in {"a": "cards", "b": "cards", "c": "open", "d": ""}.items():
        who = fund.subject("fund", label)
        if mode:
            host.open_joining(mode, now=NOW)
            fund.append([arriving.seated("fund", who, "keepers", label, 1, id_=label, now=NOW)])
        else:
            fund.append([acts.joined("fund", who, "keepers", now=NOW)])
        fund.append([acts.consent_given("fund", who, "report", "test", now=NOW)])
        answer(fund, label, "phone" if mode else "paper")
    return fund


def answer(record: Record, label: str, channel: Channel, step: str = "pick-two") -> None:
    who, given = record.subject("fund", label), [Answer("well", CHOICE, 1)]
    record.append([acts.answered("fund", who, step, 1, given, channel=channel, now=NOW)])


def shown(record: Record) -> tuple[list[Table], list[str]]:
    tables = open_tables(record, "fund", purpose="report")
    blocks = [*came_in(Context(tables, Words(), tables.kit.thresholds))]
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    return [block for block in blocks if isinstance(block, Table)], said


def test_it_says_how_people_and_answers_came_in(record: Record) -> None:
    people, answers = shown(record)[0]
    assert people.rows == (
        ("With the code of the room", "1"),
        ("With a printed card", "2"),
        ("Without a phone of their own", "1"),
    )
    assert answers.rows == (("By phone", "3"), ("On paper", "1"))


def test_who_used_two_ways_is_counted_in_both(record: Record) -> None:
    answer(record, "a", "paper", "share-out")
    assert shown(record)[0][1].rows == (("By phone", "3"), ("On paper", "2"))


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        (6, "2 of them are not in the record."),
        (4, "As many are in the record."),
        (3, "1 person more is in the record."),
    ],
)
def test_heads_stand_beside_who_is_in_the_record(
    record: Record, heads: int, sentence: str
) -> None:
    Host(record, "fund").count_heads(heads, now=NOW)
    counted = f"The facilitator counted {heads} people in the room."
    assert shown(record)[1] == [counted, sentence]


def test_who_is_left_out_was_in_the_room_all_the_same(record: Record) -> None:
    Host(record, "fund").count_heads(4, now=NOW)
    record.append([acts.consent_withdrawn("fund", record.subject("fund", "a"), now=NOW)])
    assert "As many are in the record." in shown(record)[1]


def test_a_workshop_from_a_file_says_nothing_of_it(fund: Record) -> None:
    assert shown(fund) == ([], [])
