"""Organisations that took over from others, and indicators that came or went."""

from __future__ import annotations

from collections.abc import Iterator

from data import held
from data.changes.change import Change, topic_of
from data.store import Snapshot


def mergers(old: Snapshot | None, new: Snapshot, since: str) -> Iterator[Change]:
    """Tell which organisations took over from which.

    Parameters
    ----------
    old
        What it tells already is left out; None tells all dated on or after `since` (ISO day).
    """
    known = {(step.old_code, step.new_code, step.date) for step in old.successions} if old else frozenset()
    for step in new.successions:
        if (step.old_code, step.new_code, step.date) not in known if old else step.date >= since:
            yield Change(
                "merger", "places", step.kind, step.new_code, period=step.date, was=step.old_code, dated=step.date,
                note=step.note,
            )  # fmt: skip


def indicators(old: Snapshot | None, new: Snapshot) -> Iterator[Change]:
    """Tell which indicators came, and which are held no more; a single snapshot tells of none."""
    if old is None:
        return
    then, now = held.indicators(old), held.indicators(new)
    for what, here, there in (("new", now, then), ("withdrawn", then, now)):
        for slug, indicator in here.items():
            if slug not in there:
                yield Change("indicator", topic_of(indicator), what, indicator=slug)
