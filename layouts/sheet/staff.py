"""The staff of a trust on its sheet: how many at the last census, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import held, query
from data.catalogue import catalogue
from data.query import REPORTED
from layouts.place.staff import GROUPS, group_names, long_ago, year_before
from layouts.sheet.model import Section, Table, Words
from layouts.sheet.subject import Subject
from layouts.sheet.told import Told, ask
from layouts.staff import changed, not_jobs_lost, starred
from layouts.words import _, count, month, short_month, statuses

ALL = GROUPS[0]
DASH = "\u2013"


@dataclass(frozen=True)
class Census:
    """The last census with a figure of a trust, and the earlier ones it is set beside, the older first."""

    latest: str
    earlier: tuple[str, ...]


def census(subject: Subject) -> Census | None:
    """Choose the dates on which the staff are told; None where no figure is held up to the period chosen."""
    if ALL not in held.indicators(subject.snapshot) or subject.code not in subject.snapshot.cubes[ALL].place_at:
        return None
    whole = query.through_time(subject.snapshot, catalogue()[ALL], "all", subject.code)
    upto = subject.month or whole.periods[-1]
    told = [whole.periods[at] for at in np.flatnonzero(whole.status[:, 0] == REPORTED) if whole.periods[at] <= upto]
    if not told:
        return None
    earlier = (date for date in (long_ago(told), year_before(told)) if date != told[-1])
    return Census(told[-1], tuple(dict.fromkeys(earlier)))


def last_change(subject: Subject) -> Told | None:
    """Give the change of all staff since the census about a year before; None where there is no such census."""
    dates = census(subject)
    if dates is None or not dates.earlier:
        return None
    return ask(subject.snapshot, catalogue()[f"{ALL}-change"], f"from-{dates.earlier[-1]}", subject.code, dates.latest)


def section(subject: Subject) -> Section | None:
    """Tell the staff by group, in full-time equivalents, beside two earlier censuses."""
    dates = census(subject)
    if dates is None:
        return None
    rows, moved = [], False
    for slug in GROUPS:
        now = ask(subject.snapshot, catalogue()[slug], "all", subject.code, dates.latest)
        if now is None or not now.is_reported:
            continue
        cells = [group_names()[slug], count(now.value)]
        for date in dates.earlier:
            change = ask(subject.snapshot, catalogue()[f"{slug}-change"], f"from-{date}", subject.code, dates.latest)
            cells.append(_changed(change))
            moved = moved or bool(change and change.is_reported and change.moved)
        rows.append(tuple(cells))
    since = (_("Since {month}").format(month=short_month(date)) for date in dates.earlier)
    heads = (_("Group"), _("Full-time equivalents"), *since)
    caption = _("Staff in post, {month}").format(month=month(dates.latest))
    note = f"{not_jobs_lost()} {starred()}" if moved else not_jobs_lost()
    said = [Words(note, quiet=True)] if dates.earlier else []
    numeric = frozenset(range(1, len(heads)))
    return Section("staff", _("Staff"), (Table(caption, heads, tuple(rows), numeric), *said))


def _changed(change: Told | None) -> str:
    if change is None or not change.status:
        return DASH
    if not change.is_reported:
        return statuses()[change.status]
    return changed(change.value, change.moved, change.denominator)
