"""The trend of a place through time, as a Plotly figure: its values, England's, the official standard by its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from data.catalogue import Indicator
from data.occasions import Occasion
from data.query import Answer
from data.store import Break
from layouts.sentences import figure
from layouts.signals import signal
from layouts.words import _, named, short_named

INK, QUIET, ACCENT, LINE = "#1d1d1b", "#8a8a85", "#0f5c63", "#dddad3"
#: Points that a rule flags.
SIGNAL = "#a8283c"
#: Which rules flag a point, by month.
Rules = Mapping[str, tuple[str, ...]]
#: Colours of up to five compared places; each also has its own dash.
COMPARED = (
    ("#b4540a", "dash"),
    ("#6a4c93", "dot"),
    ("#3f7d20", "dashdot"),
    ("#a0305c", "longdash"),
    ("#2f5fa8", "longdashdot"),
)


def is_trend(answer: Answer, period: str) -> bool:
    """Tell whether a series of one place has two values or more up to a period: one is no trend."""
    return int(np.count_nonzero(~np.isnan(answer.value[: answer.periods.index(period) + 1, 0]))) > 1


def pieces(answer: Answer, breaks: tuple[Break, ...]) -> list[tuple[list[str], list[float | None]]]:
    """Cut a series at mergers and gaps, so that no line is drawn across one.

    Returns
    -------
    Pairs of months and values, one for each unbroken stretch with a value in it.
    """
    starts = {b.period for b in breaks}
    found: list[tuple[list[str], list[float | None]]] = []
    months: list[str] = []
    values: list[float | None] = []
    for at, period in enumerate(answer.periods):
        number = answer.value[at, 0]
        if (period in starts or np.isnan(number)) and months:
            found.append((months, values))
            months, values = [], []
        if not np.isnan(number):
            months.append(period)
            values.append(round(float(number), 2))
    if months:
        found.append((months, values))
    return found


def _told(indicator: Indicator, name: str, months: list[str], values: list[float | None], rules: Rules) -> list[str]:
    """Say each point in words, for whoever walks from one to the next by the keys."""
    said = [
        _("{place}, {month}: {figure}.").format(
            place=name, month=named(period, indicator.by_years), figure=figure(indicator, number or 0)
        )
        for period, number in zip(months, values, strict=True)
    ]
    return [f"{text} {signal(rules.get(period, ()))}".strip() for text, period in zip(said, months, strict=True)]


def _lines(
    answer: Answer, breaks: tuple[Break, ...], name: str, line: dict[str, Any], unit: str, rules: Rules
) -> list[dict[str, Any]]:
    stretches = pieces(answer, breaks)
    shown = "%{x}" if answer.indicator.by_years else "%{x|%b %Y}"
    told = "%{text}" if answer.indicator.names else "%{y:,.4~f}"
    return [
        {
            "type": "scatter",
            "mode": "lines+markers" if len(months) == 1 else "lines",
            "x": [short_named(month, True) for month in months] if answer.indicator.by_years else months,
            "y": values,
            "name": name,
            "legendgroup": name,
            "showlegend": at == 0,
            "meta": {"line": name, "told": _told(answer.indicator, name, months, values, rules)},
            "line": line | {"shape": "hv"} if answer.indicator.names else line,
            "marker": {"color": line["color"], "size": 4},
            "hovertemplate": f"{shown}: {told}{unit}<extra>{name}</extra>",
            **({"text": [_(answer.indicator.names[round(y)]) for y in values if y]} if answer.indicator.names else {}),
        }
        for at, (months, values) in enumerate(stretches)
    ]


def _standards(indicator: Indicator, first: str, last: str) -> list[dict[str, Any]]:
    """Draw each target over its own dates: the lasting standard as a dotted line, interim targets as diamonds."""
    data: list[dict[str, Any]] = []
    for standard in indicator.standards:
        start, end = max(standard.start, first), min(standard.end or last, last)
        if start > end:
            continue
        lasting = standard.kind == "standard"
        name = _("Standard") if lasting else _("Interim target")
        data.append(
            {
                "type": "scatter",
                "mode": "lines" if lasting else "markers",
                "x": [start, end] if lasting else [end],
                "y": [standard.value] * (2 if lasting else 1),
                "name": name,
                "legendgroup": name,
                "showlegend": all(line["name"] != name for line in data),
                "line": {"color": INK, "width": 1, "dash": "dot"},
                "marker": {"color": INK, "size": 7, "symbol": "diamond-open"},
                "hovertemplate": f"{standard.title}<extra></extra>",
            }
        )
    return data


@dataclass(frozen=True)
class Limits:
    """Process limits over some months, the points of those months that a rule flags (month to value), and the rules."""

    periods: tuple[str, ...]
    mean: float
    lower: float
    upper: float
    flagged: dict[str, float]
    rules: Rules = field(default_factory=dict)


def _process(limits: Limits, unit: str) -> list[dict[str, Any]]:
    """Draw mean and limits as thin lines, and flagged points as open circles."""
    ends = [limits.periods[0], limits.periods[-1]]
    lines = [
        (_("Usual range"), limits.upper, "dash", True),
        (_("Usual range"), limits.lower, "dash", False),
        (_("Mean"), limits.mean, "solid", False),
    ]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "x": ends, "y": [round(level, 2)] * 2, "name": name,
            "legendgroup": "limits", "showlegend": shown, "line": {"color": QUIET, "width": 1, "dash": dash},
            "hovertemplate": f"{name}: %{{y:,.4~f}}{unit}<extra></extra>",
        }
        for name, level, dash, shown in lines
    ]  # fmt: skip
    if limits.flagged:
        data.append(
            {
                "type": "scatter", "mode": "markers", "x": list(limits.flagged),
                "y": [round(value, 2) for value in limits.flagged.values()], "name": _("More than chance"),
                "showlegend": True, "hoverinfo": "skip",
                "marker": {"size": 7, "color": "#fff", "line": {"color": SIGNAL, "width": 1.5}},
            }
        )  # fmt: skip
    return data


def _grades(indicator: Indicator) -> dict[str, Any]:
    """Mark the axis of a grade with its words."""
    if not indicator.names:
        return {}
    numbers = list(indicator.names)
    return {
        "tickvals": numbers,
        "ticktext": [_(name) for name in indicator.names.values()],
        "range": [numbers[0] - 0.4, numbers[-1] + 0.4],
        "automargin": True,
    }


def trend(
    indicator: Indicator,
    series: list[tuple[str, Answer, tuple[Break, ...]]],
    england: Answer | None,
    marked: str,
    limits: Limits | None = None,
    happened: tuple[Occasion, ...] = (),
) -> dict[str, Any]:
    """Draw the trend.

    Parameters
    ----------
    series
        Name, answer of shape (periods, 1) and breaks of the place in view and of those compared with it.
    england
        England's series behind them, or None where the place is England itself.
    marked
        The month in view.
    limits
        The process limits of the place in view, drawn over their own months alone.
    happened
        What moved everybody's figures; marked by a dotted line.

    Returns
    -------
    A Plotly figure as plain data.
    """
    unit = {"percent": " %", "share": " %", "change": " %", "weeks": _(" weeks"), "years": _(" years")}.get(
        indicator.measure, ""
    )
    by_years = indicator.by_years
    data: list[dict[str, Any]] = []
    if england is not None and indicator.measure != "count":
        common = tuple(b for b in series[0][2] if b.kind in ("definition", "not_published"))
        data += _lines(england, common, _("England"), {"color": QUIET, "width": 1.5}, unit, {})
    for at, (name, answer, breaks) in enumerate(series):
        colour, dash = (ACCENT, "solid") if at == 0 else COMPARED[at - 1]
        data += _lines(answer, breaks, name, {"color": colour, "width": 2.5 if at == 0 else 2, "dash": dash}, unit,
                       limits.rules if limits and at == 0 else {})  # fmt: skip
    data += _process(limits, unit) if limits else []
    name, first_answer, breaks = series[0]
    first, last = first_answer.periods[0], first_answer.periods[-1]
    data += _standards(indicator, first, last)
    shapes = [
        {
            "type": "line",
            "x0": short_named(b.period, True) if by_years else b.period,
            "x1": short_named(b.period, True) if by_years else b.period,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": QUIET, "width": 1, "dash": "dash"},
        }
        for b in breaks
        if b.kind != "gap"
    ]
    shapes += [
        {
            "type": "line", "x0": one.period, "x1": one.period, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": QUIET, "width": 1, "dash": "dot"},
        }
        for one in happened
    ]  # fmt: skip
    here = np.flatnonzero(np.asarray(first_answer.periods) == marked)
    if here.size and not np.isnan(first_answer.value[here[0], 0]):
        data.append(
            {
                "type": "scatter", "mode": "markers", "x": [short_named(marked, True) if by_years else marked],
                "y": [round(float(first_answer.value[here[0], 0]), 2)],
                "name": named(marked, by_years), "showlegend": False, "hoverinfo": "skip",
                "marker": {"size": 9, "color": ACCENT, "line": {"color": "#fff", "width": 2}},
            }
        )  # fmt: skip
    return {
        "data": data,
        "layout": {
            "margin": {"l": 44, "r": 8, "t": 8, "b": 44},
            "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "hovermode": "closest",
            "dragmode": False,
            "showlegend": len({line["name"] for line in data if line["showlegend"]}) > 1,
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 12}},
            "xaxis": {
                "showgrid": False, "linecolor": LINE, "nticks": 6, "fixedrange": True,
                **({"type": "category", "categoryorder": "array", "categoryarray": [
                    short_named(years, True) for years in first_answer.periods
                ]} if by_years else {"type": "date", "tickformat": "%b\n%Y"}),
            },
            "yaxis": {
                "gridcolor": LINE, "zeroline": indicator.measure == "change", "zerolinecolor": QUIET,
                "fixedrange": True,
                "rangemode": "tozero" if indicator.measure == "count" else "normal",
                "ticksuffix": "%" if indicator.is_share else "", "nticks": 6, "separatethousands": True,
                **_grades(indicator),
            },
            "shapes": shapes, "meta": {"line": name, "x": short_named(marked, True) if by_years else marked},
        },
    }  # fmt: skip
