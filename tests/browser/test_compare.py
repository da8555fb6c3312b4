from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

Visit = Callable[..., None]
pytestmark = pytest.mark.browser
THREE = "/compare?places=RH5,RH8,RA9&period=2026-01"


@pytest.mark.parametrize("script", [True, False])
def test_three_trusts_are_chosen_and_the_answer_is_read(
    new_context: Callable[..., object], visit: Visit, script: bool
) -> None:
    page = new_context(java_script_enabled=script).new_page()  # type: ignore[attr-defined]
    visit(page, "/compare", live=False)
    for at, name in enumerate(("Somerset", "Royal Devon University Healthcare", "Torbay and South Devon"), start=1):
        page.get_by_label(f"Place {at}", exact=True).fill(name)
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator("h1")).to_have_text("3 places side by side")
    expect(page.locator(".lead")).to_contain_text("no order can fairly be made")
    page.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.locator(".context")).to_contain_text("A&E")
    page.get_by_role("link", name="Without Somerset").click()
    expect(page.locator("h1")).to_have_text("2 places side by side")


def test_the_trend_is_drawn_after_the_page(page: Page, visit: Visit) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    visit(page, THREE, live=False)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    assert said == []


def test_places_are_gathered_from_their_pages_and_cleared(page: Page, visit: Visit) -> None:
    visit(page, "/place/RH5", live=False)
    expect(page.locator("#basket")).to_be_hidden()
    page.get_by_role("button", name="Add to comparison").click()
    expect(page.locator("#basket")).to_contain_text("Somerset")
    expect(page.locator("#live")).to_have_text("Somerset was added.")
    visit(page, "/place/RA9", live=False)
    page.get_by_role("button", name="Add to comparison").click()
    page.locator("#basket").get_by_role("link", name="Compare").click()
    expect(page.locator("h1")).to_have_text("2 places side by side")
    expect(page.locator("#basket")).to_be_hidden()
    visit(page, "/about", live=False)
    page.get_by_role("button", name="Take away Somerset").click()
    expect(page.locator("#basket li")).to_have_count(1)
    page.locator("#basket").get_by_role("button", name="Clear").click()
    expect(page.locator("#basket")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


def test_a_council_begins_a_new_list_and_says_so(page: Page, visit: Visit) -> None:
    visit(page, "/place/RH5", live=False)
    page.get_by_role("button", name="Add to comparison").click()
    visit(page, "/place/E06000066", live=False)
    page.get_by_role("button", name="Add to comparison").click()
    expect(page.locator("#live")).to_contain_text("cannot stand side by side")
    expect(page.locator("#basket li")).to_have_count(1)


def test_a_sixth_place_is_refused_in_words(page: Page, visit: Visit) -> None:
    visit(page, "/compare?places=RH8,RA9,RK9,RD1,RA7", live=False)
    visit(page, "/place/RH5", live=False)
    page.get_by_role("button", name="Add to comparison").click()
    expect(page.locator("#live")).to_contain_text("Five places are gathered already")
    expect(page.locator("#basket li")).to_have_count(5)


def test_the_explorer_adds_the_place_in_view_to_its_address(page: Page, visit: Visit) -> None:
    visit(page, "/?place=RH5")
    page.locator("#panel").get_by_role("link", name="Add to comparison").click()
    page.wait_for_url("**compare=RH5**")
    page.locator("html[data-live=yes]").wait_for()
    expect(page.locator("#panel")).to_contain_text("Kept to compare: Somerset")


def test_a_phone_has_no_sideways_scroll(phone: Page, visit: Visit) -> None:
    for address in (
        "/compare",
        THREE,
        "/compare?places=RH5",
        "/compare?indicator=adult-obesity&places=E06000066,E06000052",
    ):
        visit(phone, address, live=False)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, address
    visit(phone, THREE, live=False)
    small = phone.evaluate(
        "[...document.querySelectorAll('button, select, input, summary')].filter(b => b.offsetParent && b.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


def test_on_a_phone_the_long_tables_are_folded_and_on_a_wide_page_they_are_not(
    page: Page, phone: Page, visit: Visit
) -> None:
    five = "/compare?places=RH5,RH8,RA9,RTG,R0A&period=2026-01"
    visit(phone, five, live=False)
    urology = phone.get_by_role("link", name="Urology", exact=True)
    expect(urology).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollHeight") < 10_000
    phone.get_by_text("Show every specialty").tap()
    expect(urology).to_be_visible()
    visit(page, five, live=False)
    expect(page.get_by_role("link", name="Urology", exact=True)).to_be_visible()
    expect(page.get_by_text("Show every specialty")).to_be_hidden()
