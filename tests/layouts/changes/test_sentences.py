"""Every change in the words a volunteer reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.catalogue import catalogue
from data.changes.change import Change, topic_of
from data.changes.entries import gather
from data.store import Snapshot
from layouts.changes.entries import address, heading, provenance, tag
from layouts.changes.sentences import Sides, sentence, topics
from tests import committed

COMMITTED = Path(__file__).resolve().parents[3] / "data" / "snapshot"
MONTH = Change(
    "period", "rtt", "new", indicator="rtt-waiting-list", split="C_999", period="2026-01", earlier="2025-12",
    old=7_199_624, new=7_155_958, dated="2026-01-31",
)  # fmt: skip
REVISED = Change(
    "revised", "ae", "revised", "RBT", "ae-4-hour", "type-1", "2025-04", old=39.42, new=41.34,
    files=("first.csv", "second.csv"), dated="2025-04-30",
)  # fmt: skip
STOPPED = Change("status", "rtt", "stopped", "RHQ", period="2025-07", earlier="2025-06", lasts=True, dated="2025-07-31")
VERDICT = Change(
    "verdict", "rtt", "worse", "RT1", "rtt-incomplete-18-weeks", "C_999", "2026-01", "2025-12", "usual", 60.0, 55.5,
)  # fmt: skip
MERGER = Change("merger", "places", "merger", "RAL", period="2025-01-01", was="RAP", dated="2025-01-01", note="ODS")


@pytest.fixture(scope="module")
def sides() -> Sides:
    snapshot: Snapshot = committed.snapshot()
    return Sides(snapshot)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (MONTH, "Still waiting: length of the list: 7,155,958; December 2025: 7,199,624."),
        (replace(MONTH, old=None, earlier=""), "Still waiting: length of the list: 7,155,958."),
        (replace(MONTH, old=None, new=None, earlier=""), "Still waiting: length of the list: place by place, with no figure for England."),
        (replace(MONTH, what="withdrawn"), "Still waiting: length of the list: held here no more."),
        (REVISED, "Mid Cheshire Hospitals NHS Foundation Trust – A&E: share seen within 4 hours, major A&E (type 1): now 41.3\u202f%, before 39.4\u202f%."),
        (replace(REVISED, old=None), "Mid Cheshire Hospitals NHS Foundation Trust – A&E: share seen within 4 hours, major A&E (type 1): now 41.3\u202f%, before no figure."),
        (replace(REVISED, new=None), "Mid Cheshire Hospitals NHS Foundation Trust – A&E: share seen within 4 hours, major A&E (type 1): no figure any more, before 39.4\u202f%."),
        (STOPPED, "Sheffield Teaching Hospitals NHS Foundation Trust sent no figures on waits for planned treatment for July 2025, and none since."),
        (replace(STOPPED, lasts=False), "Sheffield Teaching Hospitals NHS Foundation Trust sent no figures on waits for planned treatment for July 2025."),
        (replace(STOPPED, what="resumed"), "Sheffield Teaching Hospitals NHS Foundation Trust sent figures on waits for planned treatment for July 2025 again; the last before were for June 2025."),
        (MERGER, "North Middlesex University Hospital NHS Trust (RAP) became part of Royal Free London NHS Foundation Trust (RAL) on 1 January 2025."),
        (Change("indicator", "health", "new", indicator="smoking"), "New here: Ways of life: adults who smoke."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(sides: Sides, change: Change, told: str) -> None:
    assert sentence(sides, change) == told


def test_a_verdict_is_told_with_both_figures_and_both_months(sides: Sides) -> None:
    said = sentence(sides, VERDICT, of_place=True)
    assert said == (
        "Still waiting: share under 18 weeks: 55.5\u202f% in January 2026, “Worse than most trusts, more than chance would "
        "explain”; 60.0\u202f% in December 2025, “No more different than chance would explain”."
    )


def test_a_verdict_on_a_month_that_was_there_before_says_that_what_came_before_was_corrected(sides: Sides) -> None:
    assert sentence(sides, replace(VERDICT, earlier="2026-01"), True).endswith(
        "since figures or mergers before it were corrected."
    )


def test_two_figures_that_look_alike_are_written_finely_enough_to_differ(sides: Sides) -> None:
    assert "now 74.78\u202f%, before 74.77\u202f%" in sentence(sides, replace(REVISED, old=74.7689, new=74.7838))


def test_a_merger_that_nobody_announced_says_so(sides: Sides) -> None:
    said = sentence(sides, replace(MERGER, note="inferred from the trust list of June 2026"))
    assert said.endswith("This is inferred from lists of organisations; no announcement of it is held.")


def test_a_trust_that_stopped_and_was_then_taken_over_says_by_whom(sides: Sides) -> None:
    said = sentence(sides, replace(STOPPED, place="R1C", period="2024-09"))
    assert said.endswith("Hampshire and Isle of Wight Healthcare NHS Foundation Trust took it over on 1 October 2024.")


@pytest.mark.parametrize(
    ("changes", "place", "told"),
    [
        ([MONTH], "", "New figures on waits for planned treatment: January 2026"),
        ([REVISED], "RBT", "Figures on A&E for April 2025 were revised"),
        ([REVISED, replace(REVISED, place="RTD")], "", "Figures on A&E for April 2025 were revised at 2 places"),
        ([STOPPED, replace(STOPPED, place="R3I5E")], "", "Sheffield Teaching Hospitals NHS Foundation Trust and 1 other provider sent no figures on waits for planned treatment for July 2025"),
        ([VERDICT], "", "Still waiting: share under 18 weeks, January 2026: 1 trust is newly “Worse than most trusts, more than chance would explain”"),
        ([VERDICT], "RT1", "Another verdict on 1 figure of waits for planned treatment, January 2026"),
        ([VERDICT, replace(VERDICT, place="RHQ")], "", "Still waiting: share under 18 weeks, January 2026: 2 trusts are newly “Worse than most trusts, more than chance would explain”"),
        ([replace(VERDICT, split="C_110")], "", "Still waiting: share under 18 weeks, in single specialties or departments, January 2026: 1 trust is newly “Worse than most trusts, more than chance would explain”"),
    ],
)  # fmt: skip
def test_an_entry_has_a_heading(sides: Sides, changes: list[Change], place: str, told: str) -> None:
    (entry,) = gather(changes, by_place=bool(place))
    assert heading(sides, entry, place) == told


def test_a_revision_names_its_files_and_whether_the_day_is_known(sides: Sides) -> None:
    (entry,) = gather([REVISED])
    assert (
        provenance(entry)
        == "The figures before stand in first.csv, today’s in second.csv. The publisher’s files do not say on which day."
    )
    (entry,) = gather([replace(REVISED, revised_on="2026-05-14")])
    assert provenance(entry).endswith("Revised on 14 May 2026.")


def test_a_change_leads_to_its_figure(sides: Sides) -> None:
    assert address(sides, REVISED) == "/?indicator=ae-4-hour&split=type-1&period=2025-04&place=RBT"
    assert address(sides, MONTH) == "/?indicator=rtt-waiting-list&period=2026-01"
    assert address(sides, STOPPED) == "/place/RHQ"


def test_an_entry_is_named_by_a_tag_of_nobodys_address(sides: Sides) -> None:
    (entry,) = gather([STOPPED], by_place=True)
    assert tag(entry, "RHQ") == f"tag:care-atlas.invalid,2026:changes/RHQ/{entry.id}"


def test_every_figure_has_a_topic_that_news_of_it_can_name() -> None:
    assert {topic_of(one) for one in catalogue().values()} <= topics().keys()
