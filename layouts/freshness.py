"""How fresh the figures are, in words: a line over every page where newer ones are overdue, and a table of sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from data.freshness import Freshness
from layouts.links import to
from layouts.long_table import long_table
from layouts.words import _, named
from layouts.words import date as day


def overdue_line(told: Sequence[Freshness], today: date) -> str:
    """Say calmly that newer figures should be out; '' where none are overdue.

    Parameters
    ----------
    told
        As `data.freshness.freshness` tells of the snapshot that is served.
    """
    late = [(one.expected, one) for one in told if one.expected is not None and one.overdue(today)]
    if not late:
        return ""
    known = {"rtt": _("planned treatment"), "ae": _("A&E")}
    held = "; ".join(
        _("{figures}, {period}").format(figures=known.get(one.source, _(one.title)), period=_period(one, one.latest))
        for _expected, one in late
    )
    since = min(expected for expected, _one in late).isoformat()
    text = _("Newest figures here: {held}. Newer ones, due since {date}, are not here yet.").format(
        held=held, date=day(since)
    )
    link = f'<a href="{escape(to("/sources#fresh"))}">{escape(_("How fresh is it?"))}</a>'
    return f'<p class="overdue">{escape(text)} {link}</p>'


def sources_table(told: Sequence[Freshness], today: date) -> str:
    """Tabulate each source: newest period, when it was published and taken, and when the next is expected."""
    heads = (_("Source"), _("Newest period"), _("Published"), _("Taken up here"), _("Next expected"))
    rows = [
        (
            _(one.title),
            _period(one, one.latest),
            day(one.published) if one.published else _("not told"),
            day(one.taken),
            _next(one, today),
        )
        for one in told
    ]
    return long_table(_("How fresh each source is"), heads, rows)


def _next(one: Freshness, today: date) -> str:
    if one.expected is None:
        return _("no fixed day")
    expected = {"period": _period(one, one.following), "date": day(one.expected.isoformat())}
    if one.overdue(today):
        return _("{period}, expected on {date}: overdue").format(**expected)
    return _("{period}, expected on {date}").format(**expected)


def _period(one: Freshness, period: str) -> str:
    return named(period, not one.by_month)
