"""Harvest: a notebook's words and results become blocks, its code never does."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from pe_tools.blocks import (
    MIME,
    Callout,
    Cover,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    mimebundle,
    to_data,
)
from pe_tools.errors import UnknownLanguageError
from pe_tools.language import Words
from pe_tools.reports import harvest

COVER = Cover("A workshop", "Its report")


def show(*blocks):
    """Return a cell whose output carries blocks."""
    return new_code_cell(
        "w.show()", outputs=[new_output("display_data", mimebundle(blocks, Words()))]
    )


def say(markdown):
    return new_markdown_cell(markdown)


def gives(output, **metadata):
    return new_code_cell("print()", outputs=[output], metadata=metadata)


def shown(*cells):
    """Return the blocks of a notebook after its cover."""
    return harvest(new_notebook(cells=[show(COVER), *cells]))[1:]


def test_blocks_come_in_the_order_of_the_cells_with_the_cover_in_front():
    nb = new_notebook(cells=[say("Before."), show(Heading("Levels")), show(COVER, Paragraph("x"))])
    assert harvest(nb) == (COVER, Paragraph("Before."), Heading("Levels"), Paragraph("x"))


def test_only_the_first_cover_counts():
    assert shown(show(Cover("Another", ""), Paragraph("x"))) == (Paragraph("x"),)


def test_code_is_never_shown_and_hidden_cells_neither():
    hidden = [
        new_code_cell("secret = 1", metadata={"tags": [tag]}, outputs=[])
        for tag in ("remove-cell", "parameters", "injected-parameters")
    ]
    noisy = show(Paragraph("hidden"))
    noisy.metadata["tags"] = ["remove-cell"]
    assert shown(new_code_cell("secret = 2"), *hidden, noisy) == ()


def test_markdown_becomes_headings_paragraphs_and_lists():
    blocks = shown(
        say(
            "# Title\n\n## Levels\n\nOne *line*\nand **another** with `code`.\n\n"
            "- a\n- b\n  - c\n\n1. x\n2. y\n\n> They ask us\n> every year.\n\n"
            "```\nprinted  as is\n```\n\n---\n\n##### deep\n"
        )
    )
    assert blocks == (
        Heading("Levels", 2),
        Paragraph("One line and another with code."),
        Listing(("a", "b", "c")),
        Listing(("x", "y"), is_numbered=True),
        Quote("They ask us every year."),
        Preformatted("printed  as is"),
        Heading("deep", 4),
    )


def test_html_in_markdown_is_shown_as_text():
    assert shown(say("<script>alert(1)</script>"), say("a <b>bold</b> word")) == (
        Paragraph("<script>alert(1)</script>"),
        Paragraph("a <b>bold</b> word"),
    )


def test_a_link_keeps_its_address_and_a_hostile_one_stays_as_typed():
    assert shown(say("[DPV](https://w3id.org/dpv) <https://w3id.org>")) == (
        Paragraph("DPV (https://w3id.org/dpv) https://w3id.org"),
    )
    assert shown(say("[x](javascript:alert)")) == (Paragraph("[x](javascript:alert)"),)


def test_a_decision_point_becomes_a_box():
    assert shown(say("**Decision point.** Who *answers* for it?")) == (
        Callout("decision", "", ("Who answers for it?",)),
    )


def test_paragraphs_are_translated_as_a_whole(arabic):
    nb = new_notebook(
        cells=[say("Read this\n**first**."), say("**Decision point.** Who answers for it?")],
        metadata={"pe": {"lang": "ar"}, "title": "x"},
    )
    assert harvest(nb)[1:] == (
        Paragraph("اقرأ هذا أولا."),
        Callout("decision", "", ("من المسؤول عن ذلك؟",)),
    )


def test_braces_in_prose_are_only_braces():
    assert shown(say("Set {x} and {0.real}.")) == (Paragraph("Set {x} and {0.real}."),)


def test_printed_text_is_kept_without_colours_and_warnings_are_dropped():
    assert shown(gives(new_output("stream", name="stdout", text="\x1b[31mred\x1b[0m\n"))) == (
        Preformatted("red"),
    )
    assert shown(gives(new_output("stream", name="stderr", text="/srv/me: warning"))) == ()
    assert shown(gives(new_output("execute_result", {"text/plain": "   a\n0  1"}))) == (
        Preformatted("   a\n0  1"),
    )


def test_html_of_an_output_is_never_taken():
    data = {"text/html": "<script>x</script>", "text/plain": "plain"}
    assert shown(gives(new_output("display_data", data))) == (Preformatted("plain"),)


def test_a_widget_has_nothing_to_show_on_paper():
    data = {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "VBox(children=())"}
    assert shown(gives(new_output("display_data", data))) == ()


@pytest.mark.parametrize(
    ("output_metadata", "cell_metadata", "alt"),
    [
        ({"image/png": {"alt": "Two bars"}}, {}, "Two bars"),
        ({"alt": "Two bars"}, {}, "Two bars"),
        ({}, {"alt": "Two bars"}, "Two bars"),
        ({"image/png": {"alt": " "}}, {}, "Picture without a description"),
        ({"image/png": {"width": 4}}, {"alt": 4}, "Picture without a description"),
    ],
)
def test_a_picture_is_described_where_its_author_did(
    output_metadata, cell_metadata, alt, small_png
):
    output = new_output("display_data", {"image/png": small_png + "\n"}, metadata=output_metadata)
    assert shown(gives(output, **cell_metadata)) == (Picture(small_png, alt),)


def test_an_error_is_told_without_its_message_or_path():
    output = new_output(
        "error", ename="KeyError", evalue="'Amina said'", traceback=["/srv/me/secret.py"]
    )
    (block,) = shown(gives(output))
    assert block == Callout(
        "caution", "This part failed", ("The notebook stopped here: KeyError. Run it again.",)
    )


@pytest.mark.parametrize(
    "data",
    [
        {MIME: [{"block": "script"}], "text/html": "<b>x</b>"},
        {MIME: "x"},
        {MIME: [*to_data([Paragraph("half")]), {"block": "cover", "title": 1}]},
        {"image/png": "Z0lG"},
    ],
)
def test_an_output_that_cannot_be_read_leaves_a_sentence(data):
    (block,) = shown(gives(new_output("display_data", data)))
    assert block == Callout(
        "caution", "A part is missing here", ("What this cell shows could not be read.",)
    )


@pytest.mark.parametrize(
    ("metadata", "markdown", "title"),
    [
        ({"title": "From metadata"}, "# From prose", "From metadata"),
        ({}, "# From *prose*", "From prose"),
        ({}, "no heading", "file name"),
        ({"pe": "hostile"}, "", "file name"),
    ],
)
def test_without_a_cover_the_notebook_names_itself(metadata, markdown, title):
    cover, *_ = harvest(new_notebook(cells=[say(markdown)], metadata=metadata), name="file name")
    assert cover == Cover(title, "", "en", "ltr")


def test_without_any_name_there_is_still_a_title():
    assert harvest(new_notebook()) == (Cover("Report", ""),)


def test_a_notebook_in_a_language_without_words_is_refused():
    with pytest.raises(UnknownLanguageError, match="'tlh'"):
        harvest(new_notebook(metadata={"pe": {"lang": "tlh"}}))
