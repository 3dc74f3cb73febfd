"""Clean SVG: shapes pass, everything that runs, loads or unfolds is refused."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pe_tools.blocks import clean_svg

START = '<svg xmlns="http://www.w3.org/2000/svg">'


def test_shapes_with_their_looks_come_through():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>a &amp; b</title>'
        '<g id="x" style="fill: none; stroke: #000000"><path d="M 0 0 L 1e-5 10"></path></g></svg>'
    )
    assert clean_svg(drawn) == drawn


def test_prolog_and_comments_are_dropped_and_old_links_renewed():
    given_svg = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!-- made by hand -->'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<use xlink:href="#a"/></svg>'
    )
    assert clean_svg(given_svg) == f'{START}<use href="#a"></use></svg>'


def test_what_matplotlib_draws_comes_through_without_its_style_sheet():
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasSVG(figure)
    figure.add_subplot().bar([1, 2], [3, 4], hatch="//")
    drawn = StringIO()
    with mpl.rc_context({"svg.fonttype": "path"}):
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    whole = drawn.getvalue()
    body = whole[whole.index("<svg") :]
    before, _, after = body.partition("<metadata>")
    body = before + after.partition("</metadata>")[2]
    before, _, after = body.partition("<style")
    body = before + after.partition("</style>")[2]
    cleaned = clean_svg(body)
    assert "<pattern" in cleaned  # the hatch
    assert "<use" in cleaned  # the ticks


@pytest.mark.parametrize(
    "inside",
    [
        "<script>window.__pwned=1</script>",
        "<style>* { color: red }</style>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href='https://example.org/x.png'/>",
        "<a href='javascript:x'><path/></a>",
        "<animate attributeName='href' values='javascript:x'/>",
        "<set attributeName='onload' to='x'/>",
        "<text>words are drawn as paths</text>",
        "<iframe/>",
        "<g onclick='x'/>",
        "<g ONLOAD='x'/>",
        "<use href='https://example.org/x.svg#a'/>",
        "<use href='data:image/svg+xml,x#a'/>",
        "<use href='javascript:x'/>",
        "<path style='fill: url(https://example.org/x)'/>",
        "<path fill='url(//example.org)'/>",
        "<path style='background: red'/>",
        "<path style='fill: expression(x)'/>",
        "<path style='fill: var(--x)'/>",
        "<path style='fill'/>",
        "<path style='position: fixed; fill: red'/>",
        "<path class='jp-Cell'/>",
        "<path id='a b'/>",
        "<path xml:base='https://example.org'/>",
        "<x:script xmlns:x='http://www.w3.org/2000/svg'/>",
        "<path/>words between shapes",
        "<![CDATA[<script>]]>",
    ],
)
def test_what_is_not_a_shape_is_refused(inside):
    with pytest.raises(ValueError, match="SVG"):
        clean_svg(f"{START}{inside}</svg>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        "<svg>",
        "<g/>",
        "<html><svg/></html>",
        f"{START}</svg><script/>",
        '<svg xmlns="http://www.w3.org/1999/xhtml"><path/></svg>',
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{START}</svg>',
        f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{START}</svg>',
        f"{START}<path d='&undefined;'/></svg>",
    ],
)
def test_what_is_not_one_svg_is_refused(text):
    with pytest.raises(ValueError, match="SVG"):
        clean_svg(text)


def test_a_small_file_cannot_unfold_into_a_huge_picture():
    levels = "".join(
        f"<g id='a{at}'><use href='#a{at - 1}'/><use href='#a{at - 1}'/></g>" for at in range(1, 9)
    )
    with pytest.raises(ValueError, match="<use> of a <use>"):
        clean_svg(f"{START}<path id='a0'/>{levels}</svg>")
    with pytest.raises(ValueError, match="inside <pattern>"):
        clean_svg(f"{START}<pattern id='p'><path fill='url(#p)'/></pattern></svg>")


@given(st.text(alphabet="<>/&;'\"=#()svguse hrefonload:ptdMxl!-[]CDATA", max_size=80))
def test_only_a_value_error_ever_escapes(inside):
    try:
        cleaned = clean_svg(f"{START}{inside}</svg>")
    except ValueError:
        return
    assert clean_svg(cleaned) == cleaned
