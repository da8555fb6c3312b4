"""Journeys over the map of councils."""

from __future__ import annotations

import re
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
    expect(page.locator("#panel")).to_contain_text("95\u202f% confidence interval")
    page.get_by_label("Measure").select_option("ae-4-hour")
    expect(page.locator("#headline")).to_contain_text("visits to A&E in England")


def test_stepping_back_names_the_years_and_the_table_says_how_a_council_compares(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?indicator=life-expectancy-male&place=E06000009")
    page.locator('[data-act="previous"]').click()
    expect(page.locator("#month-now")).to_have_text("2022 to 2024")
    expect(page.locator('#figures-body tr[data-code="E06000009"]')).to_contain_text("Worse than England")


def test_a_region_and_a_fifth_narrow_table_map_and_address_and_back_undoes_them(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?indicator=adult-obesity")
    rows = page.locator("#figures-body tr")
    expect(rows).to_have_count(318)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Where", exact=True).select_option("E12000002")
    expect(rows).to_have_count(35)
    page.get_by_label("Deprivation", exact=True).select_option("most")
    expect(rows).to_have_count(17)
    assert "region=E12000002&deprivation=most" in page.url
    assert not [url for url in asked if "geometry" in url]
    expect(page.locator("#coverage")).to_contain_text("in the North West and in the nation's most deprived fifth")
    expect(page.locator('#shapes [data-code="E06000052"]').first).to_have_class("out")
    expect(page.locator("#ranks")).to_contain_text("Index of Multiple Deprivation 2025")
    expect(page.locator("#csv")).to_have_attribute("href", re.compile("region=E12000002&deprivation=most"))
    page.locator('#shapes [data-code="E06000009"]').first.hover()
    expect(page.locator("#card")).to_contain_text("95\u202f% confidence interval 28.9 to 35.8")
    expect(page.locator("#card")).to_contain_text("Worse than England")
    page.go_back()
    expect(rows).to_have_count(35)
    expect(page.get_by_label("Deprivation", exact=True)).to_have_value("all")
    page.go_back()
    expect(rows).to_have_count(318)
    expect(page.get_by_label("Where", exact=True)).to_have_value("all")


def test_from_councils_to_trusts_the_region_stays_and_deprivation_goes(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?indicator=smoking&region=E12000009&deprivation=middle")
    page.get_by_label("Measure").select_option("ae-4-hour")
    expect(page.locator("#coverage")).to_contain_text("trusts in the South West have a figure")
    expect(page.locator("select#deprivation")).to_be_hidden()
    expect(page.locator("#ranks")).to_contain_text("Trusts are not sorted by deprivation")
    assert "region=E12000009" in page.url and "deprivation" not in page.url
    page.get_by_label("Measure").select_option("smoking")
    expect(page.locator("select#deprivation")).to_be_visible()


def test_the_page_as_painted_is_the_page_as_sent(page: Page, plain_page: Page, visit: Callable[..., None]) -> None:
    address = "/?indicator=employment&region=E12000009"
    visit(page, "/?indicator=employment&region=E12000007")
    page.get_by_label("Where", exact=True).select_option("E12000009")
    expect(page.locator("#coverage")).to_contain_text("in the South West")
    visit(plain_page, address, live=False)
    for part in ("#figures", "#coverage", "#context", "#legend", "#ranks"):
        assert page.locator(part).inner_text() == plain_page.locator(part).inner_text()
    classes = "shapes => shapes.map(s => [s.dataset.code, s.getAttribute('class')].join(' '))"
    assert page.locator("#shapes [data-code]").evaluate_all(classes) == plain_page.locator(
        "#shapes [data-code]"
    ).evaluate_all(classes)


def test_without_a_script_the_form_carries_the_filters_to_another_measure(
    plain_page: Page, visit: Callable[..., None]
) -> None:
    visit(plain_page, "/?indicator=smoking", live=False)
    plain_page.get_by_label("Where", exact=True).select_option("E12000003")
    plain_page.get_by_label("Deprivation", exact=True).select_option("most")
    plain_page.locator("#go").click()
    expect(plain_page.locator("#coverage")).to_contain_text("in Yorkshire and The Humber and in the nation's most")
    plain_page.get_by_label("Measure").select_option("ae-4-hour")
    plain_page.locator("#go").click()
    expect(plain_page.locator("#coverage")).to_contain_text("trusts in Yorkshire and The Humber")
