from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGES = [
    "/",
    "/?indicator=ae-4-hour&view=improvement&place=RH5",
    "/?indicator=adult-obesity&region=E12000002&deprivation=most",
    "/place/RH5",
    "/place/E06000066",
    "/place/W11000029",
    "/?indicator=cqc-overall&place=RA7",
    "/indicator/ae-4-hour",
    "/indicator/place-food",
    "/indicator/place-pilot-2012",
    "/sources",
    "/download",
    "/api",
    "/about",
    "/privacy",
    "/accessibility",
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
    "/nowhere",
]


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_no_fault(
    page: Page, visit: Callable[..., None], axe: Callable[[Page], list[str]], address: str
) -> None:
    is_map = address.startswith("/?") or address == "/"
    visit(page, address, live=is_map)
    if is_map:
        expect(page.locator("#trend .main-svg").first).to_be_visible(timeout=20_000)
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_on_a_phone(
    new_context: Callable[..., object], visit: Callable[..., None], axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page = new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme).new_page()  # type: ignore[attr-defined]
    visit(page, "/?place=RH5")
    assert axe(page) == []
