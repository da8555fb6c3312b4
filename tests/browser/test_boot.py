"""Dash comes when there is something that only it can do; until then the page works, and what was done is not lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Visit = Callable[..., None]

LIVE = "html[data-live=yes]"


def boxes(page: Page) -> list[str]:
    return [page.locator(f"select#{name}").input_value() for name in ("indicator", "split", "period")]


def test_on_a_phone_whoever_only_reads_runs_nothing_of_dash(phone: Page, visit: Visit) -> None:
    visit(phone, "/?place=RH5", live=False)
    phone.wait_for_timeout(2500)
    assert phone.evaluate("[typeof DashRenderer, typeof React, typeof Plotly]") == ["undefined"] * 3
    assert phone.locator("link[rel=prefetch]").count() > 5
    phone.get_by_role("button", name="Place", exact=True).click()
    phone.locator("#panel .takeaway").first.scroll_into_view_if_needed()
    expect(phone.locator("#trend .main-svg").first).to_be_visible()


def test_a_chart_in_sight_brings_dash_by_itself(page: Page, visit: Visit) -> None:
    visit(page, "/?place=RH5", live=False)
    page.locator(LIVE).wait_for()
    expect(page.locator("#trend .main-svg").first).to_be_visible()


def test_a_change_before_dash_is_painted_at_once_and_dash_brings_its_panel(phone: Page, visit: Visit) -> None:
    visit(phone, "/?place=RH5", live=False)
    phone.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    expect(phone.locator("#headline")).to_contain_text("4 hours")
    phone.locator(LIVE).wait_for()
    assert boxes(phone)[:2] == ["ae-4-hour", "all"]
    expect(phone.locator("select#split option[value=type-1]")).to_have_count(1)
    expect(phone.locator("#panel[aria-busy]")).to_have_count(0)
    expect(phone.locator("#panel .story")).to_contain_text("visits to A&E")
    phone.go_back()
    expect(phone.locator("#panel .story")).not_to_contain_text("visits to A&E")
    expect(phone.locator("select#indicator")).to_have_value("rtt-incomplete-18-weeks")


def test_what_is_changed_while_dash_is_on_its_way_is_kept(page: Page, visit: Visit) -> None:
    held = []
    page.route("**/_dash-layout*", lambda route: held.append(route))
    visit(page, "/?place=RH5", live=False)
    with page.expect_request("**/_dash-layout*"):
        page.evaluate("dispatchEvent(new Event('atlas:wanted'))")
    page.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    expect(page.locator("#headline")).to_contain_text("4 hours")
    assert "rtt-incomplete-18-weeks" in held[0].request.url
    held[0].continue_()
    page.locator(LIVE).wait_for()
    expect(page.locator("#panel .story")).to_contain_text("visits to A&E")
    expect(page.locator("select#split")).to_have_value("all")
    expect(page.locator("select#indicator")).to_have_value("ae-4-hour")


def test_where_dash_cannot_come_the_server_draws_the_view_whole(phone: Page, visit: Visit) -> None:
    phone.route("**/_dash-component-suites/**", lambda route: route.abort())
    visit(phone, "/?place=RH5", live=False)
    with phone.expect_event("load"):
        phone.get_by_label("Measure", exact=True).select_option("ae-4-hour")
    assert "indicator=ae-4-hour" in phone.url
    expect(phone.locator("#panel .story")).to_contain_text("visits to A&E")
    expect(phone.locator("#panel[aria-busy]")).to_have_count(0)
    with phone.expect_event("load"):
        phone.get_by_label("Measure", exact=True).select_option("rtt-over-52-weeks")
    expect(phone.locator("#panel .story")).not_to_contain_text("visits to A&E")


def test_on_a_phone_finer_choices_come_when_asked_for_and_stay_when_dash_takes_over(phone: Page, visit: Visit) -> None:
    visit(phone, "/", live=False)
    where = phone.get_by_label("Where", exact=True)
    expect(where).to_be_hidden()
    phone.get_by_text("More choices").click()
    where.select_option("E12000009")
    expect(phone.locator("#context")).to_contain_text("South West")
    phone.locator(LIVE).wait_for()
    expect(where).to_be_visible()
    visit(phone, "/?region=E12000009", live=False)
    expect(where).to_be_visible()


def test_who_saves_data_is_asked_before_a_chart_is_fetched(new_context: Callable[..., object], visit: Visit) -> None:
    page = new_context(extra_http_headers={"Save-Data": "on"}).new_page()  # type: ignore[attr-defined]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, "/?place=RH5", live=False)
    page.get_by_label("Measure", exact=True).select_option(
        "ae-4-hour"
    )  # Dash comes for the panel, and no chart with it
    expect(page.locator("#panel .story")).to_contain_text("visits to A&E")
    assert page.locator("link[rel=prefetch]").count() == 0
    assert not [url for url in asked if "plotly" in url]
    page.get_by_role("button", name="Load the chart").click()
    expect(page.locator("#trend .main-svg").first).to_be_visible()
    expect(page.locator("#trend-chart")).to_be_focused()


def test_the_chart_of_a_comparison_waits_for_who_saves_data(new_context: Callable[..., object], visit: Visit) -> None:
    page = new_context(extra_http_headers={"Save-Data": "on"}).new_page()  # type: ignore[attr-defined]
    visit(page, "/compare?places=RH5,RH8", live=False)
    page.wait_for_timeout(2000)
    assert page.evaluate("typeof Plotly") == "undefined"
    page.get_by_role("button", name="Load the chart").click()
    expect(page.locator("#trend .main-svg").first).to_be_visible()
