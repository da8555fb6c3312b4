"""Finding a place by mouse, by keyboard, on a phone, without a script, and from where one is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
Visit = Callable[..., None]


def test_by_mouse_from_a_postcode_to_the_nearest_trust(page: Page, visit: Visit) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.url} {request.post_data or ''}"))
    visit(page, "/about", live=False)
    page.get_by_label("Postcode, town or hospital").fill("TA1 5DA")
    page.get_by_role("button", name="Find").click()
    expect(page).to_have_url(re.compile(r"/find\?q=TA1$"))
    expect(page.locator(".near li").first).to_contain_text("Musgrove Park Hospital")
    page.locator(".near li a").first.click()
    expect(page).to_have_url(re.compile(r"/place/RH5$"))
    assert not [line for line in asked if re.search(r"TA1\W*(%20)?5DA", line.upper())]


def test_by_keyboard_a_suggestion_is_pointed_at_and_chosen(page: Page, visit: Visit) -> None:
    visit(page, "/sources", live=False)
    box = page.get_by_role("combobox", name="Postcode, town or hospital")
    box.press_sequentially("musgr", delay=30)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#live")).to_contain_text("suggestions")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-0")
    expect(page.get_by_role("option", selected=True)).to_contain_text("Musgrove Park Hospital")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("musgr")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/place/RH5$"))


def test_suggestions_never_send_more_than_a_district(page: Page, visit: Visit) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/about", live=False)
    page.get_by_role("combobox").press_sequentially("ta1 5da", delay=200)
    expect(page.get_by_role("option").first).to_contain_text("TA1 Taunton")
    sent = [url.split("q=")[1].split("&")[0].upper() for url in asked if "/api/v1/places" in url]
    assert sent
    assert set(sent) <= {"TA", "TA1"}


def test_the_explorer_keeps_its_live_map_beside_the_search_box(page: Page, visit: Visit) -> None:
    visit(page, "/")
    page.get_by_role("combobox", name="Postcode, town or hospital").press_sequentially("taunton", delay=30)
    page.locator("#suggestions [role=option]").first.click()
    expect(page.locator("h1")).to_have_text("Hospitals near Taunton, Somerset")


def test_on_a_phone_from_a_district_to_the_quickest(phone: Page, visit: Visit) -> None:
    visit(phone, "/find?q=TA1", live=False)
    phone.get_by_role("link", name="Compare waiting times near here").tap()
    expect(phone.locator("h1")).to_have_text("Waits near TA1 Taunton")
    phone.get_by_label("Specialty").select_option("C_110")
    phone.get_by_label("Within").select_option("50")
    phone.get_by_label("Order", exact=True).select_option("wait")
    phone.get_by_role("button", name="Show").tap()
    expect(phone).to_have_url(re.compile(r"split=C_110&within=50&order=wait"))
    expect(phone.locator("#near-said")).to_contain_text("Trauma and orthopaedics")
    expect(phone.get_by_role("row").nth(3)).to_contain_text("weeks")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_a_script_a_town_of_many_is_chosen(plain_page: Page, visit: Visit) -> None:
    visit(plain_page, "/", live=False)
    plain_page.get_by_label("Postcode, town or hospital").fill("Newport")
    plain_page.get_by_role("button", name="Find").click()
    plain_page.get_by_role("link", name="Newport, Isle of Wight").click()
    expect(plain_page.locator("h1")).to_have_text("Hospitals near Newport, Isle of Wight")
    expect(plain_page.locator(".near li").first).to_contain_text("St Mary's Hospital")
    expect(plain_page.get_by_role("button", name="Near me")).to_be_hidden()


def test_a_readers_own_place_is_rounded_and_becomes_a_district(
    new_context: Callable[..., BrowserContext], visit: Visit
) -> None:
    context = new_context(geolocation={"latitude": 51.015234, "longitude": -3.106612}, permissions=["geolocation"])
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    visit(page, "/about", live=False)
    page.get_by_role("button", name="Near me").click()
    expect(page).to_have_url(re.compile(r"/find\?q=TA1$"))
    assert any("lat=51.02" in body for body in sent)
    assert not any("51.0152" in body for body in sent)


def test_a_refused_place_is_told(page: Page, visit: Visit) -> None:
    visit(page, "/about", live=False)
    page.get_by_role("button", name="Near me").click()
    expect(page.locator("#live")).to_contain_text("did not say where you are")


@pytest.mark.parametrize("address", ["/find?q=TA1", "/find?q=Newport", "/near?q=TA1&split=C_110", "/near"])
def test_nothing_sticks_out_of_a_page_320_pixels_wide(
    new_context: Callable[..., BrowserContext], visit: Visit, address: str
) -> None:
    page = new_context(viewport={"width": 320, "height": 700}).new_page()
    visit(page, address, live=False)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_a_script_a_mark_of_the_map_leads_to_its_provider(plain_page: Page, visit: Visit) -> None:
    visit(plain_page, "/near?q=TA1&split=C_110&within=30", live=False)
    mark = plain_page.locator(".near-map [data-code=RH5]")
    number = mark.locator("text").text_content()
    row = plain_page.locator("tr[data-code=RH5] .no")
    expect(row).to_have_text(str(number))
    mark.click()
    expect(plain_page.locator("h1")).to_have_text("Somerset NHS Foundation Trust")


def test_the_tab_key_reaches_every_provider_once_in_the_list_and_not_again_on_the_map(page: Page, visit: Visit) -> None:
    visit(page, "/near?q=TA1&split=C_110&within=30", live=False)
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Somerset NHS Foundation Trust")


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_mark_sticks_out_of_the_map(new_context: Callable[..., BrowserContext], visit: Visit, width: int) -> None:
    page = new_context(viewport={"width": width, "height": 900}).new_page()
    visit(page, "/near?q=SE1&split=C_999&within=30", live=False)
    frame = page.locator(".near-map").bounding_box()
    assert frame is not None and frame["width"] <= width
    for box in page.locator(".near-map .pin").evaluate_all(
        "marks => marks.map(m => m.getBoundingClientRect().toJSON())"
    ):
        assert frame["x"] - 1 <= box["left"] and box["right"] <= frame["x"] + frame["width"] + 1
        assert frame["y"] - 1 <= box["top"] and box["bottom"] <= frame["y"] + frame["height"] + 1


def test_a_suggestion_keeps_the_language_asked_for(page: Page, visit: Visit) -> None:
    visit(page, "/find?lang=cy", live=False)
    page.get_by_role("combobox").press_sequentially("taunton", delay=30)
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(r"q=Taunton.*lang=cy"))
