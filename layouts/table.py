"""The table beside the map: the same places, the same figures, sortable; and the legend, in HTML."""

from __future__ import annotations

from html import escape

from data.judge.verdicts import can_be_judged
from data.store import Snapshot
from layouts import captions, sentences
from layouts.answer import Row, listed_periods
from layouts.picture import LegendItem, Picture
from layouts.view import View
from layouts.words import _, comparisons, count, short_named, statuses, value

DASH = "\u2013"
#: Measures behind which patients are counted.
COUNTED = ("percent", "weeks", "change")


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


def place_heads() -> dict[str, str]:
    """Head the column of names, by the type of the places drawn."""
    return {
        "trust": _("Trust"),
        "site": _("Hospital"),
        "council": _("Council"),
        "county": _("Council"),
        "health-board": _("Health board"),
        "nation": _("Nation"),
    }


def heads(view: View, months: tuple[str, ...], limits: bool, *, sorts: bool = True) -> str:
    """Write the table's head; each column can be sorted by a press on its name, where a script sorts it.

    Parameters
    ----------
    limits
        Whether an interval is published for any of the places.
    """
    measure = view.measured.measure
    behind = {"percent": _("Patients"), "weeks": _("Patients"), "change": _("Full-time posts")}.get(measure, "")
    by_years = view.measured.by_years
    columns = [
        ("name", place_heads()[view.measured.drawn], ""),
        ("value", short_named(view.period, by_years), "num"),
    ]
    if limits:
        columns.append(("lower", _("95 % interval (likely range)"), "num"))
    if view.measured.of_areas:
        columns.append(("compared", _("Beside England"), ""))
    if behind:
        columns.append(("n", behind, "num n"))
    if view.measured.by_states:
        columns.append(("beside", _("Staff in post then"), ""))
    if has_verdicts(view):
        columns.append(("said", _("Is it more than chance?"), ""))
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


def body(snapshot: Snapshot, view: View, shown: dict[str, Row], ramp: str) -> str:
    """Write one row a place, by name."""
    names = {code: sentences.place_name(snapshot, code) for code in shown}
    limits = has_limits(shown)
    return "".join(
        _row(view, code, names[code], shown[code], ramp, limits) for code in sorted(shown, key=lambda code: names[code])
    )


def has_verdicts(view: View) -> bool:
    """Tell whether the table gives a verdict on each place."""
    return view.view == "verdict" and can_be_judged(view.measured)


def has_limits(shown: dict[str, Row]) -> bool:
    """Tell whether an interval is published for any of the places."""
    return any("lower" in row for row in shown.values())


def _row(view: View, code: str, name: str, place: Row, ramp: str, limits: bool) -> str:
    measure = view.measured.measure
    told = place["value"] is not None
    digits = view.measured.decimals
    names = view.measured.names
    cell = escape(
        (place.get("text") or value(measure, place["value"], digits, names)) if told else statuses()[place["status"]]
    )
    here = ' class="here"' if code == view.place else ""
    cells = [
        f'<th scope="row"><a href="/place/{escape(code)}">{escape(name)}</a></th>',
        f'<td class="num{"" if told else " nothing"}">{swatch(place["band"], ramp)}{cell}</td>',
    ]
    if limits:
        known = "lower" in place and "upper" in place
        told_limits = sentences.interval(view.measured, place["lower"], place["upper"]) if known else DASH
        cells.append(f'<td class="num limits">{escape(told_limits)}</td>')
    if view.measured.of_areas:
        cells.append(f"<td>{escape(comparisons()[place.get('compared', 'not_compared')])}</td>")
    elif view.measured.by_states:
        cells.append(f"<td>{escape(place.get('beside', DASH))}</td>")
    elif measure in COUNTED:
        cells.append(f'<td class="num n">{_behind(measure, place)}</td>')
    if has_verdicts(view):
        cells.append(f"<td>{escape(place.get('said') or DASH)}</td>")
    cells += [
        f'<td class="num wide">{DASH if past is None else escape(value(measure, past, digits, names))}</td>'
        for past in place["recent"]
    ]
    return f'<tr data-code="{escape(code)}"{here}>{"".join(cells)}</tr>'


def _behind(measure: str, place: Row) -> str:
    whole = place.get("denominator")
    if whole is None:
        return DASH
    if measure == "change":
        return escape(_("{then} then, {now} now").format(then=count(whole), now=count(place["numerator"])))
    if measure != "percent":
        return count(whole)
    return escape(_("{part} of {whole}").format(part=count(place["value"] * whole / 100), whole=count(whole)))


def table(snapshot: Snapshot, view: View, shown: dict[str, Row], picture: Picture, *, sorts: bool = True) -> str:
    """Write the whole table of the places shown, with heads that sort it or with plain ones."""
    caption = captions.caption(view, len(picture.shown))
    head = heads(view, listed_periods(snapshot, view), has_limits(shown), sorts=sorts)
    return (
        f'<table id="figures" class="figures measure-{view.measured.measure}"><caption>{escape(caption)}</caption>'
        f'<thead id="figures-head">{head}</thead>'
        f'<tbody id="figures-body">{body(snapshot, view, shown, picture.ramp)}</tbody></table>'
    )
