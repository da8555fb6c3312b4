"""Exported views under a plain file server, in a real browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from app import create_app
from callbacks.settings import read_settings
from tools.export import export

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a plain file server, with an export in a folder and a page that frames a view of it."""
    root: Path = tmp_path_factory.mktemp("site")
    export(create_app(read_settings()).server, root / "atlas", ["ae-4-hour"])
    page = (
        "<!doctype html><html lang=en><title>Ours</title><link rel=icon href='data:,'>"
        '<iframe id="ours" title="A&amp;E" width="100%" height="200" src="/atlas/embed/ae-4-hour.html"></iframe>'
        '<script src="/atlas/static/embed-host.js"></script></html>'
    )
    (root / "host.html").write_text(page, "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_exported_view_works_by_pointer_and_keys_and_asks_nobody_else(page: Page, files: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{files}/atlas/embed/ae-4-hour.html")
    page.locator('#shapes [data-code="RH5"]').first.hover()
    expect(page.locator("#card")).to_contain_text("Somerset NHS Foundation Trust")
    page.locator("#atlas").focus()
    page.keyboard.press("Home")
    expect(page.locator("#live")).to_contain_text("%")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert said == [] and len(page.context.pages) == 1
    assert sorted(asked) == [
        f"{files}/atlas/{name}" for name in ("embed/ae-4-hour.html", "static/atlas.css", "static/embed.js")
    ]


def test_a_page_that_frames_an_exported_view_shows_all_of_it(page: Page, files: str) -> None:
    page.goto(f"{files}/host.html")
    expect(page.frame_locator("#ours").locator("h1")).to_contain_text("A&E")
    page.wait_for_timeout(400)
    frame = page.locator("#ours").bounding_box()
    assert frame and frame["height"] > 600


def test_the_index_leads_to_every_file_and_has_no_fault(
    new_context: Callable[..., BrowserContext], axe: Callable[[Page], list[str]], files: str
) -> None:
    page = new_context(viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{files}/atlas/index.html")
    links = page.locator("main a")
    expect(links).to_have_count(6)
    for address in links.evaluate_all("links => links.map(link => link.href)"):
        assert page.request.get(address).ok
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(page) == []
