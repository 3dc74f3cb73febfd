"""What the room learns of what others write into its record."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from pe_tools.errors import RecordUnreachableError
from pe_tools.record import Draft
from pe_tools.workshop import Conductor

RATE = "rate-harms"


def until(look):
    end = time.monotonic() + 60
    while not (found := look()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)
    return found


def test_what_others_write_is_found_by_looking(room, record):
    own = room.join()
    assert "harm-records-copied" not in room.get("/now", own).text
    Conductor(record, "clinic").open_round(RATE, 1, now=datetime.now(UTC))
    until(lambda: "harm-records-copied" in room.get("/now", own).text)


def test_a_workshop_that_others_create_is_found(room, record, other):
    assert until(lambda: room.code(other))
    assert room.post("/enter", {"code": room.code(other)}).status == 200


def test_a_workshop_that_cannot_be_read_does_not_hold_up_the_others(room, record, caplog):
    record.append([Draft("broken", "workshop-created", {}, datetime.now(UTC))])
    own = room.join()
    until(lambda: "a request failed with KeyError" in caplog.text)
    assert room.get("/now", own).status == 200
    time.sleep(0.6)  # two looks more
    assert caplog.text.count("a request failed") == 1


def test_a_record_that_fails_for_a_while_is_taken_in_later(room, record, monkeypatch, caplog):
    def failing(*_):
        raise RecordUnreachableError(record="it")

    own = room.join()
    with monkeypatch.context() as broken:
        broken.setattr(record, "events", failing)
        time.sleep(0.6)
        assert room.get("/now", own).status == 200
    room.do("open_round", RATE, 1)
    assert "harm-records-copied" in room.get("/now", own).text
    assert caplog.text.count("cannot be followed just now: record_unreachable") == 1


def test_an_act_that_is_taken_back_is_gone_from_the_phones(room):
    own = room.join()
    room.do("open_round", RATE, 1)
    assert "harm-records-copied" in room.get("/now", own).text
    room.do("undo")
    assert "harm-records-copied" not in room.get("/now", own).text


def test_it_counts_the_phones_of_the_last_minute(room):
    owns = [room.join() for _ in range(3)]
    for own in owns:
        room.get("/now", own)
    assert room.house.followers.present() == 3
    room.house.followers._clock = lambda: time.monotonic() + 61
    assert room.house.followers.present() == 0
