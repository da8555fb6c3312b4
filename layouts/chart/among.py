"""The places in view among all trusts: what a picture of the funnel is drawn from, and its words."""

from __future__ import annotations

import numpy as np

from data.judge import verdicts
from data.judge.verdicts import Judged
from data.store import Snapshot
from layouts import alt
from layouts.beside import spread, summary
from layouts.chart.through import names
from layouts.choices import BadChoice
from layouts.figures.funnel import standing, standings
from layouts.view import View
from layouts.words import _


def has_funnel(judged: Judged) -> bool:
    """Tell whether a figure is a share of patients that enough trusts report."""
    return judged.funnel is not None and not np.isnan(judged.funnel.pooled)


def among(snapshot: Snapshot, view: View) -> tuple[Judged, dict[str, str]]:
    """Judge a view for its funnel, and name the places in view that stand in it.

    Raises
    ------
    BadChoice
        If the figure is no share of patients, or too few trusts report it.
    """
    if verdicts.can_be_judged(view.measured):
        judged = verdicts.judge(snapshot, view.measured, view.split, view.period)
        if judged.funnel is not None and has_funnel(judged):
            peers = {code for code, z in zip(judged.places, judged.funnel.z_adjusted, strict=True) if not np.isnan(z)}
            return judged, names(snapshot, tuple(code for code in (view.place, *view.compare) if code in peers))
    raise BadChoice(
        "chart", "funnel", _("Only a share of patients, told of ten trusts or more, has a funnel."), "trend"
    )


def told(snapshot: Snapshot, view: View, judged: Judged, named: dict[str, str]) -> str:
    """Tell the funnel in words: what, how many stand out, and how the places in view stand."""
    words, way = standings(), standing(judged)
    said = [_("Funnel chart. {subject}.").format(subject=alt.subject(view)), summary(judged)]
    said += [f"{name}: {words[int(way[judged.places.index(code)])]}." for code, name in named.items()]
    return " ".join([*said, *notes(judged)])


def notes(judged: Judged) -> list[str]:
    """Say how the funnel is to be read."""
    return [
        _("Each sign is a trust. Small trusts swing more, so the limits widen to the left.")
        + " "
        + _("They allow for the usual spread between trusts."),
        spread(judged),
    ]
