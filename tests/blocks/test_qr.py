"""QR codes as a reader of codes sees them, once they are drawn."""

import io

import pytest
import zxingcpp
from PIL import Image

from pe_tools.blocks import qr_svg
from pe_tools.reports.raster import svg_to_png


def read(svg):
    image = Image.open(io.BytesIO(svg_to_png(svg, dots_per_inch=72)))
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(
    "text",
    [
        "http://192.168.1.20:8765/#K7Q2M4XP",
        'WIFI:T:WPA;S:a\\;b;P:c\\:d\\,e\\\\f\\"g;;',
        "WIFI:T:WPA;S:غرفة;P:éà€;;",
        "x" * 300,
    ],
)
def test_what_was_put_in_is_read_back(text):
    assert read(qr_svg(text)) == [text]


def test_it_is_black_on_white_whatever_the_page_looks_like():
    assert 'fill="#fff"' in qr_svg("x")
    assert 'stroke="#000"' in qr_svg("x")
    assert "currentColor" not in qr_svg("x")


def test_too_long_a_text_is_refused():
    with pytest.raises(ValueError, match=r"large|long|fit"):
        qr_svg("x" * 4000)
