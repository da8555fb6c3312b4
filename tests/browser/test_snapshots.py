"""Snapshots change under a reader's hands, in a real browser, under the real web server with two workers."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@contextmanager
def serving(stand: Path) -> Iterator[str]:
    settings = {"CARE_ATLAS_SNAPSHOT": str(stand), "CARE_ATLAS_PUBLIC_URL": "https://atlas.example"}
    with serve(workers=2, settings=settings) as server:
        yield server.url


def read(address: str) -> bytes:
    with urlopen(address) as answer:
        return answer.read()


def publish(stand: Path, url: str) -> str:
    """Publish the newest edition and wait until both workers serve it, as they must within half a minute."""
    new = shelf.publish(stand, committed(stand.parent / "made"), keep=6)
    until = time.monotonic() + 30
    alike = 0
    while alike < 20:
        assert time.monotonic() < until, "the new snapshot is not served after 30 seconds"
        alike = alike + 1 if json.loads(read(f"{url}/readyz"))["snapshot"] == new else 0
        time.sleep(0.05)
    return new


def visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("html[data-live=yes]").wait_for()


@dataclass(frozen=True)
class Story:
    """An app in which figures have come in; `frozen` are views of the snapshot before, `was` what they gave then."""

    url: str
    old: str
    frozen: dict[str, str]
    was: dict[str, bytes]


@pytest.fixture(scope="module")
def story(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    stand = shutil.copytree(edition, tmp_path_factory.mktemp("story") / "stand")
    with serving(stand) as url:
        old = json.loads(read(f"{url}/readyz"))["snapshot"]
        asked = f"place=RH5&period=2025-12&snapshot={old}"
        frozen = {kind: f"{url}/{kind}?{asked}" for kind in ("embed", "image.png", "image.svg")}
        was = {kind: read(address) for kind, address in frozen.items()}
        publish(stand, url)
        yield Story(url, old, frozen, was)


def test_a_page_open_while_figures_come_in_never_mixes_old_and_new(page: Page, edition: Path, tmp_path: Path) -> None:
    stand = shutil.copytree(edition, tmp_path / "stand")
    with serving(stand) as url:
        visit(page, f"{url}/?place=RH5")
        expect(page.locator("#month-now")).to_have_text("December 2025")
        new = publish(stand, url)
        with page.expect_event("load"):
            page.get_by_label("Measure", exact=True).select_option("rtt-over-52-weeks")
        page.locator("html[data-live=yes]").wait_for()
        assert new in page.locator("#atlas-data").evaluate("node => node.textContent")
        assert "indicator=rtt-over-52-weeks" in page.url
        expect(page.locator("#headline")).to_contain_text("Somerset")
        page.get_by_label("Month", exact=True).select_option("2026-01")
        expect(page.locator("#month-now")).to_have_text("January 2026")
        expect(page.locator("#panel")).to_contain_text("January 2026")


def test_a_frozen_page_stays_what_it_was_through_every_change_of_view(page: Page, story: Story) -> None:
    visit(page, f"{story.url}/?place=RH5&snapshot={story.old}")
    expect(page.locator("#month-now")).to_have_text("December 2025")
    later = page.get_by_label("Month", exact=True).locator('option[value="2026-01"]')
    expect(later).to_have_count(0)
    page.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    expect(page.locator("#headline")).to_contain_text("4 hours")
    assert f"snapshot={story.old}" in page.url
    assert story.old in (page.locator("#csv").get_attribute("href") or "")
    page.get_by_label("Measure", exact=True).select_option("rtt-incomplete-18-weeks")
    expect(page.locator("#headline")).to_contain_text("18 weeks")
    page.locator("#newest").click()
    expect(page.locator("#newest")).to_have_count(0)
    assert "snapshot=" not in page.url
    expect(later).to_have_count(1)


def test_a_frozen_page_changes_without_a_script_too(plain_page: Page, story: Story) -> None:
    plain_page.goto(f"{story.url}/?snapshot={story.old}")
    plain_page.get_by_label("Measure", exact=True).select_option("rtt-waiting-list")
    plain_page.locator("#go").click()
    assert f"snapshot={story.old}" in plain_page.url
    expect(plain_page.locator("#context")).to_contain_text("December 2025")


def test_a_frozen_picture_keeps_its_bytes_and_a_frozen_frame_its_figures(page: Page, story: Story) -> None:
    for kind in ("image.png", "image.svg"):
        assert read(story.frozen[kind]) == story.was[kind]
    page.goto(story.frozen["embed"])
    told = page.locator(".caution")
    expect(told).to_contain_text("Since then that of 1 place shown here has been revised")
    told.evaluate("node => node.remove()")
    now = page.locator("main").inner_text()
    page.set_content(story.was["embed"].decode().split("<script")[0])
    assert page.locator("main").inner_text() == now


def test_a_frame_that_moves_on_has_moved_on(page: Page, story: Story) -> None:
    page.goto(f"{story.url}/embed?place=RH5&period=latest")
    expect(page.locator(".kicker")).to_contain_text("January 2026")
    expect(page.locator(".caution")).to_have_count(0)
