"""Every page of a phone, in every language: to axe, to narrow screens, to fingers and keys."""

from __future__ import annotations

import pytest

from pe_tools.language import Words, known_languages

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NARROW = {"width": 320, "height": 640}  # 640 wide at 200 %
TOUCHED = """() =>
  Array.from(document.querySelectorAll('a, button, summary, label.choice, select'))
  .filter(one => one.offsetParent && !one.matches('.skip'))
  .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
  .filter(([_, box]) => box.height < 43.9 || box.width < 43.9)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
WIDTH = "() => document.documentElement.scrollWidth"
ASKED = ("pick-one", "pick-some", "share-points", "rank-choices", "rate-harms", "accept-residual")
WRITTEN = ("write-harms", "dissent")


@pytest.fixture
def look(axe):
    """Return a check of what a page shows now, as large as it is and with larger letters."""

    def look(page):
        page.set_viewport_size(NARROW)
        for _ in range(2):
            assert axe(page) == []
            assert page.evaluate(WIDTH) <= NARROW["width"]
            assert page.evaluate(TOUCHED) == []
            page.click("#larger")

    return look


@pytest.mark.parametrize("language", known_languages())
class TestInEachLanguage:
    def test_coming_in(self, phones, room, look, language):
        page = phones.open(f"/?lang={language}")
        look(page)
        page.fill("#code", "AAAA-2222")
        page.click("#enter button")
        page.wait_for_selector(".problem")
        look(page)
        page.fill("#code", room.code)
        page.click("#enter button")
        page.wait_for_selector("#join")
        look(page)
        assert page.locator("input:checked").count() == 0

    def test_being_in(self, phones, room, look, language):
        page = phones.joined(f"/?lang={language}")
        room.do("start", "welcome", 0, 5)
        page.wait_for_selector("main h2")
        look(page)
        page.click(".seat a")
        page.wait_for_selector(".own-code")
        look(page)
        page.click("form.consent:has([value=none]) button")
        page.wait_for_selector("form.consent:has([value=none])", state="hidden")
        look(page)
        page.click("a.button")
        page.wait_for_selector("h1.workshop")
        look(page)

    def test_answering(self, phones, room, look, language):
        page = phones.joined(f"/?lang={language}")
        for step in ASKED:
            room.do("open_round", step, 1)
            page.wait_for_selector(f"#t-{step}-1")
            look(page)
            room.do("close_round", step, 1)
            page.wait_for_selector("form.asks", state="detached")
        for step in WRITTEN:
            room.do("start", step, 0, 5)
            page.wait_for_selector(f"#t-{step}-0")
            look(page)

    def test_what_waits_and_what_came(self, phones, room, look, language):
        page = phones.joined(f"/?lang={language}")
        room.do("open_round", "pick-one", 1)
        page.check("input[value=choice-counts]")
        page.context.set_offline(True)
        page.click("form.asks button.main")
        page.wait_for_selector("#rescue-open")
        look(page)
        page.click("#rescue-open")
        look(page)
        page.click("#rescue-close")
        page.context.set_offline(False)
        page.wait_for_selector("form.asks details, details form.asks", state="attached")
        look(page)

    def test_a_seat_that_moves(self, phones, room, look, language):
        number = int(phones.joined().inner_text(".seat span").split()[1])
        page = phones.open(f"/?lang={language}")
        page.fill("#code", room.do("open_readmission", number))
        page.click("#enter button")
        page.wait_for_selector("#move")
        look(page)
        page.click("#move button")
        page.wait_for_selector(".seat")
        said = Words(language).say("Seat {number}", number=number)
        assert page.inner_text(".seat span").startswith(said)


def test_all_can_be_done_with_keys_alone(phones, room):
    page = phones.open()
    press = page.keyboard.press

    def reach(selector):
        for _ in range(80):
            if page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            press("Tab")
        raise AssertionError(selector)

    reach("#code")
    page.keyboard.type(room.code)
    press("Enter")
    page.wait_for_selector("#join")
    reach("[name=role]")
    press("Space")
    reach("[name=tier]")
    press("ArrowDown")
    reach("#join button")
    press("Enter")
    page.wait_for_selector(".wait")
    room.do("open_round", "rank-choices", 1)
    page.wait_for_selector(".tap")
    reach(".tap")
    press("Tab")
    press("Space")
    press("Shift+Tab")
    press("Enter")
    assert page.locator(".tap b").all_inner_texts() == ["2", "1", ""]
    reach("form.asks button.main")
    press("Enter")
    page.wait_for_selector(".received:has-text('Receipt')")
    answers = room.sent()[-1].body["answers"]
    assert {one["item"]: one["value"] for one in answers} == {
        "choice-nothing": 2,
        "choice-counts": 1,
    }


def test_letters_stay_as_large_as_they_were_set(phones):
    page = phones.open()
    small = page.evaluate("getComputedStyle(document.body).fontSize")
    page.click("#larger")
    page.reload()
    large = page.evaluate("getComputedStyle(document.body).fontSize")
    assert (small, large) == ("18px", "24px")


def test_dark_and_high_contrast_follow_the_phone(phones):
    page = phones.open(color_scheme="dark", contrast="more")
    style = "getComputedStyle(document.body)"
    assert page.evaluate(f"{style}.backgroundColor") == "rgb(22, 24, 28)"
    line = page.evaluate(f"{style}.getPropertyValue('--line')")
    assert line == page.evaluate(f"{style}.getPropertyValue('--ink')")


def test_another_language_keeps_what_was_typed(phones, room):
    page = phones.joined()
    room.do("start", "write-harms", 0, 5)
    page.fill("textarea", "ما زلت أكتب")
    page.click("text=Français")
    page.wait_for_selector("text=Avec vos mots")
    assert page.input_value("textarea") == "ما زلت أكتب"
    page.goto(f"{room.url}/")
    page.wait_for_selector("text=Avec vos mots")
    assert page.input_value("textarea") == "ما زلت أكتب"


def test_another_language_keeps_what_was_chosen_before_joining(phones, room):
    page = phones.open()
    page.fill("#code", room.code)
    page.click("#enter button")
    page.check("input[value=stewards]")
    page.check("input[value=report]")
    page.click("button[lang=ar]")
    page.wait_for_selector("html[dir=rtl]")
    assert page.is_checked("input[value=stewards]")
    assert page.is_checked("input[value=report]")


def test_the_picture_on_the_wall_opens_the_notice_and_hides_its_code(phones, room):
    page = phones.open(f"/#{room.code}")
    page.wait_for_selector("#join")
    assert room.code not in page.url
    page.check("input[value=community]")
    page.check("input[value=room]")
    page.click("#join button.main")
    page.wait_for_selector(".wait")
    page.goto(f"{room.url}/#{room.code}")
    page.wait_for_selector(".wait")
    assert room.code not in page.url


def test_who_noted_their_code_gets_back_to_their_seat(phones, room):
    first = phones.joined()
    number = first.inner_text(".seat span")
    first.click("text=My page")
    own = first.inner_text(".own-code")
    second = phones.open()
    second.click("summary")
    second.fill("#own", own.lower())
    second.click("#resume button")
    second.wait_for_selector(".wait")
    assert second.inner_text(".seat span") == number


def test_a_phone_whose_seat_moved_is_shown_the_way_in(phones, room):
    old = phones.joined()
    number = int(old.inner_text(".seat span").split()[1])
    new = phones.open()
    new.fill("#code", room.do("open_readmission", number))
    new.click("#enter button")
    new.click("#move button")
    new.wait_for_selector(".seat")
    old.wait_for_selector("#enter")
    assert old.inner_text(".problem").startswith("This phone has no seat in the workshop.")


class TestPoints:
    def test_beans_show_what_is_given_and_what_is_left(self, phones, room):
        page = phones.joined()
        room.do("open_round", "share-points", 1)
        more = page.locator(".counter button:last-child")
        for _ in range(3):
            more.nth(0).click()
        assert page.locator(".row").nth(0).locator(".bean").count() == 3
        assert page.inner_text(".rest") == "Points left: 7"
        page.click("form.asks button.main")
        assert "is-wrong" in page.get_attribute(".rest", "class")
        for _ in range(9):
            more.nth(1).click()
        assert page.inner_text(".rest") == "Points left: 0"
        page.click("form.asks button.main")
        page.wait_for_selector(".received:has-text('Receipt')")
        shared = {one["item"]: one["value"] for one in room.sent()[-1].body["answers"]}
        assert shared == {"choice-nothing": 3, "choice-counts": 7, "choice-asked": 0}

    def test_a_reason_takes_the_points_back(self, phones, room):
        page = phones.joined()
        room.do("open_round", "share-points", 1)
        page.locator(".counter button:last-child").nth(0).click()
        page.check("input[value=prefer-not]")
        assert page.inner_text(".rest") == "Points left: 10"
        page.click("form.asks button.main")
        page.wait_for_selector(".received:has-text('Receipt')")
        reasons = {one["missing"] for one in room.sent()[-1].body["answers"]}
        assert reasons == {"prefer-not"}


VOICES = """
window.said = [];
speechSynthesis.getVoices = () => [{lang: 'LANG', localService: LOCAL, name: 'a voice'}];
speechSynthesis.speak = one => { window.said.push(one.text); };
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""


@pytest.mark.parametrize(
    ("language", "is_local", "buttons"),
    [("en-GB", "true", 14), ("en", "false", 0), ("de", "true", 0)],
)
def test_only_a_voice_of_the_phone_itself_reads_aloud(phones, room, language, is_local, buttons):
    page = phones.joined(init=VOICES.replace("LANG", language).replace("LOCAL", is_local))
    room.do("open_round", "rate-harms", 1)
    page.wait_for_selector("form.asks")
    assert page.locator(".read").count() == buttons
    if buttons:
        page.locator(".read").first.click()
        said = page.evaluate("window.said")
        assert said[:3] == [
            "A person is recognised in records that hold no names.",
            "How severe would it be for the people it hits hardest?",
            "Slight. It passes by itself. For example a headache, lost time, annoyance.",
        ]


def test_words_are_sent_and_more_can_follow(phones, room):
    before = len(room.sent("proposed"))
    page = phones.joined()
    room.do("start", "round-robin", 0, 5)
    for words in ("A nurse reads it aloud.", "<b>It is sold.</b>"):
        page.fill("textarea", words)
        page.click("form.asks button.main")
        page.wait_for_selector(".received:has-text('Receipt')")
        page.click("text=Write another one")
    sent = [event.body["text"] for event in room.arrived(before + 2, "proposed")[before:]]
    assert sent == ["A nurse reads it aloud.", "<b>It is sold.</b>"]
