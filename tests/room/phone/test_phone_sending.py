"""What is sent from a phone arrives once, whatever happens on the way."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RATE = "rate-harms"
FIRST = "harm-recognised"
SHARE = "share-points"
PICK = "pick-one"
WAITING = "Waiting to be sent: 1."


def values(event):
    return {(one["item"], one["scale"]): one["value"] for one in event.body["answers"]}


def pick(page, item="choice-counts"):
    page.check(f'input[value="{item}"]')


def send(page):
    page.click("form.asks button.main")


@pytest.fixture
def opened(room):
    """Return a way to open a round; it is not older than the phones of the test."""

    def opened(step, round_=1):
        room.do("open_round", step, round_)

    return opened


def test_with_a_script_a_phone_joins_agrees_and_answers(phones, room, opened, choose):
    before = len(room.sent())
    page = phones.joined()
    assert page.url.startswith(f"{room.url}/?lang=en")
    assert page.inner_text(".wait").startswith("There is nothing to answer just now.")
    opened(RATE)
    page.wait_for_selector("form.asks")
    choose(page, FIRST, "severity", 4)
    choose(page, FIRST, "likelihood", "dont-know")
    while page.is_visible(".next"):
        page.click(".next")
    assert page.inner_text(".turning span") == "14 of 14"
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    event = room.arrived(before + 1)[-1]
    assert values(event) == {(FIRST, "severity"): 4, (FIRST, "likelihood"): None}
    assert event.body["channel"] == "phone"


def test_without_a_script_a_phone_joins_agrees_and_answers(phones, room, opened, choose):
    before = len(room.sent())
    page = phones.joined(java_script_enabled=False)
    assert page.url == f"{room.url}/now"
    opened(RATE)
    page.click("text=Look again")
    choose(page, FIRST, "severity", 2)
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    assert values(room.arrived(before + 1)[-1]) == {(FIRST, "severity"): 2}
    page.click("text=Change my answer")
    choose(page, FIRST, "severity", 5)
    send(page)
    assert values(room.arrived(before + 2)[-1]) == {(FIRST, "severity"): 5}


def test_what_was_refused_without_a_script_is_still_typed(phones, room, opened):
    page = phones.joined(java_script_enabled=False)
    opened(SHARE)
    page.click("text=Look again")
    page.fill('[name="a:choice-nothing:points"]', "3")
    page.fill('[name="a:choice-counts:points"]', "4")
    send(page)
    assert page.inner_text(".problem") == (
        "You shared out 7 points. Share out 10, no more and no fewer."
    )
    page.fill('[name="a:choice-counts:points"]', "7")
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")


def test_the_same_form_sent_again_counts_once(phones, room, opened):
    before = len(room.sent())
    page = phones.joined(java_script_enabled=False)
    opened(PICK)
    page.click("text=Look again")
    pick(page)
    with page.expect_request("**/answer") as asked:
        send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    again = page.context.request.post(
        f"{room.url}/answer",
        data=asked.value.post_data,
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert again.status == 200
    page.go_back()
    page.wait_for_selector(".received:has-text('Receipt')")
    assert len(room.sent()) == before + 1


def test_an_answer_whose_receipt_was_lost_is_sent_again_and_counts_once(phones, room, opened):
    before = len(room.sent())
    page = phones.joined()
    opened(PICK)
    pick(page)
    lost = []

    def lose(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    page.route("**/answer*", lose)
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    assert lost == [201]
    assert len(room.sent()) == before + 1


def test_what_is_answered_offline_arrives_once_the_phone_is_back(phones, room, opened):
    before = len(room.sent())
    page = phones.joined()
    opened(PICK)
    pick(page)
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector(f"text={WAITING}")
    assert page.inner_text(".received").startswith("Your answer is kept on this phone.")
    assert len(room.sent()) == before
    page.context.set_offline(False)
    page.wait_for_selector(".received:has-text('Receipt')")
    page.wait_for_selector("#bar", state="hidden")
    assert len(room.sent()) == before + 1


def test_a_room_that_was_killed_gets_what_was_sent_meanwhile(phones, room, opened):
    before = len(room.sent())
    page = phones.joined()
    opened(PICK)
    pick(page)
    room.kill()
    send(page)
    page.wait_for_selector(f"text={WAITING}")
    page.goto(f"{room.url}/?lang=en")  # from the memory of the browser
    page.wait_for_selector(f"text={WAITING}")
    page.click("text=Change my answer")
    pick(page, "choice-asked")
    send(page)
    page.wait_for_selector("text=Waiting to be sent: 2.")
    room.start()
    page.wait_for_selector(".received:has-text('Receipt')", timeout=90_000)
    first, second = room.arrived(before + 2)[-2:]
    assert values(first)["choice-counts", "choice"] == 1
    assert values(second)["choice-asked", "choice"] == 1
    assert len(room.sent()) == before + 2


def test_two_tabs_lose_nothing_and_double_nothing(phones, room, opened):
    before = len(room.sent())
    one = phones.joined()
    opened(PICK)
    opened("pick-some")
    two = phones.tab(one.context.new_page())
    for tab in (one, two):
        tab.wait_for_selector("form.asks")
    one.context.set_offline(True)
    one.locator("form.asks").first.locator("input[value=choice-counts]").check()
    one.locator("form.asks button.main").first.click()
    two.locator("form.asks").nth(1).locator("input[value=choice-asked]").check()
    two.locator("form.asks button.main").last.click()
    for tab in (one, two):
        tab.wait_for_selector("text=Waiting to be sent: 2.")
    one.context.set_offline(False)
    for tab in (one, two):
        tab.wait_for_selector("#bar", state="hidden")
    assert sorted(event.body["step"] for event in room.sent()[before:]) == [PICK, "pick-some"]


def test_an_answer_that_came_too_late_is_shown_and_kept(phones, room, opened):
    page = phones.joined()
    opened(PICK)
    pick(page)
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector(f"text={WAITING}")
    room.do("close_round", PICK, 1)
    page.context.set_offline(False)
    page.wait_for_selector("text=Not taken: 1.")
    page.click("#rescue-open")
    assert page.inner_text("#rescue pre") == "The clinic shares counts only."
    assert "is closed" in page.inner_text("#rescue-list")
    assert page.evaluate("document.querySelector('#rescue canvas').width") > 100
    page.click("text=Take it off this phone")
    assert page.inner_text("#rescue-list") == ""


def test_an_answer_is_confirmed_when_its_round_is_over_and_then_forgotten(phones, room, opened):
    page = phones.joined()
    opened(PICK)
    pick(page)
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    assert [one["state"] for one in queued(page)] == ["kept"]
    with page.expect_response("**/answer*") as confirmed:
        room.do("close_round", PICK, 1)
    assert confirmed.value.status == 200
    page.wait_for_function("!Object.keys(localStorage).some(n => n.indexOf('pe.q.') === 0)")


def test_a_phone_without_storage_says_so_and_still_sends(phones, room, opened):
    before = len(room.sent())
    blocked = "Object.defineProperty(window, 'localStorage', {get() { throw Error('no'); }});"
    page = phones.joined(init=blocked)
    assert "This phone keeps nothing." in page.inner_text("#bar")
    page.reload()
    page.wait_for_selector(".wait")
    opened(PICK)
    pick(page)
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    assert len(room.sent()) == before + 1


@pytest.mark.parametrize("year", [1990, 2099])
def test_a_phone_with_a_wrong_clock_sends(phones, room, opened, year):
    before = len(room.sent())
    page = phones.open()
    page.clock.set_fixed_time(f"{year}-01-01T00:00:00Z")
    come_in_by_the_picture(page, room)
    opened(PICK)
    pick(page)
    send(page)
    page.wait_for_selector(".received:has-text('Receipt')")
    assert len(room.sent()) == before + 1


def come_in_by_the_picture(page, room):
    page.goto(f"{room.url}/#{room.code}")
    page.check("input[value=community]")
    page.check("input[value=report]")
    page.click("#join button.main")
    page.wait_for_selector(".wait")


def queued(page):
    stored = page.evaluate("Object.entries(localStorage).filter(e => e[0].startsWith('pe.q.'))")
    return [json.loads(text) for _, text in stored]


def test_nothing_that_is_typed_is_replaced(phones, room, opened):
    page = phones.joined()
    opened("rank-choices")
    page.click(".tap >> nth=1")
    opened(PICK)
    page.wait_for_selector("text=Something new is open.")
    assert page.locator(".tap[aria-pressed=true] b").inner_text() == "1"
    page.click("#fresh")
    page.wait_for_selector("text=Choose one option")
    assert page.locator(".tap[aria-pressed=true] b").inner_text() == "1"


def test_a_withdrawal_that_is_pressed_offline_arrives(phones, room):
    before = len(room.sent("consent-withdrawn"))
    page = phones.joined()
    page.click("text=My page")
    page.context.set_offline(True)
    page.click("text=Allow no use any more")
    page.wait_for_selector(f"text={WAITING}")
    page.context.set_offline(False)
    page.wait_for_selector("text=You allow no use of your answers now.")
    assert len(room.arrived(before + 1, "consent-withdrawn")) == before + 1
    page.check("input[value=report]")
    page.click("text=Allow this from now on")
    page.wait_for_selector("text=Allow no use any more")
