"""The view in a frame on a page of somebody else, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def host_page(server_url: str) -> Iterator[str]:
    """The address of a page on another port that frames a view of ours, and our start page."""
    body = (
        "<!doctype html><html lang=en><title>A newsletter</title><h1>Our hospital</h1>"
        f'<iframe id="ours" title="Waits" width="100%" height="200" src="{server_url}/embed?place=RH5"></iframe>'
        f'<iframe id="page" title="Page" width="100%" height="200" src="{server_url}/"></iframe>'
        f'<script src="{server_url}/static/1/embed-host.js"></script></html>'
    ).encode()

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_another_site_frames_the_view_in_its_full_height_and_not_the_page(page: Page, host_page: str) -> None:
    page.goto(host_page)
    view = page.frame_locator("#ours")
    expect(view.locator("h1")).to_contain_text("Somerset")
    expect(page.frame_locator("#page").locator("#atlas")).to_have_count(0)
    page.wait_for_timeout(300)
    frame = page.locator("#ours").bounding_box()
    assert frame
    content = view.locator("html").evaluate("root => root.scrollHeight")
    assert frame["height"] >= content > 600
    view.get_by_text("The same as a table").click()
    page.wait_for_timeout(300)
    taller = page.locator("#ours").bounding_box()
    assert taller and taller["height"] > frame["height"] + 100


def test_a_message_of_another_site_moves_no_frame(page: Page, host_page: str) -> None:
    page.goto(host_page)
    expect(page.frame_locator("#ours").locator("#atlas[tabindex]")).to_be_visible()
    page.wait_for_timeout(300)
    before = page.locator("#ours").bounding_box()
    page.evaluate("window.postMessage({type: 'care-atlas:height', height: 50}, '*')")
    page.wait_for_timeout(200)
    assert page.locator("#ours").bounding_box() == before


def test_without_a_script_the_frame_still_tells_the_story(
    new_context: Callable[..., BrowserContext], host_page: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(host_page)
    view = page.frame_locator("#ours")
    expect(view.locator("h1")).to_contain_text("Somerset")
    expect(view.locator("svg#atlas")).to_be_visible()
    view.get_by_text("The same as a table").click()
    expect(view.locator("#figures tbody tr").first).to_be_visible()


def test_the_pointer_and_the_keys_reach_every_place(page: Page, visit: Callable[..., None]) -> None:
    visit(page, "/embed?period=2026-01", live=False)
    page.locator('#shapes [data-code="RH5"]').first.hover()
    expect(page.locator("#card")).to_contain_text("Somerset NHS Foundation Trust")
    expect(page.locator("#card")).to_contain_text("%")
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#live")).to_contain_text("Airedale")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#live")).not_to_contain_text("Airedale")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_a_place_pressed_in_a_frame_opens_in_a_tab_of_its_own(page: Page, host_page: str) -> None:
    page.goto(host_page)
    view = page.frame_locator("#ours")
    expect(view.locator("#atlas[tabindex]")).to_be_visible()
    with page.context.expect_page() as opened:
        view.locator('#shapes [data-code="RH5"]').first.click()
    expect(opened.value.locator("h1")).to_have_text("Somerset NHS Foundation Trust")
    expect(view.locator("#atlas")).to_be_visible()


@pytest.mark.parametrize("width", [280, 360, 700])
def test_a_narrow_frame_needs_no_sideways_scroll(
    new_context: Callable[..., BrowserContext], visit: Callable[..., None], width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 700}).new_page()
    visit(page, "/embed?indicator=adult-obesity&place=E06000066", live=False)
    page.get_by_text("The same as a table").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("asked", ["place=RH5", "place=RH5&zoom=yes", "indicator=announced-cuts"])
def test_the_frame_breaks_no_policy(page: Page, visit: Callable[..., None], asked: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    visit(page, f"/embed?{asked}", live=False)
    page.locator("#shapes [data-code]:not(.off)").last.hover()
    expect(page.locator("#card")).to_be_visible()
    assert said == []


def test_a_map_shown_nearer_is_walked_by_the_keys_and_its_circles_have_their_sizes(
    page: Page, visit: Callable[..., None]
) -> None:
    visit(page, "/embed?place=RH5&zoom=yes", live=False)
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#live")).not_to_be_empty()
    assert page.locator("#live").inner_text() != "Airedale NHS Foundation Trust"
    visit(page, "/embed?indicator=announced-cuts", live=False)
    sizes = page.locator("#shapes circle.announced").evaluate_all(
        "all => all.map(c => c.getBoundingClientRect().width)"
    )
    assert max(sizes) > 1.5 * min(sizes)


def test_a_nearer_map_shows_nothing_beside_what_it_was_cropped_to(
    new_context: Callable[..., BrowserContext], server_url: str
) -> None:
    """Beyond the crop no trust is drawn, and bare ground would look like a trust without figures."""
    page = new_context().new_page()
    for width in (1280, 700, 360):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{server_url}/embed?place=RH5&zoom=yes")
        box = page.locator("#atlas").bounding_box()
        assert box
        _x, _y, across, down = map(float, (page.locator("#atlas").get_attribute("viewBox") or "").split())
        assert abs(box["width"] / box["height"] - across / down) < 0.02
