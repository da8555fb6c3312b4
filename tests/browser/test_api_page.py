"""The page of the API in a browser: the answer stands under the form that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def test_the_answer_stands_under_its_form(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/api", live=False)
    page.click("summary:has-text('/api/v1/values.csv')")
    form = page.locator("details[open] form.try")
    form.locator("[name=indicator]").select_option("ae-4-hour")
    form.locator("[name=place]").fill("RH5")
    form.locator("button").press("Enter")
    page.wait_for_selector("details[open] .tried pre:has-text('Somerset')")
    assert page.locator("details[open] .tried a").get_attribute("href") == (
        "/api/v1/values.csv?indicator=ae-4-hour&place=RH5&limit=10000&offset=0"
    )
    form.locator("[name=place]").fill("nowhere")
    form.locator("button").press("Enter")
    page.wait_for_selector("details[open] .tried pre:has-text('nearest')")


def test_without_a_script_the_form_opens_the_answer(plain_page: Page, visit: Callable[..., None]) -> None:
    visit(plain_page, "/api", live=False)
    plain_page.click("summary:has-text('/api/v1/judgements ')")
    plain_page.click("details[open] form.try button")
    assert "/api/v1/judgements?indicator=" in plain_page.url
    assert '"funnel"' in plain_page.inner_text("body")
