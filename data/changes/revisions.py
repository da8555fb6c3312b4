"""Revised figures: what was published first, or held before, and what stands there now."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from data import held, query
from data.catalogue import Indicator
from data.changes.change import Change, last_day, topic_of
from data.query import Answer
from data.store import COLLECTIONS, Snapshot

#: Two values nearer than this are one value: shares are divided anew each time.
_NOISE = 1e-9
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")


def remembered(snapshot: Snapshot, since: str, place: str = "") -> Iterator[Change]:
    """Tell the revisions that a snapshot itself remembers: the first release of a month beside the newest.

    Parameters
    ----------
    since
        First month (ISO day) told of.
    place
        Tell of this place alone.
    """
    seen = dict.fromkeys(
        (row["dataset"], row["place_code"], row["period"], row["split"], row["first_file"], row["current_file"])
        for row in snapshot.revisions
        if last_day(row["period"], False) >= since and place in ("", row["place_code"])
    )
    for dataset, code, period, split, first_file, current_file in seen:
        for indicator in held.indicators(snapshot).values():
            if indicator.dataset != dataset or indicator.change_of or split not in indicator.splits:
                continue
            answer = query.across(snapshot, indicator, split, period)
            first = held.first_published(snapshot, indicator, split, code, period)
            if first is None:
                continue
            old, new = _number(first), _number(answer.value[-1, answer.place_at[code]])
            if old is None or new is None or abs(old - new) > _NOISE:
                files = (first_file, current_file)
                yield _change(indicator, code, split, period, old, new, files, _revised_on(snapshot, files[1]))


def between(old: Snapshot, new: Snapshot, place: str = "") -> Iterator[Change]:
    """Tell every value that two snapshots tell differently of a period that both hold, each once.

    Parameters
    ----------
    place
        Tell of this place alone.
    """
    for slug, indicator in held.indicators(new).items():
        if indicator.change_of or indicator.by_states or slug not in held.indicators(old):
            continue
        before = held.indicators(old)[slug]
        shared = [p for p in query.periods(new, indicator) if p in set(query.periods(old, before))]
        if not shared:
            continue
        for split in indicator.splits:
            if all(split in snapshot.cubes[indicator.dataset].split_at for snapshot in (old, new)):
                yield from _differing(old, new, indicator, split, shared, place)


def _differing(
    old: Snapshot, new: Snapshot, indicator: Indicator, split: str, shared: list[str], place: str
) -> Iterator[Change]:
    sides = [_whole(snapshot, indicator, split) for snapshot in (old, new)]
    codes = [place] if place else sorted({*sides[0].places, *sides[1].places})
    then, now = (_aligned(side, shared, codes) for side in sides)
    differs = ~(np.isclose(then, now, rtol=0, atol=_NOISE) | (np.isnan(then) & np.isnan(now)))
    for at, column in np.argwhere(differs).tolist():
        code, period = codes[column], shared[at]
        files = (_file(old, sides[0], period, code), _file(new, sides[1], period, code))
        told = (_number(then[at, column]), _number(now[at, column]), files, _revised_on(new, files[1]))
        yield _change(indicator, code, split, period, *told)


def _whole(snapshot: Snapshot, indicator: Indicator, split: str) -> Answer:
    return query.between(snapshot, indicator, split, 0, len(snapshot.cubes[indicator.dataset].periods) - 1)


def _aligned(answer: Answer, periods: list[str], codes: list[str]) -> NDArray[np.float64]:
    """Put an answer's values into rows of these periods and columns of these places, NaN where it has none."""
    order = {period: at for at, period in enumerate(answer.periods)}
    rows = answer.value[[order[period] for period in periods]]
    columns = np.array([answer.place_at.get(code, -1) for code in codes])
    return np.where(columns >= 0, rows[:, columns], np.nan)


def _change(
    indicator: Indicator, code: str, split: str, period: str, old: float | None, new: float | None,
    files: tuple[str, str], revised_on: str,
) -> Change:  # fmt: skip
    return Change(
        "revised", topic_of(indicator), "revised", code, indicator.slug, split, period,
        old=old, new=new, files=files, revised_on=revised_on, dated=revised_on or last_day(period, indicator.by_years),
    )  # fmt: skip


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _file(snapshot: Snapshot, answer: Answer, period: str, code: str) -> str:
    collection = COLLECTIONS.get(answer.indicator.dataset)
    if collection:
        return snapshot.source_files.get((collection, period), "")
    if code not in answer.place_at:
        return ""
    file = int(answer.file[answer.periods.index(period), answer.place_at[code]])
    return str(answer.files[file] or "") if file >= 0 else ""


@lru_cache(maxsize=4)
def _days(snapshot: Snapshot) -> dict[str, str]:
    found = ((row["file"], _DAY.search(row["release"] or "")) for row in snapshot.releases)
    return {file: day[0] for file, day in found if day}


def _revised_on(snapshot: Snapshot, file: str) -> str:
    return _days(snapshot).get(file, "")
