from __future__ import annotations

import numpy as np

from data import query
from data.catalogue import catalogue
from layouts.figures.trend import pieces, trend
from tests import committed

SNAPSHOT = committed.snapshot()


def test_no_line_crosses_a_merger() -> None:
    through = query.through_time(SNAPSHOT, catalogue()["ae-4-hour"], "all", "RH8")
    marks = query.breaks(SNAPSHOT, through, "RH8")
    for months, _values in pieces(through, marks):
        assert not (months[0] < "2022-04" <= months[-1])


def test_no_line_crosses_a_gap_and_no_value_is_lost() -> None:
    through = query.through_time(SNAPSHOT, catalogue()["rtt-incomplete-18-weeks"], "C_999", "RF4")
    found = pieces(through, ())
    assert sum(len(months) for months, _values in found) == int((~np.isnan(through.value)).sum())
    assert all("2025-11" not in months for months, _values in found)
    assert len(found) == 2


def test_the_standard_line_keeps_to_its_own_dates() -> None:
    through = query.through_time(SNAPSHOT, catalogue()["ae-4-hour"], "all", "RH8")
    figure = trend(catalogue()["ae-4-hour"], [("x", through, ())], None, "2026-03")
    interim = [line for line in figure["data"] if line["name"] == "Interim target" and line["y"] == [76]]
    assert [line["x"] for line in interim] == [["2024-03"]]
