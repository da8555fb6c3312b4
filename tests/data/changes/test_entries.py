"""Many changes make few entries: bounded, ordered, and named by what they say."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from data.changes.change import KINDS, Change
from data.changes.entries import MOST_KEPT, gather, newest
from data.changes.told import changes
from data.store import ENGLAND, Snapshot


@pytest.fixture(scope="module")
def told(snapshot: Snapshot) -> list[Change]:
    return list(changes(None, snapshot))


def test_entries_hold_every_change_once(told: list[Change]) -> None:
    entries = gather(told)
    assert sum(entry.n for entry in entries) == len(told)
    assert len({entry.id for entry in entries}) == len(entries)


def test_entries_are_the_same_in_whatever_order_changes_come(told: list[Change]) -> None:
    mixed = told[:]
    random.Random(7).shuffle(mixed)
    first, again = gather(told), gather(mixed)
    assert [(one.id, one.kept) for one in first] == [(one.id, one.kept) for one in again]


def test_the_most_important_kind_stands_first(told: list[Change]) -> None:
    order = [KINDS.index(entry.first.kind) for entry in gather(told)]
    assert order == sorted(order)


def test_trusts_that_stopped_stand_before_other_providers(told: list[Change]) -> None:
    of_others = [entry.of_others for entry in gather(told) if entry.first.kind == "status"]
    assert of_others == sorted(of_others)


def test_a_thousand_revisions_are_one_entry_with_england_first_and_the_rest_counted() -> None:
    one = Change("revised", "rtt", "revised", indicator="rtt-waiting-list", split="C_999", period="2025-04", old=1.0, new=2.0)  # fmt: skip
    many = [replace(one, place=f"R{at:02d}", new=float(at + 3), split=split) for at in range(99) for split in ("C_999", "C_100", "C_110")]  # fmt: skip
    (entry,) = gather([*many, one])
    assert entry.n == 298
    assert len(entry.kept) == MOST_KEPT
    assert entry.first.place == ENGLAND
    assert {change.split for change in entry.kept} == {"C_999"}
    assert [change.place for change in entry.kept[1:3]] == ["R98", "R97"]


def test_a_month_revised_again_is_another_entry() -> None:
    one = Change("revised", "ae", "revised", indicator="ae-attendances", split="all", period="2025-04", old=1.0, new=2.0, files=("a.csv", "b.csv"))  # fmt: skip
    again = replace(one, old=2.0, new=3.0, files=("b.csv", "c.csv"))
    assert gather([one])[0].id != gather([again])[0].id


def test_each_place_is_told_by_itself_where_asked(told: list[Change]) -> None:
    assert all(len(entry.places) == 1 for entry in gather(told, by_place=True))


def test_the_newest_stands_first_where_days_count(told: list[Change]) -> None:
    days = [entry.dated for entry in newest(gather(told))]
    assert days == sorted(days, reverse=True)
