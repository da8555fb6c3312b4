"""The explorer: headline, controls, map, panel and table, laid out once for the first HTML and for Dash alike."""

from __future__ import annotations

from html import escape
from typing import Any

from dash import dcc, html

from data import query
from data.periods import MONTH_NAMES
from data.store import Snapshot
from geo.ground import Ground
from layouts import frozen, table
from layouts.answer import compact, places
from layouts.controls import catalogue_of, controls, period_labels, presets, split_labels
from layouts.figures.map_svg import bands, svg
from layouts.panel import panel
from layouts.picture import labels, paint
from layouts.share import disclosure
from layouts.table import place_heads
from layouts.view import View
from layouts.words import _, comparisons, named, short_months, statuses


def page(snapshot: Snapshot, view: View) -> html.Div:
    """Lay out the explorer as components. What our own scripts paint is left empty here (see `islands`)."""
    zoom = [
        html.Button("+", type="button", **{"data-act": "zoom-in", "aria-label": _("Zoom in")}),
        html.Button("\u2212", type="button", **{"data-act": "zoom-out", "aria-label": _("Zoom out")}),
        html.Button(_("Whole map"), type="button", className="whole", **{"data-act": "zoom-home"}),
    ]
    single = "single" if len(query.periods(snapshot, view.measured)) == 1 else ""
    return html.Div(
        [
            html.Div(id="answer", className="answer"),
            controls(snapshot, view),
            presets(view),
            frozen.note(snapshot, view),
            parts(),
            html.Div(
                [
                    html.Section(
                        [
                            html.Div(id="months", className=f"months {single}".strip()),
                            html.Div(
                                [
                                    html.Div(id="map"),
                                    html.Div(zoom, className="zoom"),
                                    html.Div(id="card", hidden=True),
                                ],
                                className="mapbox",
                            ),
                            html.Ul(id="legend", className="legend"),
                            html.Button(
                                _("Patterns on the colours"),
                                type="button",
                                className="patterns",
                                **{"data-act": "patterns", "aria-pressed": "false"},
                            ),
                            html.Div(id="notes", className="map-notes"),
                        ],
                        className="hero",
                        **{"aria-label": _("Map")},
                    ),
                    html.Aside(
                        panel(snapshot, view), id="panel", className="panel", **{"aria-label": _("The place in view")}
                    ),
                ],
                className="stage",
            ),
            html.Section(
                [
                    html.Div(
                        [
                            html.H2(_("All places in a table")),
                            html.A(_("Download as CSV"), id="csv", href=csv_of_table(view), className="download"),
                        ],
                        className="table-head",
                    ),
                    html.P(no_ranking(), className="source"),
                    html.Div(id="table", tabIndex=0, role="region", **{"aria-label": _("Figures")}),
                    html.P(
                        html.A(csv_label(view), id="csv-all", href=csv_address(view)),
                        className="source",
                    ),
                ],
                className="tables",
            ),
            disclosure([]),
            dcc.Store(id="shown", data=view.to_query()),
        ],
        id="explorer",
        className="explorer",
    )


def parts() -> html.Div:
    """Offer map, place in view, or list of all: on a phone one at a time; elsewhere all stand side by side."""
    titles = {"map": _("Map"), "place": _("Place"), "list": _("List")}
    buttons = [
        html.Button(title, type="button", **{"data-shows": name, "aria-pressed": str(name == "map").lower()})
        for name, title in titles.items()
    ]
    return html.Div(buttons, className="parts", role="group", **{"aria-label": _("What is shown")})


def no_ranking() -> str:
    """Warn against reading an order of figures as an order of merit."""
    return _("Sorted by a figure, the table is still no league table: neighbours may stand as they do by chance alone.")


def csv_of_table(view: View) -> str:
    """The address of the table's own rows as CSV: trusts, or areas, that pass the filters."""
    kind = "trust" if view.measured.drawn == "trust" and not view.measured.by_states else "all"
    narrowed = {"type": kind, "region": view.region, "deprivation": view.deprivation}
    return csv_address(view) + "".join(f"&{name}={value}" for name, value in narrowed.items() if value != "all")


def csv_address(view: View) -> str:
    """The address as CSV of every place that an indicator is told of, without filters."""
    rows = f"indicator={view.indicator}&split={view.split}&period={view.period}&scale={view.scale}"
    return f"/api/v1/values.csv?{rows}{f'&snapshot={view.snapshot}' if view.snapshot else ''}"


def csv_label(view: View) -> str:
    """Name the CSV of everything that an indicator is told of."""
    return csv_labels()[2 if view.measured.is_welsh else view.measured.of_areas]


def csv_labels() -> tuple[str, str, str]:
    """Name the CSV of everything: of providers, of areas, or of the NHS of Wales."""
    return (
        _("Every provider, independent hospitals too, as CSV"),
        _("Every area, counties, regions and England too where they are published, as CSV"),
        _("Everything held of Wales, health boards and the nation too, as CSV"),
    )


def headline(answer: dict[str, Any]) -> str:
    """Write the headline and the line under it."""
    return f'<h1 id="headline">{escape(answer["headline"])}</h1><p id="context">{escape(answer["sentence"])}</p>'


def months(snapshot: Snapshot, view: View) -> str:
    """Write the stepper: previous, a slider over the months, next, play."""
    held = query.periods(snapshot, view.measured)
    at, now = held.index(view.period), escape(named(view.period, view.measured.by_years))

    def button(act: str, label: str, sign: str) -> str:
        return f'<button type="button" data-act="{act}" aria-label="{escape(label)}">{sign}</button>'

    return (
        f'<span class="month-now" id="month-now">{now}</span>'
        f"{button('previous', _('Earlier'), '‹')}"
        f'<input type="range" id="slider" min="0" max="{len(held) - 1}" value="{at}" '
        f'aria-label="{escape(_("Point in time"))}" aria-valuetext="{now}">'
        f"{button('next', _('Later'), '›')}"
        f'<button type="button" data-act="play" class="play">{escape(_("Play"))}</button>'
    )


def notes(answer: dict[str, Any]) -> str:
    """Say what the areas are, how many places have a figure, and where the figures come from."""
    ordnance = _("Contains OS data © Crown copyright and database right.")
    return (
        f'<p id="coverage">{escape(answer["coverage"])}</p><p id="ranks">{escape(answer["ranks"])}</p>'
        f'<p id="ground">{escape(answer["ground"])}</p>'
        f'<p id="source">{escape(answer["source"])} {escape(ordnance)}</p>'
    )


def islands(snapshot: Snapshot, ground: Ground, view: View, answer: dict[str, Any]) -> dict[str, str]:
    """Write the parts that the map script paints, by component id."""
    measured = query.on_map(snapshot, view.measured, view.split, view.period, (view.place, *view.compare))
    picture = paint(snapshot, ground, view, measured)
    return {
        "answer": headline(answer),
        "months": months(snapshot, view),
        "map": svg(picture, labels(snapshot, measured, picture), more=bands()),
        "legend": table.legend(picture),
        "notes": notes(answer),
        "table": table.table(snapshot, view, places(snapshot, view, measured, picture), picture),
    }


def shown_names(snapshot: Snapshot, view: View) -> dict[str, str]:
    """Give the name of every trust, or of every council, that a map like the one in view may show."""
    if view.measured.is_welsh:
        told = {*snapshot.cubes[view.measured.dataset].places, *(code for code in snapshot.places if code[0] == "W")}
        return {code: place.name for code in sorted(told) if (place := snapshot.named(code))}
    cubes = [cube for slug, cube in snapshot.cubes.items() if not (cube.files and slug != view.measured.dataset)]
    known = {code: snapshot.named(code) for code in sorted({code for cube in cubes for code in cube.places})}
    kinds = {"trust": ("trust",), "site": ("trust", "provider", "site")}.get(view.measured.drawn, ("council", "county"))
    return {code: place.name for code, place in known.items() if place and place.type in kinds}


def script_data(snapshot: Snapshot, view: View, answer: dict[str, Any]) -> dict[str, Any]:
    """Give the map script the answer shown, the choices of each control, and its words."""
    return {
        "answer": answer,
        "catalogue": catalogue_of(snapshot),
        "names": shown_names(snapshot, view),
        "words": {
            "statuses": statuses(),
            "months": [_(name) for name in MONTH_NAMES],
            "shortMonths": short_months(),
            "weeks": _("{n} weeks"),
            "weeksOrMore": _("104 weeks or more"),
            "over": _("over 99.9"),
            "under": _("under 0.1"),
            "of": _("{part} of {whole}"),
            "patients": _("Patients"),
            "posts": _("Full-time posts"),
            "thenNow": _("{then} then, {now} now"),
            **place_heads(),
            "periods": period_labels(),
            "splits": split_labels(),
            "everything": csv_labels(),
            "limits": _("95 % interval (likely range)"),
            "interval": _("95 % confidence interval {limits}"),
            "beside": _("Beside England"),
            "staff": _("Staff in post then"),
            "comparisons": comparisons(),
            "verdict": _("Is it more than chance?"),
            "years": _("{n} years"),
            "span": _("{first} to {last}"),
            "range": _("{low} to {high}"),
            "quarter": _("{year}, to quarter {n}"),
            "play": _("Play"),
            "stop": _("Stop"),
            "before": _("before that"),
            "help": _(
                "Map. Arrow keys go to the neighbouring place, letters to a name, Home and End to the first and last. "
                "Enter shows a place in the panel, Enter again opens its page. Plus and minus zoom. Escape leaves."
            ),
            "failed": _("The figures could not be fetched. Check the connection and try again."),
        },
    }


def explorer(
    snapshot: Snapshot, ground: Ground, view: View, shared: str
) -> tuple[html.Div, dict[str, str], dict[str, Any]]:
    """Make the whole explorer of a view: components, islands and the script's data.

    `shared` is what stands under "Share this view".
    """
    answer = compact(snapshot, ground, view)
    painted = islands(snapshot, ground, view, answer) | {"shared": shared}
    return page(snapshot, view), painted, script_data(snapshot, view, answer)
