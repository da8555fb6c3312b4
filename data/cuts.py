"""Announced cuts of posts, 2010 to 2013, as a ledger: who announced what, who was asked and did not say.

A record is a claim with its source, never a count of jobs lost. What nobody asked or published is `no_record`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from data.cube import NUMBERS, STATUS_CODE, Cube

SLUG = "announced-cuts"
#: The years of the ledger, as the indicator's one period.
PERIOD = "2010-13"
#: A trust that stood at some time between these days was due a word.
FIRST_DAY, LAST_DAY = "2010-04-01", "2014-03-31"
#: What a record can say, those with a figure first.
FIGURES = ("announced", "up_to", "disputed", "none_planned", "net_increase")
STATES = (*FIGURES, "refused", "no_reply", "waiting", "no_record")
EVIDENCE = ("foi-answer", "own-paper", "union-claim")


@dataclass(frozen=True, order=True)
class Cut:
    """One record of the ledger.

    `place_code` is '' where the body is on no map of ours (`nation` says why). `low` and `high` are as printed, in
    `unit`, None where the source prints no number; `is_posts` is False where the unit is something else than posts.
    `clinical` and `non_clinical` are None where the source does not tell them apart. `span` is the time it is about, as
    written, or two months with a stroke between; `before` and `after` are the
    September counts of staff that stand on either side of the period. `said` is what the body said, in short;
    `evidence` is its kind and `evidence_words` the source's own word for it. Dates are ISO, '' where unknown.
    """

    place_code: str
    name: str
    nation: str
    state: str
    low: float | None
    high: float | None
    unit: str
    is_posts: bool
    clinical: float | None
    non_clinical: float | None
    span: str
    before: str
    after: str
    evidence: str
    evidence_words: str
    said: str
    publisher: str
    published: str
    link: str
    asked_on: str
    answered_on: str
    due_on: str
    source_file: str
    line: int

    @property
    def tells_posts(self) -> bool:
        """Tell whether it says how many posts were to go, none being a number too."""
        return self.state in FIGURES and self.is_posts

    @property
    def posts(self) -> float:
        """Posts to go at the least: 0 where the body expected to grow or only a ceiling is known."""
        return self.low or 0.0

    @property
    def split_is_told(self) -> bool:
        """Tell whether clinical posts are told apart from others."""
        return self.clinical is not None or self.non_clinical is not None

    @property
    def status(self) -> str:
        """Why there is or is no number of posts."""
        if self.tells_posts:
            return "reported"
        if self.state in FIGURES:
            return "no_comparable_record"
        return self.state if self.state in ("refused", "no_reply") else "no_record"


COLUMNS = tuple(one.name for one in fields(Cut))
_RANK = {"reported": 0, "no_comparable_record": 1, "refused": 2, "no_reply": 3, "no_record": 4}


def state_of(low: float | None, high: float | None) -> str:
    """Name what two figures say; without any, the body expected a net increase."""
    if low is None or high is None:
        return "net_increase"
    if low == high:
        return "none_planned" if high == 0 else "announced"
    return "up_to" if low == 0 else "disputed"


def leading(cuts: Iterable[Cut]) -> dict[str, Cut]:
    """Choose the record that stands for each place on the map and in totals.

    Of several it is the one with a figure, then the one with the most posts at its low end: posts of two
    announcements may be the same posts, so they are never added.
    """
    found: dict[str, Cut] = {}
    for cut in sorted(cuts, key=lambda c: (_RANK[c.status], -c.posts, -(c.high or 0.0), c)):
        if cut.place_code:
            found.setdefault(cut.place_code, cut)
    return found


def stood(lives: Mapping[str, tuple[str, str]], steps: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """List the trusts that stood at some time of the ledger.

    Parameters
    ----------
    lives
        Code of each trust to the days it opened and closed (ISO, '' for not closed).
    steps
        Old code, new code and day of each succession: who is taken over has closed by then.
    """
    closed = {code: day for code, (_opened, day) in lives.items() if day}
    for old_code, _new, day in steps:
        closed[old_code] = min(closed.get(old_code, day), day)
    return frozenset(
        code for code, (opened, _closed) in lives.items() if opened <= LAST_DAY and closed.get(code, "9999") > FIRST_DAY
    )


def ledger_cube(
    cuts: Iterable[Cut], standing: frozenset[str]
) -> tuple[Cube, NDArray[np.uint8], dict[tuple[str, str, str], str]]:
    """Write the ledger as the cube of its indicator, with statuses and notes: one period, every trust of that time.

    `value` is the low figure, `upper` the high one; NaN and a status where a trust has no number.
    """
    chosen = leading(cuts)
    places = tuple(sorted(standing | chosen.keys()))
    files = (*sorted({cut.source_file for cut in chosen.values()}), "")
    shape = (1, 1, len(places))
    measures: dict[str, NDArray[np.generic]] = {name: np.full(shape, np.nan) for name in NUMBERS}
    measures |= {"compared": np.zeros(shape, np.uint8), "file": np.full(shape, len(files) - 1, np.int32)}
    status = np.full((1, len(places)), STATUS_CODE["no_record"], np.uint8)
    whys: dict[tuple[str, str, str], str] = {}
    for at, code in enumerate(places):
        cut = chosen.get(code)
        if cut is None:
            continue
        status[0, at] = STATUS_CODE[cut.status]
        whys[SLUG, code, PERIOD] = _why(cut)
        measures["file"][0, 0, at] = files.index(cut.source_file)
        if cut.tells_posts:
            measures["value"][0, 0, at] = measures["numerator"][0, 0, at] = cut.posts
            measures["upper"][0, 0, at] = np.nan if cut.high is None else cut.high
    measures["status"] = status[:, np.newaxis]
    return Cube(SLUG, (PERIOD,), ("all",), places, measures, files), status, whys


def _why(cut: Cut) -> str:
    """Tell why a record gives no number of posts; '' where it gives one."""
    if cut.tells_posts:
        return ""
    if cut.state in FIGURES:
        return f"{cut.low:g} {cut.unit}, which are no posts"
    asked = f"asked on {cut.asked_on}, due by {cut.due_on}"
    return f"{asked}, refused on {cut.answered_on}" if cut.state == "refused" else asked
