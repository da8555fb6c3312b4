"""The ledger in a browser: symbols that open their record, filters without a script, nothing that overflows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_click_on_a_symbol_opens_its_record_with_the_way_to_read_on(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?indicator=announced-cuts")
    page.locator('#shapes > .places [data-code="RXR"]').click()
    panel = page.locator("#panel")
    expect(panel).to_contain_text("1,013 posts to go")
    expect(panel).to_contain_text("Staff in post")
    expect(panel.get_by_role("link", name="Read more at the source")).to_have_attribute("rel", "noopener nofollow")
    expect(page.locator("#headline")).to_have_text("East Lancashire Hospitals NHS Trust: 1,013 posts to go")


def test_a_welsh_health_board_opens_its_record_too(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?indicator=announced-cuts")
    page.locator('#shapes > .places [data-code="W11000023"]').click()
    expect(page.locator("#panel")).to_contain_text("799 posts to go")


def test_a_change_to_the_ledger_sizes_the_symbols_and_a_change_back_undoes_it(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?indicator=ae-4-hour")
    page.select_option("#indicator", "announced-cuts")
    symbol = page.locator('#shapes > .places [data-code="RXR"]')
    expect(symbol).to_have_attribute("r", "95")
    assert symbol.evaluate("node => getComputedStyle(node).r") == "95px"
    expect(page.locator("#figures-head")).to_contain_text("Staff in post then")
    expect(page.locator('#figures-body tr[data-code="RXR"]')).to_contain_text("1,013 posts to go")
    expect(page.locator("#scale option[value=spread]")).to_have_text("By what was said")
    page.select_option("#indicator", "ae-4-hour")
    expect(page.locator(".size-key")).to_have_count(0)
    expect(page.locator("path[data-code=RXR]").first).to_be_visible()  # the newest month, not the oldest


def test_the_key_keeps_step_with_the_symbols_when_the_map_is_enlarged(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?indicator=announced-cuts")
    key, symbol = page.locator(".size-key circle").first, page.locator('#shapes > .places [data-code="RR1"]')

    def ratio() -> float:
        sizes = [one.evaluate("node => node.getBoundingClientRect().width") for one in (key, symbol)]
        return sizes[0] / sizes[1]

    before = ratio()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    assert ratio() == pytest.approx(before, rel=0.06)


def test_filters_work_without_a_script(plain_page: Page, visit: Callable[..., None]) -> None:
    visit(plain_page, "/ledger", live=False)
    plain_page.select_option("#state", "none_planned")
    plain_page.get_by_role("button", name="Show", exact=True).click()
    expect(plain_page.locator(".record")).to_have_count(1)
    expect(plain_page.locator(".record")).to_contain_text("Brighton and Sussex")
    expect(plain_page.locator("#state")).to_have_value("none_planned")


def test_the_letter_is_written_without_a_script(plain_page: Page, visit: Callable[..., None]) -> None:
    visit(plain_page, "/ledger/letter", live=False)
    plain_page.select_option("#trust", "RXR")
    plain_page.get_by_role("button", name="Write the letter").click()
    box = plain_page.get_by_label("The letter about East Lancashire Hospitals NHS Trust, ready to copy")
    assert "Freedom of Information Act 2000" in box.input_value()


@pytest.mark.parametrize("address", ["/ledger", "/ledger/letter?trust=RXR", "/?indicator=announced-cuts&place=RXR"])
def test_nothing_is_wider_than_a_phone(phone: Page, visit: Callable[..., None], address: str) -> None:
    visit(phone, address, live=address.startswith("/?"))
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
