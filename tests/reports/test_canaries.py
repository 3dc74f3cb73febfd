"""Hostile words in every field of every kind: nothing runs, nothing leaves, all is seen."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass, replace

import docx
import pytest
from pypdf import PdfReader

from pe_tools.blocks import (
    Callout,
    Cover,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
)
from pe_tools.reports import report_docx, report_html, report_pdf

CANARIES = [
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1>",
    "<svg onload=window.__pwned=1>",
    '"><script>window.__pwned=1</script>',
    "' autofocus onfocus=window.__pwned=1 x='",
    "</style><script>window.__pwned=1</script>",
    "</title></head><script>window.__pwned=1</script>",
    "--><script>window.__pwned=1</script><!--",
    "]]><script>window.__pwned=1</script>",
    "</textarea><iframe src=javascript:window.__pwned=1>",
    "[click](javascript:window.__pwned=1)",
    "![x](https://example.org/leak.png)",
    '<link rel=stylesheet href="https://example.org/x.css">',
    '<meta http-equiv=refresh content="0;url=https://example.org">',
    "{{ 7*7 }}{% include 'conf.json' %}",
    '#eval("1+1") #read("report.typ") #panic()',
    "*bold* _it_ `raw` $x^2$ @cite <label> = Heading",
    '\\u{202e}\\ \\" /* open // line',
    "%s %d {title} {0.__class__} ${x}",
    '=HYPERLINK("https://example.org")',
]
PLACEHOLDER = "@"


def of_every_kind(text, svg, png):
    """Return one block of every kind, with the text in each of its fields."""
    table = Table(PLACEHOLDER, (PLACEHOLDER, PLACEHOLDER), ((PLACEHOLDER, PLACEHOLDER),))
    blocks = (
        Cover(PLACEHOLDER, PLACEHOLDER, facts=((PLACEHOLDER, PLACEHOLDER),), notice=PLACEHOLDER),
        Heading(PLACEHOLDER),
        Paragraph(PLACEHOLDER),
        Listing((PLACEHOLDER,)),
        table,
        Figure(svg, PLACEHOLDER, PLACEHOLDER, table),
        Picture(png, PLACEHOLDER),
        Callout("caution", PLACEHOLDER, (PLACEHOLDER,)),
        Quote(PLACEHOLDER, PLACEHOLDER),
        Preformatted(PLACEHOLDER),
    )
    return tuple(filled(block, text) for block in blocks)


def filled(value, text):
    if value == PLACEHOLDER:
        return text
    if isinstance(value, tuple):
        return tuple(filled(part, text) for part in value)
    if is_dataclass(value):
        return replace(
            value, **{f.name: filled(getattr(value, f.name), text) for f in fields(value)}
        )
    return value


@pytest.mark.browser
def test_nothing_runs_or_leaves_and_every_word_is_seen(browser, tmp_path, small_svg, small_png):
    requests, dialogs = [], []
    page = browser.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    pages = []
    for number, canary in enumerate(CANARIES):
        file = tmp_path / f"{number}.html"
        file.write_text(report_html(of_every_kind(canary, small_svg, small_png)), encoding="utf-8")
        pages.append(file.as_uri())
        page.goto(pages[-1])
        assert page.evaluate("window.__pwned") is None
        assert page.title() == " ".join(canary.split())
        assert page.locator("h1").inner_text() == canary
        assert page.locator("body").evaluate("it => it.textContent").count(canary) == 24
    assert dialogs == []
    assert [url for url in requests if not url.startswith("data:")] == pages


def test_no_report_holds_a_script(small_svg, small_png):
    for canary in CANARIES:
        html = report_html(of_every_kind(canary, small_svg, small_png))
        assert "<script" not in html
        assert "<iframe" not in html


def test_a_pdf_shows_every_word_as_it_was_typed(small_svg, small_png):
    for canary in CANARIES:
        pdf = PdfReader(io.BytesIO(report_pdf(of_every_kind(canary, small_svg, small_png))))
        shown = squeezed("".join(page.extract_text() for page in pdf.pages))
        assert shown.count(squeezed(canary)) >= 24, canary
        assert not [page for page in pdf.pages if "/Annots" in page]


def test_a_word_document_shows_every_word_as_it_was_typed(small_svg, small_png):
    every = [of_every_kind(canary, small_svg, small_png) for canary in CANARIES]
    cover = Cover("T", "", facts=tuple((canary, canary) for canary in CANARIES))
    blocks = (cover, *(block for blocks in every for block in blocks[1:]))
    document = docx.Document(io.BytesIO(report_docx(blocks)))
    inside = [paragraph.text.removeprefix("Caution  ") for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for cell in table._cells]
    for canary in CANARIES:
        assert inside.count(canary) == 11
        assert cells.count(canary) == 2 + 4 + 4


def test_letters_that_no_document_can_hold_break_nothing(small_svg, small_png):
    text = "a\x00b\x08c\x1bd\ud800e\ufffff\u0378g\u202eh\U0001f600"
    blocks = of_every_kind(text, small_svg, small_png)
    assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf" in report_html(blocks)
    pdf = PdfReader(io.BytesIO(report_pdf(blocks)))
    assert "The fonts of this PDF lack 2 letters or signs." in pdf.pages[-1].extract_text()
    document = docx.Document(io.BytesIO(report_docx(blocks)))
    assert document.paragraphs[0].text.startswith("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf")


def test_empty_parts_break_nothing():
    blocks = [
        Cover("", ""),
        Heading(""),
        Paragraph(""),
        Listing(()),
        Listing((), is_numbered=True),
        Table("", ("a",), ()),
        Table("", ("", ""), (("", ""),)),
        Callout("note", "", ()),
        Quote(""),
        Preformatted(""),
    ]
    assert report_html(blocks)
    assert report_docx(blocks)
    assert report_pdf(blocks)


def test_a_cell_longer_than_a_page_is_shown_whole():
    letters = " ".join(f"word{number}" for number in range(1500))
    table = Table("t", ("Note", *"abcdefghijk"), ((letters, *"12345678901"),))
    pdf = PdfReader(io.BytesIO(report_pdf([table])))
    shown = "".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.pages) > 1
    assert all(f"word{number}" in shown for number in range(1500))


def squeezed(text):
    return "".join(text.replace("\u200b", "").split())
