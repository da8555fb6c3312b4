from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., None]


def shape(page: Page, code: str) -> str:
    return page.locator(f'#shapes [data-code="{code}"]').first.get_attribute("class") or ""


def test_find_somerset_choose_orthopaedics_admitted_and_read_the_sentence(page: Page, visit: Visit) -> None:
    visit(page)
    page.locator('#figures a[href="/place/RH5"]').scroll_into_view_if_needed()
    page.locator('#shapes [data-code="RH5"]').first.click()
    expect(page.locator("#panel h2")).to_have_text("Somerset NHS Foundation Trust")
    page.get_by_label("Measure", exact=True).select_option("rtt-admitted-18-weeks")
    page.get_by_label("Specialty", exact=True).select_option(label="Trauma and orthopaedics")
    expect(page.locator("#headline")).to_contain_text(
        "people admitted at Somerset NHS Foundation Trust in trauma and orthopaedics had waited under 18 weeks"
    )
    expect(page.locator("#panel .story")).to_contain_text("people admitted")
    assert "split=C_110" in page.url and "place=RH5" in page.url
    expect(page.locator("#trend .main-svg").first).to_be_visible()


def test_the_improvement_view_names_its_classes_and_lists_four_months(page: Page, visit: Visit) -> None:
    visit(page, "/?indicator=ae-4-hour&period=2026-01")
    page.get_by_label("Show", exact=True).select_option("improvement")
    expect(page.locator("#legend")).to_contain_text("Better, by more than it usually moves")
    assert shape(page, "RH5") in ("better", "worse", "usual")
    expect(page.locator("#figures-head th")).to_have_count(6)
    page.locator('#shapes [data-code="RH5"]').first.hover()
    expect(page.locator("#card")).to_contain_text("Somerset NHS Foundation Trust")
    expect(page.locator("#card .past")).to_contain_text("Dec")


def test_back_and_forward_go_through_the_views(page: Page, visit: Visit) -> None:
    visit(page)
    first = page.locator("#headline").inner_text()
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator("#headline")).to_contain_text("trauma and orthopaedics")
    page.get_by_label("Month", exact=True).first.select_option("2025-03")
    expect(page.locator("#context")).to_contain_text("March 2025")
    page.go_back()
    expect(page.locator("#context")).to_contain_text("January 2026")
    expect(page.locator("select#period")).to_have_value("2026-01")
    page.go_back()
    expect(page.locator("#headline")).to_have_text(first)
    expect(page.locator("select#split")).to_have_value("C_999")
    page.go_forward()
    expect(page.locator("#headline")).to_contain_text("trauma and orthopaedics")


def test_a_new_specialty_sends_no_geometry(page: Page, visit: Visit) -> None:
    visit(page)
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = shape(page, "RH5")
    page.get_by_label("Specialty", exact=True).select_option("C_502")
    expect(page.locator("#headline")).to_contain_text("gynaecology")
    assert not [url for url in asked if "geometry" in url or "geojson" in url]
    assert [url for url in asked if "/api/v1/map" in url]
    assert before != "" and shape(page, "RH5") != ""


def test_months_before_april_2019_bring_points_and_back_again(page: Page, visit: Visit) -> None:
    visit(page, "/?indicator=ae-4-hour&period=2019-04")
    page.get_by_role("button", name="Earlier").click()
    expect(page.locator('#shapes circle[data-code="RBA"]').first).to_be_visible()
    expect(page.locator("#context")).to_contain_text("March 2019")
    page.get_by_role("button", name="Later").click()
    expect(page.locator('#shapes path[data-code="RBA"]').first).to_be_visible()


def test_an_indicator_with_other_months_and_splits_keeps_the_boxes_in_step(page: Page, visit: Visit) -> None:
    visit(page, "/?split=C_110&period=2024-06&scale=standard")
    page.get_by_label("Measure", exact=True).select_option("ae-12-hour-waits")
    expect(page.locator("select#split option:not([hidden])")).to_have_count(1)
    expect(page.locator("select#scale option:not([hidden])")).to_have_count(1)
    expect(page.locator("select#period")).to_have_value("2024-06")
    expect(page.locator("#headline")).to_contain_text("waited over 12 hours for a bed")


def test_the_slider_and_play_move_through_time(page: Page, visit: Visit) -> None:
    visit(page, "/?period=2025-10")
    page.locator("#slider").press("ArrowLeft")
    expect(page.locator("#month-now")).to_have_text("September 2025")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#month-now")).to_have_text("October 2025", timeout=5000)
    page.get_by_role("button", name="Stop").click()


def test_the_legend_points_out_its_trusts(page: Page, visit: Visit) -> None:
    visit(page)
    button = page.locator("#legend button").nth(1)
    count = int(button.locator(".n").inner_text())
    button.click()
    codes = page.locator("#shapes .picked").evaluate_all("shapes => new Set(shapes.map(s => s.dataset.code)).size")
    assert codes == count
    button.click()
    expect(page.locator("#shapes .picked")).to_have_count(0)


def test_the_table_is_sorted_by_a_press_and_says_so(page: Page, visit: Visit) -> None:
    visit(page)
    page.locator('[data-sort="value"]').click()
    expect(page.locator('#figures-head th[aria-sort="descending"]')).to_have_count(1)
    values = page.locator("#figures-body tr td:nth-child(2)").all_inner_texts()
    told = [float(v.split("\u202f")[0]) for v in values if "%" in v and "over" not in v]
    assert told == sorted(told, reverse=True)
    assert "Did not send figures" in values


def test_keys_walk_the_map_and_open_a_place(page: Page, visit: Visit) -> None:
    visit(page, "/?place=RH5")
    page.locator("#atlas").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("of 15")
    first = page.locator("#live").inner_text()
    page.keyboard.press("Home")
    expect(page.locator("#live")).to_contain_text("Airedale")
    assert first != page.locator("#live").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_contain_text("Airedale")
    page.locator("#atlas").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_zoom_never_traps_the_scroll(page: Page, visit: Visit) -> None:
    visit(page)
    page.locator("#map").hover()
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(300)
    assert page.evaluate("window.scrollY") > 100
    assert "scale(1)" in (page.locator("#zoomed").get_attribute("transform") or "scale(1)")
    page.get_by_role("button", name="Zoom in").click()
    assert "scale(1.6)" in (page.locator("#zoomed").get_attribute("transform") or "")


def test_the_hand_over_to_dash_draws_nothing_twice(page: Page, visit: Visit) -> None:
    visit(page)
    assert page.locator("svg#atlas").count() == 1
    assert page.locator("#first").count() == 0
    assert page.locator("table#figures").count() == 1


def test_a_phone_has_no_sideways_scroll_and_large_enough_targets(phone: Page, visit: Visit) -> None:
    visit(phone, "/?indicator=ae-4-hour&place=RH5")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    small = phone.evaluate(
        "[...document.querySelectorAll('button, select, summary')].filter(b => b.offsetParent && b.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    phone.locator('#shapes [data-code="RH5"]').first.tap()
    expect(phone.locator("#card")).to_contain_text("Somerset")


def test_320_pixels_are_enough(new_context: Callable[..., object], visit: Visit) -> None:
    page = new_context(viewport={"width": 320, "height": 640}).new_page()  # type: ignore[attr-defined]
    for address in ("/", "/sources", "/place/RH5", "/about", "/indicator/ae-4-hour"):
        visit(page, address, live=False)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_without_javascript_map_sentence_form_and_table_are_there(plain_page: Page, visit: Visit) -> None:
    visit(plain_page, "/", live=False)
    expect(plain_page.locator("h1")).to_contain_text("people waiting for treatment in England")
    assert plain_page.locator("svg#atlas [data-code]").count() > 140
    assert plain_page.locator("#figures tbody tr").count() > 140
    plain_page.get_by_label("Specialty").select_option("C_110")
    plain_page.locator("#go").click()
    expect(plain_page.locator("h1")).to_contain_text("trauma and orthopaedics")


def test_the_page_breaks_no_policy_and_logs_no_error(page: Page, visit: Visit) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    visit(page, "/?place=RH5")
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator("#headline")).to_contain_text("orthopaedics")
    assert said == []


def test_a_lost_connection_is_told_and_nothing_is_lost(page: Page, visit: Visit) -> None:
    visit(page)
    page.route("**/api/v1/map*", lambda route: route.abort())
    page.get_by_label("Specialty", exact=True).select_option("C_130")
    expect(page.locator("#context")).to_contain_text("could not be fetched")
    page.unroute("**/api/v1/map*")
    page.get_by_label("Specialty", exact=True).select_option("C_110")
    expect(page.locator("#headline")).to_contain_text("orthopaedics")
