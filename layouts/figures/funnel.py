"""Every trust beside the others, as a funnel: its share, how many patients it rests on, and limits of chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.judge.peers import FAR, NEAR, Funnel
from data.judge.verdicts import Judged
from layouts.figures.trend import ACCENT, COMPARED, INK, LINE, QUIET
from layouts.words import _, count, per_cent

BETTER, WORSE = "#2f6fb3", "#d9760f"
#: How many points a limit is drawn through.
STEPS = 40


def funnel_chart(judged: Judged, names: dict[str, str], shown: tuple[str, ...]) -> dict[str, Any]:
    """Draw the funnel of a month.

    Parameters
    ----------
    names
        Name of each place, for the pointer.
    shown
        Codes to be named on the chart: the place in view, then those compared with it.

    Returns
    -------
    A Plotly figure as plain data. Limits without over-dispersion are in it, hidden until asked for (`meta` of their
    lines is `plain`).

    Raises
    ------
    ValueError
        If the figure is no share of patients, or has too few peers for a funnel.
    """
    funnel = judged.funnel
    if funnel is None or np.isnan(funnel.pooled):
        raise ValueError(f"{judged.indicator.slug} has no funnel in {judged.periods[-1]}")
    peers = np.flatnonzero(~np.isnan(funnel.z_adjusted))
    data = [*_limits(funnel), *_points(judged, funnel, peers, names)]
    middle = float(np.nanmax(funnel.denominator)) / 2
    for number, code in enumerate(code for code in shown if code in judged.places):
        at = judged.places.index(code)
        if at not in peers:
            continue
        position = "top left" if funnel.denominator[at] > middle else "top right"
        data.append(
            {
                "type": "scatter", "mode": "markers+text", "x": [float(funnel.denominator[at])],
                "y": [_share(judged, at)], "text": [names.get(code, code)], "textposition": position,
                "textfont": {"size": 12, "color": INK}, "name": names.get(code, code), "showlegend": False,
                "cliponaxis": False, "hoverinfo": "skip",
                "marker": {"size": 11, "color": ACCENT if number == 0 else COMPARED[number - 1][0],
                           "line": {"color": "#fff", "width": 2}},
            }
        )  # fmt: skip
    return {
        "data": data,
        "layout": {
            "height": 420, "margin": {"l": 44, "r": 12, "t": 8, "b": 8},
            "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
            "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "hovermode": "closest",
            "dragmode": False, "showlegend": True, "meta": _begin(judged, funnel, peers, shown),
            "legend": {"itemclick": False, "itemdoubleclick": False, "orientation": "h",
                       "x": 0, "y": -0.22, "yanchor": "top", "font": {"size": 12}},
            "xaxis": {"title": {"text": _("Patients"), "standoff": 6, "font": {"size": 13}},
                      "showgrid": False, "linecolor": LINE,
                      "fixedrange": True, "rangemode": "tozero", "separatethousands": True, "nticks": 6},
            "yaxis": {"gridcolor": LINE, "zeroline": False, "fixedrange": True, "ticksuffix": "%", "nticks": 6},
        },
    }  # fmt: skip


def _begin(judged: Judged, funnel: Funnel, peers: np.ndarray, shown: tuple[str, ...]) -> dict[str, Any]:
    """Name the point at which the keys begin: the first place to be named, else the smallest."""
    own = [judged.places.index(code) for code in shown if code in judged.places]
    at = next((at for at in own if at in peers), peers[np.argmin(funnel.denominator[peers])])
    return {"line": "trusts", "x": float(funnel.denominator[at])}


def _share(judged: Judged, at: int) -> float:
    return round(float(judged.history.values[-1, at]), 2)


@dataclass(frozen=True)
class Limit:
    """A pair of limits of chance: their name, how they are dashed, whether they allow for the usual spread."""

    name: str
    dash: str
    adjusted: bool
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def limits(funnel: Funnel) -> tuple[NDArray[np.float64], list[Limit]]:
    """Give numbers of patients from the smallest trust to the largest, and the limits at each of them."""
    sizes = funnel.denominator[~np.isnan(funnel.z_adjusted)]
    grid: NDArray[np.float64] = np.geomspace(max(sizes.min(), 1), sizes.max(), STEPS, dtype=np.float64).round()
    told = (
        (_("Limits of 99.8 %"), FAR, True, "solid"),
        (_("Limits of 95 %"), NEAR, True, "dash"),
        (_("99.8 %, by chance alone"), FAR, False, "dot"),
        (_("95 %, by chance alone"), NEAR, False, "dashdot"),
    )
    return grid, [Limit(name, dash, fair, *funnel.limits(far, grid, fair)) for name, far, fair, dash in told]


def standings() -> dict[int, str]:
    """Name how a trust stands among the others, by whether that is better (1), worse (-1), or may be chance (0)."""
    return {0: _("As chance would have it"), 1: _("Better, more than chance"), -1: _("Worse, more than chance")}


def standing(judged: Judged) -> NDArray[np.int8]:
    """Tell of each place how it stands: 1, -1 or 0, as in `standings`."""
    far = np.abs(judged.beside) == 2
    return np.where(far, np.sign(judged.beside) * judged.sign, 0).astype(np.int8)


def _limits(funnel: Funnel) -> list[dict[str, Any]]:
    grid, pairs = limits(funnel)
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "x": [float(grid[0]), float(grid[-1])],
            "y": [round(funnel.pooled, 2)] * 2, "name": _("All trusts together"), "hoverinfo": "skip",
            "line": {"color": QUIET, "width": 1.5},
        }
    ]  # fmt: skip
    for one in pairs:
        for at, level in enumerate((one.lower, one.upper)):
            lines.append(
                {
                    "type": "scatter", "mode": "lines", "x": grid.tolist(), "y": np.round(level, 2).tolist(),
                    "name": one.name, "legendgroup": one.name, "showlegend": at == 0, "hoverinfo": "skip",
                    "visible": one.adjusted, "meta": {"limits": "adjusted" if one.adjusted else "plain"},
                    "line": {"color": QUIET, "width": 1, "dash": one.dash},
                }
            )  # fmt: skip
    return lines


def _points(judged: Judged, funnel: Funnel, peers: np.ndarray, names: dict[str, str]) -> list[dict[str, Any]]:
    way, named = standing(judged), standings()
    groups = ((0, QUIET, "circle-open"), (1, BETTER, "circle"), (-1, WORSE, "diamond"))
    found = []
    for sign, colour, symbol in groups:
        name = named[sign]
        of = [at for at in peers if way[at] == sign]
        if of:
            found.append(
                {
                    "type": "scatter", "mode": "markers", "name": name,
                    "x": [float(funnel.denominator[at]) for at in of], "y": [_share(judged, at) for at in of],
                    "text": [names.get(judged.places[at], judged.places[at]) for at in of],
                    "meta": {"line": "trusts", "told": [_told(judged, funnel, at, names, name) for at in of]},
                    "hovertemplate": "%{text}: %{y:.1f} % (%{x:,})<extra></extra>",
                    "marker": {"size": 7, "color": colour, "symbol": symbol},
                }
            )  # fmt: skip
    return found


def _told(judged: Judged, funnel: Funnel, at: int, names: dict[str, str], standing: str) -> str:
    """Say one point in words, for whoever walks from one to the next by the keys."""
    code = judged.places[at]
    said = _("{place}: {share} of {n} patients. {standing}.")
    share, n = per_cent(float(judged.history.values[-1, at])), count(float(funnel.denominator[at]))
    return said.format(place=names.get(code, code), share=share, n=n, standing=standing)
