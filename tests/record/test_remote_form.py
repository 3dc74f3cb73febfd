from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.errors import (
    ErasedError,
    RecordBusyError,
    RecordDamagedError,
    RecordDiskError,
    RecordFullError,
)
from pe_tools.record import Draft, Receipt
from pe_tools.record.remote_form import (
    error_form,
    read_drafts,
    read_erasure,
    read_error,
    read_receipts,
    receipts_form,
    write_drafts,
)

ROW = {
    "stream": "w",
    "kind": "answered",
    "subject": "p-1",
    "id": "a",
    "at": "2026-03-01T14:00:00+00:00",
    "body": {"n": 1},
}
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
KEYS = st.text(st.characters(codec="ascii"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(KEYS, part, max_size=3),
    max_leaves=8,
)


def sent(**changes):
    return json.dumps({"drafts": [{**ROW, **changes}]}).encode()


@given(NAMES, NAMES, st.dictionaries(KEYS, VALUES, max_size=3))
def test_drafts_come_back_as_they_were_sent(stream, id_, body):
    draft = Draft(stream, "answered", body, datetime(2026, 3, 1, 14, tzinfo=UTC), "p-1", id_)
    assert read_drafts(write_drafts([draft])) == (draft,)


def test_the_hour_is_all_that_is_sent_of_what_a_participant_did():
    east = timezone(timedelta(hours=2))
    draft = Draft("w", "answered", {}, datetime(2026, 3, 1, 16, 47, 31, 5, tzinfo=east), "p-1")
    assert b'"2026-03-01T14:00:00+00:00"' in write_drafts([draft])
    assert b"47" not in write_drafts([draft]).replace(draft.id.encode(), b"")


def test_what_was_written_by_hand_is_read():
    assert read_drafts(sent()) == (
        Draft("w", "answered", {"n": 1}, datetime(2026, 3, 1, 14, tzinfo=UTC), "p-1", "a"),
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff", id="no UTF-8"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"drafts": {}}', id="drafts that are no list"),
        pytest.param(b'{"drafts": [1]}', id="a number for a draft"),
        pytest.param(b'{"drafts": [], "more": 1}', id="a part that nobody knows"),
        pytest.param(b'{"drafts": [' + b"[" * 100_000, id="very deep"),
        pytest.param(sent(more=1), id="a draft with more parts"),
        pytest.param(sent(stream=""), id="an empty stream"),
        pytest.param(sent(stream=1), id="a number for the stream"),
        pytest.param(sent(kind="erased"), id="a kind that is the record's own"),
        pytest.param(sent(id=None), id="no id"),
        pytest.param(sent(at="2026-03-01T14:00:00"), id="a naive time"),
        pytest.param(sent(at="today"), id="no time"),
        pytest.param(sent(body=[1]), id="a list for the body"),
        pytest.param(sent(body={"n": 0.5}), id="a fraction"),
        pytest.param(sent(body={"n": float("nan")}), id="not a number"),
        pytest.param(sent(body={"n": 2**53}), id="a number too large"),
        pytest.param(sent(body={"é": 1}), id="a key that is not ASCII"),
        pytest.param(sent(body={"n": "\ud800"}), id="half a character"),
    ],
)
def test_what_is_no_draft_is_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, it is one kind
        read_drafts(text)


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"stream": "w", "subject": "", "at": "2026-03-01T14:00:00+00:00"}',
        b'{"stream": "w", "subject": "p-1", "at": "2026-03-01T14:00:00"}',
    ],
)
def test_what_is_no_erasure_is_a_value_error(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong, it is one kind
        read_erasure(text)


@pytest.mark.parametrize(
    "error",
    [
        ErasedError(stream="w", subject="p-1"),
        RecordBusyError(record="/r"),
        RecordDamagedError(record="/r", what="A key is missing."),
        RecordDiskError(record="/r", what=OSError("no")),
        RecordFullError(record="/r"),
    ],
    ids=lambda error: error.code,
)
def test_a_refusal_comes_back_as_what_it_was(error):
    again = read_error(json.dumps(error_form(error)).encode())
    assert type(again) is type(error)
    assert str(again) == str(error)


@pytest.mark.parametrize(
    "text",
    [
        b"<html>",
        b'{"status": 401}',
        b'{"code": "new", "sentence": "Hm.", "context": {}}',
        b'{"code": "erased", "sentence": "Gone.", "context": {}}',
        b'{"code": "erased", "sentence": "Gone.", "context": 1}',
    ],
)
def test_what_is_no_refusal_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"no refusal|not an object|Expecting"):
        read_error(text)


def test_receipts_come_back_as_they_were():
    receipts = (Receipt("a", 1, "new", "00"), Receipt("b", 2, "conflict", "11"))
    assert read_receipts(json.dumps(receipts_form(receipts)).encode()) == receipts
