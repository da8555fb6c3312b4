"""The view without a page around it, for a frame on somebody else's page."""

from __future__ import annotations

from html import escape

from data import query
from data.store import Snapshot
from geo.ground import Ground
from layouts import alt, table
from layouts.answer import compact, places
from layouts.explorer import headline
from layouts.figures.map_svg import svg
from layouts.image import Towns
from layouts.links import led_on, to
from layouts.picture import LegendItem, Picture, labels, paint
from layouts.shell import NAME
from layouts.view import View
from layouts.welsh import language_line
from layouts.words import _, spoken
from layouts.zoomed import zoomed


def document(style: str, script: str, title: str, body: str) -> str:
    """Put a body into the smallest page: one style sheet, one script, no mast and no foot.

    Links open in a tab of their own, since nothing but this page lets itself be framed.
    """
    return led_on(
        f'<!DOCTYPE html><html lang="{spoken()}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta name="description" content="{escape(title)}"><meta name="color-scheme" content="light dark">'
        f'<base target="_blank"><link rel="icon" href="data:,"><link rel="stylesheet" href="{style}"></head>'
        f'<body class="embed">{language_line()}<main>{body}</main>'
        f'<div id="live" class="unseen" aria-live="polite"></div><script src="{script}" defer></script></body></html>'
    )


def embed(
    snapshot: Snapshot, ground: Ground, view: View, *, with_table: bool, towns: Towns | None = None, later: str = ""
) -> tuple[str, str]:
    """Lay out the view for a frame.

    Parameters
    ----------
    with_table
        Whether the same figures stand below as a table.
    towns
        The towns to name where the map is cropped to the surroundings of the place in view; None for the whole map.
    later
        What has been revised since the snapshot on which the view is frozen; '' where nothing was.

    Returns
    -------
    Title and body, ready-made HTML.
    """
    measured = query.across(snapshot, view.measured, view.split, view.period)
    picture = paint(snapshot, ground, view, measured)
    shown = picture if towns is None else zoomed(picture, towns)
    answer = compact(snapshot, ground, view) | {"headline": alt.title(snapshot, view, measured)}
    subject = alt.subject(view)
    told = "".join(f"<li>{escape(alt.told(snapshot, view, measured, code))}</li>" for code in view.compare)
    notes = (
        shown.description, answer["ground"], alt.revised(snapshot, view, measured), answer["source"],
        _("Contains OS data © Crown copyright and database right."),
    )  # fmt: skip
    help_ = _("Map. Use the arrow keys to go from place to place, Enter to open the page of one.")
    rows = ""
    if with_table:
        rows = (
            f'<details><summary>{escape(_("The same as a table"))}</summary><div class="scroll" tabindex="0" '
            f'role="region" aria-label="{escape(_("Figures"))}">'
            f"{table.table(snapshot, view, places(snapshot, view, measured, picture), picture, sorts=False)}"
            "</div></details>"
        )
    revised = f'<p class="caution">{escape(later)}</p>' if later else ""
    whole = to("/?" + view.to_query(lang="en"))
    body = (
        f'<p class="kicker">{escape(subject)}</p>{headline(answer)}'
        f"{f'<ul>{told}</ul>' if told else ''}"
        f'<div class="mapbox"><div id="map" data-help="{escape(help_)}">'
        f"{svg(shown, labels(snapshot, measured, shown), opens='_blank')}</div>"
        f'<div id="card" hidden></div></div><ul class="key">{key(picture)}</ul>'
        f'<p class="source">{escape(" ".join(filter(None, notes)))}</p>'
        f"{revised}{rows}"
        f'<p class="full"><a href="{escape(whole)}">'
        f"{escape(_('See the whole map on {site}').format(site=NAME))}</a></p>"
    )
    return subject, body


def key(picture: Picture) -> str:
    """Write the legend: what each class means and how many places are in it."""
    return "".join(_entry(item, picture.ramp) for item in picture.legend)


def _entry(item: LegendItem, ramp: str) -> str:
    return (
        f'<li data-class="{escape(item.css)}">{table.swatch(item.css, ramp)}'
        f'<span class="words">{escape(item.label)}</span> <span class="n">{item.count}</span></li>'
    )
