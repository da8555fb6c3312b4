"""Snapshots change under a reader's hands, in a real browser, under the real web server with two workers."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from data import shelf
from tests.editions import committed, earlier
from tools.serving import serve

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return earlier(tmp_path_factory.mktemp("editions") / "earlier")


@pytest.fixture
def stand(edition: Path, tmp_path: Path) -> Path:
    return shutil.copytree(edition, tmp_path / "stand")


@pytest.fixture
def url(stand: Path) -> Iterator[str]:
    settings = {"CARE_ATLAS_SNAPSHOT": str(stand), "CARE_ATLAS_PUBLIC_URL": "https://atlas.example"}
    with serve(workers=2, settings=settings) as server:
        yield server.url


def publish(stand: Path, url: str) -> str:
    """Publish the newest edition and wait until both workers serve it, as they must within half a minute."""
    new = shelf.publish(stand, committed(stand.parent / "made"), keep=6)
    until = time.monotonic() + 30
    alike = 0
    while alike < 20:
        assert time.monotonic() < until, "the new snapshot is not served after 30 seconds"
        with urlopen(f"{url}/readyz") as answer:
            alike = alike + 1 if json.load(answer)["snapshot"] == new else 0
        time.sleep(0.05)
    return new


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("html[data-live=yes]").wait_for()


def test_a_page_open_while_figures_come_in_never_mixes_old_and_new(page: Page, stand: Path, url: str) -> None:
    visit(page, f"{url}/?place=RH5")
    expect(page.locator("#context")).to_contain_text("December 2025")
    new = publish(stand, url)
    page.get_by_label("Measure", exact=True).select_option("rtt-over-52-weeks")
    page.locator("html[data-live=yes]").wait_for()
    expect(page.locator("#atlas-data")).to_contain_text(new)
    expect(page.locator("#headline")).to_contain_text("Somerset")
    assert "indicator=rtt-over-52-weeks" in page.url
    page.locator("html[data-live=yes]").wait_for()
    page.get_by_label("Month", exact=True).select_option("2026-01")
    expect(page.locator("#month-now")).to_have_text("January 2026")
    expect(page.locator("#panel")).to_contain_text("January 2026")


def test_a_frozen_page_stays_what_it_was_through_every_change_of_view(page: Page, stand: Path, url: str) -> None:
    with urlopen(f"{url}/readyz") as answer:
        old = json.load(answer)["snapshot"]
    visit(page, f"{url}/?place=RH5&snapshot={old}")
    told = page.locator("#context").inner_text()
    publish(stand, url)
    visit(page, f"{url}/?place=RH5&snapshot={old}")
    expect(page.locator("#context")).to_have_text(told)
    months = page.get_by_label("Month", exact=True)
    assert months.locator("option").first.get_attribute("value") == "2025-12"
    page.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    expect(page.locator("#headline")).to_contain_text("four hours")
    assert f"snapshot={old}" in page.url
    assert old in (page.locator("#csv").get_attribute("href") or "")
    page.get_by_label("Measure", exact=True).select_option("rtt-incomplete-18-weeks")
    page.locator("#newest").click()
    expect(page.locator("#newest")).to_have_count(0)
    assert "snapshot=" not in page.url
    page.locator("html[data-live=yes]").wait_for()
    assert page.get_by_label("Month", exact=True).locator("option").first.get_attribute("value") == "2026-01"


def test_a_frozen_page_changes_without_a_script_too(plain_page: Page, stand: Path, url: str) -> None:
    with urlopen(f"{url}/readyz") as answer:
        old = json.load(answer)["snapshot"]
    publish(stand, url)
    plain_page.goto(f"{url}/?snapshot={old}")
    plain_page.get_by_label("Measure", exact=True).select_option("rtt-waiting-list")
    plain_page.locator("#go").click()
    assert f"snapshot={old}" in plain_page.url
    expect(plain_page.locator("#context")).to_contain_text("December 2025")


def test_a_frame_and_a_picture_are_frozen_or_move_on(page: Page, stand: Path, url: str) -> None:
    with urlopen(f"{url}/readyz") as answer:
        old = json.load(answer)["snapshot"]
    frozen = f"place=RH5&period=2025-12&snapshot={old}"

    def picture() -> bytes:
        with urlopen(f"{url}/image.png?{frozen}") as answer:
            return answer.read()

    before = picture()
    page.goto(f"{url}/embed?{frozen}")
    headline, table = page.locator("h1").inner_text(), page.locator("#figures").inner_text()
    expect(page.locator(".caution")).to_have_count(0)
    publish(stand, url)
    assert picture() == before
    page.goto(f"{url}/embed?{frozen}")
    assert page.locator("h1").inner_text() == headline
    assert page.locator("#figures").inner_text() == table
    expect(page.locator(".caution")).to_contain_text("Since then a figure shown here has been revised")
    page.goto(f"{url}/embed?place=RH5&period=latest")
    expect(page.locator(".kicker")).to_contain_text("January 2026")
