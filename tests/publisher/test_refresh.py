"""A refresh from end to end against a publisher on this machine, in small."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from data import manifest, shelf
from data.disk import Busy, ShelfError
from data.refresh.journal import read_journal
from data.refresh.run import refresh
from tests.publisher import fake as site
from tests.publisher.offered import FROM_2022, SAMPLES, TODAY, contents, december, months
from tests.publisher.test_statswales import AE as AE_IN_WALES
from tests.publisher.test_statswales import paged

WAITS_IN_WALES = "/en-gb/dataset/hlth0083"


def test_a_new_month_is_taken_up_and_the_one_before_kept(plan, door, offers, shelf_folder):
    before = shelf.ids(shelf_folder)[0].id
    report = refresh(plan(), door(), TODAY)
    assert report.refused == []
    assert [Path(one).name for one in report.new] == ["December-2022-CSV-abc.csv"]
    assert months(shelf_folder) == {"2022-11", "2022-12"}
    assert manifest.read_manifest(shelf.current(shelf_folder))["build_id"] == report.published
    assert shelf.find(shelf_folder, before) is not None


def test_the_manifest_tells_where_a_file_is_from_and_when_it_was_taken_for_good(plan, door, offers, shelf_folder):
    refresh(plan(), door(), TODAY)
    later = december().replace(b"DECEMBER", b"JANUARY").replace(b"2022", b"2023")
    new = offers.file(f"{site.UPLOADS}2023/05/January-2023-CSV-abc.csv", later)
    offers.ae((new, "A&amp;E January 2023 (CSV, 29K)"), year=FROM_2022)
    refresh(plan(), door(), TODAY)
    told = {
        one["period"]: one
        for one in manifest.read_manifest(shelf.current(shelf_folder))["inputs"]
        if one["source"] == "ae"
    }
    for month in ("2022-12", "2023-01"):
        assert told[month]["origin"].startswith(offers.url)
        assert told[month]["published"] == "2026-02-02"
        assert told[month]["taken"]


def test_nothing_new_is_published_the_second_time_and_nothing_is_sent_again(plan, door, offers, shelf_folder):
    refresh(plan(), door(), TODAY)
    before = contents(shelf_folder)
    offers.asked.clear()
    report = refresh(plan(), door(), TODAY)
    assert (report.new, report.published, report.refused) == ([], "", [])
    assert contents(shelf_folder) == before
    files = [headers for path, headers in offers.asked if path.startswith(site.UPLOADS)]
    assert len(files) == 3
    assert all("If-None-Match" in headers for headers in files)


def test_a_dry_run_tells_and_writes_nothing(plan, door, offers, shelf_folder, tmp_path):
    before = contents(shelf_folder)
    report = refresh(plan(dry=True), door(), TODAY)
    assert any("December 2022" in one for one in report.new)
    assert contents(shelf_folder) == before
    assert not (tmp_path / "raw").exists()


def test_each_source_stands_alone(plan, door, offers, shelf_folder):
    offers.page(site.RTT, [("data/", "All our data")])
    report = refresh(plan(), door(), TODAY)
    assert [one.file for one in report.refused] == [offers.url + site.RTT]
    assert "2022-12" in months(shelf_folder)
    assert report.well == ["ae"]


def test_a_file_that_is_refused_leaves_what_is_held_and_the_others_go_on(plan, door, offers, shelf_folder):
    bad = offers.file(f"{site.UPLOADS}2023/05/January-2023-CSV-bad.csv", december() + b"\n")
    links = offers.offers[f"{site.AE}ae-attendances-and-emergency-admissions-{FROM_2022}/"].content.decode()
    links = links.replace("</article>", f'<p><a href="{bad}">A&amp;E January 2023 (CSV, 29K)</a></p></article>')
    offers.offers[f"{site.AE}ae-attendances-and-emergency-admissions-{FROM_2022}/"].content = links.encode()
    report = refresh(plan(), door(), TODAY)
    assert "its name says 2023-01, its rows say 2022-12" in report.refused[0].why
    assert months(shelf_folder) >= {"2022-11", "2022-12"}
    assert "2023-01" not in months(shelf_folder)


def test_a_revision_under_another_name_takes_the_place_and_what_was_published_first_is_kept(
    plan, door, offers, shelf_folder
):
    refresh(plan(), door(), TODAY)
    revised = december().replace(b"1,234", b"1,235") if b"1,234" in december() else december() + b"\n"
    new = offers.file(f"{site.UPLOADS}2023/07/December-2022-revised-130723-x.csv", revised)
    offers.ae((new, "A&amp;E December 2022 revised (CSV, 29K)"), year=FROM_2022)
    assert refresh(plan(), door(), TODAY).refused == []
    told = pq.read_table(shelf.current(shelf_folder) / "releases.parquet").to_pandas().astype(str)
    december_2022 = told[(told.collection == "ae") & (told.period == "2022-12")].set_index("release").used.to_dict()
    assert december_2022 == {"first release": "False", "revised 2023-07-13": "True"}


def test_new_content_under_the_same_name_takes_the_place(plan, door, offers, shelf_folder):
    refresh(plan(), door(), TODAY)
    offers.file(f"{site.UPLOADS}2023/05/December-2022-CSV-abc.csv", december() + b"\n")
    report = refresh(plan(), door(), TODAY)
    assert len(report.new) == 1
    told = [one for one in manifest.read_manifest(shelf.current(shelf_folder))["inputs"] if one["period"] == "2022-12"]
    assert len(told) == 2


def test_a_file_put_there_by_hand_is_taken_up(plan, door, offers, shelf_folder, tmp_path):
    offers.ae(
        (
            f"https://www.england.nhs.uk{site.UPLOADS}2023/05/November-2022-revised-110523.csv",
            "A&amp;E November 2022 (CSV)",
        ),
        year=FROM_2022,
    )
    here = tmp_path / "raw" / "by-hand" / "ae"
    here.mkdir(parents=True)
    (here / "December-2022.csv").write_bytes(december())
    report = refresh(plan(), door(), TODAY)
    assert report.new == ["by-hand/ae/December-2022.csv"]
    assert "2022-12" in months(shelf_folder)
    assert refresh(plan(), door(), TODAY).new == []


MISBEHAVIOUR = {
    "404": site.status(404), "500": site.status(500), "drip": site.drip, "endless": site.endless,
    "error page": site.error_page, "cut short": site.cut_short, "elsewhere": site.leads_to("http://elsewhere.example/"),
}  # fmt: skip


@pytest.mark.parametrize("manner", MISBEHAVIOUR)
@pytest.mark.parametrize("what", ["index", "file"])
def test_every_misbehaviour_ends_in_a_clear_line_and_an_untouched_snapshot(
    plan, door, offers, shelf_folder, monkeypatch, manner, what
):
    monkeypatch.setattr("data.refresh.fetch.LARGEST_PAGE", 2_000_000)
    monkeypatch.setattr("data.refresh.take.LARGEST_FILE", 2_000_000)
    path = site.AE if what == "index" else f"{site.UPLOADS}2023/05/December-2022-CSV-abc.csv"
    offers.offers[path].manners = [MISBEHAVIOUR[manner]]
    before = contents(shelf_folder)
    report = refresh(plan("ae"), door(), TODAY)
    assert len(report.refused) == 1
    assert report.refused[0].why and report.refused[0].mend
    assert contents(shelf_folder) == before


def test_once_the_publisher_behaves_again_the_refresh_succeeds(plan, door, offers, shelf_folder):
    path = f"{site.UPLOADS}2023/05/December-2022-CSV-abc.csv"
    offers.offers[path].manners = [site.cut_short]
    assert refresh(plan("ae"), door(), TODAY).refused
    offers.offers[path].manners = []
    assert refresh(plan("ae"), door(), TODAY).published


def test_two_refreshes_at_once_the_second_leaves_and_is_told(plan, door, offers, shelf_folder):
    with shelf.locked(shelf_folder, "refresh"), pytest.raises(Busy, match="another refresh is under way"):
        refresh(plan(), door(), TODAY)


def test_a_full_disk_is_told_and_the_next_refresh_succeeds(plan, door, offers, shelf_folder, monkeypatch):
    before = contents(shelf_folder)
    with monkeypatch.context() as full:

        def no_room(handle: int) -> None:
            raise OSError(28, "No space left on device")

        full.setattr("data.disk.os.fsync", no_room)
        with pytest.raises(ShelfError, match="the disk is full"):
            refresh(plan(), door(), TODAY)
    assert contents(shelf_folder) == before
    assert refresh(plan(), door(), TODAY).published


def test_an_archive_that_would_burst_is_refused(plan, door, offers, shelf_folder, tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20260228-RTT-February-2026-full-extract.csv", b"0" * 50_000_000)
    new = offers.file(f"{site.UPLOADS}2026/04/Full-CSV-data-file-Feb26-ZIP-4M-x.zip", path.read_bytes())
    offers.rtt((new, "Full CSV data file Feb26 (ZIP, 4M)"))
    report = refresh(plan("rtt"), door(), TODAY)
    assert "would unpack to 50,000,000 bytes" in report.refused[0].why
    assert report.published == ""


def test_a_journal_that_cannot_be_read_is_named(plan, door, offers, tmp_path):
    refresh(plan("ae"), door(), TODAY)
    file, _ = next(iter(read_journal(tmp_path / "raw").values()))
    shutil.copy(file, file.with_name("x.csv"))
    file.with_name("x.csv.origin.json").write_text(json.dumps({"address": "x"}))
    with pytest.raises(Exception, match=r"x\.csv\.origin\.json: it is no origin of a file"):
        read_journal(tmp_path / "raw")


def test_the_profiles_are_asked_indicator_by_indicator_and_one_that_is_gone_leaves_the_others(
    plan, door, offers, shelf_folder
):
    export = (SAMPLES / "fingertips" / "sample" / "raw_export_90366.csv").read_bytes()

    def answer(handler: site.Answering) -> None:
        asked = "indicator_ids=90366&child_area_type_id=501&" in handler.path
        handler.send(200 if asked else 404, export if asked else b"", "text/csv")

    offers.offers[site.PROFILES] = site.Offer(b"", manners=[answer])
    report = refresh(plan("fingertips"), door(), TODAY)
    assert [Path(one).name for one in report.new] == ["indicator-90366-501.csv"]
    assert {one.why for one in report.refused} == {"the publisher answered 404"}
    rows = pq.read_table(
        shelf.current(shelf_folder) / "health.parquet", columns=["indicator", "source_file"]
    ).to_pandas()
    taken = rows[rows.source_file.astype(str).str.endswith("indicator-90366-501.csv")]
    assert set(taken.indicator) <= {"life-expectancy-male", "life-expectancy-female"}
    assert len(taken)
    offers.asked.clear()
    assert refresh(plan("fingertips"), door(), TODAY).published == ""
    assert [path for path, _ in offers.asked if "=90366&" in path] == []


def test_waits_in_wales_are_taken_up_and_a_dataset_that_is_gone_leaves_the_other(plan, door, offers, shelf_folder):
    offers.offers[WAITS_IN_WALES] = paged(WAITS_IN_WALES, "hlth0083.json")
    report = refresh(plan("statswales"), door(), TODAY)
    assert [Path(one).name for one in report.new] == ["hlth0083.json"]
    assert {one.why for one in report.refused} == {"the publisher answered 404"}
    rows = pq.read_table(shelf.current(shelf_folder) / "services.parquet").to_pandas()
    taken = rows[rows.source_file.astype(str).str.endswith("hlth0083.json")]
    assert set(taken.indicator) == {"wales-rtt-over-18-weeks", "wales-rtt-over-53-weeks"}
    assert len(taken) == 16


def test_a_column_with_another_name_is_told_and_nothing_is_published(plan, door, offers):
    rows = [{"Data": 1, "HospitalCode_STR": "7A67A6AR"}]
    offers.offers[AE_IN_WALES] = offers.offers[WAITS_IN_WALES] = site.Offer(json.dumps({"value": rows}).encode())
    report = refresh(plan("statswales"), door(), TODAY)
    assert report.published == ""
    assert any("column 'Date_ItemName_ENG' is missing" in one.why for one in report.refused), report.refused


def test_a_publisher_that_never_answers_is_left_after_three_files(plan, door, offers, slept):
    links = [
        offers.file(f"{site.UPLOADS}x/{name}-2022-CSV.csv", b"", site.status(503))
        for name in ("May", "June", "July", "August", "March")
    ]
    offers.ae(*[(link, f"A&amp;E {link.split('/')[-1].split('-')[0]} 2022 (CSV)") for link in links], year=FROM_2022)
    report = refresh(plan("ae", since="2022-01"), door(), TODAY)
    assert len(report.refused) == 3
    assert "answered 503, 3 times" in report.refused[0].why
