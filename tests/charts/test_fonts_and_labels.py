"""Fonts of our own, and labels that fit."""

from __future__ import annotations

from itertools import pairwise

import fontpkg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont

from pe_tools.charts import fonts
from pe_tools.charts.fonts import drawable, families, text_width
from pe_tools.charts.labels import fitting_size, spread, wrap
from pe_tools.errors import MissingFontError

LTR, RTL = "\u200e", "\u200f"


def test_fonts_come_from_their_packages_and_never_from_the_system():
    files = [
        findfont(FontProperties(family=name), fallback_to_default=False) for name in families()
    ]
    assert ["fontpkg_noto_sans/" in file for file in files] == [True, False]
    assert ["fontpkg_noto_sans_arabic/" in file for file in files] == [False, True]


@pytest.mark.parametrize("error", [LookupError, ImportError])
def test_a_missing_font_says_how_to_get_it(monkeypatch, error):
    def missing(_name):
        raise error

    monkeypatch.setattr(fontpkg, "path", missing)
    with pytest.raises(MissingFontError, match=r"pip install fontpkg-noto-sans$"):
        fonts.families.__wrapped__()


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        pytest.param("Data", LTR, id="Latin"),
        pytest.param("بيانات", RTL, id="Arabic"),
        pytest.param("12 بيانات", RTL, id="the first letter decides"),
        pytest.param("-0.82", LTR, id="a number keeps its sign in front"),
        pytest.param("–", RTL, id="anything else follows the language"),
    ],
)
def test_every_line_carries_its_direction(text, begins):
    assert drawable(text, "rtl") == begins + text


def test_what_the_fonts_lack_is_seen_to_be_lacking():
    assert drawable("a❤b", "ltr") == LTR + "a\ufffdb"


def test_a_ready_line_is_left_as_it_is():
    ready = drawable("12 بيانات", "ltr")
    assert drawable(ready, "ltr") == ready


@given(st.text(max_size=80), st.floats(30, 400))
def test_wrapping_keeps_every_letter_and_the_width(text, width):
    lines = wrap(text, width, size=11, direction="ltr")
    plain = "".join(line.lstrip(LTR + RTL) for line in lines).replace(" ", "")
    assert plain == drawable(text, "ltr").lstrip(LTR + RTL).replace(" ", "")
    # One letter may be wider than the room; nothing longer may be.
    assert all(text_width(line, 11) <= width or len(line.strip(LTR + RTL)) == 1 for line in lines)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"], ids=["wide", "narrow"])
def test_a_no_break_space_keeps_a_mark_with_its_word(space):
    text = f"Objection{space}: {{about}} in many words"
    widths = range(60, 200, 10)
    lines = [wrap(text, width, size=11, direction="ltr") for width in widths]
    assert all(f"Objection{space}:" in first for first, *_ in lines)


def test_the_longest_word_is_measured_with_what_is_tied_to_it():
    assert fitting_size(["elephants\u00a0:"], 50) < fitting_size(["elephants :"], 50)


def test_a_label_cut_short_says_so():
    lines = wrap("one two three four five six seven", 60, size=11, direction="ltr", most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_a_label_that_fits_is_not_cut_short():
    assert wrap("one two", 200, size=11, direction="ltr", most=1) == (LTR + "one two",)


def test_a_long_word_is_set_smaller_but_not_too_small():
    assert fitting_size(["low"], 80) == 11
    assert 8 < fitting_size(["extremely high"], 44) < 11
    assert fitting_size(["x" * 200], 44) == pytest.approx(11 * 2 / 3)


@given(
    st.lists(st.tuples(st.floats(0, 300), st.floats(1, 25)), min_size=1, max_size=12),
)
def test_labels_moved_apart_stay_inside_and_clear_of_each_other(labels):
    wanted, heights = zip(*labels, strict=True)
    tops = spread(wanted, heights, top=0, foot=300)
    placed = sorted(zip(tops, heights, strict=True))
    assert placed[0][0] >= -1e-9
    assert placed[-1][0] + placed[-1][1] <= 300 + 1e-9
    for (top, height), (below, _) in pairwise(placed):
        assert top + height <= below + 1e-6


@given(st.lists(st.floats(0, 300), min_size=2, max_size=8, unique=True))
def test_labels_moved_apart_keep_their_order(wanted):
    tops = spread(wanted, [20.0] * len(wanted), top=0, foot=300)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    assert [tops[i] for i in order] == sorted(tops)
