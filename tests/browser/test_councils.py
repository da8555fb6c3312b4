"""Journeys over the map of councils."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_from_trusts_to_councils_and_back(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?place=RH5")
    page.get_by_label("Measure").select_option("adult-obesity")
    expect(page.locator("#headline")).to_contain_text("adults in England are obese")
    expect(page.get_by_label("Years", exact=True)).to_have_value("2024-25")
    expect(page.locator("#atlas")).to_have_attribute("data-drawing", "council-2025.areas")
    page.locator('#shapes [data-code="E06000052"]').first.click()
    expect(page.locator("#headline")).to_contain_text("Cornwall")
    expect(page.locator("#panel")).to_contain_text("95 % confidence interval")
    page.get_by_label("Measure").select_option("ae-4-hour")
    expect(page.locator("#headline")).to_contain_text("visits to A&E in England")


def test_stepping_back_names_the_years_and_the_table_says_how_a_council_compares(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?indicator=life-expectancy-male&place=E06000009")
    page.locator('[data-act="previous"]').click()
    expect(page.locator("#month-now")).to_have_text("2022 to 2024")
    expect(page.locator('#figures-body tr[data-code="E06000009"]')).to_contain_text("Worse than England")
