"""Verdicts that changed: what chance does not explain now and did before, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data import held, query
from data.breaks import SNAPSHOTS
from data.catalogue import Indicator
from data.changes.change import Change, last_day, topic_of
from data.judge.verdicts import classes
from data.periods import pooled
from data.query import Answer
from data.store import ENGLAND, Snapshot

#: Types of places that a verdict is told of; other providers of care have no peers.
_JUDGED = frozenset({"trust", "council", "county", "region", "health-board"})


def verdicts(old: Snapshot | None, new: Snapshot, since: str) -> Iterator[Change]:
    """Compare the verdicts on the newest period with those on the newest period before.

    Each is judged as of its own period, from no later month. A verdict that could not be given, then or now, has not
    changed. Shares are judged in every split, other figures in total.

    Parameters
    ----------
    old
        Its newest period is the one before; None takes the last but one of `new`, for periods ended since `since`.
    """
    for slug, indicator in held.indicators(new).items():
        if "verdict" not in indicator.views or indicator.slug in SNAPSHOTS:
            continue
        if old is not None and slug not in held.indicators(old):
            continue
        known = query.periods(new, indicator)
        before = known[:-1] if old is None else query.periods(old, held.indicators(old)[slug])
        if not before or (old is None and last_day(known[-1], indicator.by_years) < since):
            continue
        if indicator.by_years and pooled(before[-1]) != pooled(known[-1]):
            continue
        for split in indicator.splits if indicator.is_percent else (indicator.default_split,):
            yield from _of_split(old or new, before[-1], new, known[-1], indicator, split)


def _of_split(
    old: Snapshot, earlier: str, new: Snapshot, period: str, indicator: Indicator, split: str
) -> Iterator[Change]:
    if any(split not in snapshot.cubes[indicator.dataset].split_at for snapshot in (old, new)):
        return
    then, now = (query.across(old, indicator, split, earlier), query.across(new, indicator, split, period))
    was = dict(zip(then.places, classes(old, indicator, split, earlier).tolist(), strict=True))
    for code, band in zip(now.places, classes(new, indicator, split, period).tolist(), strict=True):
        before = was.get(code, "too_few")
        told_of = code == ENGLAND or (code in new.places and new.places[code].type in _JUDGED)
        if told_of and band != before and "too_few" not in (band, before):
            yield Change(
                "verdict", topic_of(indicator), band, code, indicator.slug, split, period, earlier, before,
                _value(then, code), _value(now, code), dated=last_day(period, indicator.by_years),
            )  # fmt: skip


def _value(answer: Answer, code: str) -> float | None:
    value = answer.value[-1, answer.place_at[code]]
    return None if np.isnan(value) else float(value)
