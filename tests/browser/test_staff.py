"""Journeys over the map of staff."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_choose_the_cuts_then_and_read_both_counts_and_the_transfer(page: Page, visit: Callable[..., None]) -> None:
    visit(page)
    expect(page.locator("#presets")).to_be_hidden()
    page.get_by_label("Measure", exact=True).select_option("staff-clinical")
    page.get_by_role("link", name="The cuts then").click()
    expect(page.locator("#headline")).to_contain_text("clinical staff in September 2013 than in September 2010")
    expect(page.get_by_label("Change", exact=True)).to_have_value("from-2010-09")
    expect(page.locator("#period")).to_have_value("2013-09")
    expect(page.locator("#legend")).to_contain_text("About the same")
    row = page.locator('#figures-body tr[data-code="RXR"]')
    expect(row).to_contain_text("2,938 then, 3,484 now")
    expect(row.locator("rect")).to_have_class("transfer")
    row.scroll_into_view_if_needed()
    shape = page.locator('#shapes [data-code="RXR"]').first
    shape.click()
    expect(page.locator("#headline")).to_contain_text("but staff seem to have moved in from another body meanwhile")
    expect(page.locator("#panel .story")).to_contain_text("not jobs lost")
    expect(page.locator("#trend .main-svg").first).to_be_visible()


def test_the_two_dates_of_a_change_are_kept_in_order(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?indicator=staff-all-change&split=from-2010-09&period=2013-09")
    page.get_by_label("Change", exact=True).select_option("from-2025-02")
    expect(page.locator("#period")).to_have_value("2026-02")
    page.locator("#period").select_option("2012-09")
    expect(page.get_by_label("Change", exact=True)).to_have_value("from-2010-09")
    expect(page.locator("#headline")).to_contain_text("September 2012 than in September 2010")
