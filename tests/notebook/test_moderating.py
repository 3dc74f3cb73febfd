"""Proposals on a live page: accepted, taken as one with another, or refused with a reason."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.model import Item
from pe_tools.notebook import live
from pe_tools.notebook.live.troubles import names_somebody, troubles
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, Follower, Host, acts, create_workshop, visiting
from pe_tools.workshop.arriving import Consented

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
AGREED = Consented("room", "given on the phone", "1", "0" * 64, "en")
SOLD = Item("sold", "harm", "The list of patients is sold to a company.")


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "home") as record:
        kit, text = read_kit("risk_assessment")
        create_workshop(record, "clinic", kit=kit, text=text, language="en", now=NOW)
        Host(record, "clinic").open_joining("open", now=NOW)
        Conductor(record, "clinic").start("round-robin", 0, 20, now=NOW)
        yield record


def agenda(record):
    stage = live.Stage(record, "clinic", words=Words(), chosen={})
    return OpenWorkshop(stage.context()).agenda()


def propose(record, *texts):
    """Let one person after the other join and propose something; return their pseudonyms."""
    follower, subjects = Follower(record, "clinic"), []
    for text in texts:
        follower.refresh()
        code, press_ = follower.join_code(), uuid4().hex
        admitted = visiting.admit(follower, code, "community", AGREED, press=press_, now=NOW)
        record.append(admitted.drafts)
        follower.refresh()
        seat = follower.seat(admitted.own_code)
        subjects.append(seat.subject)
        drafts = visiting.write(
            follower, seat, "round-robin", text, press=uuid4().hex, item="", now=NOW
        )
        record.append(drafts)
    return subjects


def folds(face):
    return {c["name"]: c for c in face.panel.controls if c["kind"] == "Fold"}


def waiting(face):
    return {m["text"]: m for m in folds(face).get("waiting", {"controls": []})["controls"]}


def settle(face, proposal, verb, /, **values):
    (act,) = [f["act"] for f in waiting(face)[proposal]["forms"] if f["act"].startswith(verb)]
    face.panel._receive(face.panel, {"act": act, "values": values, "nonce": uuid4().hex}, [])
    return face.panel.status_kind, face.panel.status


def items(record):
    return [item.text for item in Host(record, "clinic").find().kit.items]


def test_proposals_wait_out_of_sight_without_role_or_order(record):
    texts = [f"Harm number {number}" for number in range(12)]
    propose(record, *texts)
    face = agenda(record)
    assert sorted(waiting(face)) == sorted(texts)
    assert list(waiting(face)) != texts
    assert all(matter["facts"] == [] for matter in waiting(face).values())
    assert folds(face)["waiting"]["title"].startswith("12 proposals wait.")
    assert not any(text in face.panel.html for text in texts)


def test_an_accepted_proposal_is_asked_in_the_words_that_were_agreed(record):
    propose(record, "leak!!")
    face = agenda(record)
    assert settle(face, "leak!!", "accept", text="Names leak to the press.")[0] == "ok"
    assert "Names leak to the press." in items(record)
    assert "leak!!" not in waiting(face)
    (settled,) = folds(face)["settled"]["controls"]
    assert settled["text"] == "leak!!"
    assert settled["facts"] == ["Accepted as: Names leak to the press."]


def test_a_refusal_needs_a_reason_which_stays_listed(record):
    propose(record, "It is all bad.")
    face = agenda(record)
    assert settle(face, "It is all bad.", "refuse", reason=" ")[0] == "refused"
    assert settle(face, "It is all bad.", "refuse", reason="Not one event.")[0] == "ok"
    (settled,) = folds(face)["settled"]["controls"]
    assert settled["facts"] == ["Refused: Not one event."]


def test_what_says_the_same_is_taken_as_one(record):
    propose(record, "An outsider copies our records.")
    face = agenda(record)
    before = items(record)
    (form,) = [
        f
        for f in waiting(face)["An outsider copies our records."]["forms"]
        if f["act"].startswith("merge")
    ]
    assert form["fields"][0]["value"] == "harm-records-copied"
    text = "An outsider copies our records."
    assert settle(face, text, "merge", item="harm-records-copied")[0] == "ok"
    assert items(record) == before
    (settled,) = folds(face)["settled"]["controls"]
    assert settled["facts"] == ["The same as: An outsider copies the records."]


@pytest.mark.parametrize(
    ("verb", "values"),
    [("accept", {"text": "It leaks."}), ("refuse", {"reason": "Said before."})],
)
def test_a_settlement_is_taken_back_whole(record, verb, values):
    propose(record, "It leaks")
    face, before = agenda(record), items(record)
    settle(face, "It leaks", verb, **values)
    undo = next(c for c in face.panel.controls if c.get("act") == "undo")
    assert undo["label"] == "Take back: a settled proposal"
    face.panel._receive(face.panel, {"act": "undo", "values": {}, "nonce": "u"}, [])
    assert list(waiting(face)) == ["It leaks"]
    assert "settled" not in folds(face)
    assert items(record) == before


def test_two_pages_settle_one_proposal_once(record):
    propose(record, "It leaks")
    first, second = agenda(record), agenda(record)
    assert settle(first, "It leaks", "accept", text="It leaks.")[0] == "ok"
    kind, sentence = settle(second, "It leaks", "accept", text="It leaks.")
    assert kind == "refused"
    assert "Look at the" in sentence
    assert items(record).count("It leaks.") == 1


def test_of_who_withdrew_nothing_is_listed(record):
    (subject,) = propose(record, "It leaks")
    record.append([acts.consent_withdrawn("clinic", subject, now=NOW)])
    assert waiting(agenda(record)) == {}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A patient is recognised.", []),
        ("Who would pay for it?", ["It asks a question."]),
        ("من يدفع؟", ["It asks a question."]),
        ("x" * 121, ["It is longer than 120 characters."]),
        ("x" * 120, []),
        (
            "The list of patients is sold to some company.",
            ["It is nearly the same as: The list of patients is sold to a company."],
        ),
    ],
)
def test_what_may_be_trouble_is_said(text, sentences):
    said = [
        sentence.replace("\u2068", "").replace("\u2069", "")
        for sentence in troubles(Words(), text, [SOLD])
    ]
    assert said == sentences


@pytest.mark.parametrize(
    "text",
    [
        "write to anna@example.org",
        "ask @anna",
        "call 0151 234 56 78",
        "اتصلوا على ٠٥٥١٢٣٤٥٦٧",
        "Anna Sarr said so",
        "Dr Sarr decides alone",
        "السيد أحمد يقرر وحده",
    ],
)
def test_names_and_numbers_of_people_are_seen(text):
    assert names_somebody(text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 the list is sold.",
        "Half of 1000 people lose help.",
        "قد تُباع القائمة.",
        "It leaks.",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert not names_somebody(text)
