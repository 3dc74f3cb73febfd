"""The data form: it comes back as it was, and nothing hostile comes in."""

from __future__ import annotations

import base64
import json
import string
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    from_data,
    to_data,
)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
PNG = (  # one grey pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOYCQAAmwCarS5ItAAAAABJRU5ErkJggg=="
)
texts = st.text(string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", "") + "أبج")


def blocks():
    pairs = st.tuples(texts, texts)
    tables = st.builds(Table, texts, pairs, st.lists(pairs, max_size=3).map(tuple), st.just((1,)))
    return st.one_of(
        st.builds(Cover, texts, texts, facts=st.lists(pairs, max_size=2).map(tuple)),
        st.builds(Heading, texts, st.sampled_from([2, 3, 4])),
        st.builds(Paragraph, texts, st.sampled_from(["body", "lead", "small"])),
        st.builds(Listing, st.lists(texts, max_size=3).map(tuple), st.booleans()),
        tables,
        st.builds(Figure, st.just(SVG), texts, texts, tables),
        st.builds(Picture, st.just(PNG), texts),
        st.builds(Callout, st.sampled_from(["decision", "note"]), texts, pairs),
        st.builds(Quote, texts, texts),
        st.builds(Preformatted, texts),
    )


@given(st.lists(blocks()))
def test_blocks_come_back_from_json_as_they_were(given_blocks):
    assert from_data(json.loads(json.dumps(to_data(given_blocks)))) == tuple(given_blocks)


def test_fields_with_a_default_may_be_left_out():
    assert from_data([{"block": "paragraph", "text": "Hello"}]) == (Paragraph("Hello"),)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param({"block": "paragraph"}, "blocks: a list", id="not a list"),
        pytest.param(["text"], r"blocks\[0\]: an object", id="not an object"),
        pytest.param([{"text": "x"}], r"blocks\[0\].block: None", id="no kind"),
        pytest.param([{"block": "script", "text": "x"}], "'script' is not a kind", id="kind"),
        pytest.param([{"block": ["heading"]}], "is not a kind", id="kind of a wrong type"),
        pytest.param(
            [{"block": "quote", "text": "x", "html": "<b>"}], "'html' is not a field", id="field"
        ),
        pytest.param([{"block": "quote"}], r"blocks\[0\].text: is missing", id="missing"),
        pytest.param([{"block": "quote", "text": 5}], "str is needed, not int", id="number"),
        pytest.param([{"block": "quote", "text": None}], "str is needed", id="null"),
        pytest.param(
            [{"block": "heading", "text": "x", "level": 1}], r"blocks\[0\].level: 1", id="level"
        ),
        pytest.param(
            [{"block": "heading", "text": "x", "level": 2.0}], "level: 2.0 is none", id="float"
        ),
        pytest.param(
            [{"block": "listing", "items": "abc"}], r"items: a list is needed", id="no list"
        ),
        pytest.param(
            [{"block": "listing", "items": ["a"], "is_numbered": 1}], "bool is needed", id="bool"
        ),
        pytest.param(
            [{"block": "cover", "title": "", "subtitle": "", "facts": [["a"]]}],
            r"facts\[0\]: 2 values are needed, not 1",
            id="short pair",
        ),
        pytest.param(
            [{"block": "table", "caption": "", "header": ["a"], "rows": [["1", "2"]]}],
            r"rows\[0\]: 1 cells are needed, not 2",
            id="ragged table",
        ),
        pytest.param(
            [{"block": "table", "caption": "", "header": ["a"], "rows": [], "numeric": [3]}],
            "only 1 columns",
            id="column that is not there",
        ),
        pytest.param(
            [{"block": "table", "caption": "", "header": [], "rows": []}],
            "header: is empty",
            id="no columns",
        ),
        pytest.param(
            [{"block": "picture", "png": "Z0lGODlh", "alt": ""}], "not a PNG", id="a GIF"
        ),
        pytest.param(
            [{"block": "picture", "png": '"><script>', "alt": ""}], "not base64", id="not base64"
        ),
        pytest.param(
            [
                {
                    "block": "figure",
                    "svg": "<svg onload='x'/>",
                    "alt": "",
                    "caption": "",
                    "table": {"caption": "", "header": ["a"], "rows": []},
                }
            ],
            r"blocks\[0\].svg: onload",
            id="an SVG that runs",
        ),
    ],
)
def test_what_is_not_a_block_is_refused_with_its_place(data, place):
    with pytest.raises(ValueError, match=place):
        from_data(data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_only_a_value_error_ever_escapes(data):
    try:
        from_data(data)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("png", "why"),
    [
        pytest.param(PNG[:40], "damaged", id="cut short"),
        pytest.param(PNG[:-16], "damaged", id="without its end"),
        pytest.param(PNG[:60] + "A" * 8 + PNG[68:], "damaged", id="with a wrong checksum"),
        pytest.param("iVBORw0KGgo=", "damaged", id="only its first bytes"),
    ],
)
def test_a_torn_picture_is_refused(png, why):
    with pytest.raises(ValueError, match=why):
        from_data([{"block": "picture", "png": png, "alt": "x"}])


def test_a_giant_picture_is_refused_by_its_first_chunk():
    size = b"IHDR" + struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    first = struct.pack(">I", 13) + size + struct.pack(">I", zlib.crc32(size))
    start, end = base64.b64decode(PNG)[:8], base64.b64decode(PNG)[-12:]
    png = base64.b64encode(start + first + end).decode()
    with pytest.raises(ValueError, match="100000 x 100000 pixels"):
        from_data([{"block": "picture", "png": png, "alt": "x"}])


def test_letters_that_no_document_can_hold_are_shown_as_such():
    (block,) = from_data([{"block": "quote", "text": "a\x00b\ud800c\x1b"}])
    assert block == Quote("a\ufffdb\ufffdc\ufffd")
