"""Why a provider has no figures in a month."""

from __future__ import annotations

import pandas as pd
import pytest

from data.statuses import Lives, lives, missing_submissions, not_judged

MONTHS = ["2025-06", "2025-07", "2025-08", "2025-09", "2025-10"]
NO_EVENTS = pd.DataFrame(columns=["code", "collection", "from", "to", "status", "why"])


def told(
    months: dict[str, str],
    collection: str = "rtt",
    notes: dict[tuple[str, str], str] | None = None,
    events: pd.DataFrame = NO_EVENTS,
    standing: Lives | None = None,
    periods: list[str] = MONTHS,
) -> dict[tuple[str, str], str]:
    """Statuses by (code, month); `months` marks with x the months in which a code reported."""
    reported = {
        period: {code for code, marks in months.items() if marks[place] == "x"} for place, period in enumerate(periods)
    }
    found = missing_submissions(collection, reported, notes or {}, events, standing or Lives())
    return {(row["place_code"], row["period"]): row["status"] for row in found.to_dict("records")}


def test_a_gap_between_two_reported_months_is_not_submitted() -> None:
    assert told({"RF4": "xx..x"}) == {
        ("RF4", "2025-08"): "not_submitted",
        ("RF4", "2025-09"): "not_submitted",
    }


def test_after_its_last_month_a_provider_stopped_reporting() -> None:
    assert told({"RKL": "xxx..", "RJ1": "xxxxx"}) == {
        ("RKL", "2025-09"): "stopped_reporting",
        ("RKL", "2025-10"): "stopped_reporting",
    }


def test_an_event_stands_over_what_the_position_would_say() -> None:
    events = pd.DataFrame([("RHQ", "rtt", "2025-07", "", "not_submitted", "did not submit")], columns=NO_EVENTS.columns)
    statuses = told({"RHQ": "x....", "RJ1": "xxxxx"}, events=events)
    assert set(statuses.values()) == {"not_submitted"}
    assert len(statuses) == 4


def test_an_event_does_not_deny_figures_that_are_there() -> None:
    events = pd.DataFrame([("RHQ", "rtt", "2025-07", "", "not_submitted", "")], columns=NO_EVENTS.columns)
    assert ("RHQ", "2025-08") not in told({"RHQ": "x.x.x"}, events=events)


def test_the_publishers_note_names_who_did_not_submit_even_if_it_never_did() -> None:
    assert told({"RJ1": "xxxxx"}, notes={("NQ106", "2025-08"): "foot note"}) == {("NQ106", "2025-08"): "not_submitted"}


def test_an_organisation_closed_before_the_month_has_no_row() -> None:
    standing = Lives(closed={"R1C": "2025-09-01"})
    assert told({"R1C": "xx...", "RW1": "xxxxx"}, standing=standing) == {("R1C", "2025-08"): "stopped_reporting"}


def test_a_successor_takes_over_from_its_date_and_not_before() -> None:
    places = pd.DataFrame([("RAP", "1999-01-01", "")], columns=["code", "opened", "closed"])
    taken_over = pd.DataFrame(
        [("RAP", "RAL", "2025-09-01", "merger", "")], columns=["old_code", "new_code", "date", "kind", "note"]
    )
    standing = lives(places, taken_over)
    assert not standing.is_closed("RAP", "2025-08")
    assert standing.is_closed("RAP", "2025-09")


def test_before_its_first_month_a_provider_known_to_stand_was_not_collected_from() -> None:
    standing = Lives(opened={"RNEW": "2025-07-15"})
    assert told({"RNEW": "...xx", "RJ1": "xxxxx"}, standing=standing) == {
        ("RNEW", "2025-07"): "not_collected",
        ("RNEW", "2025-08"): "not_collected",
    }


def test_before_the_first_month_of_a_provider_nothing_is_known_of_nothing_is_said() -> None:
    assert told({"NX1": "...xx", "RJ1": "xxxxx"}) == {}


def test_a_gap_in_the_ae_table_of_2016_to_2019_has_no_record_since_it_leaves_out_the_empty() -> None:
    months = ["2018-12", "2019-01", "2019-02", "2019-03", "2019-04"]
    assert told({"RDY": "x..xx"}, collection="ae", periods=months) == {
        ("RDY", "2019-01"): "no_record",
        ("RDY", "2019-02"): "no_record",
    }


@pytest.mark.parametrize(
    ("code", "period", "why"),
    [
        ("RGR", "2022-12", "clinical review of standards field test"),
        ("RXX", "2022-12", "the workbook prints no four-hour figures for it"),
    ],
)
def test_a_trust_that_was_not_judged_is_not_collected_for_four_hours_only(code: str, period: str, why: str) -> None:
    attendances = pd.DataFrame(
        {
            "period": [period] * 2,
            "place_code": [code, "RJ1"],
            "split": ["all"] * 2,
            "attendances": [10.0, 10.0],
            "judged": [None, 10.0],
        }
    )
    found = not_judged(attendances).to_dict("records")
    assert found == [
        {
            "collection": "ae-4-hour",
            "place_code": code,
            "period": period,
            "status": "not_collected",
            "why": why,
        }
    ]
