"""What leaves the printer: the sentence, the map's legend, the table, the source and the address, and nothing to press."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
#: A page asked for the first time is judged and drawn; a busy machine takes its time (milliseconds).
SLOW = 60_000

#: Words of what can be pressed or gone on to; none means anything on paper.
CONTROLS = (
    "Play", "Download as CSV", "Share this view", "Whole map", "Patterns on the colours", "Postcode, town or hospital", "Near me", "Compare with similar",
    "Add to comparison", "Build a report", "Skip to the content", "Take it as a PDF", "Show it on the map",
)  # fmt: skip

PAGES = {
    "/?scale=standard&place=RH5": (
        "About 3 in 5 people waiting for treatment at Somerset NHS Foundation Trust", "Missed: under", "Did not send figures",
        "Source: NHS England, Consultant-led referral to treatment", "Airedale NHS Foundation Trust",
        "York and Scarborough Teaching Hospitals", "What it cannot tell", "A pathway is one course of treatment",
    ),
    "/place/RH5": ("About 3 in 4 visits to A&E", "Latest figures", "Every specialty", "Open Government Licence"),
    "/place/E06000066": ("Where people here are admitted", "Obese adults", "Open Government Licence"),
    "/compare?places=RH5,RH8": ("Somerset is", "Side by side", "Source: NHS England", "All figures at a glance"),
    "/near?q=TA1": ("Waits near TA1 Taunton", "Under 9 weeks", "NHS trust", "Musgrove Park Hospital"),
    "/sheet/RH5": ("Questions for the board", "In plain words", "Sources", "53,128"),
}  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_printed_with_what_is_read_its_source_and_its_address(
    page: Page, server_url: str, address: str
) -> None:
    page.goto(server_url + address, timeout=SLOW)
    text = read(page)
    assert [words for words in PAGES[address] if words not in text] == []
    assert server_url + address in text.replace(" ", "")
    assert [words for words in CONTROLS if words in text] == []


def test_the_head_of_the_table_stands_on_every_page_of_it(page: Page, server_url: str) -> None:
    page.goto(f"{server_url}/?indicator=ae-4-hour&period=2026-01", timeout=SLOW)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    sides = [one.get_textpage().get_text_range() for one in printed]
    tabled = [side for side in sides if len(re.findall(r" NHS (?:Foundation )?Trust\b", side)) > 15]
    assert len(tabled) >= 3
    assert all(re.search(r"Trust\s+Jan 2026", side) for side in tabled)
    assert {tuple(round(n) for n in one.get_size()) for one in printed} == {(595, 842)}


def test_the_address_on_paper_is_that_of_the_view_as_it_is_now(page: Page, visit, server_url: str) -> None:
    visit(page, "/?scale=standard")
    page.get_by_label("Colours").select_option("classic")
    page.wait_for_url("**scale=classic**")
    assert page.url.removeprefix(server_url) in read(page).replace(" ", "")


def test_a_dark_page_is_printed_black_on_white(new_context, server_url: str) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto(f"{server_url}/place/RH5", timeout=SLOW)
    side = pypdfium2.PdfDocument(page.pdf(print_background=True))[0].render(scale=1).to_pil().convert("L")
    shades = side.histogram()
    assert side.getpixel((3, 3)) == 255
    assert sum(shades[250:]) > 0.7 * sum(shades)
    assert sum(shades[:60]) > 0


def read(page: Page) -> str:
    """Print a page on A4 and give the text of all its sides as one line."""
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    return " ".join(" ".join(one.get_textpage().get_text_range() for one in printed).split())


def test_a_dark_page_shows_every_line_of_a_chart_and_so_does_its_paper(
    new_context: Callable[..., BrowserContext], visit: Callable[..., None]
) -> None:
    page = new_context(color_scheme="dark").new_page()
    visit(page, "/compare?places=RH5,RH8", live=False)
    standard = page.locator('#trend .scatterlayer path[style*="rgb(29, 29, 27)"]').first
    expect(standard).to_be_attached(timeout=20_000)
    assert standard.evaluate("line => getComputedStyle(line).stroke") == "rgb(238, 236, 230)"
    page.emulate_media(media="print")
    assert standard.evaluate("line => getComputedStyle(line).stroke") == "rgb(0, 0, 0)"
    assert page.locator("#trend .scatterlayer").first.evaluate("lines => getComputedStyle(lines).filter") == "none"
