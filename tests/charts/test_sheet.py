"""The sheet that everything is drawn on."""

from __future__ import annotations

import re

import pytest

from pe_tools.charts.sheet import WIDTH, Sheet


def numbers(svg: str, where: str = r'd="([^"]+)"') -> list[float]:
    body = svg.partition("</defs>")[2]
    return [float(n) for path in re.findall(where, body) for n in re.findall(r"-?[\d.]+", path)]


@pytest.mark.parametrize(
    ("direction", "left", "right"), [("ltr", 10.0, 40.0), ("rtl", WIDTH - 40, WIDTH - 10)]
)
def test_x_runs_from_where_reading_starts(direction, left, right):
    sheet = Sheet(50, direction)
    sheet.box((10, 5), (30, 20))
    xs, ys = numbers(sheet.svg(""))[0::2], numbers(sheet.svg(""))[1::2]
    assert (min(xs), max(xs)) == (left, right)
    assert (min(ys), max(ys)) == (5, 25)


@pytest.mark.parametrize("size", [(30, 20), (20, 30), (3, 40), (200, 4)])
def test_a_hatch_stays_inside_its_rectangle(size):
    sheet = Sheet(80, "ltr")
    sheet.hatch((10, 20), size, colour="#000000")
    xs, ys = numbers(sheet.svg(""))[0::2], numbers(sheet.svg(""))[1::2]
    assert min(xs) >= 10
    assert max(xs) <= 10 + size[0]
    assert min(ys) >= 20
    assert max(ys) <= 20 + size[1]


def test_many_marks_share_one_shape():
    sheet = Sheet(50, "ltr")
    sheet.dots([(x, 20.0) for x in range(10, 400)], 3, fill="#0072b2", strength=0.5)
    svg = sheet.svg("")
    assert svg.count("<path") == 1
    assert svg.count("<use") == 390


def test_a_text_is_written_as_shapes_at_the_reading_start():
    sheet = Sheet(50, "rtl")
    sheet.text((0, 10), "مرحبا")
    at = numbers(sheet.svg(""), r"translate\(([^)]+)\)")
    assert WIDTH - 60 < at[0] < WIDTH


def test_letters_that_recur_are_stored_once():
    sheet = Sheet(50, "ltr")
    sheet.text((0, 10), "aaaa bbbb")
    svg = sheet.svg("")
    assert svg.count("<path") == 2
    assert svg.count("<use") == 8
