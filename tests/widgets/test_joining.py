"""How to join, for a whole room: read from the back, scanned from a picture, closed by a key."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from pe_tools.blocks import qr_svg
from pe_tools.widgets import JoinScreen, Spelt, Way, as_data

pytestmark = pytest.mark.browser

WIFI = "WIFI:T:WPA;S:Clinic;P:open sesame;;"
PAGE = "http://192.168.1.20:8765/#K7Q2M4XP"
NETWORK = Way(
    "1. Join this Wi-Fi",
    qr_svg(WIFI),
    "QR code of the Wi-Fi",
    (("Network", "Clinic"), ("Password", "open sesame")),
)
ADDRESS = Way(
    "2. Open this page",
    qr_svg(PAGE),
    "QR code of the page",
    (("Address", "http://192.168.1.20:8765"), ("Code", "K7Q2-M4XP")),
)
SENTENCES = (
    "Everybody who has the code can join. Somebody could join twice.",
    "The phone says there is no internet? Stay connected.",
    "The page does not open? Turn mobile data off.",
)
SIZES = [(1280, 720), (1024, 768)]


def screen(count="2 phones joined", ways=(NETWORK, ADDRESS)):
    return JoinScreen("Join with your phone", ways, count, SENTENCES)


def codes_on(page):
    image = Image.open(io.BytesIO(page.screenshot()))
    return sorted(found.text for found in zxingcpp.read_barcodes(image))


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("ways", [(NETWORK, ADDRESS), (ADDRESS,)], ids=["both", "page"])
def test_all_of_it_is_on_the_screen_and_can_be_scanned(new_stage, lang, width, height, ways):
    stage = new_stage(viewport={"width": width, "height": height})
    page = stage.open(screen(ways=ways), lang=lang)
    page.locator("[data-key=j]").click()
    dialog = page.get_by_role("dialog")
    assert dialog.evaluate("node => node.scrollHeight <= node.clientHeight")
    assert codes_on(page) == sorted([WIFI, PAGE][-len(ways) :])
    heights = [fact.bounding_box()["height"] for fact in dialog.locator(".pe-typed").all()]
    assert min(heights) >= height / 22  # of a line, for the last row


def test_it_stays_while_people_join_and_goes_by_its_key(stage):
    page = stage.open(screen("2 phones joined"))
    opener = page.locator("[data-key=j]")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_text("2 phones joined").is_visible()
    stage.show(screen("3 phones joined"))
    assert dialog.get_by_text("3 phones joined").is_visible()
    page.evaluate("addEventListener('pe-join-closed', () => { window.wasClosed = true; })")
    page.keyboard.press("j")
    dialog.wait_for(state="hidden")
    page.wait_for_function("window.wasClosed")
    assert opener.evaluate("node => node === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_the_codes_are_named_for_who_does_not_see_them(stage):
    page = stage.open(screen())
    assert page.get_by_role("img", name="QR code of the page").is_visible()
    assert page.get_by_role("heading", level=2).inner_text() == "Join with your phone"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_axe_finds_nothing(stage, axe, lang):
    page = stage.open(screen(), Spelt("Code for seat 7", "AB23-CD45", "Type it."), lang=lang)
    assert axe(page) == []
    page.locator("[data-key=j]").click()
    assert axe(page) == []


def test_a_phone_shows_it_without_scrolling_sideways(new_stage):
    page = new_stage(viewport={"width": 360, "height": 740}).open(screen())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_picture_that_is_more_than_shapes_is_refused():
    bad = Way("x", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "x", ())
    with pytest.raises(ValueError, match="not allowed"):
        as_data([JoinScreen("x", (bad,), "x")])
