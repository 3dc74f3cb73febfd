"""Who may do what: every route, by who asks. A route without a row fails."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pe_tools.room.lan import ROUTES

RATE = "rate-harms"
ASKERS = ("nobody", "seat", "erased", "moved", "withdrawn", "other", "wrong")
FREE = dict.fromkeys(ASKERS, 200)
SEAT = {
    "nobody": 401,
    "seat": 200,
    "erased": 401,
    "moved": 401,
    "withdrawn": 200,
    "other": 200,
    "wrong": 401,
}


@dataclass(frozen=True)
class Row:
    """What each asker is answered; fields are of the form, if it takes one."""

    method: str
    statuses: dict[str, int]
    fields: dict[str, str] | None = None
    path: str = ""


# In the workshop "clinic" a round of rating is open and "round-robin" is on; in "school", whose
# seat is "other", nothing is. The withdrawn seat is still a seat, which allows nothing.
RIGHTS = {
    "/": Row("GET", FREE),
    "/phone.js": Row("GET", FREE),
    "/phone.css": Row("GET", FREE),
    "/clip/(.+)": Row("GET", dict.fromkeys(ASKERS, 404), path="/clip/tea/en/green.ogg"),
    "/enter": Row("POST", dict.fromkeys(ASKERS, 404), {"code": "K7Q2M4XP"}),
    "/join": Row(
        "POST",
        dict.fromkeys(ASKERS, 404),
        {"code": "K7Q2M4XP", "role": "community", "tier": "open", "version": "1"},
    ),
    "/resume": Row("POST", dict.fromkeys(ASKERS, 404), {"own": "K7Q2M4XPK7Q2M4XP"}),
    "/now": Row("GET", SEAT),
    "/me": Row("GET", SEAT),
    "/state": Row("GET", SEAT),
    "/events": Row("GET", {**SEAT, "seat": 503, "withdrawn": 503, "other": 503}),
    "/answer": Row(
        "POST",
        {**SEAT, "seat": 201, "withdrawn": 403, "other": 410},
        {"step": RATE, "round": "1", "a:harm-records-copied:severity": "2"},
    ),
    "/words": Row(
        "POST",
        {**SEAT, "seat": 201, "withdrawn": 403, "other": 410},
        {"step": "round-robin", "round": "0", "text": "It leaks."},
    ),
    "/me/consent": Row(
        "POST",
        {**SEAT, "seat": 201, "withdrawn": 201, "other": 201},
        {"tier": "report", "version": "1"},
    ),
}


@pytest.fixture
def askers(room, other):
    """Return the own code that each asker says it has."""
    room.do("open_round", RATE, 1)
    room.do("start", "round-robin", 0, 20)
    codes = {name: room.join() for name in ("seat", "erased", "moved", "withdrawn")}
    codes |= {"nobody": "", "other": room.join(other), "wrong": "K7Q2M4XPK7Q2M4XP"}
    room.erase(codes["erased"])
    room.withdraw(codes["withdrawn"])
    room.move(codes["moved"])
    return codes


def test_every_route_has_its_row():
    assert {path for path, _ in ROUTES} == {*RIGHTS}


@pytest.mark.parametrize("how", ["header", "cookie"])
def test_everybody_is_answered_as_they_may_be(room, askers, monkeypatch, how):
    monkeypatch.setattr("pe_tools.room.staying.MOST_STREAMS", 0)  # a stream has no end to wait for
    monkeypatch.setattr("pe_tools.room.slowing._FIRST_SECONDS", 0)
    found, expected = {}, {}
    for route, row in RIGHTS.items():
        for asker, own in askers.items():
            found[route, asker] = ask(room, row.path or route, row, own, how).status
            expected[route, asker] = row.statuses[asker]
    assert found == expected


def ask(room, path, row, own, how):
    given = {"cookie": f"seat={own}"} if how == "cookie" else {"authorization": f"Seat {own}"}
    headers = {"accept": "application/json", **(given if own else {})}
    if row.fields is None:
        return room.get(path, **headers)
    return room.post(path, {"press": room.press(), **row.fields}, **headers)


def test_a_wrong_header_is_not_helped_by_a_right_cookie(room):
    own = room.join()
    for header in ("Seat K7Q2M4XPK7Q2M4XP", f"Bearer {own}", own, "Seat", ""):
        assert room.get("/now", cookie=f"seat={own}", authorization=header).status == 401


def test_nobody_reads_or_changes_anything_of_somebody_else(room):
    room.do("open_round", RATE, 1)
    mine, theirs = room.join(), room.join()
    fields = room.rating(2)
    receipt = room.post("/answer", fields, theirs, json=True).data["receipt"]
    # Their press, sent from my seat, is an answer of mine, and tells nothing of theirs.
    answer = room.post("/answer", fields, mine, json=True)
    assert answer.status == 201
    assert answer.data["receipt"] != receipt
    subjects = [event.subject for event in room.sent("answered")]
    assert subjects == [room.seat(theirs).subject, room.seat(mine).subject]
    room.post("/me/consent", {"press": room.press(), "tier": "none"}, mine)
    assert (room.seat(mine).tier, room.seat(theirs).tier) == (None, "quotes")
    for path in ("/now", "/me", "/state"):
        page = room.get(f"{path}?seat={theirs}&own={theirs}", mine).text
        assert room.seat(theirs).subject not in page
        assert receipt[:4] not in page
    assert theirs not in room.get("/me", mine).text


def test_no_page_holds_the_pseudonym_of_anybody(room):
    own = room.join()
    pages = [room.get(path, own).text for path in ("/", "/now", "/me", "/state")]
    assert not any("p-" + room.seat(own).subject[2:] in page for page in pages)
