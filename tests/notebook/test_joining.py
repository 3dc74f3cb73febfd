"""The door on a live page: joining opens and closes, heads are counted, a seat moves."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from pe_tools.blocks import qr_svg
from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.notebook import live
from pe_tools.notebook.live.join_screen import join_screen
from pe_tools.notebook.live.wifi import FILE, Wifi, keep_wifi, read_wifi
from pe_tools.notebook.session import OpenWorkshop
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, Follower, Host, create_workshop, visiting
from pe_tools.workshop.arriving import Consented

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
AGREED = Consented("room", "given on the phone", "1", "0" * 64, "en")
ADDRESS = "http://192.168.1.20:8765/"


@pytest.fixture
def record(tmp_path):
    with open_record(tmp_path / "home") as record:
        kit, text = read_kit("risk_assessment")
        create_workshop(record, "clinic", kit=kit, text=text, language="en", now=NOW)
        yield record


@pytest.fixture
def host(record):
    return Host(record, "clinic")


def joining(record, lang="en"):
    stage = live.Stage(record, "clinic", words=Words(lang), chosen={})
    return OpenWorkshop(stage.context()).joining()


def press(face, act, **values):
    face.panel._receive(face.panel, {"act": act, "values": values, "nonce": uuid4().hex}, [])
    return face.panel.status_kind, face.panel.status


def come_in(record, code, press_, role="community"):
    follower = Follower(record, "clinic")
    follower.refresh()
    admitted = visiting.admit(follower, code, role, AGREED, press=press_, now=NOW)
    record.append(admitted.drafts)
    follower.refresh()
    return follower.seat(admitted.own_code)


def room_code(record):
    follower = Follower(record, "clinic")
    follower.refresh()
    return follower.join_code()


def acts(face):
    return [control["act"] for control in face.panel.controls if "act" in control]


def test_joining_opens_and_closes_and_whoever_joined_keeps_the_seat(record, host):
    face = joining(record)
    assert press(face, "open-joining", mode="open") == ("ok", "Saved.")
    assert "close-joining" in acts(face)
    seat = come_in(record, room_code(record), "a")
    press(face, "close-joining")
    assert room_code(record) == ""
    assert "Joining is closed. Who joined keeps their seat." in face.panel.html
    assert seat.number in host.find().state.arrivals.numbers.values()
    assert press(face, "open-joining", mode="open")[0] == "ok"


def test_who_joined_stands_role_by_role_beside_those_expected(record):
    Conductor(record, "clinic").set_up({"community": 3, "stewards": 2}, 3, now=NOW)
    face = joining(record)
    press(face, "open-joining", mode="open")
    for number, role in enumerate(["community", "community", "watchdogs"]):
        come_in(record, room_code(record), f"press {number}", role)
    table = rows(joining(record).panel.html)
    assert table == [
        ["People from the community", "2", "3"],
        ["People who look after the data", "0", "2"],
        ["People who watch over rights", "1", "0"],
    ]


def rows(html):
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = [part.split("<") for part in body.replace(">", "<").split("<tr<")[1:]]
    return [[text for text in row if text.strip() and not is_tag(text)] for row in cells]


def is_tag(text):
    return text.split()[0].strip("/") in {"tr", "td", "th"}


@pytest.mark.parametrize(
    ("heads", "sentence"),
    [
        ("1", "2 more phones than people."),
        ("2", "1 more phone than people."),
        ("3", "As many phones as people."),
        ("٥", "2 people without a phone."),
    ],
)
def test_heads_that_were_counted_are_set_against_the_phones(record, heads, sentence):
    face = joining(record)
    press(face, "open-joining", mode="open")
    for number in range(3):
        come_in(record, room_code(record), f"press {number}")
    face = joining(record)
    assert press(face, "count-heads", heads=heads)[0] == "ok"
    assert sentence in face.panel.html


def test_a_count_is_taken_back(record, host):
    face = joining(record)
    press(face, "open-joining", mode="open")
    press(face, "count-heads", heads="7")
    assert press(face, "undo")[0] == "ok"
    assert host.find().state.arrivals.heads == 0


@pytest.mark.parametrize("typed", ["ten", "-1", "3.5", "1e3"])
def test_heads_that_are_no_whole_number_are_refused(record, typed):
    face = joining(record)
    press(face, "open-joining", mode="open")
    kind, sentence = press(face, "count-heads", heads=typed)
    assert (kind, sentence) == ("refused", "People in the room: type a whole number.")


def test_cards_are_asked_for_before_people_join_by_card(record, host):
    face = joining(record)
    kind, sentence = press(face, "open-joining", mode="cards")
    assert kind == "refused"
    assert "pe cards clinic --count 40" in sentence
    host.make_cards({"community": 2}, now=NOW)
    assert press(joining(record), "open-joining", mode="cards")[0] == "ok"


def test_a_person_without_their_phone_gets_a_code_that_others_do_not_see(record):
    face = joining(record)
    press(face, "open-joining", mode="open")
    seat = come_in(record, room_code(record), "old phone")
    face = joining(record)
    assert press(face, "readmit", number=str(seat.number))[0] == "ok"
    (fold,) = [c for c in face.panel.controls if c["kind"] == "Fold" and c["name"] != "wifi"]
    (spelt,) = fold["controls"]
    follower = Follower(record, "clinic")
    follower.refresh()
    moved = visiting.readmit(follower, spelt["code"], press="new phone", now=NOW)
    record.append(moved.drafts)
    follower.refresh()
    assert follower.seat(moved.own_code) == seat
    assert [c["name"] for c in joining(record).panel.controls if c["kind"] == "Fold"] == ["wifi"]


def test_a_seat_that_nobody_has_is_refused(record):
    face = joining(record)
    press(face, "open-joining", mode="open")
    seat = come_in(record, room_code(record), "a")
    face = joining(record)
    kind, sentence = press(face, "readmit", number=str(seat.number + 1))
    assert kind == "refused"
    assert sentence.startswith(f"No seat has the number {seat.number + 1}.")


def test_without_a_room_the_page_says_what_to_start(record):
    face = joining(record)
    press(face, "open-joining", mode="open")
    assert "Start pe serve in a terminal. Then press Look again." in face.panel.html
    assert [c["kind"] for c in face.panel.controls].count("JoinScreen") == 0
    assert press(face, "look")[0] == "ok"


def test_the_wifi_is_kept_beside_the_record_for_its_owner_only(record):
    face = joining(record)
    assert press(face, "wifi", name="Room; 1", password='a"b:c,d\\e')[0] == "ok"
    kept = record.folder / FILE
    assert kept.stat().st_mode & 0o777 == 0o600
    assert read_wifi(record.folder) == Wifi("Room; 1", 'a"b:c,d\\e')
    assert not any("Room; 1" in str(event.body) for event in record.events("clinic"))


def test_a_wifi_file_that_somebody_broke_counts_as_none(tmp_path):
    keep_wifi(tmp_path, Wifi("Room"))
    for broken in ("", "[]", "{}", "nonsense"):
        (tmp_path / FILE).write_text(broken)
        assert read_wifi(tmp_path) == Wifi()


@pytest.mark.parametrize(
    ("wifi", "text"),
    [
        pytest.param(
            Wifi("Clinic", "open sesame"), "WIFI:T:WPA;S:Clinic;P:open sesame;;", id="WPA"
        ),
        pytest.param(
            Wifi("a;b", 'c:d,e\\f"g'), 'WIFI:T:WPA;S:a\\;b;P:c\\:d\\,e\\\\f\\"g;;', id="signs"
        ),
        pytest.param(Wifi("Free"), "WIFI:T:nopass;S:Free;;", id="no password"),
    ],
)
def test_the_wifi_code_escapes_what_has_a_meaning_in_it(wifi, text):
    assert wifi.text == text


def test_the_screen_of_an_open_room_holds_address_and_code():
    screen = join_screen(Words(), "open", "K7Q2M4XP", ADDRESS, Wifi("Clinic", "sesame12"), "0")
    assert [way.title for way in screen.ways] == ["1. Join this Wi-Fi", "2. Open this page"]
    assert screen.ways[1].facts == (
        ("Address", "http://192.168.1.20:8765"),
        ("Code", "K7Q2-M4XP"),
    )
    assert screen.ways[1].picture_svg == qr_svg("http://192.168.1.20:8765/#K7Q2M4XP")
    assert screen.sentences[0] == "Everybody who has the code can join. Somebody could join twice."


@pytest.mark.parametrize("mode", ["cards", "roster"])
def test_the_screen_of_a_room_with_cards_tells_no_code(mode):
    screen = join_screen(Words(), mode, "K7Q2M4XP", ADDRESS, Wifi(), "0")
    assert "K7Q2" not in str(screen)
    assert screen.ways[0].picture_svg == qr_svg(ADDRESS)


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_every_sentence_for_the_room_is_short(lang):
    for mode in ("open", "cards", "roster"):
        screen = join_screen(Words(lang), mode, "K7Q2M4XP", ADDRESS, Wifi("Clinic"), "0")
        for said in screen.sentences:
            for sentence in said.replace("؟", "?").replace("?", ".").split("."):
                assert len(sentence.split()) <= 15, sentence


def test_two_pages_agree_within_a_second(record):
    import asyncio

    async def two_pages():
        first, second = joining(record), joining(record)
        press(first, "open-joining", mode="open")
        await asyncio.sleep(1)
        return acts(second)

    assert "close-joining" in asyncio.run(two_pages())
