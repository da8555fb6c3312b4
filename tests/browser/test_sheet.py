"""The meeting sheet and the report builder in a browser: without scripts, by keyboard, on a phone, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
REPORT = "/report?places=RH5,E06000066"


@pytest.mark.parametrize("address", ["/sheet/RH5", "/sheet/E06000066", REPORT])
def test_nothing_is_wider_than_a_phone(phone: Page, server_url: str, address: str) -> None:
    phone.goto(server_url + address)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_report_is_put_together_without_scripts(plain_page: Page, server_url: str) -> None:
    plain_page.goto(f"{server_url}/report")
    plain_page.get_by_label("Add a place: its name or code").fill("Somerset NHS Foundation Trust")
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page).to_have_url(f"{server_url}/report?places=RH5")
    plain_page.get_by_label("Staff", exact=True).uncheck()
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.get_by_role("heading", name="Questions for the board")).to_be_visible()
    expect(plain_page.get_by_role("heading", name="Staff")).to_have_count(0)
    plain_page.get_by_label("Somerset NHS Foundation Trust (RH5)").uncheck()
    plain_page.get_by_role("button", name="Show").click()
    expect(plain_page.get_by_text("Add a place above, and its sheet stands here.")).to_be_visible()


def test_the_preview_follows_each_choice_and_the_address_with_it(page: Page, server_url: str) -> None:
    page.goto(f"{server_url}/report?places=RH5")
    page.get_by_label("Three questions").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="Questions for the board")).to_have_count(0)
    expect(page).to_have_url(
        f"{server_url}/report?places=RH5&sections=figures,specialties,health,staff,hospitals,bridge,missing,definitions,sources"
    )
    expect(page.get_by_role("link", name="One PDF")).to_have_attribute(
        "href",
        "/report?places=RH5&sections=figures,specialties,health,staff,hospitals,bridge,missing,definitions,sources&format=pdf",
    )
    expect(page.locator("#live")).to_have_text("The report holds 1 place.")
    assert page.evaluate("document.activeElement.value") == "questions"
    page.get_by_label("Add a group").select_option("trusts-in:E12000009")
    expect(page.get_by_label("All trusts based in South West")).to_be_checked()


def test_a_browser_prints_a_sheet_without_the_frame_of_the_site(page: Page, server_url: str) -> None:
    page.goto(f"{server_url}/sheet/RH5")
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = " ".join(one.get_textpage().get_text_range() for one in printed)
    assert "Questions for the board" in text
    assert "Take it as a PDF" not in text
    assert "Postcode, town or hospital" not in text
