"""A file from its address into the folder of what was fetched."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.disk import ShelfError
from data.errors import Refused
from data.refresh.index import Link
from data.refresh.journal import hash_of, origin_of, read_journal
from data.refresh.take import is_due, take
from tests.publisher import fake as manners

PATH = f"{manners.UPLOADS}2026/03/Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip"
CONTENT = b"PK\x03\x04" + os.urandom(300_000)


@pytest.fixture
def link(fake):
    """The link to the extract of January 2026, at the mirror."""
    return Link(
        "rtt", "extract", "2026-01", fake.url + PATH, "Full CSV data file Jan26 (ZIP, 4M)", PATH.rsplit("/", 1)[1]
    )


def known(folder, link):
    return read_journal(folder).get(link.address)


def test_a_file_is_kept_with_its_origin_time_and_hash_beside_it(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT)
    file, new = take(door(), link, tmp_path, None)
    told = json.loads(origin_of(file).read_text())
    assert new
    assert file.read_bytes() == CONTENT
    assert (told["address"], told["period"], told["text"]) == (link.address, "2026-01", link.text)
    assert (told["sha256"], told["etag"]) == (hash_of(file), fake.offers[PATH].etag)
    assert datetime.now(UTC) - datetime.fromisoformat(told["taken"]) < timedelta(minutes=1)
    assert list(tmp_path.rglob("*.part*")) == []


def test_a_file_that_is_as_it_was_is_not_fetched_again(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT)
    file, _ = take(door(), link, tmp_path, None)
    assert take(door(), link, tmp_path, known(tmp_path, link)) == (file, False)
    assert fake.requests(PATH)[1]["If-None-Match"] == fake.offers[PATH].etag


def test_a_file_sent_again_though_it_is_as_it_was_is_not_new(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT, etag=False)
    file, _ = take(door(), link, tmp_path, None)
    assert take(door(), link, tmp_path, known(tmp_path, link)) == (file, False)
    assert len(fake.requests(PATH)) == 2


def test_new_content_under_the_same_name_is_new(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT)
    take(door(), link, tmp_path, None)
    fake.file(PATH, b"PK\x03\x04other")
    file, new = take(door(), link, tmp_path, known(tmp_path, link))
    assert new
    assert known(tmp_path, link)[1].sha256 == hash_of(file)


def test_a_download_that_broke_off_is_gone_on_with_the_next_time(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT, manners.cut_short)
    with pytest.raises(Refused, match=r"cut short|connection failed"):
        take(door(), link, tmp_path, None)
    assert known(tmp_path, link) is None
    fake.file(PATH, CONTENT)
    file, _ = take(door(), link, tmp_path, None)
    assert file.read_bytes() == CONTENT
    assert fake.requests(PATH)[-1]["Range"] == f"bytes={len(CONTENT) // 2}-"


def test_what_broke_off_is_not_joined_to_a_file_that_has_changed_meanwhile(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT, manners.cut_short)
    with pytest.raises(Refused):
        take(door(), link, tmp_path, None)
    fake.file(PATH, b"PK\x03\x04" + b"other" * 9)
    assert take(door(), link, tmp_path, None)[0].read_bytes() == b"PK\x03\x04" + b"other" * 9


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.zip", b"<!DOCTYPE html><html>", "web page"),
        ("x.csv", b"\xef\xbb\xbf\n <html>", "web page"),
        ("x.zip", b"a,b\n1,2\n", r"no \.zip file inside"),
        ("x.csv", b"PK\x03\x04abc", "no table of text"),
        ("x.xls", b"%PDF-1.7", r"no \.xls file inside"),
        ("x.csv", b"  \n", "empty"),
    ],
)
def test_a_file_is_known_by_what_it_holds_whatever_it_is_called(door, fake, link, tmp_path, name, content, why):
    fake.file(PATH, content)
    with pytest.raises(Refused, match=why):
        take(door(), replace(link, name=name), tmp_path, None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_without_its_origin_or_of_another_size_is_as_if_it_were_not_there(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT)
    file, _ = take(door(), link, tmp_path, None)
    file.write_bytes(CONTENT[:5])
    assert known(tmp_path, link) is None


def test_a_full_disk_is_told(door, fake, link, tmp_path, monkeypatch):
    fake.file(PATH, CONTENT)

    def full(handle):
        raise OSError(28, "No space left on device", "x.part")

    monkeypatch.setattr("data.disk.os.fsync", full)
    with pytest.raises(ShelfError, match="the disk is full"):
        take(door(), link, tmp_path, None)


def test_a_folder_that_cannot_be_written_is_told(door, fake, link, tmp_path):
    fake.file(PATH, CONTENT)
    (tmp_path / "rtt").write_text("a file where a folder should be")
    with pytest.raises(ShelfError):
        take(door(), link, tmp_path, None)


@pytest.mark.parametrize(("days", "due"), [(0, False), (6, False), (8, True), (-3, True)])
def test_the_profiles_are_asked_once_a_week_whatever_a_wrong_clock_wrote(door, fake, link, tmp_path, days, due):
    fake.file(PATH, CONTENT)
    take(door(), link, tmp_path, None)
    one, now = replace(link, source="fingertips"), datetime.now(UTC)
    assert is_due(one, known(tmp_path, link), now + timedelta(days=days, seconds=-1 if days else 0)) is due
    assert is_due(link, known(tmp_path, link), now)
