"""What holds for every chart, whatever it shows."""

from __future__ import annotations

import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest

from pe_tools.blocks.svg import clean_svg
from pe_tools.language import Words

ENGLISH = Words("en")
LABEL = "A patient is recognised"
ARABIC = "التعرف على مريض في السجلات المشتركة (DPV 12)."
HOSTILE = [
    pytest.param("<script>alert(1)</script>", id="markup"),
    pytest.param("--> ]]> <!-- &lt; &#0;", id="comment"),
    pytest.param(r"$x^2$ \frac{1}{2} $", id="math"),
    pytest.param("{0} {name} %s %(n)d", id="formats"),
    pytest.param("x" * 400, id="one long word"),
    pytest.param("never ending words " * 40, id="one long text"),
    pytest.param("❤️ 👩‍👩‍👧 中文 ばら", id="letters the fonts lack"),
    pytest.param("a\x00b\x07\n\r\tc\x1b[31m\u2028", id="control characters"),
    pytest.param("\u202eevil\u2066 \u200f\u200e", id="turning characters"),
    pytest.param("\ud800 lone", id="half a character"),
    pytest.param("e\u0301\u0361\u20dd" * 30, id="stacked marks"),
    pytest.param("", id="nothing"),
    pytest.param(" \t ", id="spaces"),
]


def tags(svg: str) -> set[str]:
    return {element.tag.rpartition("}")[2] for element in ET.fromstring(svg).iter()}


def ids(svg: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', svg)


def test_is_the_same_to_the_byte_each_time(draw):
    assert draw(ENGLISH, LABEL) == draw(ENGLISH, LABEL)


def test_does_not_depend_on_what_the_user_set_matplotlib_to(draw):
    plain = draw(ENGLISH, LABEL).svg
    mine = {
        "path.sketch": (1, 100, 2),
        "text.usetex": True,
        "svg.fonttype": "none",
        "font.family": ["serif"],
        "lines.linewidth": 9,
        "axes.unicode_minus": False,
        "savefig.transparent": True,
        "savefig.bbox": "tight",
    }
    with mpl.rc_context(mine):
        before = dict(mpl.rcParams)
        assert draw(ENGLISH, LABEL).svg == plain
        assert dict(mpl.rcParams) == before


@pytest.mark.slow
def test_is_the_same_in_another_process():
    line = (
        "import pandas as pd; from pe_tools.charts import agreement_strip as a;"
        "from pe_tools.language import Words;"
        "f = pd.DataFrame({'a': [.5], 'iqr': [1], 'n': [3]}, index=['Äß ñ مرحبا']);"
        "print(a(f, limit=.6, title='t', words=Words('en')).svg)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", line],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].startswith(b"<svg")


def test_holds_shapes_only(draw):
    svg = draw(ENGLISH, LABEL).svg
    assert tags(svg) <= {"svg", "g", "defs", "path", "use"}
    assert clean_svg(svg)


def test_is_ready_to_stand_in_a_page(draw):
    svg = draw(ENGLISH, LABEL).svg
    opening = svg[: svg.index(">")]
    assert opening.startswith("<svg xmlns=")
    assert "viewBox=" in opening
    assert 'aria-hidden="true"' in opening
    assert "max-width:100%" in opening
    assert not re.search(r"\s(width|height)=", opening)
    assert "<!" not in svg
    assert "<?" not in svg


def test_takes_the_colour_of_the_page(draw):
    svg = draw(ENGLISH, LABEL).svg
    assert "currentColor" in svg
    assert "#010203" not in svg


def test_is_small(draw):
    assert len(draw(ENGLISH, LABEL).svg) < 80_000


def test_shares_no_id_with_another_figure(draw):
    one, other = ids(draw(ENGLISH, LABEL).svg), ids(draw(ENGLISH, "Another harm").svg)
    assert len(set(one)) == len(one) > 0
    assert not set(one) & set(other)


def test_refers_only_to_its_own_shapes(draw):
    svg = draw(ENGLISH, ARABIC).svg
    assert set(re.findall(r'href="#([^"]+)"', svg)) == set(ids(svg))


def test_reads_from_right_to_left_where_the_language_does(draw, right_to_left):
    figure = draw(right_to_left, ARABIC)
    assert ARABIC in figure.alt
    assert clean_svg(figure.svg)
    assert figure.svg != draw(ENGLISH, ARABIC).svg


@pytest.mark.parametrize("label", HOSTILE)
def test_takes_any_label_as_plain_text(draw, label):
    figure = draw(ENGLISH, label)
    assert tags(figure.svg) <= {"svg", "g", "defs", "path", "use"}
    assert label.strip() in figure.alt


def test_takes_any_label_from_right_to_left_too(draw, right_to_left):
    everything = " ".join(str(case.values[0])[:60] for case in HOSTILE)
    assert clean_svg(draw(right_to_left, everything).svg)


def test_says_that_nobody_has_answered(draw):
    figure = draw(ENGLISH, LABEL, 0)
    assert figure.caption == "A patient is recognised. Nobody has answered yet."
    assert figure.alt == figure.caption
    assert clean_svg(figure.svg)


def test_has_a_table_whose_rows_are_as_long_as_its_header(draw):
    for n in (0, 1):
        table = draw(ENGLISH, LABEL, n).table
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.header)}


def test_gives_alternative_text_and_caption_that_name_the_title(draw):
    figure = draw(ENGLISH, LABEL)
    assert figure.alt.startswith("A patient is recognised. ")
    assert figure.caption.startswith("A patient is recognised. ")
    assert figure.table.caption.startswith("A patient is recognised. ")


class Marked(Words):
    """Words that put brackets around everything they say."""

    def say(self, message, /, **values):
        return f"[{super().say(message, **values)}]"

    def count(self, one, many, n, /, **values):
        return f"[{super().count(one, many, n, **values)}]"


def unsaid(text: str) -> str:
    """Return what stands outside of all brackets."""
    while (shorter := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = shorter
    return " ".join(text.split())


def test_says_everything_in_the_words_of_the_language(draw):
    figure = draw(Marked("en"), "LABEL")
    assert unsaid(figure.alt) == unsaid(figure.caption) == "LABEL."
    given = {"", "LABEL", "Stewards", "rare", "major", "little", "much", "against", "for"}
    given |= {"don't know", "Second", "Third", "Fourth", "low", "high", "–"}
    cells = {unsaid(cell) for row in (figure.table.header, *figure.table.rows) for cell in row}
    assert {cell for cell in cells if not re.fullmatch(r"-?[\d.,]+%?", cell)} <= given
