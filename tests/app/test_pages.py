"""Pages in a real browser: panels, parts, keys, languages, failures, other hosts."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SHIPPED = ["00_home", "20_risk_assessment", "25_deliberation"]


@pytest.fixture
def opened(app, visit):
    """Return a function that opens a page and keeps what it asked for and complained about."""

    def make(notebook="30_panel", query="", **options):
        page = visit(**options).new_page()
        page.asked, page.faults = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "console",
            lambda line: page.faults.append(line.text) if line.type == "error" else None,
        )
        page.goto(app.page(notebook, query))
        app.ready(page)
        return page

    return make


def part(page):
    return page.locator(".app-part:not([hidden])")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


# --- panels


def test_a_press_reaches_python_and_its_answer_the_page(opened):
    page = opened()
    page.get_by_role("button", name="Reveal now").click()
    page.get_by_text("Heard: reveal").wait_for()
    assert page.faults == []


def test_the_still_form_gives_way_to_the_panel(opened):
    page = opened()
    assert page.get_by_text("The still form").count() == 0
    assert page.get_by_text("Heard:").count() == 1


def test_without_scripts_the_results_are_there_all_the_same(app, visit):
    page = visit(java_script_enabled=False).new_page()
    page.goto(app.page("30_panel"))
    assert "It costs $5 and $10." in page.locator(".app-still").first.text_content()


def test_the_address_sets_parameters(opened):
    page = opened(query="workshop=clinic-2026&n=7#2")
    page.goto(page.url.partition("#")[0] + "#2")
    page.get_by_text("clinic-2026 7").wait_for()


# --- parts and keys


def test_one_part_at_a_time_and_the_heading_has_the_focus(opened):
    page = opened()
    assert part(page).count() == 1
    assert page.locator("h1:visible").text_content() == "A panel"
    page.get_by_role("button", name="Next").click()
    assert part(page).count() == 1
    assert focused(page) == "The second part"
    page.get_by_role("button", name="Back").click()
    assert focused(page) == "A panel"


@pytest.mark.parametrize(
    ("language", "on", "back"),
    [
        ("en", "PageDown", "PageUp"),
        ("en", "ArrowRight", "ArrowLeft"),
        ("ar", "PageDown", "PageUp"),
        ("ar", "ArrowLeft", "ArrowRight"),
    ],
)
def test_keys_turn_the_parts_in_reading_direction(opened, language, on, back):
    page = opened(query=f"lang={language}")
    page.keyboard.press(on)
    page.keyboard.press(on)
    assert part(page).get_attribute("id") == "part-3"
    page.keyboard.press(on)
    assert part(page).get_attribute("id") == "part-3"
    page.keyboard.press(back)
    assert part(page).get_attribute("id") == "part-2"


def test_a_reload_comes_back_to_the_part(app, opened):
    page = opened()
    page.keyboard.press("PageDown")
    assert page.url.endswith("#2")
    page.reload()
    app.ready(page)
    assert part(page).get_attribute("id") == "part-2"


def test_all_parts_are_shown_on_request(opened):
    page = opened()
    page.get_by_role("button", name="Show all").click()
    assert part(page).count() == 3
    assert page.locator("#app-all").get_attribute("aria-pressed") == "true"


def test_the_list_of_parts_leads_to_each(opened):
    page = opened()
    page.locator("#app-parts summary").click()
    names = page.locator("#app-parts li").all_text_contents()
    assert names == ["A panel", "The second part", "The third part"]
    page.get_by_role("button", name="The third part").click()
    assert focused(page) == "The third part"
    assert page.locator("#app-parts").get_attribute("open") is None


def test_b_blanks_the_screen_and_any_key_brings_it_back(opened):
    page = opened()
    page.keyboard.press("b")
    assert page.locator("#app-blank").is_visible()
    page.keyboard.press("PageDown")
    assert page.locator("#app-blank").is_hidden()
    assert part(page).get_attribute("id") == "part-1"


def test_r_presses_the_button_that_reveals(opened):
    page = opened()
    page.keyboard.press("r")
    page.get_by_text("Heard: reveal").wait_for()
    page.keyboard.press("PageDown")
    page.keyboard.press("r")
    page.get_by_text("There is nothing to reveal here.").wait_for(state="attached")


def test_t_goes_to_the_timer(opened):
    page = opened()
    page.keyboard.press("t")
    assert "5:00" in focused(page)


def test_plus_and_minus_change_the_size_and_a_reload_keeps_it(app, opened):
    page = opened()
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert page.evaluate(size) == pytest.approx(before * 1.2, abs=0.1)
    page.reload()
    app.ready(page)
    assert page.evaluate(size) == pytest.approx(before * 1.2, abs=0.1)
    page.keyboard.press("-")
    assert page.evaluate(size) == pytest.approx(before * 1.1, abs=0.1)


def test_the_question_mark_lists_the_keys_and_escape_closes_the_list(opened):
    page = opened()
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#app-help").is_hidden()


def test_typing_in_a_field_does_nothing_else(opened):
    page = opened()
    field = page.get_by_label("Your text")
    field.click()
    page.keyboard.type("b r t ? + -")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    assert field.input_value() == "b r t ? + -"
    assert part(page).get_attribute("id") == "part-1"
    assert page.locator("dialog[open]").count() == 0


def test_single_keys_can_be_switched_off(opened):
    page = opened()
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    assert page.locator("#app-blank").is_hidden()
    page.keyboard.press("PageDown")
    assert part(page).get_attribute("id") == "part-2"


# --- languages


def test_a_language_is_one_link_away_and_keeps_part_and_workshop(app, opened):
    page = opened(query="workshop=clinic&n=4")
    page.keyboard.press("PageDown")
    page.get_by_role("link", name="العربية").click()
    app.ready(page)
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    assert "workshop=clinic" in page.url
    assert page.url.endswith("#2")


def test_an_unknown_language_is_refused_with_a_sentence(app):
    status, _, text = app.ask("/voila/render/30_panel.ipynb?lang=xx")
    assert status == 400
    assert "There are no words for the language &#39;xx&#39;." in text


# --- failures


def test_what_fails_is_told_and_the_rest_goes_on(opened):
    page = opened("31_fails")
    text = page.locator("main").text_content()
    assert "This part cannot be shown now." in text
    assert "Anna" not in text
    assert "goes on" in text
    assert text.count("This part failed") == 1


def test_a_refusal_says_its_sentence(opened):
    page = opened("32_refused")
    assert "holds no workshop 'nowhere'" in page.locator("main").text_content()


def test_a_kernel_that_dies_is_told_and_the_page_ends(app, visit):
    page = visit().new_page()
    page.goto(app.page("33_dies"))
    page.wait_for_selector("body:not(.is-loading)")
    assert "This part cannot be shown now." in page.locator("main").text_content()


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nowhere", 404, "There is no such page"),
        ("/voila/render/nowhere.ipynb", 404, "There is no such page"),
        ("/voila/render/30_panel.ipynb?n=many", 400, "takes another kind of value"),
        ("/voila/render/30_panel.ipynb?m=1", 400, "has no parameter &#39;m&#39;"),
    ],
)
def test_a_wrong_address_gets_a_sentence(app, path, status, sentence):
    answer = app.ask(path)
    assert answer[0] == status
    assert sentence in answer[2]


def test_a_lost_kernel_is_seen_and_the_page_says_what_to_do(app, opened):
    page = opened()
    page.evaluate(
        """async () => {
          const kernel = JSON.parse(
            document.getElementById("jupyter-config-data").textContent).kernelId;
          const form = new FormData();
          form.append("_xsrf", document.cookie.match(/_xsrf=([^;]*)/)[1]);
          await fetch(`/voila/api/shutdown/${kernel}`, {method: "POST", body: form});
        }"""
    )
    sign = page.locator("#app-lost")
    sign.wait_for(timeout=15_000)
    assert "The connection is lost." in sign.text_content()
    sign.get_by_role("button").click()
    app.ready(page)
    assert sign.is_hidden()


def test_a_stopped_app_is_seen(start_app, visit):
    app = start_app()
    page = visit().new_page()
    page.goto(app.page("30_panel"))
    app.ready(page)
    app.process.kill()
    page.locator("#app-lost").wait_for(timeout=15_000)
    assert "The app has stopped." in page.locator("#app-lost").text_content()


# --- other hosts, and everybody's eyes


@pytest.mark.parametrize("notebook", [*SHIPPED, "30_panel"])
def test_a_page_asks_no_other_host(app, opened, notebook):
    page = opened(notebook)
    foreign = [
        url for url in page.asked if not url.startswith((app.address, "data:", "blob:http://127"))
    ]
    assert foreign == []
    assert page.faults == []


def test_a_network_that_swallows_everything_does_not_delay_a_page(app, other_browser):
    rules = "--host-resolver-rules=MAP * 203.0.113.1, EXCLUDE 127.0.0.1"
    page = other_browser(rules).new_page()
    page.goto(app.page("30_panel"))
    app.ready(page)
    seconds = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000")
    assert 0 < seconds < 20
    waited = page.evaluate(
        "Math.max(...performance.getEntriesByType('resource').map(each => each.duration))"
    )
    assert waited < 5000


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    "address", ["/voila/tree", "00_home", "20_risk_assessment", "30_panel", "/nowhere"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(app, visit, axe, address, language, scheme):
    page = visit(color_scheme=scheme).new_page()
    if address.startswith("/"):
        page.goto(f"{app.address}{address}?token={app.token}&lang={language}")
    else:
        page.goto(app.page(address, f"lang={language}"))
        app.ready(page)
        page.locator("#app-all").click()
    assert axe(page) == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_axe_finds_nothing_on_the_login_page(app, visit, axe, language):
    page = visit().new_page()
    page.goto(f"{app.address}/login?lang={language}")
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 640, 1024, 1280])
@pytest.mark.parametrize("notebook", ["20_risk_assessment", "30_panel"])
def test_nothing_sticks_out_sideways(opened, notebook, width):
    page = opened(notebook, viewport={"width": width, "height": 600})
    page.locator("#app-all").click()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_the_word_of_each_key_is_as_large_as_a_finger(opened):
    page = opened(viewport={"width": 800, "height": 1280})
    small = page.evaluate(
        """[...document.querySelectorAll("body > * a, body > * button, summary")]
          .filter(node => node.getClientRects().length && !node.matches(".app-skip, main a"))
          .filter(node => node.getBoundingClientRect().height < 44)
          .map(node => node.outerHTML)"""
    )
    assert json.dumps(small) == "[]"
