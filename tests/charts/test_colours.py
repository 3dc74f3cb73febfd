"""Colours that can be told apart, on a white page and on a dark one."""

from __future__ import annotations

import pytest

from pe_tools.charts.colours import (
    BLUE,
    GREY,
    NEUTRAL,
    VERMILLION,
    contrast,
    ink_on,
    level_colours,
    side_colours,
)

LIGHT, DARK = "#ffffff", "#16181c"
LEVELS = [colour for count in (3, 5, 7) for colour in level_colours(count)]
SIDES = [
    colour
    for side in range(1, 8)
    for colour in side_colours(tuple(range(-side, side + 1))).values()
]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black on white"),
        pytest.param("#777777", "#ffffff", 4.48, id="WebAIM: just fails"),
        pytest.param("#0000ff", "#ffffff", 8.59, id="blue on white"),
        pytest.param("#123456", "#123456", 1.0, id="the same"),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("colour", [BLUE, VERMILLION, GREY])
@pytest.mark.parametrize("paper", [LIGHT, DARK])
def test_colours_of_lines_and_marks_stand_out_on_both_pages(colour, paper):
    assert contrast(colour, paper) >= 3


@pytest.mark.parametrize("fill", [GREY, NEUTRAL, *LEVELS, *SIDES])
def test_text_on_a_fill_can_be_read(fill):
    assert contrast(ink_on(fill), fill) >= 4.5


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_each_higher_level_is_darker(count):
    lightness = [contrast(colour, "#000000") for colour in level_colours(count)]
    assert lightness == sorted(lightness, reverse=True)
    assert len(set(lightness)) == count


def test_a_single_level_has_a_colour():
    assert len(level_colours(1)) == 1


def test_sides_of_five_points_are_the_five_classes_of_puor():
    # colorbrewer2.org, PuOr, 5 classes
    assert side_colours((-2, -1, 0, 1, 2)) == {
        -2: "#e66101",
        -1: "#fdb863",
        0: "#f7f7f7",
        1: "#b2abd2",
        2: "#5e3c99",
    }


@pytest.mark.parametrize("side", range(1, 12))
def test_every_value_of_a_two_sided_scale_has_a_colour(side):
    values = tuple(value for value in range(-side, side + 1) if value)
    assert set(side_colours(values)) == {*values, 0}
