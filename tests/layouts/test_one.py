"""A figure of one is told in the singular."""

from __future__ import annotations

import re

import pytest

from data import query
from data.catalogue import catalogue
from layouts import sentences
from layouts.view import read_view
from tests import committed

SNAPSHOT = committed.snapshot()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("rtt-over-52-weeks C_999 ACG19", "1 treatment at Newmedica Community Ophthalmology - Leeds has been waited for over a year"),
        ("rtt-waiting-list C_100 RA9", "1 treatment is being waited for at Torbay and South Devon NHS Foundation Trust in general surgery"),
        ("rtt-waiting-list C_100 RH5", "2,394 treatments are being waited for at Somerset NHS Foundation Trust in general surgery"),
        ("ae-12-hour-waits all RVW", "1 person at North Tees and Hartlepool NHS Foundation Trust waited over 12 hours for a bed"),
        ("ae-breaches all AAH", "1 visit to A&E at Tetbury Hospital Trust Ltd took more than 4 hours"),
    ],
)  # fmt: skip
def test_a_headline_counts_in_singular_and_plural(asked: str, said: str) -> None:
    slug, split, code = asked.split()
    indicator = catalogue()[slug]
    period = "2026-03" if slug.startswith("ae") else "2026-01"
    view = read_view(SNAPSHOT, {"indicator": slug, "split": split, "period": period, "place": code})
    assert sentences.headline(SNAPSHOT, view, query.across(SNAPSHOT, indicator, split, period)) == said


def test_every_headline_that_counts_things_has_one_for_a_single_thing() -> None:
    counted = [
        (slug, key)
        for slug, indicator in catalogue().items()
        for key in ("headline", "headline_of_a_split")
        if re.match(r"\{count\} \w+s\b|\{count\} people|.*\{count\} times", getattr(indicator, key))
    ]
    assert counted
    for slug, key in counted:
        one, many = catalogue()[slug].wording(key)
        assert one != many and set(re.findall(r"\{\w+\}", one)) == set(re.findall(r"\{\w+\}", many)), (slug, key)


def test_one_person_stands_behind_a_share_in_the_singular() -> None:
    view = read_view(SNAPSHOT, {"place": "D1V5N", "period": "2026-01"})
    answer = query.across(SNAPSHOT, view.measured, view.split, view.period)
    assert "(0 of 1 person waiting)" in sentences.context(SNAPSHOT, view, answer)
