"""The publishers that a refresh is timed against offer what the real ones do, under links that are read as theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bench import refreshing
from data.refresh.fetch import Door
from data.refresh.index import find_links


@pytest.mark.raw
def test_every_month_that_is_offered_is_found(raw_folder: Path) -> None:
    with refreshing.site.publisher() as publisher:
        offered = refreshing.offer_months(publisher, raw_folder)
        found = [find_links(Door(publisher.url), source, "", date(2026, 11, 22)) for source in ("rtt", "ae")]
    assert sum(len(links) for links, _odd in found) == offered
    assert [odd for _links, odd in found] == [[], []]


@pytest.mark.raw
def test_the_answers_of_the_profiles_begin_as_an_export_does(raw_folder: Path) -> None:
    answers = refreshing.exports(raw_folder)
    assert len(answers) >= 16
    for content in answers.values():
        assert content.lstrip(b"\xef\xbb\xbf").startswith(b"Indicator ID,Indicator Name,Parent Code")


def test_without_official_files_nothing_is_timed_and_it_is_said(tmp_path: Path) -> None:
    (figure,) = refreshing.measure([str(tmp_path)])
    assert figure.samples == ()
    assert figure.note == "no folder of official files"
