"""The HTML report: one file for everybody, with a phone, in the dark, on paper."""

from __future__ import annotations

import re

import pytest

from pe_tools.blocks import Cover, Heading, Paragraph
from pe_tools.errors import UnknownLanguageError
from pe_tools.reports import report_html


def test_the_same_blocks_give_the_same_bytes(english):
    assert report_html(english) == report_html(english)


def test_the_page_names_its_language_direction_and_title(english, arabic):
    assert '<html lang="en" dir="ltr">' in report_html(english)
    page = report_html(arabic)
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>سجلات العيادة للبحث: ما الذي قد يسوء؟</title>" in page
    assert "انتقل إلى التقرير" in page


def test_nothing_is_fetched_from_elsewhere(english):
    page = report_html(english)
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    outside = re.findall(r"https?://\S+|url\([^)]*\)|@import", page.replace("url(#frame)", ""))
    assert set(outside) == {'http://www.w3.org/2000/svg"'}


def test_there_is_one_h1_and_no_level_is_skipped():
    page = report_html(
        [
            Heading("deep", 4),
            Cover("First", ""),
            Cover("Second", ""),
            Heading("x", 2),
            Heading("y", 4),
        ]
    )
    assert re.findall(r"<h\d>\w+", page) == ["<h1>First", "<h2>deep", "<h2>x", "<h3>y"]


def test_a_report_without_a_cover_has_a_plain_title():
    assert "<title>Report</title>" in report_html([Paragraph("x")])


def test_a_language_without_words_is_refused():
    with pytest.raises(UnknownLanguageError, match="no words for the language 'tlh'"):
        report_html([Cover("x", "", language="tlh")])


@pytest.fixture(params=["english", "arabic"])
def file(request, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(report_html(request.getfixturevalue(request.param)), encoding="utf-8")
    return path.as_uri()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360)])
def test_axe_finds_nothing(browser, axe, file, scheme, width):
    page = browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.goto(file)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert axe(page) == []
    page.close()


@pytest.mark.browser
def test_a_phone_shows_the_page_without_scrolling_sideways(browser, file):
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.goto(file)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


@pytest.mark.browser
def test_the_first_key_press_offers_to_skip_to_the_report(browser, file):
    page = browser.new_page()
    page.goto(file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "report"
    page.close()


@pytest.mark.browser
def test_paper_is_light_and_shows_the_numbers_of_every_figure(browser, file):
    page = browser.new_page(color_scheme="dark")
    page.goto(file)
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.locator("main p").first.evaluate("it => getComputedStyle(it).color")
    assert ink in {"rgb(28, 30, 34)", "rgb(80, 86, 95)"}
    assert page.locator("details table").first.is_visible()
    page.close()
