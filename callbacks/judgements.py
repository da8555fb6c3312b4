"""Verdicts for programs, with all they rest on: as JSON, and as the rows of the charts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response

from callbacks.asked import codes_of, only
from callbacks.delivery import as_json, deliver
from callbacks.world import world
from data import held
from data.catalogue import Indicator
from data.judge.verdicts import can_be_judged, judge
from layouts.choices import NOT_HERE, BadChoice, choose_indicator, choose_period, choose_split, nearest
from layouts.judged_rows import ROWS, judgement_answer
from layouts.words import _

judgements = Blueprint("judgements", __name__, url_prefix="/api/v1")
ARGUMENTS = ("indicator", "split", "period", "place", "from", "to", "lang")
#: Asks for every specialty (or kind of department) of the places named.
EVERY = "every"


@dataclass(frozen=True)
class Asked:
    """What is to be judged: `first` is '' where the latest 24 months are meant, `codes` empty for all places."""

    indicator: Indicator
    splits: tuple[str, ...]
    first: str
    last: str
    codes: tuple[str, ...]

    @property
    def key(self) -> str:
        """A text that names it."""
        return f"{self.indicator.slug}|{','.join(self.splits)}|{self.first}|{self.last}|{','.join(self.codes)}"

    def answer(self, split: str) -> dict[str, Any]:
        """Judge the places in one split."""
        found = judge(world().snapshot, self.indicator, split, self.last, self.first)
        return judgement_answer(world().snapshot, found, self.codes)


def _read(args: Mapping[str, str], *, every: bool = False) -> Asked:
    snapshot = world().snapshot
    if not args.get("indicator"):
        raise BadChoice("indicator", "", _("Say which indicator."), next(iter(held.indicators(snapshot))))
    indicator = choose_indicator(snapshot, args["indicator"])
    if not can_be_judged(indicator):
        why = _("Verdicts are given on monthly figures of waits; public health carries its comparison with England.")
        raise BadChoice("indicator", indicator.slug, why, next(iter(held.indicators(snapshot))), NOT_HERE)
    last = choose_period(snapshot, indicator, args.get("to") or args.get("period", ""))
    first = choose_period(snapshot, indicator, args["from"]) if args.get("from") else ""
    if first > last:
        raise BadChoice("from", first, _("The first month comes after the last."), last)
    codes = codes_of(args)
    if every and args.get("split") == EVERY:
        if not codes:
            why = _("Every specialty at once is given for named places: add place=.")
            raise BadChoice("split", EVERY, why, status=NOT_HERE)
        cube = snapshot.cubes[indicator.dataset]
        splits = tuple(split for split in indicator.splits if indicator.dataset_split(split) in cube.split_at)
    else:
        splits = (choose_split(indicator, args.get("split", "")),)
    return Asked(indicator, splits, first, last, codes)


@judgements.get("/judgements")
def judged() -> Response:
    """Give the verdicts of a month with all they rest on: XmR charts, funnel, flagged points."""
    asked = _read(only(ARGUMENTS))
    return deliver("judgements", asked.key, lambda: as_json(asked.answer(asked.splits[0])), mimetype="application/json")


@judgements.get("/judgements.csv")
def judged_csv() -> Response:
    """Give the rows of a chart: `rows=points` with limits and signals, or `rows=verdicts`, one a place and split.

    `split=every` gives every specialty of the places named.
    """
    args = only((*ARGUMENTS, "rows"))
    wanted = args.get("rows") or "points"
    if wanted not in ROWS:
        why = _("It can be {choices}.").format(choices=", ".join(ROWS))
        raise BadChoice("rows", wanted, why, nearest(wanted, tuple(ROWS)) or "points")
    asked = _read(args, every=True)

    def make() -> str:
        out = io.StringIO()
        columns, write = ROWS[wanted]
        writer = csv.DictWriter(out, columns, lineterminator="\r\n")
        writer.writeheader()
        for split in asked.splits:
            writer.writerows(write(asked.answer(split), split))
        return out.getvalue()

    sent = deliver(f"judgements.csv {wanted}", asked.key, make, mimetype="text/csv")
    name = "-".join((asked.indicator.slug, args.get("split") or asked.splits[0], asked.last, wanted))
    sent.headers["Content-Disposition"] = f'attachment; filename="care-atlas-{name}.csv"'
    return sent
