"""Every page held to WCAG 2.2 AA, by axe and by what axe cannot see; one load of a page serves all checks of it.

A screen of 320 px is one of 1280 at a zoom of 400 %.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from layouts.words import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Axe = Callable[["Page"], list[str]]
MAPS = [
    "/",
    "/?indicator=ae-4-hour&view=improvement&place=RH5",
    "/?indicator=adult-obesity&region=E12000002&deprivation=most",
    "/?indicator=cqc-overall&place=RA7",
]
PAGES = [
    "/place/RH5",
    "/place/E06000066",
    "/place/W11000029",
    "/indicator/ae-4-hour",
    "/indicator/place-food",
    "/indicator/place-pilot-2012",
    "/sources",
    "/download",
    "/api",
    "/about",
    "/privacy",
    "/accessibility",
    "/help",
    "/find?q=TA1",
    "/find?q=Newport",
    "/near",
    "/near?q=TA1&split=C_110",
    "/changes",
    "/changes?place=RBT",
    "/ledger",
    "/ledger/letter?trust=RXR",
    "/compare",
    "/compare?places=RH5,RH8,RA9",
    "/compare?places=E06000066,E06000052,E12000009&indicator=adult-obesity",
    "/compare?places=RH5",
    "/sheet/RH5",
    "/report",
    "/share?place=RH5",
    "/embed?place=RH5",
    "/nowhere",
    "/?indicator=nope",
]
#: Of every kind of page one: what differs in another language is the words.
KINDS = [
    "/?place=RH5",
    "/place/RH5",
    "/indicator/ae-4-hour",
    "/near?q=TA1&split=C_110",
    "/compare?places=RH5,RH8",
    "/sheet/RH5",
    "/nowhere",
]

#: What axe does not judge, or only as advice.
SEEN = """() => {
  const faults = [];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".unseen");
  const named = (node) => `${node.tagName.toLowerCase()}#${node.id}.${node.className} ${node.textContent.trim().slice(0, 30)}`;
  const wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const who = [...document.querySelectorAll("body *")].filter((n) => shown(n) && n.getBoundingClientRect().right > window.innerWidth + 1 && !n.closest(".scroll, #table, svg"));
    faults.push(`${wide} px too wide: ${who.slice(0, 4).map(named).join("; ")}`);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown).map((h) => [Number(h.tagName[1]), h]);
  if (levels.filter(([level]) => level === 1).length !== 1) faults.push("not one h1");
  levels.forEach(([level, h], at) => { if (level > (at ? levels[at - 1][0] : 0) + 1) faults.push(`heading skips a level: ${named(h)}`); });
  for (const node of document.querySelectorAll("button, select, summary, input:not([type=hidden])")) {
    const box = node.getBoundingClientRect();
    const label = node.closest("label")?.getBoundingClientRect();
    if (shown(node) && Math.min(Math.max(box.width, label?.width || 0), Math.max(box.height, label?.height || 0)) < 24) faults.push(`smaller than 24 px: ${named(node)}`);
  }
  for (const node of document.querySelectorAll("[tabindex]")) if (node.tabIndex > 0) faults.push(`leaves the order of focus: ${named(node)}`);
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  if (!document.title.trim()) faults.push("no title");
  return faults;
}"""
#: Text spacing as of success criterion 1.4.12, set so that the page's policy on styles lets it be.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Page]:
    """One page for all: what is kept stays kept, as with a reader who goes from page to page."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def check(page: Page, axe: Axe, *, live: bool, language: str = "en") -> list[str]:
    """All faults of the page now open: at 1280 px, at 320 px, and there with wide spacing of text."""
    assert page.locator("html").get_attribute("lang") == language
    if live:
        page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
        page.locator("html[data-live=yes]").wait_for()
    faults = []
    for width, height in ((1280, 900), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        faults += [f"{width} px: {fault}" for fault in (*axe(page), *page.evaluate(SEEN))]
    page.evaluate(SPACED)
    return faults + [f"spaced: {fault}" for fault in page.evaluate(SEEN) if "too wide" in fault]


@pytest.mark.parametrize("address", [*MAPS, *PAGES])
def test_a_page_has_no_fault_wide_or_narrow(one_page: Page, server_url: str, axe: Axe, address: str) -> None:
    one_page.goto(server_url + address)
    assert check(one_page, axe, live=address in MAPS) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("address", KINDS)
def test_a_page_in_another_language_has_no_fault(
    one_page: Page, server_url: str, axe: Axe, address: str, language: str
) -> None:
    one_page.goto(f"{server_url}{address}{'&' if '?' in address else '?'}lang={language}")
    spoken = one_page.locator("html").get_attribute("lang") or ""
    assert check(one_page, axe, live="/?" in address, language=spoken) == []


@pytest.mark.parametrize(
    "look", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced colours"]
)
def test_in_other_colours_there_is_no_fault(
    new_context: Callable[..., object], server_url: str, axe: Axe, look: dict[str, str]
) -> None:
    page = new_context(viewport={"width": 320, "height": 700}, **look).new_page()  # type: ignore[attr-defined]
    faults = []
    for address in KINDS:
        page.goto(server_url + address)
        faults += [f"{address}: {fault}" for fault in axe(page)]
    assert faults == []


def test_every_part_of_the_explorer_is_without_fault_on_a_phone(one_page: Page, server_url: str, axe: Axe) -> None:
    one_page.set_viewport_size({"width": 320, "height": 640})
    one_page.goto(f"{server_url}/?place=RH5")
    one_page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
    one_page.locator("html[data-live=yes]").wait_for()
    for part, shown, hidden in (
        ("Place", "#panel", "#map"),
        ("List", "#figures", "#panel"),
        ("Map", "#map", "#figures"),
    ):
        one_page.locator(".parts").get_by_role("button", name=part).click()
        expect(one_page.locator(shown)).to_be_visible()
        expect(one_page.locator(hidden)).to_be_hidden()
        if part == "Place":
            expect(one_page.locator("#trend .main-svg").first).to_be_visible(timeout=20_000)
        assert [*axe(one_page), *one_page.evaluate(SEEN)] == [], part


def test_a_screen_of_200_px_scrolls_sideways_nowhere(one_page: Page, server_url: str) -> None:
    one_page.set_viewport_size({"width": 200, "height": 500})
    for address in ("/", "/place/RH5", "/near?q=TA1", "/about"):
        one_page.goto(server_url + address)
        assert one_page.evaluate("document.documentElement.scrollWidth") <= 200, address


def test_patterns_stand_on_the_colours_when_asked_for(page: Page, visit: Callable[..., None]) -> None:
    visit(page)
    button = page.get_by_role("button", name="Patterns on the colours")
    expect(button).to_have_attribute("aria-pressed", "false")
    fill = "shape => getComputedStyle(shape).fill"
    shape = page.locator("#shapes .places .s3").first
    assert "url" not in shape.evaluate(fill)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert "#b-s3" in shape.evaluate(fill)
    assert "#b-s3" in page.locator("#legend .swatch .s3").evaluate(fill)


def test_who_asks_the_device_for_more_contrast_has_patterns_at_once(
    new_context: Callable[..., object], visit: Callable[..., None]
) -> None:
    page = new_context(contrast="more").new_page()  # type: ignore[attr-defined]
    visit(page)
    expect(page.get_by_role("button", name="Patterns on the colours")).to_have_attribute("aria-pressed", "true")
    assert "#b-s3" in page.locator("#shapes .places .s3").first.evaluate("shape => getComputedStyle(shape).fill")
