"""The one door: consent is applied, and nobody's pseudonym or order of arrival passes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pe_tools.errors import (
    CommunityRefusedError,
    ConditionsMissingError,
    UnknownCareRowError,
    UnknownWorkshopError,
)
from pe_tools.kits import load_kit
from pe_tools.model import (
    TIERS,
    Answer,
    CareMark,
    CommunityDecision,
    Objection,
    Response,
    Ruling,
    Tier,
    Use,
)
from pe_tools.record import Draft, Record, open_record
from pe_tools.tables import LeftOut, open_tables
from pe_tools.workshop import Host, acts, arriving, draft_responses, draft_workshop
from pe_tools.workshop.arriving import Consented

HOUR = timedelta(hours=1)
NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
LONG_AFTER = datetime(2027, 4, 18, 9, tzinfo=UTC)  # 400 days after the hour of NOW

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
    points: [{value: 0, word: "no"}, {value: 1, word: "yes"}, {value: 2, word: very}]
items: [{id: thing, kind: thing, text: A thing., source: written for this test}]
steps: [{id: rate, kind: rate, title: Rate, items: thing, scales: ["yes"]}]
agenda: [{minutes: 10, step: rate, round: 1}]
"""


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """A workshop with one participant on each tier, named after it."""
    record = open_record(tmp_path)
    responses = [
        Response(tier, "rate", 1, (Answer("thing", "yes", number % 3),), "all")
        for number, tier in enumerate(TIERS)
    ]
    consents: dict[str, Tier] = {tier: tier for tier in TIERS}
    taken = draft_responses(
        record, "w", responses, consents=consents, tier="room", how="test", now=NOW
    )
    opening = draft_workshop(record, "w", kit=load_kit(KIT), text=KIT, now=NOW)
    record.append([*opening, *taken.drafts])
    return record


@pytest.mark.parametrize(
    ("purpose", "people"),
    [("room", 5), ("report", 4), ("quotes", 3), ("reviews", 2), ("open", 1)],
)
def test_each_purpose_sees_those_who_allow_it(record: Record, purpose: Tier, people: int) -> None:
    tables = open_tables(record, "w", purpose=purpose)
    assert len(tables.people) == len(tables.answers) == people
    assert tables.left_out.not_allowed == 5 - people


def test_a_withdrawal_empties_every_table_at_once(record: Record) -> None:
    subject = record.subject("w", "open")
    record.append([acts.consent_withdrawn("w", subject, now=NOW)])
    for purpose in TIERS:
        tables = open_tables(record, "w", purpose=purpose)
        assert tables.left_out.withdrawn == 1
    assert tables.people.empty
    assert tables.answers.empty


def test_consent_given_again_counts_again(record: Record) -> None:
    subject = record.subject("w", "open")
    record.append([acts.consent_withdrawn("w", subject, now=NOW)])
    record.append([acts.consent_given("w", subject, "report", "test", now=NOW)])
    assert len(open_tables(record, "w", purpose="report").people) == 4
    assert len(open_tables(record, "w", purpose="open").people) == 0


def test_an_erased_participant_is_counted_and_nothing_else(record: Record) -> None:
    record.erase("w", record.subject("w", "report"), NOW)
    tables = open_tables(record, "w", purpose="report")
    assert len(tables.people) == 3
    assert tables.left_out.erased == 1
    assert tables.left_out.total == 2


def test_no_pseudonym_of_the_record_leaves(record: Record) -> None:
    tables = open_tables(record, "w", purpose="room")
    shown = tables.answers.to_csv() + tables.people.to_csv()
    assert all(record.subject("w", tier) not in shown for tier in TIERS)


def test_numbers_of_people_do_not_follow_their_arrival(record: Record) -> None:
    tables = open_tables(record, "w", purpose="room")
    by_pseudonym = sorted(TIERS, key=lambda tier: record.subject("w", tier))
    values = tables.answers.sort_values("participant")["value"].tolist()
    assert values == [TIERS.index(tier) % 3 for tier in by_pseudonym]


def test_own_words_need_the_tier_for_quotes(record: Record) -> None:
    for tier in TIERS:
        note = Objection(f"I object, says {tier}.")
        record.append([acts.minority_note("w", record.subject("w", tier), note, now=NOW)])
    said = {note.text for note in open_tables(record, "w", purpose="report").minority_notes}
    assert said == {f"I object, says {tier}." for tier in ("quotes", "reviews", "open")}


def test_the_newest_answer_counts(record: Record) -> None:
    subject = record.subject("w", "open")
    for value in (0, 1):
        answer = Answer("thing", "yes", value)
        record.append([acts.answered("w", subject, "rate", 1, [answer], now=NOW)])
    assert open_tables(record, "w", purpose="open").answers["value"].tolist() == [1]


def test_an_answer_without_a_value_keeps_its_reason(record: Record) -> None:
    subject = record.subject("w", "open")
    answer = Answer("thing", "yes", None, "prefer-not")
    record.append([acts.answered("w", subject, "rate", 1, [answer], now=NOW)])
    answers = open_tables(record, "w", purpose="open").answers
    assert answers["value"].isna().all()
    assert answers["missing"].tolist() == ["prefer-not"]


def test_a_workshop_that_is_not_there_names_those_that_are(record: Record) -> None:
    with pytest.raises(UnknownWorkshopError, match="Workshops found: w"):
        open_tables(record, "v", purpose="room")


def consented(record: Record, label: str, tier: Tier, **more: Any) -> None:
    agreed = Consented(tier, "by phone", "", "", "en", **more)
    subject, id_ = record.subject("w", label), f"again {label}"
    record.append([arriving.consented("w", subject, agreed, id_=id_, now=NOW)])


def test_what_ran_out_is_left_out_from_that_hour_on(record: Record) -> None:
    consented(record, "open", "open", days=400)
    assert len(open_tables(record, "w", purpose="open", now=LONG_AFTER - HOUR).people) == 1
    tables = open_tables(record, "w", purpose="open", now=LONG_AFTER)
    assert tables.people.empty
    assert tables.left_out == LeftOut(not_allowed=4, withdrawn=0, erased=0, expired=1)


def test_a_use_that_goes_further_leaves_out_who_did_not_allow_that(record: Record) -> None:
    consented(record, "reviews", "reviews", scope="topic")
    near, far = (Use("reviews", scope) for scope in ("topic", "public"))
    assert len(open_tables(record, "w", purpose="reviews", use=near).people) == 2
    assert len(open_tables(record, "w", purpose="reviews", use=far).people) == 1


def test_a_use_that_promises_too_little_leaves_out_who_asks_for_more(record: Record) -> None:
    wanted = frozenset({"no-commercial-use"})
    consented(record, "open", "open", modifiers=wanted)
    assert len(open_tables(record, "w", purpose="open").people) == 0
    assert len(open_tables(record, "w", purpose="report").people) == 4
    kept = Use("open", "open", keeps=wanted)
    assert len(open_tables(record, "w", purpose="open", use=kept).people) == 1


def test_who_wants_to_be_asked_each_time_is_seen_by_the_use_they_agreed_to(record: Record) -> None:
    consented(record, "reviews", "reviews", asking="each", uses=frozenset({"audit"}))
    asked = Use("reviews", name="audit")
    assert len(open_tables(record, "w", purpose="reviews", use=asked).people) == 2
    assert len(open_tables(record, "w", purpose="reviews").people) == 1


def test_every_reason_is_counted_apart(record: Record) -> None:
    for number, kind in enumerate(("refused", "withdrawn", "revoked", "invalidated", "deferred")):
        subject = record.subject("w", TIERS[number])
        record.append([Draft("w", f"consent-{kind}", {}, NOW, subject)])
    left_out = open_tables(record, "w", purpose="room").left_out
    assert left_out == LeftOut(not_allowed=1, withdrawn=1, erased=0, refused=1, revoked=2)
    assert left_out.total == 5


def test_a_use_for_something_else_opens_no_tables(record: Record) -> None:
    with pytest.raises(ValueError, match="cannot open tables"):
        open_tables(record, "w", purpose="report", use=Use("room"))


def decide(record: Record, ruling: Ruling, purpose: Tier = "reviews", **more: Any) -> None:
    decision = CommunityDecision(purpose, "project", ruling, "assembly", "by vote", **more)
    Host(record, "w").note_community_decision(decision, now=NOW)


def test_what_the_community_refused_is_refused_whatever_individuals_allow(record: Record) -> None:
    decide(record, "no")
    for purpose in ("reviews", "open"):
        with pytest.raises(CommunityRefusedError, match="'assembly' decided against"):
            open_tables(record, "w", purpose=purpose)
    assert len(open_tables(record, "w", purpose="report").people) == 4
    decide(record, "yes")
    assert len(open_tables(record, "w", purpose="reviews").people) == 2


def test_a_refusal_ends_after_its_last_day(record: Record) -> None:
    decide(record, "no", until="2026-12-31")
    tables = open_tables(record, "w", purpose="open", now=LONG_AFTER)
    assert (len(tables.people), tables.community) == (1, ())


def test_no_words_are_quoted_where_the_community_refused_quotes(record: Record) -> None:
    note = Objection("I object.")
    record.append([acts.minority_note("w", record.subject("w", "open"), note, now=NOW)])
    assert open_tables(record, "w", purpose="report").minority_notes == (note,)
    decide(record, "no", "quotes")
    tables = open_tables(record, "w", purpose="report")
    assert (tables.minority_notes, tables.unquoted_notes) == ((), 1)


def test_conditions_go_out_with_the_tables(record: Record) -> None:
    decide(record, "no", "open")
    decide(record, "conditions", conditions="The village sees it first.")
    tables = open_tables(record, "w", purpose="reviews")
    assert [one.conditions for one in tables.community] == ["", "The village sees it first."]
    with pytest.raises(ConditionsMissingError):
        decide(record, "conditions")


def test_the_rows_of_care_come_in_their_order_and_the_newest_mark_counts(record: Record) -> None:
    host = Host(record, "w")
    for code, verdict in (("E3", "not"), ("C1", "not"), ("C1", "met")):
        host.mark_care(CareMark(code, verdict, "the minutes of May"), now=NOW)
    marks = open_tables(record, "w", purpose="room").care
    assert [(mark.code, mark.verdict) for mark in marks] == [("C1", "met"), ("E3", "not")]
    with pytest.raises(UnknownCareRowError):
        host.mark_care(CareMark("C4", "met", ""), now=NOW)
