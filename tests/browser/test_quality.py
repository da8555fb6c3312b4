"""Ratings and pilot hospitals when the map changes to them in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_rating_is_a_word_in_table_and_card(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/")
    page.select_option("#indicator", "cqc-overall")
    expect(page.locator("#legend")).to_contain_text("Requires improvement")
    expect(page.locator("label[for=split]")).to_have_text("Question")
    page.locator("#figures-body tr[data-code=RA7] td").first.hover()
    expect(page.locator("#figures-body tr[data-code=RA7] td").first).to_have_text("Outstanding")
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#card .big")).to_have_text("Requires improvement")
    expect(page.locator("#card .class")).to_have_count(0)


def test_hospitals_of_the_pilot_have_their_names_when_the_map_changes_to_them(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?place=RH5")
    page.select_option("#indicator", "place-pilot-2012")
    expect(page.locator("#figures-body tr[data-code=RNZ02] th")).to_have_text("Salisbury District Hospital")
    expect(page.locator("#figures-head")).to_contain_text("Hospital")
    expect(page.locator("#headline")).not_to_contain_text("Somerset")
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#card")).to_contain_text("Took part in the pilot")
    expect(page.locator("#live")).to_have_text("Addenbrooke's, Took part in the pilot. 1 of 68 by name.")
