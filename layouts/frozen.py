"""A view frozen on one snapshot: that it is, and what was revised since."""

from __future__ import annotations

import numpy as np
from dash import html

from data import query
from data.query import REPORTED, Answer
from data.store import ENGLAND, Snapshot
from geo.ground import Ground
from layouts import sentences
from layouts.alt import chosen
from layouts.picture import paint
from layouts.view import View
from layouts.words import _, date, ngettext


def note(snapshot: Snapshot, view: View) -> html.P | None:
    """Say on the explorer that a view is frozen, with the way to the newest figures; None where it is not."""
    if not view.snapshot:
        return None
    said = _("This view keeps the figures that the atlas held on {date}, whatever is published later.")
    newest = html.A(_("See the newest figures"), href=f"/?{view.to_query(snapshot='')}", id="newest")
    return html.P([said.format(date=made(snapshot)), " ", newest], className="caution frozen")


def made(snapshot: Snapshot) -> str:
    """Tell the day on which a snapshot was made, as people read it."""
    return date(str(snapshot.manifest["built_at"])[:10])


def revised_since(snapshot: Snapshot, ground: Ground, view: View, newest: Snapshot) -> str:
    """Say which figures shown a newer snapshot tells otherwise; '' where it tells the same.

    A period or split that the newer one no longer holds is said to be no longer held. Only places on the map, those
    a reader has pointed out, and England count.
    """
    if newest.id == snapshot.id:
        return ""
    was = query.across(snapshot, view.measured, view.split, view.period)
    cube = newest.cubes.get(view.measured.dataset)
    counted = view.measured.dataset_split(view.split)
    if cube is None or view.period not in cube.period_at or counted not in cube.split_at:
        return _("The figures of {date}, the newest that the atlas has, no longer hold this.").format(date=made(newest))
    now = query.across(newest, view.measured, view.split, view.period)
    shown = paint(snapshot, ground, view, was).shown
    named = dict.fromkeys((*chosen(view), ENGLAND))
    differing = [code for code in dict.fromkeys((*shown, *named)) if _told(was, code) != _told(now, code)]
    if not differing:
        return ""
    said = [
        ngettext(
            "These are the figures of {then}. Since then that of {n} place shown here has been revised (figures of {now}).",
            "These are the figures of {then}. Since then those of {n} places shown here have been revised (figures of {now}).",
            len(differing),
        ).format(n=len(differing), then=made(snapshot), now=made(newest))
    ]
    for code in named:
        at = now.place_at.get(code)
        if code in differing and at is not None and now.status[-1, at] == REPORTED:
            figure = sentences.figure(view.measured, float(now.value[-1, at]))
            said.append(_("{place}: now {value}.").format(place=sentences.place_name(snapshot, code), value=figure))
    return " ".join(said)


def _told(answer: Answer, code: str) -> tuple[int, float]:
    at = answer.place_at.get(code)
    return (0, 0.0) if at is None else (int(answer.status[-1, at]), float(np.nan_to_num(answer.value[-1, at])))
