"""People join with phones while the facilitator leads: scanned, counted, let in again, heard."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from pe_tools.kits import read_kit
from pe_tools.language import Words
from pe_tools.record import open_record
from pe_tools.workshop import Conductor, create_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.timeout(600)]

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
WIFI = "WIFI:T:WPA;S:Room\\; 1;P:open sesame;;"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_room_joins_and_is_led(served, browser: Browser, axe, lang: str) -> None:
    words, conductor = Words(lang), create(served, lang)
    page = open_page(served, browser, lang)
    door = page.locator("#joining")
    keep_wifi(door, words)
    press(door, words.say("Open joining"))
    expect(door.locator("[data-key=j]")).to_be_visible()

    page.keyboard.press("PageUp")
    before = page.evaluate("location.hash")
    page.keyboard.press("j")
    screen = page.get_by_role("dialog", name=words.say("Join with your phone"))
    expect(screen).to_be_visible()
    assert screen.evaluate("node => node.scrollHeight <= node.clientHeight")
    address, network = scanned(page)
    assert network == WIFI
    assert axe(page) == []

    assert_cards_name(served, address.partition("/#")[0])

    phone = join(browser, address, words)
    expect(screen).to_contain_text(counted(words, 1))
    page.keyboard.press("j")
    expect(screen).to_be_hidden()
    assert page.evaluate("location.hash") == before

    phone = let_in_again(browser, page, phone, address.partition("#")[0], words)
    moderate(page, phone, conductor, words)

    other = open_page(served, browser, lang)
    press(other.locator("#joining"), words.say("Close joining"))
    press(other.locator("#joining"), words.say("Yes"))
    expect(door.locator("[data-key=j]")).to_have_count(0)
    expect(door).to_contain_text(words.say("Joining is closed. Who joined keeps their seat."))


def create(served, lang: str) -> Conductor:
    record = open_record(served.home)
    kit, text = read_kit("risk_assessment")
    create_workshop(record, "clinic", kit=kit, text=text, language=lang, now=NOW)
    conductor = Conductor(record, "clinic")
    conductor.set_up({"community": 3, "stewards": 2}, 3, now=NOW)
    return conductor


def open_page(served, browser: Browser, lang: str) -> Page:
    path = f"/voila/render/20_risk_assessment.ipynb?workshop=clinic&lang={lang}#joining"
    page = served.open(browser, path)
    page.wait_for_selector("body:not(.is-loading)")
    expect(page.locator(".app-live .app-still")).to_have_count(0)
    return page


def press(panel: Locator, label: str) -> None:
    panel.get_by_role("button", name=label, exact=True).click()


def counted(words: Words, n: int) -> str:
    phones = words.count("{n} phone joined", "{n} phones joined", n)
    return words.join([phones, words.say("{n} expected", n=words.number(5))])


def keep_wifi(door: Locator, words: Words) -> None:
    door.locator(".pe-fold > summary").click()
    door.locator("[id$=Form_wifi-name]").fill("Room; 1")
    door.locator("[id$=Form_wifi-password]").fill("open sesame")
    press(door, words.say("Save"))
    expect(door.get_by_text(words.say("Saved."), exact=True)).to_be_visible()


def scanned(page: Page) -> list[str]:
    """Return what a phone reads from a picture of the screen, the address first."""
    image = Image.open(io.BytesIO(page.screenshot()))
    return sorted((code.text for code in zxingcpp.read_barcodes(image)), reverse=True)


def assert_cards_name(served, address: str) -> None:
    """Print a card while the room is served, and look for its address."""
    program = Path(sys.executable).parent / "pe"
    environment = {**os.environ, "PE_HOME": str(served.home)}
    command = [program, "cards", "clinic", "--count", "1", "--into", served.home / "cards"]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert address in (served.home / "cards" / "clinic-cards.html").read_text("utf-8")


def join(browser: Browser, address: str, words: Words) -> Page:
    """Join as a phone does: scan, choose whom one speaks for and what one allows."""
    phone = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    phone.goto(address)
    phone.locator("input[name=role][value=community]").check()
    phone.locator("input[name=tier][value=room]").check()
    press(phone.locator("#join"), words.say("I agree to this, let me in"))
    expect(phone.get_by_role("link", name=words.say("My page"))).to_be_visible()
    return phone


def let_in_again(browser: Browser, page: Page, phone: Page, address: str, words: Words) -> Page:
    """Move a seat to another phone, which is returned, by the code that its person alone sees."""
    door = page.locator("#joining")
    seat = phone.locator(".seat span").inner_text()
    number = "".join(sign for sign in seat.partition("·")[0] if sign.isdecimal())
    page.evaluate("location.hash = 'joining'")
    door.get_by_text(words.say("Let a person in with another phone"), exact=True).click()
    door.get_by_label(words.say("Number of the seat")).fill(number)
    press(door, words.say("Make a code"))
    shown = door.get_by_text(words.say("Show the code. Only the person of this seat may see it."))
    shown.click()
    code = door.locator(".pe-spelt .pe-typed").inner_text()

    other = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    other.goto(f"{address}?lang={words.language}")
    other.locator("#code").fill(code)
    press(other.locator("#enter"), words.say("Go on"))
    press(other.locator("#move"), words.say("This is my seat, take it here"))
    expect(other.locator(".seat span")).to_have_text(seat)
    expect(shown).to_have_count(0)
    return other


def moderate(page: Page, phone: Page, conductor: Conductor, words: Words) -> None:
    """Make an item of a proposal in agreed words, and take it back whole."""
    agenda = page.locator("#agenda")
    page.evaluate("location.hash = 'agenda'")
    conductor.start("round-robin", 0, 20, now=datetime.now(UTC))
    phone.locator("textarea").fill("leak <b>!!")
    press(phone.locator("form.asks"), words.say("Send"))
    fold = agenda.locator(".pe-fold", has_text=waiting(words))
    fold.locator("> summary").click()
    matter = fold.locator(".pe-matter", has_text="leak <b>!!")
    matter.get_by_text(words.say("Accept"), exact=True).click()
    matter.locator("textarea").fill("Names leak to the press.")
    press(matter, words.say("Accept these words"))
    drop = words.say("Drop: {item}", item="Names leak to the press.")
    expect(agenda.get_by_role("button", name=drop, exact=True)).to_be_visible()
    press(agenda, words.say("Take back: {act}", act=words.say("a settled proposal")))
    press(agenda, words.say("Yes"))
    expect(agenda.get_by_role("button", name=drop, exact=True)).to_have_count(0)
    expect(fold).to_have_count(1)


def waiting(words: Words) -> str:
    one = "{n} proposal waits. Open it where only you can see it."
    return words.count(one, "{n} proposals wait. Open them where only you can see them.", 1)
