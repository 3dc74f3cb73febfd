from __future__ import annotations

from hashlib import sha256

import pytest

from pe_tools.errors import ErasedError, UnsupportedRecordError
from pe_tools.record import open_record


def test_reading_an_absent_record_finds_nothing_and_makes_nothing(record):
    assert record.streams() == ()
    assert record.events("w") == []
    assert record.erased("w") == frozenset()
    assert record.verify() == []
    assert record.head("w").seq == 0
    assert record.holder() is None
    assert record.append([]) == ()
    assert not record.folder.exists()


def test_gives_back_what_was_appended_in_order(record, draft):
    record.append([draft(opened=1), draft("p-1", rating=4)])
    record.append([draft("p-2", rating=2)])
    events = record.events("w")
    assert [(event.seq, event.subject, event.body) for event in events] == [
        (1, "", {"opened": 1}),
        (2, "p-1", {"rating": 4}),
        (3, "p-2", {"rating": 2}),
    ]
    assert record.events("w", after=2) == events[2:]


def test_keeps_streams_apart(record, draft, now):
    other = type(draft())("v", "opened", {}, now)
    record.append([draft(n=1), other, draft(n=2)])
    assert record.streams() == ("v", "w")
    assert [event.seq for event in record.events("w")] == [1, 2]
    assert [event.seq for event in record.events("v")] == [1]


def test_another_opening_sees_what_was_appended(record, reopen, draft):
    record.append([draft("p-1", rating=4)])
    assert reopen().events("w") == record.events("w")


def test_a_replay_gets_the_first_receipt_and_adds_nothing(record, draft):
    sent = draft("p-1", id_="a", rating=4)
    (first,) = record.append([sent])
    (again,) = record.append([sent])
    assert (first.status, again.status) == ("new", "replay")
    assert (first.id, first.seq, first.hash) == (again.id, again.seq, again.hash)
    assert len(record.events("w")) == 1


def test_sent_twice_at_once_counts_once(record, draft):
    sent = draft("p-1", id_="a", rating=4)
    assert [receipt.status for receipt in record.append([sent, sent])] == ["new", "replay"]


@pytest.mark.parametrize("subject", ["", "p-1"])
def test_a_conflict_keeps_both_bodies(record, draft, subject):
    record.append([draft(subject, id_="a", rating=4)])
    (receipt,) = record.append([draft(subject, id_="a", rating=1)])
    first, second = record.events("w")
    assert (receipt.status, receipt.id, receipt.seq) == ("conflict", "a", 2)
    assert (first.kind, first.body) == ("answered", {"rating": 4})
    assert (second.kind, second.subject) == ("conflict", subject)
    assert second.body == {"of": "a", "kind": "answered", "body": {"rating": 1}}
    assert second.id != "a"


def test_the_same_conflict_again_gets_its_first_receipt_and_adds_nothing(record, draft):
    record.append([draft("p-1", id_="a", rating=4)])
    one = record.append([draft("p-1", id_="a", rating=1)])
    two = record.append([draft("p-1", id_="a", rating=2)])
    assert record.append([draft("p-1", id_="a", rating=1)]) == one
    assert record.append([draft("p-1", id_="a", rating=2)]) == two
    assert one != two
    assert len(record.events("w")) == 3


def test_the_first_body_still_replays_after_a_conflict(record, draft):
    record.append([draft("p-1", id_="a", rating=4)])
    record.append([draft("p-1", id_="a", rating=1)])
    assert record.append([draft("p-1", id_="a", rating=4)])[0].status == "replay"


@pytest.mark.parametrize(
    "change", [{"subject": "p-2"}, {"kind_": "consented"}, {"subject": ""}], ids=str
)
def test_the_same_id_for_something_else_is_a_conflict(record, draft, change):
    parts = {"subject": "p-1", "id_": "a", "rating": 4}
    record.append([draft(**parts)])
    assert record.append([draft(**(parts | change))])[0].status == "conflict"


def test_appends_all_drafts_or_none(record, draft, now):
    record.append([draft("p-1", rating=4)])
    record.erase("w", "p-1", now)
    with pytest.raises(ErasedError):
        record.append([draft("p-2", rating=1), draft("p-1", rating=2), draft("p-3", rating=3)])
    assert [event.subject for event in record.events("w")] == ["p-1", "p-1"]


def test_chains_each_event_to_the_one_before(record, draft):
    record.append([draft(n=1)])
    record.append([draft(n=2, id_="é")])
    first, second = record.events("w")
    assert first.prev == record_genesis("w")
    # the hash, written out by hand from its definition
    text = (
        '{"at":"2026-03-01T14:47:31+00:00","body":{"n":2},"id":"é","kind":"answered",'
        '"seq":2,"stream":"w","subject":""}'
    )
    assert second.prev == first.hash
    assert second.hash == sha256(b"\x01" + bytes.fromhex(first.hash) + text.encode()).hexdigest()
    assert record.head("w").hash == second.hash


def record_genesis(stream: str) -> str:
    return sha256(b"\x00pe_tools stream\x00" + stream.encode()).hexdigest()


def test_pseudonyms_are_steady_keyed_and_differ_by_stream(record, reopen):
    first = record.subject("w", "ana")
    assert len(first) == len("p-") + 16
    assert first == record.subject("w", "ana") == reopen().subject("w", "ana")
    others = {record.subject("v", "ana"), record.subject("w", "ben")}
    assert first not in others


def test_pseudonyms_differ_by_record(record, folder, tmp_path):
    other = open_record(tmp_path / "other")
    assert other.subject("w", "ana") != record.subject("w", "ana")


def test_a_pseudonym_outlives_an_erasure(record, reopen, draft, now):
    before = record.subject("w", "ana")
    record.append([draft(before, rating=4)])
    record.erase("w", before, now)
    assert reopen().subject("w", "ana") == before


def test_opens_the_file_that_pe_record_names(monkeypatch, tmp_path, draft):
    monkeypatch.setenv("PE_RECORD", f"sqlite:///{tmp_path}/there/record.db")
    open_record().append([draft(n=1)])
    assert (tmp_path / "there" / "record.db").is_file()


def test_opens_the_home_without_pe_record(tmp_path, draft):
    assert open_record().folder == tmp_path


@pytest.mark.parametrize("url", ["mysql://db/pe", "/a/record.db", "sqlite:///a/votes.db"])
def test_refuses_another_address(monkeypatch, url):
    monkeypatch.setenv("PE_RECORD", url)
    with pytest.raises(UnsupportedRecordError, match=r"sqlite:///path/to/record\.db"):
        open_record()


def test_files_are_for_their_owner_only(record, folder, draft):
    with record.hold():
        record.append([draft("p-1", rating=4)])
        modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert {"record.db", "record.db-wal", "keys.db", "kek.json", "record.lock"} <= set(modes)
    assert folder.stat().st_mode & 0o777 == 0o700
