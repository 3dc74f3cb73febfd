"""Glyphs are plain drawings: no script, no text, no colour, no two alike."""

import re
from xml.etree import ElementTree

import pytest

from pe_tools.kits import picture, picture_names

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("svg", "path", "circle", "ellipse", "rect")}


@pytest.mark.parametrize("name", picture_names())
def test_a_glyph_is_only_shapes_in_the_colour_of_the_text(name):
    text = picture(name)
    root = ElementTree.fromstring(text)
    assert {element.tag for element in root.iter()} <= SHAPES
    assert root.get("viewBox") == "0 0 48 48"
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', text))
    assert colours <= {"none", "currentColor"}


def test_no_two_glyphs_are_drawn_alike():
    drawings = [picture(name) for name in picture_names()]
    assert len(set(drawings)) == len(drawings) == 27


def test_an_unknown_name_is_no_path():
    with pytest.raises(KeyError):
        picture("../glyphs/faces5-1")
