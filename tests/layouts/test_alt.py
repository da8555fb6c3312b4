from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from data import query
from data.store import STATUS_CODE
from layouts.alt import alt, extent, nothings, revised, subject, told
from layouts.picture import paint
from layouts.view import View, read_view
from layouts.words import statuses
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()


def answered(**args: str) -> tuple[View, query.Answer]:
    view = read_view(SNAPSHOT, args)
    return view, query.across(SNAPSHOT, view.measured, view.split, view.period)


def described(**args: str) -> str:
    view, answer = answered(**args)
    return alt(SNAPSHOT, view, answer, paint(SNAPSHOT, GROUND, view, answer))


def test_the_text_tells_what_where_when_range_and_who_is_missing() -> None:
    said = described(period="2026-01", place="RH5", compare="RHQ")
    for part in ("Map.", "Still waiting: share under 18 weeks, January 2026", "Somerset NHS Foundation Trust: 61.8", "people waiting",
                 "Values on the map go from", "149 of 154 trusts on the map have a figure", "Did not send figures (1)",
                 "Sheffield Teaching Hospitals NHS Foundation Trust did not send figures for January 2026"):  # fmt: skip
        assert part in said


def test_a_specialty_and_a_change_are_named() -> None:
    view, answer = answered(split="C_110", view="year", period="2026-01")
    assert (
        subject(view)
        == "Still waiting: share under 18 weeks, trauma and orthopaedics, January 2026 (Change on the year before)"
    )
    assert "Better, by more than it usually moves: " in extent(view, answer, paint(SNAPSHOT, GROUND, view, answer))


@pytest.mark.parametrize("status", [name for name in STATUS_CODE if name not in ("", "reported")])
def test_each_kind_of_nothing_is_told_in_its_own_words_and_never_as_a_number(status: str) -> None:
    view, answer = answered(period="2026-01", place="RH5")
    codes = answer.status.copy()
    codes[-1, answer.place_at["RH5"]] = STATUS_CODE[status]
    blank = answer.value.copy()
    blank[-1, answer.place_at["RH5"]] = np.nan
    changed = dataclasses.replace(answer, status=codes, value=blank)
    said = told(SNAPSHOT, view, changed, "RH5")
    assert "Somerset NHS Foundation Trust" in said and "%" not in said and "nan" not in said
    picture = paint(SNAPSHOT, GROUND, view, changed)
    assert f"{statuses()[status]} (" in nothings(picture)


def test_a_place_outside_the_collection_has_no_figure() -> None:
    view, answer = answered(period="2026-01")
    assert told(SNAPSHOT, view, answer, "E06000066").startswith("There is no figure for Somerset in January 2026")


def test_a_map_of_places_that_sent_nothing_has_no_range() -> None:
    view, answer = answered(period="2026-01")
    empty = dataclasses.replace(answer, status=np.full_like(answer.status, STATUS_CODE["not_submitted"]))
    assert extent(view, empty, paint(SNAPSHOT, GROUND, view, answer)) == ""


def test_a_revised_month_is_told_with_what_was_first_published() -> None:
    assert "England was first published as" in revised(SNAPSHOT, *answered(indicator="ae-4-hour", period="2025-04"))
    assert revised(SNAPSHOT, *answered(indicator="ae-4-hour", period="2025-06")) == ""


def test_the_alternative_text_of_a_map_of_verdicts_tells_the_verdict() -> None:
    assert "No different from most trusts, as far as chance lets us tell" in described(
        view="verdict", place="RH5", period="2026-01"
    )
