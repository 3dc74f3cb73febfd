"""What a seat is shown and what it sends: pages, answers, words, consent, news."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import apsw
import pytest

from pe_tools.errors import RecordDiskError, RecordFullError
from pe_tools.record import writer

RATE = "rate-harms"
ITEM = "harm-records-copied"


@pytest.fixture
def own(room):
    """Return the own code of a phone that came in, while a round is open."""
    room.do("open_round", RATE, 1)
    return room.join()


def test_a_sheet_is_received_once(room, own):
    fields = room.rating()
    first, again = (room.post("/answer", fields, own, json=True) for _ in range(2))
    assert (first.status, again.status) == (201, 200)
    assert first.data == again.data == {"receipt": room.receipt(own, fields["press"])}
    (event,) = room.sent("answered")
    assert event.subject == room.seat(own).subject
    assert event.body["channel"] == "phone"
    assert event.body["answers"] == [
        {"item": ITEM, "scale": "severity", "value": 3, "missing": ""}
    ]


def test_without_a_script_the_browser_is_led_back_to_its_receipt(room, own):
    cookie = f"seat={own}"
    fields = room.rating()
    answer = room.post("/answer", fields, cookie=cookie)
    assert (answer.status, answer.headers["Location"]) == (303, "/now")
    receipt = room.receipt(own, fields["press"])
    assert f"{receipt[:4]}-{receipt[4:]}" in room.get("/now", cookie=cookie).text


def test_the_same_press_with_other_content_is_a_conflict(room, own):
    fields = room.rating(3)
    room.post("/answer", fields, own, json=True)
    answer = room.post("/answer", {**fields, f"a:{ITEM}:severity": "4"}, own, json=True)
    assert (answer.status, answer.data["code"]) == (409, "other_sent")


def test_one_press_of_two_people_gives_two_answers(room, own):
    fields, second = room.rating(), room.join()
    assert room.post("/answer", fields, own, json=True).status == 201
    assert room.post("/answer", fields, second, json=True).status == 201
    assert len({event.subject for event in room.sent("answered")}) == 2


def test_a_closed_round_takes_nothing_but_knows_what_it_took(room, own):
    fields = room.rating()
    first = room.post("/answer", fields, own, json=True)
    room.do("close_round", RATE, 1)
    assert room.post("/answer", fields, own, json=True).data == first.data
    late = room.post("/answer", room.rating(), own, json=True)
    assert (late.status, late.data["code"]) == (410, "round_closed")
    assert late.data["sentence"] == (
        "This is closed now. What you sent came too late and does not count."
    )


def test_nothing_is_taken_once_closing_was_acknowledged(room, own):
    def send(_):
        return room.post("/answer", room.rating(), own, json=True).status

    with ThreadPoolExecutor(4) as pool:
        before = [pool.submit(send, n) for n in range(20)]
        room.do("close_round", RATE, 1)
        after = [*pool.map(send, range(10))]
    assert {one.result() for one in before} <= {201, 410}
    assert set(after) == {410}


@pytest.mark.parametrize(
    "fields",
    [
        {f"a:{ITEM}:severity": "99"},
        {f"a:{ITEM}:severity": "3.5"},
        {f"a:{ITEM}:severity": "true"},
        {f"a:{ITEM}:severity": ""},
        {f"a:{ITEM}:taste": "3"},
        {"a:harm-of-nobody:severity": "3"},
        {"step": "no-such-step"},
        {"step": "welcome"},
        {"round": "one"},
        {"round": "-1"},
        {"round": "9" * 30},
        {"press": ""},
        {"press": "x" * 65},
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_whole(room, own, fields):
    answer = room.post("/answer", room.rating(**fields), own, json=True)
    assert answer.status == 400
    assert room.sent("answered") == []


def test_a_form_that_is_refused_comes_back_with_what_was_typed(room, own):
    room.do("start", "round-robin", 0, 20)
    text = "They read my <letters>."
    fields = {"press": room.press(), "step": "round-robin", "round": "0", "text": text * 30}
    page = room.post("/words", fields, cookie=f"seat={own}")
    assert page.status == 400
    assert "Write between 1 and 500 characters." in page.text
    assert "They read my &lt;letters&gt;." in page.text
    assert "<letters>" not in page.text


@pytest.mark.parametrize(
    ("step", "kind"),
    [("round-robin", "proposed"), ("write-harms", "wrote"), ("dissent", "minority-note")],
)
def test_words_are_received_while_their_step_is_on(room, own, step, kind):
    fields = {"press": room.press(), "step": step, "round": "0", "text": "It leaks.", "item": ITEM}
    early = room.post("/words", fields, own, json=True)
    assert (early.status, early.data["code"]) == (410, "step_not_on")
    room.do("start", step, 0, 20)
    first, again = (room.post("/words", fields, own, json=True) for _ in range(2))
    assert (first.status, again.status) == (201, 200)
    assert first.data == again.data
    (event,) = room.sent(kind)
    assert event.body["text"] == "It leaks."


def test_withdrawing_takes_one_form_and_so_does_giving(room, own):
    page = room.get("/me", own)
    assert (page.status, own[:4] in page.text) == (200, True)
    press = room.press()
    for _ in range(2):
        answer = room.post("/me/consent", {"press": press, "tier": "none"}, own, json=True)
        assert answer.status in (200, 201)
    assert room.seat(own).tier is None
    assert len(room.sent("consent-withdrawn")) == 1
    assert room.post("/answer", room.rating(), own, json=True).status == 403
    fields = {"press": room.press(), "tier": "report", "version": "1"}
    assert room.post("/me/consent", fields, cookie=f"seat={own}").headers["Location"] == "/me"
    assert room.seat(own).tier == "report"
    assert room.post("/answer", room.rating(), own, json=True).status == 201


def test_a_choice_under_an_old_notice_is_not_taken(room, own):
    fields = {"press": room.press(), "tier": "open", "version": "0"}
    answer = room.post("/me/consent", fields, own, json=True)
    assert (answer.status, answer.data["code"]) == (409, "notice_moved")
    assert room.seat(own).tier == "quotes"


def test_the_token_changes_with_what_is_shown_and_only_then(room, own):
    second = room.join()

    def token(code=own):
        return room.get("/state", code).data["token"]

    def changes(act):
        before = token()
        act()
        room.take_in()
        return token() != before

    assert changes(lambda: room.do("start", RATE, 1, 15))
    assert changes(lambda: room.do("open_round", RATE, 2))
    assert changes(lambda: room.do("close_round", RATE, 2))
    assert changes(lambda: room.post("/answer", room.rating(), own, json=True))
    assert changes(lambda: room.post("/answer", room.rating(2), own, json=True))
    assert not changes(lambda: room.post("/answer", room.rating(), second, json=True))
    assert not changes(room.join)
    assert not changes(lambda: room.do("count_heads", 12))
    assert not changes(lambda: room.do("undo"))  # of the heads
    assert f'data-token="{token()}"' in room.get("/now", own).text


def test_a_token_that_is_known_is_not_told_again(room, own):
    first = room.get("/state", own)
    again = room.get("/state", own, if_none_match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert room.get("/state", own, if_none_match='"other"').status == 200


def test_news_come_by_themselves(room, own):
    with listening(room, own) as news:
        assert news() == f"data: {room.get('/state', own).data['token']}"
        room.do("close_round", RATE, 1)
        assert news() == f"data: {room.get('/state', own).data['token']}"


@contextmanager
def listening(room, own):
    """Give what reads the next news of a phone; beats of the stream are no news."""
    host, _, port = room.host.partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as plain:
        head = f"GET /events HTTP/1.1\r\nHost: {room.host}\r\nAuthorization: Seat {own}\r\n\r\n"
        plain.sendall(head.encode())
        lines = (line.decode().strip() for line in plain.makefile("rb"))
        yield lambda: next(line for line in lines if line.startswith("data: "))


def test_only_so_many_phones_are_told_news(room, own, monkeypatch):
    monkeypatch.setattr("pe_tools.room.staying.MOST_STREAMS", 1)
    with listening(room, own) as news:
        news()
        answer = room.get("/events", own, accept="application/json")
        assert (answer.status, answer.data["code"]) == (503, "news_full")


def test_only_the_inside_of_main_is_given_to_the_script(room, own):
    whole, part = room.get("/now", own), room.get("/now", own, x_part="main")
    assert "<html" in whole.text
    assert part.status == 200
    assert "<html" not in part.text
    assert part.text.strip().startswith('<div id="page"')


def test_recorded_sound_is_given_by_its_name_alone(room):
    room.house.clips = {"tea/en/green.ogg": ("audio/ogg", b"sound")}
    found = room.get("/clip/tea/en/green.ogg")
    assert (found.status, found.headers["Content-Type"], found.body) == (
        200,
        "audio/ogg",
        b"sound",
    )
    assert room.get("/clip/tea/en/black.ogg").status == 404


@contextmanager
def slow_disk(folder):
    """Keep the writer waiting."""
    connection = apsw.Connection(str(folder / "record.db"))
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_a_full_queue_says_when_to_come_again_and_loses_nothing(room, own, monkeypatch):
    full = writer.Queue(1)
    monkeypatch.setattr(room.record._writer, "_queue", full)
    full.put(None)
    answer = room.post("/answer", fields := room.rating(), own, json=True)
    assert (answer.status, answer.data["code"]) == (503, "not_kept")
    assert int(answer.headers["Retry-After"]) >= 1
    monkeypatch.undo()
    assert room.post("/answer", fields, own, json=True).status == 201


@pytest.mark.parametrize("refusal", [RecordDiskError, RecordFullError])
def test_of_an_unknown_outcome_nothing_is_said_but_to_send_again(
    room, own, record, monkeypatch, refusal
):
    before = record._writer._store.commit

    def kept_but_not_known(batches):
        before(batches)
        return [refusal(record="/srv/somebody/record", what="I/O error")] * len(batches)

    monkeypatch.setattr(record._writer._store, "commit", kept_but_not_known)
    answer = room.post("/answer", fields := room.rating(), own, json=True)
    assert (answer.status, answer.data["code"]) == (503, "not_kept")
    assert b"/home" not in answer.body
    monkeypatch.undo()
    assert room.post("/answer", fields, own, json=True).status == 200
    assert len(room.sent("answered")) == 1


def test_two_hundred_phones_at_once_are_each_received_once(room, record):
    room.do("open_round", RATE, 1)
    owns = [room.join() for _ in range(20)]
    sheets = [(own, room.rating(n % 5 + 1)) for own in owns for n in range(10)]
    with ThreadPoolExecutor(40) as pool, slow_disk(record.folder):
        waiting = [
            pool.submit(room.post, "/answer", fields, own, json=True) for own, fields in sheets
        ]
        time.sleep(0.5)
        assert not any(one.done() for one in waiting)  # nothing is on the disk yet
    assert {one.result().status for one in waiting} == {201}
    assert len({one.result().data["receipt"] for one in waiting}) == len(sheets)
    assert len(room.sent("answered")) == len(sheets)
