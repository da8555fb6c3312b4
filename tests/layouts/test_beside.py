from __future__ import annotations

import numpy as np
import pytest

from data.catalogue import catalogue
from data.judge.verdicts import Judged, judge
from data.store import Snapshot
from layouts.beside import beside, grouped, spread, summary
from layouts.figures.funnel import funnel_chart
from layouts.view import View
from tests import committed

RTT = "rtt-incomplete-18-weeks"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return committed.snapshot()


@pytest.fixture(scope="module")
def january(snapshot: Snapshot) -> Judged:
    return judge(snapshot, catalogue()[RTT], "C_999", "2026-01")


def test_every_trust_stands_in_the_funnel_once(snapshot: Snapshot, january: Judged) -> None:
    chart = funnel_chart(january, {}, ("RH5",))
    drawn = sum(len(trace["x"]) for trace in chart["data"] if trace["mode"] == "markers")
    assert january.funnel is not None
    assert drawn == january.funnel.n
    assert [trace["name"] for trace in chart["data"] if trace["mode"] == "markers+text"] == ["RH5"]


def test_limits_of_chance_alone_are_hidden_until_asked_for(january: Judged) -> None:
    lines = [trace for trace in funnel_chart(january, {}, ())["data"] if trace.get("meta", {}).get("limits")]
    shown = {(line["meta"]["limits"], line["visible"]) for line in lines}
    assert shown == {("adjusted", True), ("plain", False)}
    assert len(lines) == 8


def test_both_kinds_of_limits_are_told_in_figures(january: Judged) -> None:
    said = "Outside these limits of 99.8\u202f%: 19 of 149 trusts. Without that allowance, by chance alone: 137."
    assert spread(january) == said


def test_each_point_of_the_funnel_is_told_once_in_words(january: Judged) -> None:
    traces = funnel_chart(january, {"RH5": "Somerset"}, ("RH5",))["data"]
    told = [text for trace in traces for text in trace.get("meta", {}).get("told", [])]
    assert len(told) == january.funnel.n  # type: ignore[union-attr]
    assert "Somerset: 61.8\u202f% of 53,128 patients. As chance would have it." in told


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
