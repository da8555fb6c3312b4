"""Limits and signals as another program works them out, on the committed snapshot, beside ours.

The other is `controlchartspy` (Healthcare Quality Intelligence Unit, Western Australia Health; written apart from this
project, in JavaScript, GPL-3.0). ``python -m bench.second_opinion`` says how far the two lie apart.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date

import numpy as np
from controlchartspy import funnel, spc

from data import query, store
from data.catalogue import catalogue
from data.judge import peers, verdicts
from data.judge.verdicts import Judged
from tools.serving import ROOT

#: Their names of the four rules, and ours.
RULES = {"astpoint": "outside", "shift": "shift", "trend": "trend", "two_in_three": "two_of_three"}
#: They take the limits at 3 / 1.128 mean moving ranges, we at the rounded 2.66 that is printed: 0.015 % wider.
ROUNDING = 2.66 * 1.128 / 3 - 1
SERIES = (("ae-4-hour", "all", "2026-03"), ("rtt-incomplete-18-weeks", "C_999", "2026-01"))


@dataclass(frozen=True)
class Apart:
    """How far two programs lie apart.

    Parameters
    ----------
    judged
        How many places were judged by both.
    furthest
        The largest difference of a limit: of history in parts of its distance from the mean, of a funnel in points.
    points, disagreed
        Flagged points: how many rules were asked of how many points, and how often the answers differ.
    """

    judged: int
    furthest: float
    points: int = 0
    disagreed: int = 0


def histories(judged: Judged) -> Apart:
    """Work out every place's chart a second time, place by place."""
    count = points = disagreed = 0
    furthest = 0.0
    chart = judged.history
    for at in np.flatnonzero(chart.enough):
        run = np.flatnonzero(~np.isnan(chart.values[:, at]))
        months = [date(*map(int, judged.periods[when].split("-")), 1) for when in run]
        theirs = spc(
            data={"month": months, "value": chart.values[run, at].tolist()},
            keys="month",
            numerators="value",
            spc_settings={"outliers_in_limits": True},
            outlier_settings={**dict.fromkeys(("astronomical", "shift", "trend", "two_in_three"), True), "trend_n": 7},
            return_objs="limits",
        ).limits
        reach = max(float(chart.upper[at] - chart.mean[at]), 1e-9)
        ends = ((theirs[0]["ll99"], chart.lower[at]), (theirs[0]["ul99"], chart.upper[at]))
        furthest = max(furthest, *(abs(one - other) / reach for one, other in ends))
        count += 1
        for when, row in zip(run, theirs, strict=True):
            for their_rule, our_rule in RULES.items():
                points += 1
                disagreed += (row[their_rule] != "none") != bool(chart.rules[our_rule][when, at])
    return Apart(count, furthest, points, disagreed)


def funnels(judged: Judged, numerator: np.ndarray, *, adjusted: bool) -> Apart:
    """Work out the funnel a second time, with or without over-dispersion."""
    found = judged.funnel
    if found is None:
        raise ValueError(f"{judged.indicator.slug} has no funnel: choose a share of patients")
    own = np.flatnonzero(~np.isnan(found.z_adjusted))
    rows = funnel(
        data={
            "place": [judged.places[at] for at in own],
            "part": numerator[own].tolist(),
            "whole": found.denominator[own].tolist(),
        },
        keys="place",
        numerators="part",
        denominators="whole",
        funnel_settings={"od_adjust": "yes" if adjusted else "no"},
        return_objs="limits",
    ).limits
    theirs = {row["group"]: row for row in rows}
    near = found.limits(peers.NEAR, found.denominator, adjusted)
    far = found.limits(peers.FAR, found.denominator, adjusted)
    ours = {"ll95": near[0], "ul95": near[1], "ll99": far[0], "ul99": far[1]}
    ours["z"] = found.z_adjusted if adjusted else found.z_unadjusted
    apart = (abs(theirs[judged.places[at]][name] - numbers[at]) for at in own for name, numbers in ours.items())
    return Apart(len(own), max(apart))


def compared() -> dict[str, Apart]:
    """Compare the two programs on the newest months of both collections."""
    snapshot = store.load(ROOT / "data" / "snapshot")
    found = {}
    for slug, split, period in SERIES:
        indicator = catalogue()[slug]
        judged = verdicts.judge(snapshot, indicator, split, period)
        numerator = query.across(snapshot, indicator, split, period).numerator[0]
        found[f"{slug}, {period}: history"] = histories(judged)
        found[f"{slug}, {period}: funnel"] = funnels(judged, numerator, adjusted=True)
        found[f"{slug}, {period}: funnel without over-dispersion"] = funnels(judged, numerator, adjusted=False)
    return found


def main() -> None:
    """Say how far they lie apart."""
    for what, apart in compared().items():
        signals = f"; {apart.disagreed} of {apart.points:,} answers to rules differ" if apart.points else ""
        sys.stdout.write(f"{what}: {apart.judged} places, limits at most {apart.furthest:.2g} apart{signals}\n")


if __name__ == "__main__":
    main()
