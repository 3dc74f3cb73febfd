"""Coming in by the room's port: the first page, a code, a seat, a card, another phone."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest


def test_the_first_page_is_the_same_for_everybody_and_kept_for_a_day(room):
    own = room.join()
    plain, seated = room.get("/"), room.get("/", own, cookie=f"seat={own}")
    assert (plain.status, plain.body) == (200, seated.body)
    assert plain.headers["Cache-Control"] == "private, max-age=86400"
    assert "Set-Cookie" not in plain.headers


def test_a_page_is_packed_for_who_can_unpack_it(room):
    packed = room.get("/", accept_encoding="gzip, br")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == room.get("/").body


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/", {}, "en"),
        ("/?lang=fr", {}, "fr"),
        ("/", {"cookie": "lang=ar"}, "ar"),
        ("/?lang=fr", {"cookie": "lang=ar"}, "fr"),
        ("/?lang=xx", {"cookie": "lang=ar"}, "ar"),
        ("/?lang=%ff", {"cookie": "lang=<"}, "en"),
        ("/", {"accept_language": "fr"}, "en"),
    ],
)
def test_the_language_is_the_one_that_was_chosen(room, path, headers, language):
    assert f'<html lang="{language}"' in room.get(path, **headers).text


def test_a_language_in_the_address_is_remembered(room):
    found = SimpleCookie(room.get("/?lang=fr").headers["Set-Cookie"])["lang"]
    assert (found.value, found["httponly"], found["samesite"]) == ("fr", True, "Strict")


def test_a_code_shows_what_one_is_told_and_keeps_nothing(room):
    before = room.record.head("clinic")
    page = room.post("/enter", {"code": room.code().lower()})
    assert page.status == 200
    assert page.hidden("code") == room.code()
    assert page.hidden("version") == "1"
    assert len(page.hidden("press")) == 22
    assert page.hidden("press") != room.post("/enter", {"code": room.code()}).hidden("press")
    assert room.record.head("clinic") == before


@pytest.mark.parametrize("code", ["", "K7Q2M4XP", "' OR 1=1", "K" * 40])
def test_a_wrong_code_opens_nothing(room, code):
    page = room.post("/enter", {"code": code})
    assert page.status == 404
    assert "This code opens nothing now." in page.text
    assert room.post("/join", room.joining(code or "-"), json=True).status == 404
    assert room.sent("joined") == []


def test_the_script_is_given_its_seat_and_no_cookie(room):
    fields = room.joining()
    first, again = (room.post("/join", fields, json=True) for _ in range(2))
    assert (first.status, again.status) == (201, 200)
    assert first.data == again.data
    assert room.seat(first.data["seat"]).number == first.data["number"]
    assert "Set-Cookie" not in first.headers
    assert len(room.sent("joined")) == len(room.sent("consent-given")) == 1


def test_without_a_script_the_browser_keeps_the_seat(room):
    answer = room.post("/join", room.joining())
    assert (answer.status, answer.headers["Location"]) == (303, "/now")
    seat = SimpleCookie(answer.headers["Set-Cookie"])["seat"]
    assert (seat["httponly"], seat["samesite"], seat["path"]) == (True, "Strict", "/")
    page = room.get("/now", cookie=f"seat={seat.value}")
    assert (page.status, "Seat " in page.text) == (200, True)


def test_the_consent_is_tied_to_what_was_shown(room):
    own = room.join(lang="fr", tier="report")
    (event,) = room.sent("consent-given")
    notice = room.follower().state.arrivals.notice
    assert event.subject == room.seat(own).subject
    assert event.body["tier"] == "report"
    assert event.body["notice"] == {
        "version": "1",
        "sha256": notice.digest("fr"),
        "language": "fr",
    }


def test_a_press_gives_its_seat_again_when_joining_is_over(room):
    fields = room.joining()
    first = room.post("/join", fields, json=True)
    room.do("close_joining")
    again = room.post("/join", fields, json=True)
    assert (again.status, again.data) == (200, first.data)
    assert room.post("/join", {**fields, "press": room.press()}, json=True).status == 404


@pytest.mark.parametrize(
    ("fields", "status", "code"),
    [
        ({"tier": "all"}, 400, "form"),
        ({"tier": ""}, 400, "form"),
        ({"role": "minister"}, 400, "form"),
        ({"press": "short"}, 400, "form"),
        ({"press": "with a space in its middle"}, 400, "form"),
        ({"version": "0"}, 409, "notice_moved"),
    ],
)
def test_who_joins_wrongly_is_told_so_and_not_kept(room, fields, status, code):
    answer = room.post("/join", room.joining(**fields), json=True)
    assert (answer.status, answer.data["code"]) == (status, code)
    assert room.sent("joined") == []


def test_a_card_lets_one_of_two_phones_in_that_come_at_once(room):
    room.do("close_joining")
    card = room.do("make_cards", {"community": 1})[0].code
    room.do("open_joining", "cards")
    with ThreadPoolExecutor(8) as pool:
        forms = [room.joining(card, role="", tier=tier) for tier in ("room", "open") * 4]
        answers = [*pool.map(lambda form: room.post("/join", form, json=True), forms)]
    assert sorted(answer.status for answer in answers) == [201, *[409] * 7]
    assert {answer.data["code"] for answer in answers if answer.status == 409} == {"card_used"}
    (joined,) = room.sent("joined")
    (consent,) = room.sent("consent-given")
    first = next(form for form, answer in zip(forms, answers, strict=True) if answer.status == 201)
    assert (joined.body["role"], consent.body["tier"]) == ("community", first["tier"])
    used = room.post("/enter", {"code": card})
    assert (used.status, "This card was used already." in used.text) == (409, True)


def test_a_card_says_its_role(room):
    room.do("close_joining")
    card = room.do("make_cards", {"community": 1})[0].code
    room.do("open_joining", "cards")
    assert room.post("/enter", {"code": card}).hidden("role") == "community"
    assert room.post("/enter", {"code": "K7Q2M4XP"}).status == 404


def test_a_seat_is_taken_up_again_with_its_own_code(room):
    own = room.join()
    answer = room.post("/resume", {"own": own.lower()}, json=True)
    assert (answer.status, answer.data["seat"]) == (200, own)
    assert room.post("/resume", {"own": own}).headers["Location"] == "/now"
    wrong = room.post("/resume", {"own": own[:-1] + ("A" if own[-1] != "A" else "C")})
    assert (wrong.status, "This code opens nothing now." in wrong.text) == (404, True)


def test_a_seat_moves_to_one_of_two_phones_that_come_at_once(room):
    old = room.join()
    number = room.seat(old).number
    code = room.do("open_readmission", number)
    page = room.post("/enter", {"code": code})
    assert (page.status, page.hidden("code"), str(number) in page.text) == (200, code, True)
    forms = [{"code": code, "press": room.press()} for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = [*pool.map(lambda form: room.post("/resume", form, json=True), forms)]
    assert sorted(answer.status for answer in answers) == [201, 404, 404, 404]
    (moved,) = [answer.data for answer in answers if answer.status == 201]
    assert moved["number"] == number
    assert room.get("/now", old).status == 401
    assert room.get("/now", moved["seat"]).status == 200


def test_each_of_two_workshops_has_its_own_code(room, other):
    first, second = room.join(), room.join(other)
    assert room.code() != room.code(other)
    assert room.seat(first) is not None
    assert room.seat(first, other) is None
    assert room.seat(second, other) is not None
    assert room.get("/now", second).status == 200
