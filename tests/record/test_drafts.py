from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from pe_tools.record import Draft, Head, open_record

INDIA = timezone(timedelta(hours=5, minutes=30))


def test_keeps_the_hour_only_of_what_a_participant_did(record, draft):
    record.append([draft("p-1", rating=4), draft(opened=1)])
    assert [event.at for event in record.events("w")] == [
        "2026-03-01T14:00:00+00:00",
        "2026-03-01T14:47:31+00:00",
    ]


def test_keeps_times_in_utc(record):
    at = datetime(2026, 3, 1, 20, 17, 31, tzinfo=INDIA)
    record.append([Draft("w", "opened", {}, at)])
    assert record.events("w")[0].at == "2026-03-01T14:47:31+00:00"


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"at": datetime(2026, 3, 1)}, id="naive time"),
        pytest.param({"stream": ""}, id="no stream"),
        pytest.param({"kind": ""}, id="no kind"),
        pytest.param({"id": ""}, id="no id"),
        pytest.param({"kind": "erased"}, id="a kind of the record's own"),
        pytest.param({"kind": "conflict"}, id="another kind of the record's own"),
        pytest.param({"body": {"share": 0.5}}, id="a float"),
        pytest.param({"subject": "\ud800"}, id="half of a surrogate pair"),
        pytest.param({"id": "a\0b"}, id="a NUL"),
        pytest.param({"subject": "x" * 301}, id="a name too long for an index"),
    ],
)
def test_refuses_what_the_record_cannot_keep(parts):
    good = {"stream": "w", "kind": "k", "body": {}, "at": datetime(2026, 3, 1, tzinfo=UTC)}
    with pytest.raises(ValueError, match=r"."):
        Draft(**(good | parts))


def test_keeps_the_longest_names_and_any_text(record, now):
    long = "\U0001f600" * 300
    text = {"text": "a\0b" + "\U0001f600" * 100_000}
    record.append([Draft(long, long, text, now, long, long)])
    record.erase(long, long[1:], now)
    (event, _) = record.events(long)
    assert (event.kind, event.subject, event.id, event.body) == (long, long, long, text)


def test_does_not_follow_a_body_that_changes_later(record, now):
    body = {"rating": 4}
    sent = Draft("w", "answered", body, now, "p-1")
    body["rating"] = 1
    record.append([sent])
    assert record.events("w")[0].body == {"rating": 4}


def test_shows_no_words_of_a_participant_in_its_repr(record, draft):
    sent = draft("p-1", text="the nurse told everyone")
    record.append([sent])
    assert "nurse" not in repr(sent) + repr(record.events("w"))


def test_prints_a_head_that_can_be_read_back():
    head = Head("w", 17, "3f2a9c1e" * 8)
    assert head.text == "17 3f2a 9c1e 3f2a 9c1e 3f2a 9c1e 3f2a 9c1e"
    assert Head.parse("w", head.text) == Head("w", 17, "3f2a9c1e" * 4)
    assert Head.parse("w", head.text.upper()).text == head.text


@pytest.mark.parametrize(
    "text", ["", "17", "17 3f2a", "x" + " 3f2a" * 8, "-1" + " 3f2a" * 8, "1" + " 3f2g" * 8]
)
def test_refuses_a_text_that_is_no_head(text):
    with pytest.raises(ValueError, match="a head is"):
        Head.parse("w", text)


def test_refuses_a_head_so_short_that_it_would_fit_anything():
    with pytest.raises(ValueError, match="32 to 64"):
        Head("w", 3, "3f")


def test_the_head_before_the_first_event_differs_by_stream(tmp_path):
    record = open_record(tmp_path)
    assert record.head("a").seq == record.head("b").seq == 0
    assert record.head("a").hash != record.head("b").hash
