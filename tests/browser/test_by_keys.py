"""From the start page to a trust's specialty and out to a sheet, by keys alone; and what a screen reader is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., None]
#: The element in focus: what names it, whether its focus can be seen, and whether it lies on the screen.
FOCUS = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  return {
    name: node.id || node.getAttribute("aria-label") || node.textContent.trim(),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || node.matches("select, input"),
    there: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab_to(page: Page, name: str, at_most: int = 90) -> list[str]:
    """Press Tab until the element of a name has the focus; each stop on the way must be seen to have it."""
    met: list[str] = []
    for _ in range(at_most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["ringed"] and focus["there"], focus
        met.append(focus["name"])
        if focus["name"] == name:
            return met
    raise AssertionError(f"{name} cannot be reached by Tab: {met}")


def test_by_keys_from_the_start_to_a_specialty_and_out_to_a_sheet(page: Page, visit: Visit) -> None:
    visit(page)
    met = tab_to(page, "atlas")
    assert met[0] == "Skip to the content"
    assert met.index("indicator") < met.index("slider") < met.index("atlas")
    page.keyboard.type("somerset nhs")
    expect(page.locator("#live")).to_contain_text(
        "Somerset NHS Foundation Trust, 61.8 per cent, below the standard of 92. "
    )
    expect(page.locator("#live")).to_contain_text("chance")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Somerset NHS Foundation Trust")
    assert page.evaluate("document.activeElement.id") == "atlas"
    tab_to(page, "Trauma and orthopaedics")
    page.keyboard.press("Enter")
    expect(page.locator("#headline")).to_contain_text("in trauma and orthopaedics")
    expect(page.locator("#live")).to_contain_text("in trauma and orthopaedics")
    expect(page.locator("#panel .here")).to_contain_text("Trauma and orthopaedics")
    expect(page.get_by_role("link", name="Trauma and orthopaedics", exact=True)).to_be_focused()
    page.get_by_role("link", name="Meeting sheet").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet/RH5")
    expect(page.get_by_role("heading", level=1)).to_have_text("Somerset NHS Foundation Trust")


def test_arrows_go_to_the_neighbour_letters_to_a_name_and_escape_leaves(page: Page, visit: Visit) -> None:
    visit(page, "/?indicator=adult-obesity")
    said = page.locator("#live")
    page.locator("#atlas").focus()
    page.keyboard.type("somer")
    expect(said).to_contain_text("Somerset, ")
    for key, name in (("ArrowUp", "North Somerset"), ("Home", "Adur"), ("End", "York")):
        page.keyboard.press(key)
        expect(said).to_contain_text(f"{name}, ")
    page.wait_for_timeout(1100)
    for name in ("Babergh", "Barking and Dagenham"):  # the same letter again goes on
        page.keyboard.press("b")
        expect(said).to_contain_text(f"{name}, ")
    expect(page.locator("#card")).to_contain_text("Barking and Dagenham")
    page.keyboard.press("+")
    page.keyboard.press("+")
    page.keyboard.press("Home")
    box, around = page.locator("#focus path").first.bounding_box(), page.locator("#map").bounding_box()
    assert box and around and around["x"] < box["x"] < around["x"] + around["width"]
    assert around["y"] < box["y"] < around["y"] + around["height"]
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") != "atlas"


def test_enter_shows_a_place_and_enter_again_opens_its_page(page: Page, visit: Visit) -> None:
    visit(page, "/?place=RH5")
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#live")).to_contain_text("Airedale")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Airedale")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/RCF")


def test_who_points_fetches_no_walk_and_a_failed_one_is_told(page: Page, visit: Visit) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page)
    page.locator('#shapes [data-code="RH5"]').first.click()
    expect(page.locator("#panel h2")).to_have_text("Somerset NHS Foundation Trust")
    assert not [url for url in asked if "walk.json" in url]
    page.route("**/walk.json*", lambda route: route.abort())
    page.locator("#atlas").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#live")).to_contain_text("could not be fetched")


def test_what_a_screen_reader_is_given_leads_from_the_map_to_the_sheet(page: Page, visit: Visit) -> None:
    visit(page, "/?place=RH5")
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    tree = page.locator("body").aria_snapshot()
    order = [
        'link "Skip to the content"', "- banner:", "- search:", 'navigation "Site"', "- main:", "[level=1]", 'form "What the map shows"',
        'combobox "Measure"', 'region "Map"', 'slider "Point in time"', 'application "Map. Arrow keys', 'button "75',
        'complementary "The place in view"', '[level=2]', 'heading "Through time" [level=3]', "- table", 'heading "All places in a table" [level=2]', "- contentinfo:",
    ]  # fmt: skip
    at = 0
    for part in order:
        assert part in tree[at:], (part, tree[at : at + 600])
        at = tree.index(part, at)
    page.get_by_role("complementary").get_by_role("link", name="Somerset NHS Foundation Trust").click()
    page.wait_for_url("**/place/RH5")
    place = page.get_by_role("main").aria_snapshot()
    assert 'columnheader "Is it more than chance?"' in place
    assert 'rowheader "Still waiting: share under 18 weeks"' in place
    page.get_by_role("link", name="Meeting sheet: two sides of A4 to print").click()
    page.wait_for_url("**/sheet/RH5")
    assert 'heading "Somerset NHS Foundation Trust" [level=1]' in page.get_by_role("main").aria_snapshot()


def test_a_table_stays_a_table_for_the_ear_where_it_is_stacked(phone: Page, visit: Visit) -> None:
    visit(phone, "/place/RH5", live=False)
    tree = phone.get_by_role("table", name="Every figure held of Somerset NHS Foundation Trust").aria_snapshot()
    assert 'columnheader "England"' in tree and 'rowheader "A&E: share seen within 4 hours"' in tree
    assert phone.evaluate("document.documentElement.scrollHeight") < 12_500
    urology = phone.get_by_role("link", name="Urology", exact=True)
    expect(urology.first).to_be_hidden()
