"""Own words leave by the door only as far as each person allows, and in no order of arrival."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pe_tools.kits import load_kit
from pe_tools.model import TIERS, Answer, Objection, Response, Tier
from pe_tools.record import Record, open_record
from pe_tools.tables import open_tables
from pe_tools.workshop import Conductor, Host, acts, arriving, draft_workshop

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)

KIT = """\
id: tiny
version: "1"
title: Tiny
purpose: Agree.
minutes: 10
roles: [{id: all, name: All}]
scales:
  - id: yes
    question: Yes?
    points: [{value: 0, word: "no"}, {value: 1, word: "yes"}]
items: [{id: thing, kind: thing, text: A thing., source: written for this test}]
steps:
  - {id: write, kind: write, title: Write}
  - {id: propose, kind: propose, title: Propose, items: thing}
  - {id: rate, kind: rate, title: Rate, items: thing, scales: ["yes"]}
agenda: [{minutes: 10, step: rate, round: 1}]
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A workshop with one participant on each tier, who joined by phone in this order."""
    record = open_record(tmp_path)
    record.append(draft_workshop(record, "w", kit=load_kit(KIT), text=KIT, now=NOW))
    Host(record, "w").open_joining("cards", now=NOW)
    for number, tier in enumerate(TIERS, start=1):
        who, id_ = subject(record, tier), f"join {tier}"
        record.append([arriving.seated("w", who, "all", tier, number, id_=id_, now=NOW)])
        record.append([acts.consent_given("w", who, tier, "test", now=NOW)])
    return record


def subject(record: Record, label: str) -> str:
    return record.subject("w", label)


def propose(record: Record, tier: Tier, id_: str) -> None:
    text, who = f"{tier} proposes", subject(record, tier)
    record.append([arriving.proposed("w", who, "propose", text, id_=id_, now=NOW)])


def write(record: Record, tier: Tier, id_: str) -> None:
    text, who = f"{tier} writes", subject(record, tier)
    record.append([arriving.wrote("w", who, "write", text, id_=id_, now=NOW)])


def test_the_room_sees_the_words_of_every_proposal(record: Record) -> None:
    for tier in TIERS:
        propose(record, tier, tier)
    shown = {one.text for one in open_tables(record, "w", purpose="room").proposals}
    assert shown == {f"{tier} proposes" for tier in TIERS}


def test_a_report_counts_proposals_whose_words_it_may_not_quote(record: Record) -> None:
    for tier in TIERS:
        propose(record, tier, tier)
    tables = open_tables(record, "w", purpose="report")
    assert sorted(one.text for one in tables.proposals) == [
        "",
        "open proposes",
        "quotes proposes",
        "reviews proposes",
    ]
    assert tables.authors == {"propose": 4}


def test_what_was_written_needs_the_tier_for_quotes_in_the_room_too(record: Record) -> None:
    for tier in TIERS:
        write(record, tier, tier)
    shown = [one.text for one in open_tables(record, "w", purpose="room").writings]
    assert shown == ["", "", "open writes", "quotes writes", "reviews writes"]


def test_words_come_in_no_order_of_arrival(record: Record) -> None:
    for id_, tier in zip("ca", ("quotes", "open"), strict=True):
        propose(record, tier, id_)
        write(record, tier, f"w{id_}")
    tables = open_tables(record, "w", purpose="room")
    assert [one.id for one in tables.proposals] == ["a", "c"]
    assert [one.text for one in tables.writings] == ["open writes", "quotes writes"]


def test_a_settled_proposal_says_what_became_of_it_and_why(record: Record) -> None:
    for id_, tier in zip("abcd", TIERS, strict=False):
        propose(record, tier, id_)
    host = Host(record, "w")
    host.merge("a", "thing", now=NOW)
    host.refuse("b", "not about this", now=NOW)
    host.accept("c", "thing", "Another thing.", now=NOW)
    found = {one.id: one for one in open_tables(record, "w", purpose="room").proposals}
    assert (found["a"].verdict, found["a"].item) == ("merged", "thing")
    assert (found["b"].verdict, found["b"].reason) == ("refused", "not about this")
    assert found["c"].verdict == "accepted"
    assert found["d"].verdict == ""
    items = open_tables(record, "w", purpose="room").kit.items
    assert {item.id: item.text for item in items}[found["c"].item] == "Another thing."


def test_words_of_who_withdrew_or_was_erased_are_gone(record: Record) -> None:
    for tier in ("quotes", "open"):
        propose(record, tier, f"p {tier}")
        write(record, tier, f"w {tier}")
    record.append([acts.consent_withdrawn("w", subject(record, "quotes"), now=NOW)])
    record.erase("w", subject(record, "open"), NOW)
    tables = open_tables(record, "w", purpose="room")
    assert (tables.proposals, tables.writings, tables.authors) == ((), (), {})


def test_minority_notes_that_may_not_be_quoted_are_counted(record: Record) -> None:
    for tier in TIERS:
        note = Objection(f"{tier} objects", role="all")
        record.append([acts.minority_note("w", subject(record, tier), note, now=NOW)])
    room = open_tables(record, "w", purpose="room")
    report = open_tables(record, "w", purpose="report")
    assert room.minority_notes == report.minority_notes
    assert [note.text for note in room.minority_notes] == [
        "open objects",
        "quotes objects",
        "reviews objects",
    ]
    assert (room.unquoted_notes, report.unquoted_notes) == (2, 1)


def test_people_say_how_they_were_counted_when_they_came_in(record: Record) -> None:
    Host(record, "w").open_joining("open", now=NOW)
    late = subject(record, "late")
    record.append([arriving.seated("w", late, "all", "late", 9, id_="late", now=NOW)])
    record.append([acts.consent_given("w", late, "room", "test", now=NOW)])
    modes = open_tables(record, "w", purpose="room").people["mode"]
    assert modes.value_counts().to_dict() == {"cards": 5, "open": 1}


def test_the_heads_that_were_counted_are_told(record: Record) -> None:
    assert open_tables(record, "w", purpose="room").heads == 0
    Host(record, "w").count_heads(7, now=NOW)
    assert open_tables(record, "w", purpose="room").heads == 7


def test_each_answer_says_by_which_channel_it_came(record: Record) -> None:
    answers = (Answer("thing", "yes", 1),)
    conductor = Conductor(record, "w")
    conductor.open_round("rate", 1, now=NOW)
    for tier, channel in (("quotes", "phone"), ("open", "paper")):
        who = subject(record, tier)
        record.append([acts.answered("w", who, "rate", 1, answers, channel=channel, now=NOW)])
    conductor.answer(Response("new", "rate", 1, answers, "all"), "room", now=NOW)
    channels = open_tables(record, "w", purpose="room").answers["channel"]
    assert sorted(channels) == ["paper", "phone", "tablet"]


def test_an_answer_that_was_sent_again_counts_by_its_last_channel(record: Record) -> None:
    who = subject(record, "open")
    for channel, value in (("phone", 0), ("paper", 1)):
        answers = [Answer("thing", "yes", value)]
        record.append([acts.answered("w", who, "rate", 1, answers, channel=channel, now=NOW)])
    assert open_tables(record, "w", purpose="open").answers["channel"].tolist() == ["paper"]


def test_an_answer_of_before_channels_were_kept_was_imported(record: Record) -> None:
    draft = acts.answered("w", subject(record, "open"), "rate", 1, [Answer("thing", "yes", 1)],
                          now=NOW)  # fmt: skip
    body = {key: value for key, value in draft.body.items() if key != "channel"}
    record.append([type(draft)("w", "answered", body, NOW, draft.subject)])
    assert open_tables(record, "w", purpose="open").answers["channel"].tolist() == ["import"]
