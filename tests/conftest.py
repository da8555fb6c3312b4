"""What tests may ask for: the publishers' files, the app, a browser that sees nothing but the app."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

from layouts.words import speak
from tools.browser import find_or_install_chromium, launch_chromium
from tools.serving import Server, serve

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[1]
#: The programs that stand before and beside the app where it runs for many.
FRONT = ("nginx", "redis-server")
PATIENCE = 30_000
"""Milliseconds until a browser is given up: tests tell whether a thing comes, `make bench` how soon."""
LOOPBACK = {"127.0.0.1", "localhost"}


def raw_folder_or_none() -> Path | None:
    """The folder of the publishers' files: CARE_ATLAS_RAW, else ``../shared/data`` beside the repository."""
    named = os.environ.get("CARE_ATLAS_RAW")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files of the long tests unread unless these are asked for: gathering what they ask takes seconds too."""
    wanted = "soak" in config.option.markexpr.replace("not soak", "")
    return True if collection_path.name.startswith("test_soak_") and not wanted else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need files or programs which are not here, and the long ones unless asked for."""
    if "soak" not in config.option.markexpr:
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    absent = {"raw": raw_folder_or_none() is None, "front": not all(map(shutil.which, FRONT))}
    needing = [
        item
        for item in items
        if any(item.get_closest_marker(name) for name, is_so in absent.items() if is_so)
        or not all(shutil.which(program) for mark in item.iter_markers("needs") for program in mark.args)
    ]
    if needing:
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


# a test is about what is so, never about how quick a busy machine is; `make bench` measures time
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

# a suite asks more in a minute than any reader
os.environ.setdefault("CARE_ATLAS_RATE_LIMIT", "off")


@pytest.fixture(autouse=True)
def english() -> None:
    """Each test begins in English, whatever the one before it asked for."""
    speak("en")


@pytest.fixture(scope="session")
def raw_folder() -> Path:
    """The folder of the publishers' files (mark the test with ``raw``)."""
    folder = raw_folder_or_none()
    if folder is None:
        pytest.fail("This test needs the publishers' files: mark it with @pytest.mark.raw.")
    return folder


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    """The real app under gunicorn, on the committed snapshot, for the whole session."""
    with serve(workers=1) as server:
        yield server


@pytest.fixture(scope="session")
def server_url(running_server: Server) -> str:
    """The address of the running app, without a closing slash."""
    return running_server.url


@pytest.fixture(scope="session")
def client() -> FlaskClient:
    """Flask's own test client of the real app: no socket, no browser."""
    from app import server

    return server.test_client()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole session."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)
    with launch_chromium(find_or_install_chromium()) as chromium:
        yield chromium


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browser contexts (``new_context(java_script_enabled=False)``) that are closed after the test.

    A request to any other machine than this one fails the test.
    """
    contexts: list[BrowserContext] = []
    foreign: list[str] = []

    def note_foreign(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            foreign.append(address)

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: note_foreign(request.url))
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    if foreign:
        pytest.fail(f"The page asked another machine: {', '.join(sorted(set(foreign)))}")


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    """A fresh page of 1280 x 900 with JavaScript."""
    return new_context().new_page()


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext]) -> Page:
    """A fresh page as wide as a phone (360 x 740), touched, not clicked."""
    context = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, device_scale_factor=2)
    return context.new_page()


@pytest.fixture
def plain_page(new_context: Callable[..., BrowserContext]) -> Page:
    """A fresh page without JavaScript."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def visit(server_url: str) -> Callable[..., None]:
    """Open an address of the app and wait until Dash has taken it over: ``visit(page, "/?view=year")``.

    Then wait with locators and ``expect``: the app's security policy forbids ``wait_for_function``.
    """

    def open_page(page: Page, address: str = "/", live: bool = True) -> None:
        page.goto(server_url + address)
        if live:
            page.evaluate("dispatchEvent(new Event('atlas:wanted'))")  # it comes when it is needed: here, now
            page.locator("html[data-live=yes]").wait_for()

    return open_page


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Look for accessibility faults (WCAG 2.2 A and AA): each as one line, none for a page without any.

    ``axe(page, "#panel")`` looks at a part alone; ``colours=True`` at nothing but the contrast of text, which takes most
    of the time, and ``colours=False`` at all else. Of a long table, and of the shapes of a map, the first twelve stand
    for all: one line of code has written them.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    alike = ["tbody tr:nth-child(n+13)", "#shapes .places > :nth-child(n+13)"]

    def faults(page: Page, part: str = "html", colours: bool | None = None) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        contrast = "color-contrast"
        options: dict[str, object] = {"runOnly": {"type": "tag", "values": standard}}
        if colours is not None:
            options |= {"runOnly": [contrast]} if colours else {"rules": {contrast: {"enabled": False}}}
        return page.evaluate(
            """async ([part, alike, options]) => {
              const context = { include: [[part]], exclude: alike.map((one) => [one]) };
              const { violations } = await axe.run(context, { ...options, resultTypes: ["violations"], preload: false });
              return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(", ")})`);
            }""",
            [part, alike, options],
        )

    return faults
