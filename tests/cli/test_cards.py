"""``pe cards``: every printed card opens the door once, and no list leaves its people behind."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest
import zxingcpp
from PIL import Image

from pe_tools.kits import read_kit
from pe_tools.places import home
from pe_tools.record import open_record
from pe_tools.reports.raster import svg_to_png
from pe_tools.workshop import Follower, Host, create_workshop, visiting
from pe_tools.workshop.arriving import Consented

NOW = datetime(2026, 3, 5, 14, 20, tzinfo=UTC)
AGREED = Consented("room", "given on the phone", "1", "0" * 64, "en")
ADDRESS = "http://192.168.1.20:8765"


@pytest.fixture
def clinic(pe):
    """Return the record of a workshop in English; one in Arabic lies beside it."""
    with open_record() as record:
        for name, language in (("clinic", "en"), ("ayada", "ar")):
            kit, text = read_kit("risk_assessment")
            create_workshop(record, name, kit=kit, text=text, language=language, now=NOW)
        yield record


def codes_of(html):
    return [part.partition("<")[0] for part in html.split('class="code"><bdi dir="ltr">')[1:]]


def scanned(html):
    """Return what a phone reads from the QR codes of a page."""
    pictures = [part.partition("</div>")[0] for part in html.split('class="qr"')[1:]]
    found = []
    for picture in pictures:
        png = svg_to_png(picture.partition(">")[2].strip(), dots_per_inch=72)
        found += [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]
    return found


def made(record, name="clinic"):
    return [event.body for event in record.events(name) if event.kind == "cards-made"]


def text_of(path):
    return " ".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_every_card_opens_the_door_once_with_its_role(pe, clinic, tmp_path):
    result = pe("cards", "clinic", "--role", "community=2", "--count", 1, "--address", ADDRESS)
    assert result.exit_code == 0, result.output
    html = (tmp_path / "here" / "clinic-cards.html").read_text()
    codes = [address.removeprefix(f"{ADDRESS}/#") for address in scanned(html)]
    assert len({*codes}) == 3
    assert [code.replace("-", "") for code in codes_of(html)] == codes
    Host(clinic, "clinic").open_joining("cards", now=NOW)
    follower = Follower(clinic, "clinic")
    follower.refresh()
    roles = []
    for place, code in enumerate(codes):
        admitted = visiting.admit(
            follower, code, "watchdogs", AGREED, press=f"press {place}", now=NOW
        )
        clinic.append(admitted.drafts)
        follower.refresh()
        roles.append(follower.seat(admitted.own_code).role)
    assert sorted(roles) == ["community", "community", "watchdogs"]


def test_the_pdf_holds_the_same_codes_and_is_tagged(pe, clinic, tmp_path):
    pe("cards", "clinic", "--count", 9)
    here = tmp_path / "here"
    reader = pypdf.PdfReader(here / "clinic-cards.pdf")
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert len(reader.pages) == 2
    text = text_of(here / "clinic-cards.pdf")
    assert all(code in text for code in codes_of((here / "clinic-cards.html").read_text()))


def test_what_a_list_calls_people_stands_on_their_card_only(pe, clinic, tmp_path):
    (tmp_path / "here" / "people.csv").write_text(
        "label,role\nAnna <b>Sarr</b>,community\nLuca Markerson,\n"
    )
    assert pe("cards", "clinic", "--roster", "people.csv").exit_code == 0
    html = (tmp_path / "here" / "clinic-cards.html").read_text()
    assert "Anna &lt;b&gt;Sarr&lt;/b&gt;" in html
    assert "Luca Markerson" in text_of(tmp_path / "here" / "clinic-cards.pdf")
    assert made(clinic) == [{"roles": {"": 1, "community": 1}}]
    kept = [path.read_bytes() for path in home().iterdir() if path.is_file()]
    assert not any(b"Markerson" in content for content in kept)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (["--role", "comunity=3"], "The kit has no role 'comunity'. Did you mean 'community'?"),
        (["--role", "community"], "is not ROLE=NUMBER"),
        (["--count", "3", "--address", "192.168.1.20"], "does not begin with http://"),
        ([], "Name --count or --role, or a list with --roster."),
        (["--count", "3", "--roster", "answers.csv"], "Name --count or --role"),
    ],
)
def test_what_cannot_be_printed_is_refused_and_changes_nothing(pe, clinic, typed, refusal):
    result = pe("cards", "clinic", *typed)
    assert result.exit_code == 2
    assert refusal in result.output
    assert made(clinic) == []


def test_every_mistake_of_a_list_is_told_with_its_line(pe, clinic, tmp_path):
    (tmp_path / "here" / "people.csv").write_text("label,role\nAnna,comunity\n,stewards\n")
    result = pe("cards", "clinic", "--roster", "people.csv")
    assert result.exit_code == 1
    assert "line 2, column 2: The kit has no role 'comunity'. Did you mean" in result.output
    assert "line 3, column 1: There is no label. Write who gets the card." in result.output
    assert made(clinic) == []


def test_cards_speak_the_language_of_the_workshop(pe, clinic, tmp_path):
    pe("cards", "ayada", "--role", "community=1")
    html = (tmp_path / "here" / "ayada-cards.html").read_text()
    assert '<html lang="ar" dir="rtl">' in html
    assert "تُدخل هذه البطاقة شخصًا واحدًا" in html
    pe("cards", "ayada", "--role", "community=1", "--lang", "fr")
    html = (tmp_path / "here" / "ayada-cards.html").read_text()
    assert "Cette carte fait entrer une personne" in html


def test_nobody_else_on_the_machine_can_read_the_cards(pe, clinic, tmp_path):
    pe("cards", "clinic", "--count", 1, "--into", "cards")
    for path in (tmp_path / "here" / "cards").iterdir():
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.browser
@pytest.mark.parametrize("name", ["clinic", "ayada"])
def test_the_page_loads_nothing_and_axe_finds_nothing(pe, clinic, tmp_path, browser, axe, name):
    pe("cards", name, "--role", "community=3", "--address", ADDRESS)
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "here" / f"{name}-cards.html").as_uri())
    assert len(asked) == 1
    assert axe(page) == []
    page.close()
