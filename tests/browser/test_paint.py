"""The map comes first: before the table when a page is opened, and in one frame with the headline when a view changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from bench import page as bench

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Visit = Callable[..., None]

NOTE_WHAT_CHANGES = """
() => {
  window.__order = [];
  const note = (selector, what) => new MutationObserver(() => {
    if (!window.__order.length) requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.__order.push("frame");
      after.port2.postMessage(0);
    });
    window.__order.push(what);
  }).observe(document.querySelector(selector), { subtree: true, attributes: true, childList: true, characterData: true });
  note("#shapes", "map");
  note("#headline", "headline");
  note("#figures-body", "table");
  note("#legend", "legend");
}
"""
#: How the table is shown in the first frame that has it, and whether the map is there then.
NOTE_FIRST_FRAME = """
requestAnimationFrame(function look() {
  const table = document.querySelector("#first .tables");
  if (!table) { requestAnimationFrame(look); return; }
  window.__first = [getComputedStyle(table).contentVisibility, Boolean(document.querySelector("#atlas path[data-code]"))];
});
"""


def test_map_and_headline_change_in_one_frame_and_everything_else_after_it(page: Page, visit: Visit) -> None:
    visit(page, "/?indicator=rtt-incomplete-18-weeks&split=C_100")
    page.evaluate(NOTE_WHAT_CHANGES)
    page.locator("select#split").select_option("C_110")
    expect(page.locator("#csv")).to_have_attribute("href", re.compile("C_110"))
    order = page.evaluate("window.__order")
    assert set(order[: order.index("frame")]) == {"map", "headline"}
    assert {"legend", "table"} <= set(order[order.index("frame") :])


def test_the_table_is_laid_out_after_the_first_frame_and_then_for_good(page: Page, visit: Visit) -> None:
    page.add_init_script(NOTE_FIRST_FRAME)
    visit(page, live=False)
    expect(page.locator(".tables")).to_have_css("content-visibility", "auto")
    assert page.evaluate("window.__first") == ["hidden", True]
    visit(page)
    expect(page.locator("#explorer .tables")).to_have_css("animation-name", "none")


def test_without_a_script_the_table_comes_too(plain_page: Page, server_url: str) -> None:
    plain_page.goto(server_url)
    expect(plain_page.locator(".tables")).to_have_css("content-visibility", "auto")
    expect(plain_page.locator("#figures-body tr").first).to_be_visible()


def test_a_change_is_painted_on_a_slow_processor_too_and_its_map_is_small(browser: Browser, server_url: str) -> None:
    url = f"{server_url}/?indicator=rtt-incomplete-18-weeks&split=C_100"
    (made,) = bench.changes(browser, url, "split", ["C_110"], bench.OLD)
    assert made.paint_ms > 0
    assert 0 < made.map_bytes <= 4000
