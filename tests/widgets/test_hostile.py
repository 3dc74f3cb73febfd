"""Texts and HTML that try to become more than text and HTML."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from pe_tools.errors import ControlError
from pe_tools.widgets import (
    Agenda,
    AgendaRow,
    Button,
    ChoiceField,
    DifferenceRow,
    Differences,
    Form,
    Heads,
    Page,
    PageOption,
    Prompt,
    Question,
    SheetGrid,
    Tablet,
    TextField,
    Timer,
)

pytestmark = pytest.mark.browser

EVIL = '<img src=x onerror="window.isHit = true"><script>window.isHit = true</script>"\'>{n}'
PAIR = ((EVIL, EVIL), ("b", EVIL))
ROWS = (DifferenceRow(EVIL, EVIL, EVIL, EVIL),)
CONTROLS = (
    Prompt(EVIL),
    Timer(EVIL, 60),
    Heads(EVIL, ((EVIL, 1), (EVIL, 2)), 3),
    Agenda((AgendaRow(EVIL, 5, "now"),)),
    Button(EVIL, EVIL, {EVIL: EVIL}, confirm=EVIL, key=EVIL),
    Form(
        "f",
        EVIL,
        (TextField("t", EVIL, EVIL, hint=EVIL), ChoiceField("c", EVIL, PAIR)),
        EVIL,
        is_open=True,
    ),
    SheetGrid("g", EVIL, EVIL, (Question(EVIL, EVIL, ("1",), (EVIL,)),), PAIR, PAIR),
    Differences("d", EVIL, ROWS),
    Tablet("t", EVIL, PAIR, PAIR, (Page(EVIL, EVIL, (PageOption(EVIL, EVIL, EVIL),)),)),
)


def is_hit(page):
    page.wait_for_timeout(150)
    return page.evaluate("() => Boolean(window.isHit)")


def test_every_text_of_a_control_stays_text(stage):
    page = stage.open(*CONTROLS)
    page.locator(".pe-box").first.fill("1")
    page.get_by_role("button", name="Send the sheet").click()
    page.locator("[data-at=open]").click()
    for _ in range(5):
        page.locator("dialog .pe-main").click()
        if page.locator(".pe-choice").count():
            page.locator(".pe-choice").first.click()
    assert page.locator(".pe-panel img, .pe-panel script").count() == 0
    assert not is_hit(page)


def test_a_status_stays_text(stage):
    page = stage.open(Button("go", "Go"))
    stage.refusal = ControlError(what=EVIL)
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.locator(".pe-notices [role=alert]")).to_contain_text("<img")
    assert not is_hit(page)


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.isHit = true</script>",
        "<img src=x onerror='window.isHit = true'>",
        "<svg><script>window.isHit = true</script></svg>",
        "<svg onload='window.isHit = true'><path/></svg>",
        "<svg><animate onbegin='window.isHit = true' attributeName=x dur=1s></svg>",
        "<details open ontoggle='window.isHit = true'><summary>x</summary></details>",
        "<iframe srcdoc='<script>parent.isHit = true</script>'></iframe>",
        "<math><mtext><table><mglyph><style><img src=x onerror='window.isHit = true'>",
        "<template><script>window.isHit = true</script></template>",
        "<a id=link href=' java\nscript:window.isHit = true'>x</a>",
        "<form action='javascript:window.isHit = true'><button id=link>x</button></form>",
    ],
)
def test_html_that_would_run_is_made_harmless(stage, html):
    page = stage.open(html=f"<p>first</p>{html}")
    expect(page.get_by_text("first")).to_be_visible()
    if page.locator("#link").count():
        page.locator("#link").click()
    assert not is_hit(page)
    assert page.locator(".pe-result :is(script,iframe,form,animate,template)").count() == 0


@pytest.mark.parametrize(
    "html",
    [
        "<img src='http://203.0.113.1/x.png'>",
        "<p style='background: url(http://203.0.113.1/x)'>x</p>",
        "<svg><rect fill='url(http://203.0.113.1/x#y)'/></svg>",
        "<svg><use href='http://203.0.113.1/x#y'/></svg>",
        "<link rel=stylesheet href='http://203.0.113.1/x.css'>",
        "<style>@import 'http://203.0.113.1/x.css'</style>",
        "<object data='http://203.0.113.1/x'></object>",
        "<video poster='http://203.0.113.1/x'></video>",
        "<img srcset='http://203.0.113.1/x 2x'>",
    ],
)
def test_html_that_would_load_is_made_harmless(stage, html):
    page = stage.open(html=f"<p>first</p>{html}")
    expect(page.get_by_text("first")).to_be_visible()
    assert "203.0.113.1" not in page.locator(".pe-result").inner_html()


def test_what_a_chart_needs_is_kept(stage):
    chart = (
        '<figure><svg viewBox="0 0 9 9" style="max-width: 100%"><defs><clipPath id="c">'
        '<rect width="9" height="9"/></clipPath></defs><g clip-path="url(#c)">'
        '<path id="p" d="M0 0h9"/><use href="#p" x="2"/></g></svg></figure>'
    )
    kept = stage.open(html=chart).locator(".pe-result").inner_html()
    for part in ('clip-path="url(#c)"', 'href="#p"', "max-width: 100%", "clipPath", "viewBox"):
        assert part in kept
