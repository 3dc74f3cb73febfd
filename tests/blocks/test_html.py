"""The HTML form: meant for everybody's browser and reader, and every text stays text."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from pe_tools.blocks import (
    MIME,
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
    from_data,
    mimebundle,
    style,
    text_direction,
    to_html,
    to_text,
)
from pe_tools.language import Words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
PNG = (  # one grey pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOYCQAAmwCarS5ItAAAAABJRU5ErkJggg=="
)
EVIL = "<script>window.__pwned=1</script>\"'&<img src=x onerror=x>"
TABLE = Table(EVIL, (EVIL, EVIL), ((EVIL, EVIL),))
EVERY_KIND = (
    Cover(EVIL, EVIL, facts=((EVIL, EVIL),), notice=EVIL),
    Heading(EVIL),
    Paragraph(EVIL),
    Listing((EVIL,)),
    TABLE,
    Figure(SVG, EVIL, EVIL, TABLE),
    Picture(PNG, EVIL),
    Callout("dissent", EVIL, (EVIL,)),
    Quote(EVIL, EVIL),
    Preformatted(EVIL),
)


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def drawn(*blocks):
    return to_html(blocks, words=Words())


def test_no_text_of_any_kind_becomes_markup():
    tags = Tags(drawn(*EVERY_KIND))
    assert not tags.named("script")
    assert [image["alt"] for image in tags.named("img")] == [EVIL]
    assert not [name for _, attributes in tags.found for name in attributes if name[:2] == "on"]


def test_ids_are_unique_and_the_same_in_every_run():
    figure = Figure(SVG, "alt", "caption", Table("t", ("a",), ()))
    html = drawn(figure, figure, Callout("note", "n", ()))
    ids = [attributes["id"] for _, attributes in Tags(html).found if "id" in attributes]
    assert len(ids) == len(set(ids)) == 3
    assert html == drawn(figure, figure, Callout("note", "n", ()))


def test_a_table_has_a_caption_and_headers_for_columns_and_rows():
    tags = Tags(drawn(Table("Levels", ("Harm", "Level"), (("A", "3"), ("B", "4")), (1,))))
    assert [header["scope"] for header in tags.named("th")] == ["col", "col", "row", "row"]
    assert len(tags.named("caption")) == 1
    (box,) = [attributes for attributes in tags.named("div") if attributes.get("tabindex")]
    assert box["aria-label"] == "Table: Levels"


def test_a_corner_without_a_name_is_no_header():
    tags = Tags(drawn(Table("Levels", ("", "Level"), (("A", "3"),))))
    assert [header["scope"] for header in tags.named("th")] == ["col", "row"]


def test_a_figure_carries_its_description_caption_and_numbers():
    html = drawn(Figure(SVG, "Most people (7 of 12).", "It fell", Table("n", ("a",), (("1",),))))
    (image,) = [part for part in Tags(html).named("div") if part.get("role") == "img"]
    assert image["aria-label"] == "Most people (7 of 12)."
    assert "<figcaption" in html
    assert "<summary>The numbers behind this figure</summary>" in html


def test_a_callout_says_what_it_is_in_words():
    assert "Dissent</span> <strong>Two disagree</strong>" in drawn(
        Callout("dissent", "Two disagree", ())
    )


def test_a_text_in_another_script_reads_in_its_own_direction():
    html = drawn(Paragraph("لا"), Quote("نعم"), Table("t", ("a",), (("ضرر",),)))
    assert '<p dir="rtl">لا</p>' in html
    assert '<figure class="pe-quote" dir="rtl">' in html
    assert '<bdi dir="rtl">ضرر</bdi>' in html


@pytest.mark.parametrize(
    ("text", "around", "expected"),
    [
        ("Hello", "rtl", "ltr"),
        ("مرحبا", "ltr", "rtl"),
        ("W001 ورشة المجموعة", "ltr", "rtl"),
        ("12 / 4", "rtl", "rtl"),
        ("", "ltr", "ltr"),
    ],
)
def test_most_letters_decide_a_direction(text, around, expected):
    assert text_direction(text, around) == expected


def test_an_output_carries_html_text_and_data():
    bundle = mimebundle((Heading("Levels"), Paragraph("Fine.")), Words())
    assert bundle["text/plain"] == "Levels\n\nFine."
    assert from_data(json.loads(json.dumps(bundle[MIME]))) == (
        Heading("Levels"),
        Paragraph("Fine."),
    )
    assert bundle["text/html"].startswith("<style>.pe {")


def test_the_style_reaches_nothing_outside_and_knows_no_left_or_right():
    rules = style()
    selectors = [part.rpartition("}")[2] for part in rules.split("{")[:-1]]
    scoped = [part for selector in selectors for part in selector.split(",")]
    assert all(".pe" in part or part.lstrip().startswith("@media") for part in scoped)
    assert "left" not in rules
    assert "right" not in rules
    assert "url(" not in rules


def test_a_page_without_blocks_is_empty():
    assert Tags(drawn()).found == [("div", {"class": "pe", "lang": "en", "dir": "ltr"})]


def test_every_kind_has_a_plain_form():
    plain = to_text(EVERY_KIND)
    assert plain.count(EVIL) == 26
