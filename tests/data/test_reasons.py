"""Every reason that the data give is one of the sentences that can be said in another language."""

from __future__ import annotations

import pytest

from data import ledger, transfers
from data.breaks import merger_breaks
from data.catalogue import catalogue
from data.reasons import SAID, parts
from data.sources.place.listings import listings
from tests import committed

SNAPSHOT = committed.snapshot()
KNOWN = {*SAID, *(one.reason for one in listings())}


def unknown(reasons: set[str]) -> list[str]:
    return sorted(one for one in reasons if one and any(said not in KNOWN for said, _places in parts(one)))


def test_every_reason_in_the_snapshot_for_a_missing_figure_is_known():
    # what a record of announced cuts says of itself stands in its own words
    assert unknown({told for (which, *_), told in SNAPSHOT.whys.items() if which != "announced-cuts"}) == []


def test_every_release_is_told_in_known_words():
    assert unknown({str(one["release"]) for one in SNAPSHOT.releases}) == []


def test_every_merger_and_transfer_is_told_in_known_words():
    told = {
        one.reason
        for code in SNAPSHOT.places
        for dataset in ("ae", "rtt")
        for one in merger_breaks(SNAPSHOT, dataset, code)
    }
    for slug in (slug for slug, one in catalogue().items() if one.group == "staff" and not one.change_of):
        told |= {one.reason for code in SNAPSHOT.cubes[slug].places for one in transfers.breaks(SNAPSHOT, slug, code)}
    for entry in ledger.entries(SNAPSHOT):
        told |= set(ledger.actual(SNAPSHOT, entry.cut).notes) if entry.cut else set()
    assert len(told) > 100
    assert unknown(told) == []


@pytest.mark.parametrize(
    ("told", "taken"),
    [
        (
            "took over A & B (RX1); took over part of C (RX2)",
            (("took over {trust}", {"trust": "A & B (RX1)"}), ("took over part of {trust}", {"trust": "C (RX2)"})),
        ),
        ("rating published on 12 July 2017", (("rating published on {date}", {"date": "12 July 2017"}),)),
        ("something else", (("something else", {}),)),
    ],
)
def test_a_reason_is_taken_apart_into_sentence_and_places(told, taken):
    assert parts(told) == taken


def test_a_reason_within_a_reason_may_have_a_semicolon():
    told = "listed as “Papworth” of “Papworth Hospital”, matched by hand: it moved; the point is where it stands now"
    ((said, places),) = parts(told)
    assert said.endswith("matched by hand: {reason}")
    assert places["reason"] == "it moved; the point is where it stands now"


def test_a_sentence_with_a_semicolon_is_found_among_others():
    told = "the sum of the seven health boards; the file names no month; the all-Wales series has 7 pathways in March 2022 and no other month within 5"
    assert [said for said, _places in parts(told)] == [
        "the sum of the seven health boards",
        "the file names no month; the all-Wales series has {n} pathways in {date} and no other month within {margin}",
    ]
