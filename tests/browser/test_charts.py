"""Charts by the keys: one stop, every point spoken, a way out; limits on request; nothing left over without a script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Visit = Callable[..., None]
pytestmark = pytest.mark.browser
SOMERSET = "/?view=verdict&place=RH5&period=2026-01"


def drawn(page: Page, name: str) -> Locator:
    """The box of a chart, once its chart is drawn."""
    expect(page.locator(f"#{name} .main-svg").first).to_be_visible()
    return page.locator(".chart").filter(has=page.locator(f"#{name}"))


def test_arrows_walk_the_trend_and_each_point_is_spoken(page: Page, visit: Visit) -> None:
    visit(page, SOMERSET)
    box, live = drawn(page, "trend"), page.locator("#live")
    box.focus()
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text("Somerset NHS Foundation Trust, January 2026: 61.8\u202f%.")
    expect(page.locator("#trend .hoverlayer .hovertext")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(live).to_contain_text("December 2025: 62.4")
    page.keyboard.press("ArrowUp")
    expect(live).to_contain_text("England, December 2025")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    expect(live).to_contain_text("April 2024")
    page.keyboard.press("ArrowRight")
    expect(live).to_contain_text("More than chance: ")


def test_a_chart_is_one_stop_and_escape_leaves_it(page: Page, visit: Visit) -> None:
    visit(page, SOMERSET)
    box = drawn(page, "trend")
    box.focus()
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="These figures as CSV")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(box).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Escape")
    expect(box).not_to_be_focused()
    expect(page.locator("#trend .hoverlayer .hovertext")).to_have_count(0)


def test_the_funnel_is_walked_by_size_from_the_place_in_view(page: Page, visit: Visit) -> None:
    visit(page, SOMERSET)
    box, live = drawn(page, "funnel"), page.locator("#live")
    box.focus()
    page.keyboard.press("ArrowRight")
    expect(live).to_have_text("Somerset NHS Foundation Trust: 61.8\u202f% of 53,128 patients. As chance would have it.")
    page.keyboard.press("End")
    expect(live).to_contain_text("patients.")
    expect(live).not_to_contain_text("Somerset")


def test_limits_of_chance_alone_are_shown_on_request(page: Page, visit: Visit) -> None:
    visit(page, SOMERSET)
    drawn(page, "funnel")
    legend = page.locator("#funnel .legend")
    expect(legend).not_to_contain_text("by chance alone")
    button = page.get_by_role("button", name="Show the limits of chance alone")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(legend).to_contain_text("99.8\u202f%, by chance alone")
    button.click()
    expect(legend).not_to_contain_text("by chance alone")


def test_the_compared_trend_is_walked_too(page: Page, visit: Visit) -> None:
    visit(page, "/compare?places=RH5,RH8,RA9&period=2026-01", live=False)
    box, live = drawn(page, "trend"), page.locator("#live")
    box.focus()
    page.keyboard.press("ArrowLeft")
    expect(live).to_contain_text("Somerset, January 2026")
    page.keyboard.press("ArrowDown")
    expect(live).to_contain_text("Royal Devon University Healthcare, January 2026")


@pytest.mark.parametrize("path", [SOMERSET, "/compare?places=RH5,RH8"])
def test_without_a_script_there_is_no_empty_box_and_no_dead_button(plain_page: Page, visit: Visit, path: str) -> None:
    visit(plain_page, path, live=False)
    expect(plain_page.locator(".chart").first).to_be_hidden()
    assert plain_page.locator(".plain-limits:visible").count() == 0
    expect(plain_page.get_by_text("The same as a table").first).to_be_visible()
