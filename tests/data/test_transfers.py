"""Change between two census dates, and what of it is a merger or a transfer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import query, transfers
from data.catalogue import catalogue
from data.censuses import CENSUSES, EARLIER, USUAL, usual_split
from data.query import REPORTED
from data.store import STATUSES
from layouts.figures.trend import pieces
from tests import committed

SNAPSHOT = committed.snapshot()
LEVELS = ("staff-all", "staff-clinical", "staff-support", "staff-non-clinical")


def change(slug: str, earlier: str, later: str, place: str) -> tuple[str, float, bool]:
    answer = query.across(SNAPSHOT, catalogue()[slug], f"from-{earlier}", later)
    at = answer.place_at[place]
    return STATUSES[answer.status[0, at]], float(answer.value[0, at]), bool(answer.moved[0, at])


def kinds(slug: str, place: str) -> dict[str, str]:
    return {b.period: b.kind for b in transfers.breaks(SNAPSHOT, slug, place)}


def test_the_limit_of_a_jump_grows_with_the_root_of_time() -> None:
    found = transfers.limits(("2023-09", "2024-09", "2025-02", "2025-03"))
    assert np.isnan(found[0])
    assert found[1:].round(1).tolist() == [15.0, 9.7, 4.3]


@pytest.mark.parametrize(
    ("before", "after", "periods", "jumped"),
    [
        (1000, 1100, ("2010-09", "2011-09"), True),
        (1000, 1099, ("2010-09", "2011-09"), False),
        (1000, 1100, ("2009-09", "2010-09"), False),
        (1000, 1100, ("2012-09", "2013-09"), False),
        (1000, 900, ("2010-09", "2011-09"), False),
        (1000, 1151, ("2014-09", "2015-09"), True),
        (1000, 849, ("2014-09", "2015-09"), True),
        (1000, 1150, ("2014-09", "2015-09"), False),
        (2000, 1900, ("2025-03", "2025-04"), True),
        (2000, 1920, ("2025-03", "2025-04"), False),
        (100, 149, ("2014-09", "2015-09"), False),
        (100, 150, ("2014-09", "2015-09"), True),
    ],
)
def test_growth_of_10_per_cent_in_the_years_of_transfers_and_15_elsewhere_is_a_jump(
    before: float, after: float, periods: tuple[str, str], jumped: bool
) -> None:
    found = transfers.jumps(np.array([[before], [after]], float), periods)
    assert np.isnan(found[0, 0])
    assert (not np.isnan(found[1, 0])) == jumped


def test_east_lancashire_grew_by_a_transfer_of_community_staff_in_2011_12() -> None:
    assert kinds("staff-all", "RXR")["2012-09"] == "moved_in"
    status, value, moved = change("staff-all-change", "2010-09", "2013-09", "RXR")
    assert (status, round(value, 1), moved) == ("reported", 22.1, True)


def test_staff_that_left_east_lancashire_for_a_shared_service_are_no_cut() -> None:
    assert kinds("staff-all", "RXR")["2025-08"] == "moved_out"
    assert change("staff-all-change", "2025-02", "2026-02", "RXR")[2]


def test_barts_health_has_nothing_to_compare_with_before_2012() -> None:
    assert change("staff-clinical-change", "2010-09", "2013-09", "R1H")[0] == "no_comparable_record"
    assert change("staff-clinical-change", "2012-09", "2013-09", "R1H")[0] == "reported"
    answer = query.across(SNAPSHOT, catalogue()["staff-clinical"], "all", "2011-09")
    assert STATUSES[answer.status[0, answer.place_at["R1H"]]] == "no_comparable_record"


def test_manchester_begins_with_its_merger_and_sussex_has_one_in_2021() -> None:
    assert change("staff-all-change", "2017-09", "2019-09", "R0A")[0] == "no_comparable_record"
    assert kinds("staff-clinical", "RYR")["2021-09"] == "merger"
    assert change("staff-clinical-change", "2020-09", "2021-09", "RYR")[2]
    assert not change("staff-clinical-change", "2010-09", "2013-09", "RYR")[2]


def test_a_merger_with_a_body_that_is_not_held_is_told_too() -> None:
    assert kinds("staff-all", "RDU")["2015-09"] == "merger"


def test_a_group_that_jumped_alone_is_marked_for_that_group_alone() -> None:
    assert kinds("staff-non-clinical", "RDE").get("2025-04") == "regrouped"
    assert "2025-04" not in kinds("staff-all", "RDE")


def test_no_line_is_drawn_across_a_transfer() -> None:
    through = query.through_time(SNAPSHOT, catalogue()["staff-all"], "all", "RXR")
    stretches = pieces(through, query.breaks(SNAPSHOT, through, "RXR"))
    assert [months[0] for months, _values in stretches] == ["2009-09", "2012-09", "2025-02", "2025-08"]


def test_dates_that_are_not_later_have_no_row_in_a_change() -> None:
    through = query.through_time(SNAPSHOT, catalogue()["staff-all-change"], "from-2013-09", "RXR")
    assert through.status[: CENSUSES.index("2013-09") + 1].max() == 0
    assert (through.status[CENSUSES.index("2014-09") :] == REPORTED).all()
    assert all(b.period > "2013-09" for b in query.breaks(SNAPSHOT, through, "RXR"))


def test_a_mental_health_trust_has_its_total_and_its_groups_are_said_to_be_published() -> None:
    answer = query.across(SNAPSHOT, catalogue()["staff-all"], "all", "2025-08")
    assert answer.value[0, answer.place_at["RXA"]] == 3825.04177
    for slug, split in (("staff-clinical", "all"), ("staff-all", "headcount")):
        answer = query.across(SNAPSHOT, catalogue()[slug], split, "2025-08")
        assert STATUSES[answer.status[0, answer.place_at["RXA"]]] == "not_held"
    assert change("staff-all-change", "2010-09", "2025-08", "RXA")[0] == "not_held"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LEVELS), st.sampled_from(CENSUSES[:-1]), st.data())
def test_a_change_is_the_arithmetic_of_its_two_counts(slug: str, earlier: str, data: st.DataObject) -> None:
    later = data.draw(st.sampled_from([date for date in CENSUSES if date > earlier]))
    levels = {date: query.across(SNAPSHOT, catalogue()[slug], "all", date).value[0] for date in (earlier, later)}
    answer = query.across(SNAPSHOT, catalogue()[f"{slug}-change"], f"from-{earlier}", later)
    expected = 100 * (levels[later] - levels[earlier]) / levels[earlier]
    np.testing.assert_allclose(answer.value[0], expected, rtol=1e-12)
    told = answer.status[0] == REPORTED
    np.testing.assert_array_equal(answer.numerator[0][told], levels[later][told])
    np.testing.assert_array_equal(answer.denominator[0][told], levels[earlier][told])
    bands = query.bands(answer, "spread")[0]
    assert set(bands[told & answer.moved[0]]) <= {"transfer"}
    assert "transfer" not in set(bands[~answer.moved[0]])


def test_the_dates_held_are_those_that_changes_begin_at() -> None:
    assert SNAPSHOT.cubes["staff-all"].periods == CENSUSES
    assert tuple(f"from-{date}" for date in reversed(CENSUSES[:-1])) == tuple(EARLIER)
    assert set(USUAL) <= set(EARLIER)
    assert all(usual_split(date)[5:] < date for date in CENSUSES[1:])


@pytest.mark.raw
def test_every_figure_equals_the_file_for_any_trust_and_date(raw_folder: Path) -> None:
    file = pd.read_parquet(raw_folder / "workforce" / "workforce_by_trust_staff_group.parquet")
    file = file[file.staff_group_1 == "All staff groups"]
    names = {
        "All staff groups": "staff-all",
        "Professionally qualified clinical staff": "staff-clinical",
        "Support to clinical staff": "staff-support",
        "NHS infrastructure support": "staff-non-clinical",
    }
    seen = 0
    for (main, month), rows in file.groupby(["main_staff_group", "month"]):
        for split, column in (("all", "fte"), ("headcount", "headcount")):
            answer = query.across(SNAPSHOT, catalogue()[names[str(main)]], split, f"{month:%Y-%m}")
            at = [answer.place_at[code] for code in rows.org_code]
            np.testing.assert_array_equal(answer.value[0, at], rows[column].to_numpy(float))
            seen += len(at)
    assert seen == 4030 * 8


@pytest.mark.raw
def test_every_other_body_s_total_equals_its_file(raw_folder: Path) -> None:
    file = pd.read_csv(raw_folder / "workforce" / "workforce_total_fte_2019_2025.csv")
    file["period"] = file.period.str[:7]
    cube = SNAPSHOT.cubes["staff-clinical"]
    by_group = {
        code
        for code in cube.places
        if not np.isnan(cube.floats("value", slice(None), "all", cube.place_at[code])).all()
    }
    file = file[file.period.isin(CENSUSES) & ~file.org_code.isin(by_group)]
    assert file.org_code.nunique() == 83
    for period, rows in file.groupby("period"):
        answer = query.across(SNAPSHOT, catalogue()["staff-all"], "all", str(period))
        at = [answer.place_at[code] for code in rows.org_code]
        np.testing.assert_array_equal(answer.value[0, at], rows.fte.to_numpy(float))
