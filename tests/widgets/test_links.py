"""Links to other pages of the app: never to another host."""

import pytest

from pe_tools.widgets import Link


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
