"""A heat table: every figure told of the chosen places, each cell classed in words and in colour."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

from dash import html

from data import query
from data.catalogue import Indicator
from data.judge import verdicts
from data.store import ENGLAND, Snapshot
from layouts.charted import picture_of, taken_away
from layouts.compare.choice import Comparison, fitting
from layouts.compare.columns import Row, folded, side_table
from layouts.compare.side import figure_of, status_of
from layouts.view import View
from layouts.words import _, comparisons, short_named

COLUMNS = (
    "indicator", "title", "split", "period", "place", "name", "value", "unit", "status", "told", "verdict",
)  # fmt: skip
#: Series that have ended are left to their own pages.
_LEFT_OUT = frozenset({"to-2018"})


def section(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    """Lay out the table under its heading."""
    return [html.H2(_("All figures at a glance"), id="glance"), folded(_("Show all figures"), glance(snapshot, chosen))]


def glance(snapshot: Snapshot, chosen: Comparison) -> list[Any]:
    """Lay out the table, its legend and what the classes rest on."""
    rows = [_row(snapshot, chosen, line) for line in lines(snapshot, chosen)]
    caption = _("Every figure held of these places, each in its newest period")
    areas, boards = chosen.measured.of_areas, chosen.measured.is_welsh
    rests = (
        _("No colours here: with seven health boards nobody can tell how much such places usually differ.")
        if boards
        else _("Colours and words follow the official comparison with England, which rests on published 95 % intervals (likely ranges).")
        if areas
        else _("Colours and words follow our verdicts. Shares are set beside all trusts (funnel limits of 99.8 %: how far chance alone goes, widened for the usual differences between trusts); waits in weeks beside the course of England, counts beside their own past.")
    )  # fmt: skip
    return [
        html.P(rests, className="quiet"),
        None if boards else _key(areas),
        side_table(snapshot, chosen.places, caption, _("Figure"), rows, "heat"),
        taken_away(_files(snapshot, chosen)),
    ]


def _key(areas: bool) -> html.Ul:
    return html.Ul(
        [html.Li(html.Span(text, className=css)) for css, text in legend(areas).items()], className="heat-key"
    )


def _files(snapshot: Snapshot, chosen: Comparison) -> dict[str, str]:
    """Give the addresses of the table as files: words to address."""
    files = {_("This table as CSV"): chosen.address(snapshot).replace("/compare?", "/compare.csv?")}
    if chosen.measured.on_map and not chosen.measured.is_welsh:
        first, *others = chosen.places
        view = View(chosen.indicator, chosen.split, chosen.period, place=first, compare=tuple(others))
        files[_("As a picture")] = picture_of(view, "glance")
    return files


def legend(areas: bool) -> dict[str, str]:
    """Name the classes of the cells, by CSS class."""
    if areas:
        named = comparisons()
        return {
            "is-better": named["better"],
            "is-usual": named["similar"],
            "is-worse": named["worse"],
            "is-higher": named["higher"],
            "is-lower": named["lower"],
        }
    return {
        "is-better": _("Better than most, or getting better"),
        "is-usual": _("No more than chance would explain"),
        "is-worse": _("Worse than most, or getting worse"),
    }


@dataclass(frozen=True)
class Cell:
    """One figure of one place: as a number (None where there is none), in words, its status, its class in words.

    `css` is the class of its colour, '' where it has none.
    """

    place: str
    value: float | None
    figure: str
    status: str
    word: str
    css: str


@dataclass(frozen=True)
class Line:
    """One figure in its newest period, a cell for each place in the order chosen."""

    indicator: Indicator
    split: str
    period: str
    cells: tuple[Cell, ...]


def lines(snapshot: Snapshot, chosen: Comparison) -> list[Line]:
    """Tell every figure held of the places; series that have ended are left out."""
    shown = [i for i in fitting(snapshot, chosen.places).values() if i.domain not in _LEFT_OUT]
    return [_line(snapshot, chosen.places, indicator) for indicator in shown]


def _line(snapshot: Snapshot, places: tuple[str, ...], indicator: Indicator) -> Line:
    split, period = indicator.default_split, query.periods(snapshot, indicator)[-1]
    answer = query.across(snapshot, indicator, split, period)
    judged = indicator.of_areas or (verdicts.can_be_judged(indicator) and not indicator.is_welsh)
    told = verdicts.classes(snapshot, indicator, split, period) if judged else None
    unjudged = indicator.polarity == "none" and not indicator.of_areas
    cells = []
    for code in places:
        at, status = answer.place_at.get(code), status_of(answer, code)
        reported = at is not None and status == "reported"
        band = str(told[at]) if reported and told is not None and code != ENGLAND else ""
        css = "" if not band or band == "too_few" or unjudged else f"is-{band}"
        value = float(answer.value[-1, at]) if reported else None
        cells.append(Cell(code, value, figure_of(answer, code), status, _word(indicator, band), css))
    return Line(indicator, split, period, tuple(cells))


def _row(snapshot: Snapshot, chosen: Comparison, line: Line) -> Row:
    indicator = line.indicator
    link = html.A(
        _(indicator.title),
        href=chosen.address(snapshot, indicator=indicator.slug, split=line.split, period=line.period),
    )
    title = [link, " ", html.Span(short_named(line.period, indicator.by_years), className="quiet")]
    cells = [
        [html.Span(cell.figure, className="value"), *([" ", html.Span(cell.word)] if cell.word else [])]
        for cell in line.cells
    ]
    return Row(title, cells, [cell.css for cell in line.cells])


def as_csv(snapshot: Snapshot, chosen: Comparison) -> str:
    """Write the table as CSV, one row a figure and place; `value` is empty unless the status is `reported`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in lines(snapshot, chosen):
        slug, title = line.indicator.slug, _(line.indicator.title)
        for cell in line.cells:
            name = snapshot.places[cell.place].name
            number = "" if cell.value is None else repr(cell.value)
            told = (cell.place, name, number, line.indicator.unit, cell.status, cell.figure, cell.word)
            writer.writerow((slug, title, line.split, line.period, *told))
    return out.getvalue()


def _word(indicator: Indicator, band: str) -> str:
    """Say a class in a few words; '' where there is nothing to say."""
    if not band:
        return ""
    if indicator.of_areas:
        return comparisons()[{"usual": "similar", "too_few": "not_compared"}.get(band, band)]
    if indicator.polarity == "none":
        return _("neither good nor bad")
    if indicator.is_percent:
        words = {
            "better": _("better than most"),
            "usual": _("no different from most"),
            "worse": _("worse than most"),
            "too_few": _("too few to say"),
        }
    elif indicator.measure == "weeks":
        words = {
            "better": _("getting better beside England"),
            "usual": _("going as England does"),
            "worse": _("getting worse beside England"),
            "too_few": _("too few months to say"),
        }
    else:
        words = {
            "better": _("getting better"),
            "usual": _("not changing"),
            "worse": _("getting worse"),
            "too_few": _("too few months to say"),
        }
    return words[band]
