from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data import store
from data.catalogue import catalogue
from data.judge.verdicts import Judged, judge
from data.store import Snapshot
from layouts.beside import beside, grouped, summary
from layouts.figures.funnel import funnel_chart
from layouts.view import View

RTT = "rtt-incomplete-18-weeks"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return store.load(Path(__file__).resolve().parents[2] / "data" / "snapshot")


@pytest.fixture(scope="module")
def january(snapshot: Snapshot) -> Judged:
    return judge(snapshot, catalogue()[RTT], "C_999", "2026-01")


def test_every_trust_stands_in_the_funnel_once(snapshot: Snapshot, january: Judged) -> None:
    chart = funnel_chart(january, {}, ("RH5",))
    drawn = sum(len(trace["x"]) for trace in chart["data"] if trace["mode"] == "markers")
    assert january.funnel is not None
    assert drawn == january.funnel.n
    assert [trace["name"] for trace in chart["data"] if trace["mode"] == "markers+text"] == ["RH5"]


def test_limits_without_over_dispersion_are_hidden_until_asked_for(january: Judged) -> None:
    lines = [trace for trace in funnel_chart(january, {}, ())["data"] if trace["mode"] == "lines"]
    assert [line["visible"] for line in lines if "without" in line["name"]] == ["legendonly", "legendonly"]
    assert [line["visible"] for line in lines if line["name"] == "Limits of 99.8 %"] == [
        True,
        True,
    ]


def test_trusts_that_chance_cannot_order_stand_by_name(snapshot: Snapshot, january: Judged) -> None:
    groups = grouped(january)
    assert sum(map(len, groups.values())) == january.funnel.n  # type: ignore[union-attr]
    assert len(groups["usual"]) > len(groups["better"]) + len(groups["worse"])
    assert np.nanmin(january.history.values[-1, groups["better"]]) > np.nanmedian(january.history.values[-1])
    assert str(len(groups["better"])) in summary(january)


def test_a_wait_in_weeks_and_public_health_have_no_funnel(snapshot: Snapshot) -> None:
    assert beside(snapshot, View("rtt-median-wait", "C_999", "2026-01")) == []
    assert beside(snapshot, View("smoking", "all", "2024")) == []


def test_a_funnel_of_what_is_no_share_is_refused(snapshot: Snapshot) -> None:
    weeks = judge(snapshot, catalogue()["rtt-median-wait"], "C_999", "2026-01")
    with pytest.raises(ValueError, match="no funnel"):
        funnel_chart(weeks, {}, ())
