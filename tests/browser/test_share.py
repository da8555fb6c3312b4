"""Sharing a view in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tools.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser


def test_what_is_shared_follows_the_view(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?place=RH5")
    page.get_by_text("Share this view").click()
    expect(page.locator('[data-snippet="alt"]')).to_contain_text("Somerset")
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator('[data-snippet="alt"]')).to_contain_text("trauma and orthopaedics")


def test_a_change_of_view_costs_nothing_for_what_nobody_looks_at(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?place=RH5")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator("#panel .story")).to_contain_text("In January 2026")
    expect(page.locator("#headline")).to_contain_text("trauma")
    page.wait_for_timeout(500)
    assert not [url for url in asked if "/share" in url] and len([url for url in asked if "_dash-update" in url]) == 1
    with page.expect_request(lambda request: "/share?" in request.url and "C_110" in request.url):
        page.get_by_text("Share this view").click()
    expect(page.locator('[data-snippet="alt"]')).to_contain_text("trauma and orthopaedics")


def test_tabs_are_walked_by_the_keys_and_the_page_of_a_place_has_them_too(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/place/RH5", live=False)
    page.get_by_text("Share this view").click()
    page.get_by_role("tab", name="Newsletter").focus()
    expect(page.get_by_role("tab", name="Newsletter")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Website")).to_be_focused()
    expect(page.get_by_role("tabpanel", name="Website")).to_be_visible()
    expect(page.get_by_role("tabpanel", name="Newsletter")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.get_by_role("tabpanel", name="Print")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Newsletter")).to_be_visible()


def test_sharing_needs_no_script(plain_page: Page, visit: Callable[..., None]) -> None:
    visit(plain_page, "/?place=RH5", live=False)
    plain_page.get_by_text("Share this view").click()
    expect(plain_page.locator('[data-snippet="alt"]')).to_be_visible()
    expect(plain_page.locator(".copy").first).to_be_hidden()
    plain_page.get_by_label("Picture", exact=True).select_option("trend")
    plain_page.get_by_role("button", name="Show with these choices").click()
    expect(plain_page.locator('[data-snippet="alt"]')).to_contain_text("Chart through time")


def test_no_picture_is_drawn_before_somebody_wants_to_share(page: Page, visit: Callable[..., None]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page)
    assert not [url for url in asked if "/image." in url]
    with page.expect_request(lambda request: "/image.png" in request.url):
        page.get_by_text("Share this view").click()
        page.locator(".preview").scroll_into_view_if_needed()


@pytest.fixture
def known_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The app under gunicorn, told a public address."""
    monkeypatch.setenv("CARE_ATLAS_PUBLIC_URL", "https://atlas.example")
    with serve(workers=1) as server:
        yield server.url


def test_each_choice_changes_the_code_at_once(new_context: Callable[..., BrowserContext], known_site: str) -> None:
    page = new_context().new_page()
    page.goto(f"{known_site}/place/RH5")
    page.get_by_text("Share this view").click()
    letter, code = page.locator('[data-snippet="newsletter"]'), page.locator('[data-snippet="website"]')
    page.get_by_label("Picture", exact=True).focus()
    page.get_by_label("Picture", exact=True).select_option("bar")
    expect(letter).to_contain_text("chart=bar")
    expect(page.get_by_label("Picture", exact=True)).to_be_focused()
    page.get_by_role("tab", name="Website").click()
    expect(code).to_contain_text("period=latest")
    for label, value, said in (
        ("Map", "yes", "zoom=yes"), ("Month of the frame", "named", "period=2026-01"), ("Table", "no", "table=no"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).select_option(value)
        expect(code).to_contain_text(said)
    page.get_by_label("Compared with", exact=True).select_option(index=1)
    expect(code).to_contain_text("compare=")
    page.get_by_label("Language", exact=True).select_option("cy")
    for said in ("zoom=yes", "table=no", "lang=cy"):
        expect(code).to_contain_text(said)
    expect(letter).to_contain_text("Ionawr 2026")  # what is passed on is Welsh, the choices stay the reader's
    expect(letter).to_have_attribute("lang", "cy")
    expect(page.get_by_label("Language", exact=True)).to_have_value("cy")
    expect(page.get_by_label("Month of the frame", exact=True)).to_contain_text("January 2026")
    shown = page.locator('.share a[href^="/embed?"]').first.get_attribute("href") or ""
    assert "zoom=yes" in shown and "table=no" in shown and "lang=cy" in shown


def test_rich_text_pastes_as_picture_caption_and_link(browser: Browser, known_site: str) -> None:
    context = browser.new_context()  # the picture pasted lies on the public address, which is not there
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=known_site)
    context.route("https://atlas.example/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{known_site}/?place=RH5&period=2026-01")
    page.locator("html[data-live=yes]").wait_for()
    page.get_by_text("Share this view").click()
    page.get_by_role("button", name="Copy as rich text").click()
    expect(page.get_by_role("button", name="Copied with its picture.")).to_be_visible()
    kinds = page.evaluate(
        "async () => { const [item] = await navigator.clipboard.read();"
        " return { types: item.types, html: await (await item.getType('text/html')).text() }; }"
    )
    assert {"text/html", "text/plain"} <= set(kinds["types"])
    assert (
        "<img" in kinds["html"]
        and "Source: NHS England" in kinds["html"]
        and 'href="https://atlas.example/?' in kinds["html"]
    )
    page.evaluate(
        "document.body.insertAdjacentHTML('afterbegin', '<div id=letter contenteditable=true style=\"min-height:99px\"></div>')"
    )
    letter = page.locator("#letter")
    letter.click()
    page.keyboard.press("Control+V")
    assert "place=RH5" in (letter.locator("a img").get_attribute("src") or "")
    assert (letter.locator("a img").get_attribute("alt") or "").startswith("Map. ")
    expect(letter).to_contain_text("Source: NHS England")
    assert "https://atlas.example/?" in (letter.locator("a").last.get_attribute("href") or "")
    context.close()


def test_what_was_chosen_is_kept_when_the_view_changes_and_a_failure_is_told(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/?place=RH5")
    page.get_by_text("Share this view").click()
    page.get_by_label("Picture", exact=True).select_option("trend")
    told = page.locator('[data-snippet="alt"]')
    expect(told).to_contain_text("Chart through time")
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(told).to_contain_text("trauma and orthopaedics")
    expect(told).to_contain_text("Chart through time")
    page.route("**/share?*", lambda route: route.abort())
    page.get_by_label("Specialty", exact=True).select_option("C_120")
    expect(page.locator("#shared > .caution")).to_contain_text("could not be fetched")
    expect(told).to_have_count(0)
    expect(page.get_by_role("link", name="Try again on a page of its own")).to_have_attribute(
        "href", re.compile("C_120")
    )
    page.unroute("**/share?*")
    page.get_by_label("Specialty", exact=True).select_option("C_130")
    expect(told).to_contain_text("phthalmology")


def test_a_picture_that_the_new_view_has_not_falls_back_to_the_map(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?place=RH5")
    page.get_by_text("Share this view").click()
    page.get_by_label("Picture", exact=True).select_option("funnel")
    told = page.locator('[data-snippet="alt"]')
    expect(told).not_to_contain_text("Map.")
    page.get_by_label("Measure", exact=True).select_option("rtt-median-wait")
    expect(told).to_contain_text("Map.")
