"""The panel for everybody: both directions, dark, projector, tablet, phone, zoom and paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pe_tools.blocks import Callout, Heading, Paragraph, Table, to_html
from pe_tools.language import Words
from pe_tools.widgets import (
    Agenda,
    AgendaRow,
    Button,
    ChoiceField,
    DateField,
    DifferenceRow,
    Differences,
    Form,
    Heads,
    Prompt,
    SheetGrid,
    Tablet,
    TextField,
    Timer,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = {"resultTypes": ["violations"]}
ROLES = (("community", "أفراد المجتمع"), ("steward", "Data stewards"))
TIERS = (("room", "In this room only"), ("report", "In the report of this workshop"))
MANY = tuple((str(number), f"Option {number}") for number in range(9))
FIELDS = (
    TextField("what", "Decision", is_required=True, hint="In one sentence."),
    TextField("why", "Why", is_long=True),
    ChoiceField("who", "Who", ROLES),
    ChoiceField("else", "Who else", MANY, is_required=False),
    DateField("until", "Until"),
)
ROWS = (DifferenceRow("harm", "A patient is recognised?", "3", "dont-know"),)
SIZES = [
    pytest.param(1280, 720, id="projector"),
    pytest.param(1024, 768, id="old projector"),
    pytest.param(800, 1280, id="tablet"),
    pytest.param(360, 740, id="phone"),
]
LOOKS = [("en", "light"), ("en", "dark"), ("ar", "light"), ("ar", "dark")]


@pytest.fixture
def controls(questions, pages):
    """Return one of each control, in each of its looks."""
    return (
        Prompt("A patient is recognised in the shared records. How severe would that be?"),
        Timer("Time to answer", 600, "2026-03-14T12:00:00+00:00"),
        Heads("Answers", (("Community members", 7), ("Data stewards", 4)), 20),
        Button("reveal", "Reveal the results", look="main", key="r"),
        Button("close", "Close the round", confirm="Close the round for everybody?"),
        Button("delete", "Delete the last sheet", look="danger"),
        Button("more", "5 more minutes", is_disabled=True),
        Agenda((AgendaRow("Welcome", 10, "done"), AgendaRow("Rate", 20, "now"))),
        Form("decide", "Write down a decision", FIELDS, "Save", is_open=True),
        SheetGrid("enter", "Paper sheet", "Code", questions, ROLES, TIERS),
        Differences("settle", "Where entries differ", ROWS),
        Tablet("answer", "Two short questions.", ROLES, TIERS, pages),
    )


def result(lang):
    table = Table("Levels", ("Harm", "Level"), (("Recognised", "4"),), (1,))
    note = Callout("decision", "Decide", ("Who decides?",))
    return to_html([Heading("Harms"), Paragraph("Text."), table, note], words=Words(lang))


def violations(page):
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"]])
        for found in Axe().run(page, options=AXE).response["violations"]
    ]


def wrong(page):
    """Bring the page into the state where most is wrong at once."""
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator(".pe-box").first.press_sequentially("x")
    page.get_by_role("button", name="Close the round").click()


def tablet_screens(page):
    """Yield once on each screen of the tablet."""
    page.locator("[data-at=open]").click()
    yield "welcome"
    page.locator("dialog .pe-main").click()
    for screen in ("role", "tier", "first page", "second page"):
        page.locator(".pe-choice").first.click()
        yield screen
        page.locator("dialog .pe-main").click()
    yield "review"
    page.locator("dialog .pe-main").click()
    expect(page.locator("dialog input, dialog dl")).to_have_count(0)
    yield "thanks"


@pytest.mark.parametrize(("lang", "scheme"), LOOKS)
def test_axe_finds_nothing(new_stage, controls, lang, scheme):
    page = new_stage(color_scheme=scheme).open(*controls, html=result(lang), lang=lang)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_much_is_wrong(new_stage, controls, scheme):
    page = new_stage(color_scheme=scheme).open(*controls)
    wrong(page)
    assert violations(page) == []


@pytest.mark.parametrize(("lang", "scheme"), LOOKS)
def test_axe_finds_nothing_on_the_tablet(new_stage, controls, lang, scheme):
    page = new_stage(color_scheme=scheme).open(*controls, lang=lang)
    found = {screen: violations(page) for screen in tablet_screens(page)}
    assert {screen: those for screen, those in found.items() if those} == {}
    assert len(found) == 7


SMALL = """() => {
  const targets = [...document.querySelectorAll(
    ".pe-panel :is(button,input,select,textarea,summary)")];
  return targets
    .map((target) => target.closest("label") ?? target)
    .map((target) => [target.outerHTML.slice(0, 120), target.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 44 || box.height < 44))
    .map(([html, box]) => `${html} ${box.width}x${box.height}`);
}"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_target_is_at_least_44_pixels(new_stage, controls, width, height):
    page = new_stage(viewport={"width": width, "height": height}).open(*controls)
    assert page.evaluate(SMALL) == []
    wrong(page)
    assert page.evaluate(SMALL) == []
    for screen in tablet_screens(page):
        assert page.evaluate(SMALL) == [], screen


SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll("dialog[open]")]
  .map((box) => box.scrollWidth - box.clientWidth)"""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    ("width", "height"), [*SIZES, pytest.param(640, 360, id="projector at 200 % zoom")]
)
def test_nothing_has_to_be_scrolled_sideways(new_stage, controls, width, height, lang):
    stage = new_stage(viewport={"width": width, "height": height})
    page = stage.open(*controls, html=result(lang), lang=lang)
    assert page.evaluate(SIDEWAYS) == [0]
    for screen in tablet_screens(page):
        assert page.evaluate(SIDEWAYS) == [0, 0], screen


def test_a_question_on_the_tablet_needs_no_scrolling_on_a_projector(new_stage, controls):
    page = new_stage(viewport={"width": 1024, "height": 768}).open(*controls)
    for screen in tablet_screens(page):
        hidden = page.evaluate(
            "() => { const {scrollHeight, clientHeight} = document.querySelector('dialog');"
            " return scrollHeight - clientHeight; }"
        )
        assert (screen, hidden <= 0) in {(screen, True), ("review", False)}


def test_right_to_left_pages_begin_at_the_right(new_stage, controls):
    page = new_stage().open(*controls, lang="ar")
    first, second = (
        page.locator(".pe-controls > .pe-act button").nth(at).bounding_box() for at in (0, 1)
    )
    assert first["x"] > second["x"]
    box, label = page.locator(".pe-boxes li").first.locator("input,label").all()
    assert box.bounding_box()["x"] != label.bounding_box()["x"]


def test_a_text_reads_in_its_own_direction(new_stage):
    page = new_stage().open(Prompt("GDPR: هل البيانات آمنة؟"), Prompt("Is it fair?"), lang="en")
    prompts = page.locator(".pe-prompt")
    expect(prompts.first).to_have_attribute("dir", "rtl")
    expect(prompts.last).to_have_attribute("dir", "ltr")


def test_paper_shows_results_and_no_controls(new_stage, controls):
    page = new_stage().open(*controls, html=result("en"))
    page.emulate_media(media="print")
    expect(page.locator(".pe-controls")).not_to_be_visible()
    expect(page.get_by_text("Who decides?")).to_be_visible()


def test_the_chosen_answer_is_seen_without_colours(new_stage, controls):
    page = new_stage(forced_colors="active").open(*controls)
    page.locator("[data-at=open]").click()
    page.locator("dialog .pe-main").click()
    page.locator(".pe-choice").first.click()
    style = "e => getComputedStyle(e).outlineStyle"
    assert page.locator(".pe-choice").first.evaluate(style) == "solid"
    assert page.locator(".pe-choice").last.evaluate(style) == "none"


def test_nothing_moves_for_people_who_asked_for_rest(new_stage):
    page = new_stage(reduced_motion="reduce").open(Button("go", "Go"))
    moving = page.locator("[data-at=press]").evaluate(
        "e => getComputedStyle(e).transitionDuration"
    )
    assert moving == "0s"
