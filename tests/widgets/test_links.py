"""Links to other pages of the app: never to another host."""

import pytest

from pe_tools.widgets import Directory, DirectoryEntry, Link


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:x", ""])
def test_a_link_out_of_the_app_cannot_be_made(address):
    with pytest.raises(ValueError, match="stays in the app"):
        Link("Out", address)


@pytest.mark.browser
def test_a_link_is_a_link_that_can_be_followed_by_keyboard(stage):
    page = stage.open(Link("Open the workshop", "/voila/render/x.ipynb?workshop=w"))
    link = page.get_by_role("link", name="Open the workshop")
    assert link.get_attribute("href") == "/voila/render/x.ipynb?workshop=w"
    page.keyboard.press("Tab")
    assert link.evaluate("node => node === document.activeElement")
    assert link.bounding_box()["height"] >= 44


@pytest.mark.browser
def test_a_directory_names_each_entry_what_is_known_of_it_and_the_ways_to_it(stage):
    links = (Link("Open clinic", "/clinic", "main"), Link("Tablet: clinic", "/tablet"))
    entry = DirectoryEntry("clinic", ("Now: Rate the harms", "Risk assessment"), links)
    page = stage.open(Directory("River data", (entry,)), html="")
    assert page.get_by_role("heading", level=2).inner_text() == "River data"
    assert page.get_by_role("heading", level=3).inner_text() == "clinic"
    assert page.locator(".pe-known span").all_inner_texts() == list(entry.facts)
    hrefs = [link.get_attribute("href") for link in page.get_by_role("link").all()]
    assert hrefs == ["/clinic", "/tablet"]


@pytest.mark.browser
def test_a_name_in_a_label_does_not_turn_the_label_around(stage):
    label = "فتح \u2066clinic-2026\u2069"
    page = stage.open(Link(label, "/clinic"), lang="ar")
    assert page.get_by_role("link").get_attribute("dir") == "rtl"
