"""Of which place a sheet tells, what of it a reader chose, and the figures that follow from both, asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from data import held
from data.catalogue import WALES, Indicator
from data.store import Place, Snapshot
from geo.ground import Ground
from geo.relations import Relations
from layouts.figures.spine import SpineRow
from layouts.place.figures import last_reported
from layouts.place.health import profile
from layouts.sheet.told import Told, ask, ever

#: The figures on a trust or another provider of care, in the order in which they are told.
CARE = (
    "rtt-incomplete-18-weeks", "rtt-waiting-list", "rtt-over-52-weeks", "rtt-median-wait", "ae-4-hour",
    "ae-12-hour-waits",
)  # fmt: skip
#: What is told of those that report no waits.
STAFF = ("staff-all",)
#: The figures on an area: the first `MOST_OF_AREA` of these that are told of it.
AREA = (
    "life-expectancy-female", "life-expectancy-male", "preventable-mortality", "cvd-mortality", "smoking",
    "adult-obesity", "year-6-obesity", "employment", "healthy-life-expectancy-female", "healthy-life-expectancy-male",
)  # fmt: skip
MOST_OF_AREA = 6
#: The figures on a health board, and the one of all Wales that stands beside them; never those of England.
BOARD = ("wales-rtt-over-18-weeks", "wales-rtt-over-53-weeks")
ALL_WALES = "wales-rtt-26-weeks"
#: The figure whose specialties are set beside all trusts.
BY_SPECIALTY = "rtt-incomplete-18-weeks"
AREAS = frozenset({"council", "county"})
ORGANISATIONS = frozenset({"trust", "provider"})
BOARDS = frozenset({"health-board"})


def has_sheet(place: Place) -> bool:
    """Tell whether a sheet is made of a place: trusts and other providers, councils and counties, health boards."""
    return place.type in AREAS | ORGANISATIONS | BOARDS


@dataclass(frozen=True)
class Choice:
    """What a reader wants on a sheet: nothing named means what is usual.

    `period` holds for every figure that is held of it; '' means the newest of each.
    """

    indicators: tuple[str, ...] = ()
    period: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Subject:
    """A place, and what a reader wants to know of it."""

    snapshot: Snapshot
    ground: Ground
    relations: Relations
    place: Place
    choice: Choice

    @property
    def code(self) -> str:
        """The code of the place."""
        return self.place.code

    @property
    def is_area(self) -> bool:
        """Whether it is an area where people live, not an organisation that treats them."""
        return self.place.type in AREAS

    @property
    def is_board(self) -> bool:
        """Whether it is a health board of Wales, which both treats people and answers for all who live in its area."""
        return self.place.type in BOARDS

    @property
    def month(self) -> str:
        """The month chosen; '' for the newest, or where years are chosen."""
        period = self.choice.period
        return period if "01" <= period[5:] <= "12" else ""

    @cached_property
    def figures(self) -> tuple[Told, ...]:
        """The headline figures: those chosen that are told of the place, else the usual ones that it ever reported."""
        if self.choice.indicators:
            return self.asked(self.choice.indicators, only_told=False)
        if self.is_area:
            return self.asked(AREA, only_told=True)[:MOST_OF_AREA]
        if self.is_board:
            return (*self.asked(BOARD, only_told=True), *self.asked((ALL_WALES,), only_told=True, code=WALES))
        return self.asked(CARE, only_told=True) or self.asked(STAFF, only_told=True)

    def asked(self, slugs: tuple[str, ...], *, only_told: bool, code: str = "") -> tuple[Told, ...]:
        """Ask for figures by slug, of the place or of the one with another code; those not told of it are left out."""
        known, code = held.indicators(self.snapshot), code or self.code
        wanted = [known[slug] for slug in slugs if slug in known]
        found = [
            ask(self.snapshot, one, one.default_split, code, self.choice.period)
            for one in wanted
            if not only_told or ever(self.snapshot, one, code)
        ]
        return tuple(told for told in found if told is not None)

    @property
    def waits(self) -> bool:
        """Whether a figure on waits or A&E is told of it."""
        return any(told.indicator.group in ("waiting", "treated", "ae", "wales") for told in self.figures)

    @cached_property
    def specialties(self) -> tuple[Told, ...]:
        """The specialties that stand farther from most trusts than chance explains, the farthest below first."""
        indicator, period = self.specialty_figure, self.specialty_month
        if indicator is None or self.is_area or not period:
            return ()
        told = [
            ask(self.snapshot, indicator, split, self.code, period)
            for split in indicator.splits
            if split != indicator.default_split
        ]
        apart = [one for one in told if one and one.is_reported and one.verdict and one.verdict.standing]
        return tuple(sorted(apart, key=lambda one: one.value - one.whole))

    @property
    def specialty_month(self) -> str:
        """The month of which specialties are told: that chosen, else the last the place sent; '' for none."""
        indicator = self.specialty_figure
        if indicator is None or not ever(self.snapshot, indicator, self.code):
            return ""
        return self.month or last_reported(self.snapshot, indicator, self.code)

    @property
    def specialty_figure(self) -> Indicator | None:
        """The figure that specialties are told by; None where it is not held."""
        return held.indicators(self.snapshot).get(BY_SPECIALTY)

    @cached_property
    def health(self) -> tuple[SpineRow, ...]:
        """The public-health figures of an area beside England's; those farthest on the bad side first."""
        rows = profile(self.snapshot, self.code) if self.is_area else []
        return tuple(sorted((row for row in rows if row.value is not None), key=lambda row: -badness(row)))


def badness(row: SpineRow) -> float:
    """Tell how far an area stands from England on the way to the worst place of its type: 1 is the worst place."""
    if row.value is None or row.worst == row.england:
        return 0.0
    return float(np.divide(row.value - row.england, row.worst - row.england))
