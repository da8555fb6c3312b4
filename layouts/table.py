"""The table beside the map: the same places, the same figures, sortable; and the legend, in HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from data.store import Snapshot
from layouts import sentences
from layouts.picture import LegendItem, Picture
from layouts.view import View
from layouts.words import _, comparisons, count, short_named, statuses, value

DASH = "\u2013"


def swatch(css: str, ramp: str) -> str:
    """Draw a class of the map as a small square, pattern and all."""
    return (
        f'<svg class="swatch {ramp}" viewBox="0 0 44 44" aria-hidden="true" focusable="false">'
        f'<rect class="{escape(css)}" width="44" height="44"/></svg>'
    )


def legend(picture: Picture) -> str:
    """Write the legend: one button a class, which points out its places when pressed."""
    return "".join(_entry(item, picture.ramp) for item in picture.legend)


def _entry(item: LegendItem, ramp: str) -> str:
    return (
        f'<li><button type="button" data-class="{escape(item.css)}" aria-pressed="false">{swatch(item.css, ramp)}'
        f'<span class="words">{escape(item.label)}</span> <span class="n">{item.count}</span></button></li>'
    )


def heads(view: View, months: list[str], *, sorts: bool = True) -> str:
    """Write the table's head; each column can be sorted by a press on its name, where a script sorts it."""
    measure = view.measured.measure
    behind = _("Patients") if measure in ("percent", "weeks") else ""
    by_years = view.measured.by_years
    columns = [
        ("name", _("Council") if view.measured.of_areas else _("Trust"), ""),
        ("value", short_named(view.period, by_years), "num"),
    ]
    if view.measured.of_areas:
        columns.append(("compared", _("Beside England"), ""))
    if behind:
        columns.append(("n", behind, "num"))
    columns += [(f"recent-{at}", short_named(month, by_years), "num wide") for at, month in enumerate(months[1:])]
    if not sorts:
        plain = "".join(f'<th scope="col" class="{css}">{escape(title)}</th>' for _key, title, css in columns)
        return f"<tr>{plain}</tr>"
    cells = "".join(
        f'<th scope="col" class="{css}" aria-sort="{"ascending" if key == "name" else "none"}">'
        f'<button type="button" data-sort="{key}">{escape(title)}</button></th>'
        for key, title, css in columns
    )
    return f"<tr>{cells}</tr>"


def rows(snapshot: Snapshot, view: View, answer: dict[str, Any]) -> str:
    """Write one row a place, by name."""
    names = {code: sentences.place_name(snapshot, code) for code in answer["places"]}
    ordered = sorted(answer["places"], key=lambda code: names[code])
    return "".join(_row(view, code, names[code], answer["places"][code], answer["ramp"]) for code in ordered)


def _row(view: View, code: str, name: str, place: dict[str, Any], ramp: str) -> str:
    measure = view.measured.measure
    told = place["value"] is not None
    digits = view.measured.decimals
    cell = escape(value(measure, place["value"], digits)) if told else escape(statuses()[place["status"]])
    here = ' class="here"' if code == view.place else ""
    cells = [
        f'<th scope="row"><a href="/place/{escape(code)}">{escape(name)}</a></th>',
        f'<td class="num{"" if told else " nothing"}">{swatch(place["band"], ramp)}{cell}</td>',
    ]
    if view.measured.of_areas:
        cells.append(f"<td>{escape(comparisons()[place.get('compared', 'not_compared')])}</td>")
    elif measure != "count":
        cells.append(f'<td class="num n">{_behind(measure, place)}</td>')
    cells += [
        f'<td class="num wide">{DASH if past is None else escape(value(measure, past, digits))}</td>'
        for past in place["recent"]
    ]
    return f'<tr data-code="{escape(code)}"{here}>{"".join(cells)}</tr>'


def _behind(measure: str, place: dict[str, Any]) -> str:
    whole = place.get("denominator")
    if whole is None:
        return DASH
    if measure != "percent":
        return count(whole)
    return escape(_("{part} of {whole}").format(part=count(place["value"] * whole / 100), whole=count(whole)))


def table(snapshot: Snapshot, view: View, answer: dict[str, Any], *, sorts: bool = True) -> str:
    """Write the whole table, with heads that sort it or with plain ones."""
    caption = sentences.caption(view.measured)
    return (
        f'<table id="figures" class="figures measure-{view.measured.measure}"><caption>{escape(caption)}</caption>'
        f'<thead id="figures-head">{heads(view, answer["months"], sorts=sorts)}</thead>'
        f'<tbody id="figures-body">{rows(snapshot, view, answer)}</tbody></table>'
    )
