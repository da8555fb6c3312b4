"""Every kind of page, in each of its states, held to WCAG 2.2 AA: by axe, and by what axe cannot see.

One table of addresses and states is walked in both languages, wide and narrow; a screen of 320 px is one of 1280 at a
zoom of 400 %. The suite walks each row in each language once, at one of the two widths, and measures the contrast of
text, which is the same in each language, in English; `make soak` leaves nothing out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from layouts.words import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
Axe = Callable[..., list[str]]
WIDTHS = ((1280, 900), (320, 640))
#: Each kind of page, and the states it is brought into, one after the other.
TABLE: dict[str, tuple[str, ...]] = {
    "/?place=RH5": ("parts", "chart", "patterns", "sorted", "pointed", "suggested", "shared", "failed"),
    "/": (),
    "/?indicator=ae-4-hour&view=improvement&place=RH5": (),
    "/?place=RH5&compare=RA9,RH8&view=verdict": ("chart",),
    "/?place=RH5&scale=spread&geography=points": (),
    "/?indicator=adult-obesity&region=E12000002&deprivation=most": ("patterns",),
    "/?indicator=staff-clinical-change&place=RXR": ("chart",),
    "/?indicator=announced-cuts&place=RXR": (),
    "/?indicator=wales-rtt-over-18-weeks&place=W11000029": (),
    "/?indicator=wales-ae-4-hour": (),
    "/place/RH5": ("shared", "gathered"),
    "/place/E06000066": (),
    "/place/E10000008": (),
    "/place/W06000015": (),
    "/place/W11000029": (),
    "/place/E12000009": (),
    "/place/E54000038": (),
    "/place/AXG": (),
    "/indicator/ae-4-hour": (),
    "/indicator/place-food": (),
    "/indicator/place-pilot-2012": (),
    "/sources": (),
    "/download": (),
    "/api": ("tried",),
    "/about": ("suggested",),
    "/privacy": (),
    "/accessibility": (),
    "/help": (),
    "/help/choosing": (),
    "/find?q=TA1": (),
    "/find?q=zzzz": (),
    "/near": (),
    "/near?q=TA1&split=C_110": (),
    "/changes": (),
    "/changes?place=RBT": (),
    "/ledger": (),
    "/ledger/letter?trust=RXR": (),
    "/compare": (),
    "/compare?places=RH5,RH8,RA9": ("chart", "shared"),
    "/compare?places=RH5": (),
    "/sheet/RH5": (),
    "/sheet/E06000066": (),
    "/report": (),
    "/report?places=RH5,E06000066": (),
    "/share?place=RH5": (),
    "/embed?place=RH5": (),
    "/nowhere": (),
    "/?indicator=nope": (),
}
#: Of every kind of page one: looked at in the dark and in the colours of the system too.
KINDS = ("/?place=RH5", "/place/RH5", "/near?q=TA1&split=C_110", "/compare?places=RH5,RH8,RA9", "/sheet/RH5")
LOOKS = {"dark": {"color_scheme": "dark"}, "the system's colours": {"forced_colors": "active"}}
AS_IT_WAS = {"color_scheme": "light", "forced_colors": "none"}

#: What axe does not judge, or only as advice.
SEEN = """() => {
  const faults = [];
  const shown = (node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".unseen");
  const named = (node) => `${node.tagName.toLowerCase()}#${node.id}.${node.className} ${node.textContent.trim().slice(0, 30)}`;
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(shown).map((h) => [Number(h.tagName[1]), h]);
  if (levels.filter(([level]) => level === 1).length !== 1) faults.push("not one h1");
  levels.forEach(([level, h], at) => { if (level > (at ? levels[at - 1][0] : 0) + 1) faults.push(`heading skips a level: ${named(h)}`); });
  for (const node of document.querySelectorAll("button, select, summary, input:not([type=hidden])")) {
    const box = node.getBoundingClientRect();
    const label = node.closest("label")?.getBoundingClientRect();
    if (shown(node) && Math.min(Math.max(box.width, label?.width || 0), Math.max(box.height, label?.height || 0)) < 24) faults.push(`smaller than 24 px: ${named(node)}`);
  }
  for (const node of document.querySelectorAll("[tabindex]")) if (node.tabIndex > 0) faults.push(`leaves the order of focus: ${named(node)}`);
  for (const node of document.querySelectorAll("[aria-invalid=true]")) {
    const told = document.getElementById(node.getAttribute("aria-describedby"));
    if (!told?.textContent.trim()) faults.push(`no words about what is wrong: ${named(node)}`);
  }
  if (document.querySelectorAll("main").length !== 1) faults.push("not one main");
  if (!document.title.trim()) faults.push("no title");
  return faults;
}"""
#: What stands out of the window at its right, but for what scrolls by itself.
WIDE = """() => {
  const faults = [], wide = document.documentElement.scrollWidth - window.innerWidth;
  if (wide > 0) {
    const who = [...document.querySelectorAll("main *")].filter((n) => n.checkVisibility() && n.scrollWidth > n.clientWidth + 1 && !n.closest(".unseen, .scroll, #table, svg"));
    faults.push(`${wide} px too wide at ${window.innerWidth}: ${who.slice(0, 4).map((n) => `${n.tagName}.${n.className} ${n.textContent.trim().slice(0, 30)}`).join("; ")}`);
  }
  return faults;
}"""
#: Text spacing as of success criterion 1.4.12, set so that the page's policy on styles lets it be; and taken back.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
UNSPACED = "() => { document.adoptedStyleSheets = []; }"
#: What can be opened is looked at open.
OPEN = "() => document.querySelectorAll('main details').forEach((part) => { if (!part.querySelector('#shared')) part.open = true; })"


@pytest.fixture(scope="module")
def one_page(browser: Browser) -> Iterator[Page]:
    """One page for all: what is kept stays kept, as with a reader who goes from page to page."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def put(page: Page, state: str) -> str:
    """Bring the page into a state, by what is the same in each language; tell which part of it has changed."""
    place, narrow = page.locator(".parts [data-shows=place]"), page.locator(".parts").is_visible()
    if state == "parts":
        if narrow:
            page.locator(".parts [data-shows=list]").click()
            expect(page.locator("#map")).to_be_hidden()
        return ".tables"
    if state == "chart":
        if narrow:
            place.click()
        page.locator(".chart").first.scroll_into_view_if_needed()
        expect(page.locator(".chart .main-svg").first).to_be_visible()
        return ".chart"
    if narrow:
        page.locator(f".parts [data-shows={'list' if state == 'sorted' else 'map'}]").click()
    if state == "patterns":
        page.locator("button.patterns").click()
        expect(page.locator("button.patterns")).to_have_attribute("aria-pressed", "true")
        return ".hero"
    if state == "sorted":
        page.locator("#table thead button:visible").last.click()
        expect(page.locator("#table :is([aria-sort=ascending], [aria-sort=descending])")).to_have_count(1)
        return "#table thead"
    if state == "pointed":
        page.mouse.move(0, 0)  # a pointer that lies on the map has its own card
        page.locator("#atlas").focus()
        page.keyboard.press("Home")
        expect(page.locator("#card")).to_be_visible()
        return ".mapbox"
    if state == "suggested":
        page.locator("#find").press_sequentially("newport")
        expect(page.get_by_role("option").first).to_be_visible()
        page.keyboard.press("ArrowDown")
        return ".mast"
    if state == "shared":
        page.locator("details:has(#shared)").evaluate("part => { part.open = true; }")
        expect(page.locator('[data-snippet="alt"]')).to_be_visible()
        return ".share"
    if state == "gathered":
        page.locator(".gather").first.click()
        expect(page.locator("#basket")).to_be_visible()
        return "#basket"
    if state == "tried":
        page.locator(".try button").first.click()
        expect(page.locator(".tried pre").first).to_be_visible()
        return "main"
    assert state == "failed", state
    page.route("**/api/v1/map*", lambda route: route.abort())
    page.locator("select#view").select_option("year")
    expect(page.locator("#live")).not_to_be_empty()
    page.unroute("**/api/v1/map*")
    return ".answer"


def walk(
    page: Page, axe: Axe, url: str, language: str, width: int, colours: bool | None, looks: Iterable[str]
) -> list[str]:
    """All faults of a page and of each state it can be brought into."""
    address = urlsplit(url)._replace(scheme="", netloc="").geturl()
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))  # type: ignore[arg-type]
    page.goto(f"{url}{'&' if '?' in url else '?'}lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    if page.locator("#first").count():
        page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
        page.locator("html[data-live=yes]").wait_for()
    faults = []
    for look in looks:
        page.emulate_media(**LOOKS[look])  # type: ignore[arg-type]
        faults += [f"{look}: {fault}" for fault in axe(page, colours=True)]
        page.emulate_media(**AS_IT_WAS)  # type: ignore[arg-type]
    page.evaluate(OPEN)
    faults += [*axe(page, colours=colours), *page.evaluate(SEEN)]
    for state in TABLE[address]:
        part = put(page, state)
        faults += [f"{state}: {fault}" for fault in (*axe(page, part, colours), *page.evaluate(SEEN))]
    for narrow in (320, 280, 200) if width else (WIDTHS[0][0],):
        page.set_viewport_size({"width": narrow, "height": 256})
        for spacing in (SPACED, UNSPACED):
            page.evaluate(spacing)
            faults += page.evaluate(WIDE)
    return faults


def rows(odd: bool) -> list[tuple[str, str, int]]:
    """The half of the table in which each address stands once in each language, at either width by turns."""
    return [
        (address, language, (at + spoken + odd) % 2)
        for at, address in enumerate(TABLE)
        for spoken, language in enumerate(LANGUAGES)
    ]


@pytest.mark.parametrize(("address", "language", "width"), rows(odd=False))
def test_a_page_has_no_fault_in_any_state(
    one_page: Page, server_url: str, axe: Axe, address: str, language: str, width: int
) -> None:
    english = language == LANGUAGES[0]
    looks = ["dark" if english else "the system's colours"] if address in KINDS else []
    assert walk(one_page, axe, server_url + address, language, width, None if english else False, looks) == []


@pytest.mark.soak
@pytest.mark.parametrize(("address", "language", "width"), [*rows(odd=True), *rows(odd=False)])
def test_a_page_has_no_fault_at_either_width_and_in_any_colours(
    one_page: Page, server_url: str, axe: Axe, address: str, language: str, width: int
) -> None:
    assert walk(one_page, axe, server_url + address, language, width, None, LOOKS) == []


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
