"""Sharing a view in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tools.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


def test_what_is_shared_follows_the_view(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/?place=RH5")
    page.get_by_text("Share this view").click()
    expect(page.locator('[data-snippet="alt"]')).to_contain_text("Somerset")
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator('[data-snippet="alt"]')).to_contain_text("trauma and orthopaedics")


def test_sharing_needs_no_script_and_has_no_fault(
    plain_page: Page, page: Page, visit: Callable[..., None], axe: Callable[[Page], list[str]]
) -> None:
    visit(plain_page, "/?place=RH5", live=False)
    plain_page.get_by_text("Share this view").click()
    expect(plain_page.locator('[data-snippet="alt"]')).to_be_visible()
    expect(plain_page.locator(".copy").first).to_be_hidden()
    visit(page, "/?place=RH5")
    page.get_by_text("Share this view").click()
    assert axe(page) == []


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


def test_rich_text_pastes_as_picture_caption_and_link(
    new_context: Callable[..., BrowserContext], known_site: str
) -> None:
    context = new_context()
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
