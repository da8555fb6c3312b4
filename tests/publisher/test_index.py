"""What the publishers' pages lead to, told by the words of the links."""

from __future__ import annotations

from datetime import date

import pytest

from data.errors import Refused
from data.refresh.index import anchors, find_links
from data.refresh.profiles import profile_links
from tests.publisher import fake as site

TODAY = date(2026, 11, 22)
UP = f"https://www.england.nhs.uk{site.UPLOADS}"
RTT_PAGE = (
    (f"{UP}2026/03/Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip", "Full CSV data file Jan26 (ZIP, 4M)"),
    (f"{UP}2026/03/Incomplete-Commissioner-Jan26-XLSX-4M-WL5BiP.xlsx", "Incomplete Commissioner Jan26 (XLSX, 4M)"),
    (f"{UP}2026/02/Full-CSV-data-file-Apr25-ZIP-4M-revised.zip", "Full CSV data file&nbsp;Apr25 \n – revised (ZIP, 4M)"),
    (f"{UP}2025/12/Full-CSV-data-file-Oct25-ZIP-4M-SrRW6y.zip", "Full CSV data file Oct25 (ZIP, 4M)"),
    (f"{UP}2026/02/RTT-Overview-Timeseries-Including-Estimates-Dec25.xlsx", "RTT Overview Timeseries Including Estimates for Missing Trusts Dec25 (XLS, 116K)"),
    (f"{UP}2026/04/RTT-Overview-Timeseries-Including-Estimates-Feb26.xlsx", "RTT Overview Timeseries Including Estimates for Missing Trusts Feb26 (XLS, 116K)"),
    (f"{UP}2025/09/Jul25-RTT-SPN-Publication-PDF-466K-92707.pdf", "Jul25 RTT SPN publication (PDF, 466K)"),
)  # fmt: skip
AE_PAGE = (
    (f"{UP}2026/02/December-2025-CSV-K7F4Sp.csv", "Monthly A&amp;E December 2025 (CSV, 29K)"),
    (f"{UP}2026/02/Monthly-AE-January-2026-Provider-revised-lqb32.xls", "A&amp;E by provider, January 2026 (XLS, 438K)"),
    (f"{UP}2026/02/Quarter-3-2025-26-AE-by-provider.xls", "Quarter 3 2025-26 A&amp;E by provider (XLS)"),
    (f"{UP}2026/02/Q3-2025-26.csv", "Q3 October to December 2025 (CSV)"),
    (f"{UP}2026/02/Timeseries-monthly-Unadjusted-January-2026.xls", "Monthly A&amp;E Timeseries January 2026 (XLS, 400K)"),
    (f"{UP}2026/02/ECDS-by-provider-January-2026.xls", "Supplementary ECDS by provider January 2026 (XLS)"),
)  # fmt: skip


def found(door, source, since="2024-04", today=TODAY):
    links, odd = find_links(door(), source, since, today)
    assert odd == []
    return {(one.form, one.period, one.name) for one in links}


def test_full_extracts_and_the_newest_overview_are_found_by_what_their_links_say(door, fake):
    fake.rtt(*RTT_PAGE)
    assert found(door, "rtt") == {
        ("extract", "2026-01", "Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip"),
        ("extract", "2025-04", "Full-CSV-data-file-Apr25-ZIP-4M-revised.zip"),
        ("extract", "2025-10", "Full-CSV-data-file-Oct25-ZIP-4M-SrRW6y.zip"),
        ("overview", "2026-02", "RTT-Overview-Timeseries-Including-Estimates-Feb26.xlsx"),
    }


def test_of_accident_and_emergency_the_months_are_taken_and_quarters_and_series_left(door, fake):
    fake.ae(*AE_PAGE)
    assert found(door, "ae") == {
        ("csv", "2025-12", "December-2025-CSV-K7F4Sp.csv"),
        ("workbook", "2026-01", "Monthly-AE-January-2026-Provider-revised-lqb32.xls"),
    }


def test_files_are_asked_for_at_the_mirror(door, fake):
    fake.rtt(*RTT_PAGE)
    links, _ = find_links(door(), "rtt", "2024-04", TODAY)
    assert {one.address.split("/statistics")[0] for one in links} == {fake.url}


def test_a_month_and_a_revision_that_only_the_link_tells_stand_in_the_name(door, fake):
    fake.rtt((f"{UP}2026/03/data%20file%207.zip", "Full CSV data file Jan26 REVISED (ZIP, 4M)"))
    assert found(door, "rtt") == {("extract", "2026-01", "January-2026-data-file-7-revised.zip")}


def test_a_name_cannot_lead_out_of_its_folder(door, fake):
    fake.rtt((f"{UP}2026/03/..%2F..%2F..%2Fetc%2Fpasswd.zip", "Full CSV data file Jan26 (ZIP, 4M)"))
    assert found(door, "rtt") == {("extract", "2026-01", "January-2026-passwd.zip")}


@pytest.mark.parametrize(
    ("address", "text", "why"),
    [
        ("Full-CSV-data-file-Feb26.zip", "Full CSV data file Jan26 (ZIP, 4M)", "says 2026-01 and 2026-02"),
        ("file.zip", "Full CSV data file (ZIP, 4M)", "names no month"),
    ],
)
def test_a_link_that_contradicts_itself_is_told_and_the_others_are_taken(door, fake, address, text, why):
    fake.rtt((UP + address, text), RTT_PAGE[0])
    links, odd = find_links(door(), "rtt", "2024-04", TODAY)
    assert [one.period for one in links] == ["2026-01"]
    assert why in odd[0].why


def test_pages_of_years_gone_by_are_not_opened(door, fake):
    fake.rtt(*RTT_PAGE)
    fake.page(
        site.RTT,
        [("rtt-data-2025-26/", "2025-26"), ("rtt-data-2022-23/", "2022-23"), ("rtt-data-2022-23/}", "2022-23")],
    )
    found(door, "rtt")
    assert fake.requests(f"{site.RTT}rtt-data-2022-23/") == []


def test_the_doubled_addresses_of_2015_to_2017_are_pages_of_their_years(door, fake):
    slug = f"{site.AE}statistical-work-areasae-waiting-times-and-activityae-attendances-and-emergency-admissions-"
    fake.page(site.AE, [(f"{slug}2015-16-monthly-3/", "2015-16"), (f"{slug}2016-17/", "2016-17")])
    fake.page(
        f"{slug}2015-16-monthly-3/", [(f"{UP}2015/x/June-2015-AE-by-provider.xls", "A&amp;E by provider June 2015")]
    )
    fake.page(f"{slug}2016-17/", [(f"{UP}2016/x/June-2016-AE-by-provider.xls", "A&amp;E by provider June 2016")])
    assert {period for _, period, _ in found(door, "ae", "2015-04")} == {"2015-06", "2016-06"}


def test_an_index_that_is_laid_out_anew_is_refused_with_what_was_looked_for(door, fake):
    fake.page(site.RTT, [("all-our-data/", "All our data")])
    with pytest.raises(Refused, match=r"no link to a page of a year such as rtt-data-2025-26/.*source\.yaml"):
        find_links(door(), "rtt", "2024-04", TODAY)


def test_a_year_page_that_is_laid_out_anew_is_refused_with_what_was_looked_for(door, fake):
    fake.rtt((f"{UP}x.zip", "Download all of January 2026"))
    with pytest.raises(Refused, match=r"no link that reads like 'Full CSV data file Jan26 \(ZIP, 4M\)'"):
        find_links(door(), "rtt", "2024-04", TODAY)


def test_the_page_of_a_year_of_which_nothing_can_be_out_may_be_empty(door, fake):
    fake.rtt(*RTT_PAGE)
    fake.page(site.RTT, [("rtt-data-2025-26/", "2025-26"), ("rtt-data-2026-27/", "2026-27")])
    fake.page(f"{site.RTT}rtt-data-2026-27/", [])
    assert len(found(door, "rtt", today=date(2026, 5, 1))) == 4
    with pytest.raises(Refused, match="no link that reads like"):
        find_links(door(), "rtt", "2024-04", TODAY)


def test_a_page_that_is_gone_is_refused(door, fake):
    with pytest.raises(Refused, match="answered 404"):
        find_links(door(), "rtt", "2024-04", TODAY)


def test_links_are_read_from_untidy_pages():
    html = (
        "<a href=' /x#part '>One<br>two</a><A HREF=y>three</A><a name=z>no link</a><p><a href='//other.example/q'>four"
    )
    assert [tuple(one) for one in anchors(html, "https://a.example/b/")] == [
        ("https://a.example/x", "One two"),
        ("https://a.example/b/y", "three"),
        ("https://other.example/q", "four"),
    ]


def test_each_indicator_of_the_profiles_is_asked_for_by_its_kind_of_area(door, fake):
    asked = {one.text: one.address for one in profile_links(door())}
    assert asked["indicator 90366, areas of type 501"] == (
        f"{fake.url}/api/all_data/csv/by_indicator_id?indicator_ids=90366&child_area_type_id=501&parent_area_type_id=15"
    )
    assert "indicator 91112, areas of type 502" in asked


@pytest.mark.raw
def test_every_real_address_of_an_extract_tells_its_month(door, fake, raw_folder):
    seen = (raw_folder / "publishers" / "links_seen.txt").read_text("utf-8").split()
    real = [one for one in seen if "/Full-CSV-data-file-" in one]
    assert len(real) > 80
    fake.rtt(*[(one, f"Full CSV data file {one.split('/Full-CSV-data-file-')[1][:5]} (ZIP, 4M)") for one in real])
    links, odd = find_links(door(), "rtt", "2011-04", TODAY)
    assert odd == []
    assert {one.name for one in links} == {one.rsplit("/", 1)[1] for one in real}
    assert {one.period for one in links} >= {"2019-01", "2021-12", "2026-06"}
