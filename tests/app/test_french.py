"""The app in French, as a facilitator leads it; and another language at any time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pe_tools.kits import read_kit
from pe_tools.language import Words

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WORDS = Words("fr")
KIT = read_kit("risk_assessment", "fr")[0]


def press(page: Page, label: str, **values: object) -> None:
    """Press a button, and wait until it has given way to the next."""
    button = page.get_by_role("button", name=WORDS.say(label, **values), exact=True)
    button.click()
    expect(button).to_have_count(0)


def create(page: Page) -> None:
    page.get_by_text("Créer un atelier", exact=True).click()
    page.get_by_label("Partenariat").fill("Données de santé")
    page.get_by_label("Nom, en lettres minuscules").fill("clinique")
    page.get_by_role("radio", name=KIT.title, exact=True).check()
    page.get_by_role("button", name="Créer", exact=True).click()
    expect(page.get_by_role("heading", name="Données de santé")).to_be_visible()
    expect(page.get_by_text("Pas commencé")).to_be_visible()


def set_up(page: Page) -> None:
    page.get_by_text(WORDS.say("Who is expected?"), exact=True).click()
    page.locator("select[id$='-community']").select_option("3")
    page.get_by_text("Autres réglages", exact=True).click()
    limit = page.locator("select[id$='-agreement_limit']")
    expect(limit.locator("option:checked")).to_have_text("0,6 (comme dans le kit)")
    limit.select_option("0.7")
    page.get_by_role("button", name=WORDS.say("Save"), exact=True).click()
    expect(page.get_by_text(WORDS.say("Saved."), exact=True)).to_be_visible()


def lead_to_the_first_round(page: Page) -> None:
    for entry in KIT.agenda[:6]:
        title = KIT.step(entry.step).title
        if entry.round:
            title = WORDS.say("{step}, round {round}", step=title, round=entry.round)
        press(page, "Start: {step}", step=title)
    press(page, "Open round {round}", round=1)


def test_a_workshop_is_led_in_french_and_changes_its_language_at_any_time(app, visit) -> None:
    page = visit(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(app.page(query="lang=fr"))
    app.ready(page)
    create(page)
    page.get_by_role("link", name="Ouvrir clinique", exact=True).click()
    app.ready(page)
    page.get_by_role("link", name="Aller au programme").click()
    set_up(page)
    lead_to_the_first_round(page)
    expect(page.locator(".pe-heads:visible")).to_contain_text("Tour 1")
    expect(page.locator(".pe-heads:visible")).to_contain_text("0 sur 3")

    for language, name, heads in (("en", "English", "0 of 3"), ("ar", "العربية", "0 من 3")):
        page.get_by_role("link", name=name, exact=True).click()
        app.ready(page)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator(".pe-heads:visible")).to_contain_text(heads)
        assert "workshop=clinique" in page.url
    page.get_by_role("link", name="Français", exact=True).click()
    app.ready(page)
    page.get_by_role("button", name="Tout montrer").click()
    row = page.get_by_role("row", name="Accord A à partir duquel")
    expect(row).to_contain_text("0,7")
    expect(row).to_contain_text("0,6")
    expect(row).to_contain_text("L’atelier")
