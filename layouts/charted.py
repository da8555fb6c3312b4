"""A chart on a page: the box in which it is drawn, whose points the keys can walk, and links that take it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash import html

from data.periods import MONTH_NAMES
from layouts.view import View
from layouts.words import LANGUAGES, _, short_months, spoken


def config() -> dict[str, Any]:
    """Say how Plotly draws: without buttons, as wide as the page, months of its axis in the page's language."""
    told: dict[str, Any] = {"displayModeBar": False, "responsive": True}
    if spoken() != LANGUAGES[0]:
        words = {"months": [_(name) for name in MONTH_NAMES], "shortMonths": list(short_months())}
        told |= {"locale": spoken(), "locales": {spoken(): {"format": words}}}
    return told


def charted(drawing: Any, told: str, links: Mapping[str, str]) -> list[Any]:
    """Put a chart on a page.

    `points.js` makes the box one stop of the Tab key, within which the arrow keys go from point to point; each point
    carries its own words (`meta` of its trace). Without a script nothing is drawn and the box is not shown. Where the
    reader saves data, a button stands in its place until it is pressed.

    Parameters
    ----------
    drawing
        What the chart is drawn in.
    told
        What it shows, for those who do not see it.
    links
        Words to address: the same figures as a file, the chart as a picture.
    """
    keys = _("The arrow keys go from point to point, Escape leaves.")
    load = html.Button(_("Load the chart"), type="button", className="load")
    box = html.Div(
        drawing,
        id=f"{drawing.id}-chart",
        className="chart",
        role="application",
        tabIndex=0,
        **{"aria-roledescription": _("chart"), "aria-label": f"{told} {keys}"},
    )
    return [load, box, taken_away(links)]


def taken_away(links: Mapping[str, str]) -> html.Ul:
    """List the links that take a chart away: words to address."""
    listed = [html.Li(html.A(words, href=address)) for words, address in links.items()]
    return html.Ul(listed, className="inline takeaway")


def values_csv(indicator: str, split: str, places: tuple[str, ...]) -> str:
    """The address of every period of some places as CSV."""
    return f"/api/v1/values.csv?indicator={indicator}&split={split}&period=all&place={','.join(places)}"


def judgements_csv(rows: str, indicator: str, split: str, period: str = "", place: str = "") -> str:
    """The address of verdicts as CSV: `points` with limits and rules, or `verdicts`, a row for each place or split."""
    named = {"indicator": indicator, "split": split, "period": period, "place": place, "rows": rows}
    return "/api/v1/judgements.csv?" + "&".join(f"{name}={value}" for name, value in named.items() if value)


def picture_of(view: View, chart: str) -> str:
    """The address of a chart of a view as a picture."""
    return f"/image.png?{view.to_query()}&chart={chart}"
