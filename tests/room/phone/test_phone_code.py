"""The QR code of an answer, drawn by the phone, is what other encoders draw and readers read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import segno
import zxingcpp
from PIL import Image

from pe_tools.room import phone

pytestmark = pytest.mark.browser

SCRIPT = (Path(phone.__file__).parent / "script" / "code.js").read_text("utf-8")
FULL = (17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520)
"""How many bytes fill versions 1 to 15 at level L (ISO/IEC 18004, table 7)."""


@pytest.fixture(scope="module")
def page(browser):
    found = browser.new_page()
    found.add_script_tag(content=SCRIPT)
    return found


@pytest.mark.parametrize(("version", "size"), [*enumerate(FULL, start=1)])
def test_each_module_is_that_of_another_encoder(page, version, size):
    text = "".join(chr(33 + place * 7 % 90) for place in range(size))
    other = segno.make(
        text.encode(), mode="byte", error="l", mask=0, version=version, boost_error=False
    )
    assert page.evaluate("codeOf", text) == [[*row] for row in other.matrix]


@pytest.mark.parametrize(
    "text", ["x", "rate-harms.1\nharm-recognised 4,?,2", "سلام " * 30, "é" * 200, "y" * 300]
)
def test_a_reader_reads_what_was_drawn(page, text):
    page.evaluate(
        """text => {
          document.body.innerHTML = '<canvas></canvas>';
          drawCode(document.querySelector('canvas'), text);
        }""",
        text,
    )
    picture = Image.open(BytesIO(page.locator("canvas").screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [text]


def test_what_is_too_long_has_no_code(page):
    assert page.evaluate("codeOf", "x" * 521) is None
