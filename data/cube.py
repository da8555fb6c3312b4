"""Figures as arrays: a cube a dataset of waits, and one an indicator whose figures are kept as published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.arrow import codes, filled
from data.catalogue import Indicator
from data.comparison import COMPARISON_CODE
from data.periods import order_of_years

#: England's own code; it stands among the places like any other.
ENGLAND = "E92000001"

#: Why there is or is no value. The order is the code stored in the arrays; 0 is "nothing to say".
STATUSES = (
    "",
    "reported",
    "suppressed",
    "not_submitted",
    "stopped_reporting",
    "not_collected",
    "no_record",
    "no_reply",
    "refused",
    "not_yet_published",
    "not_held",
    "no_comparable_record",
    "not_applicable",
)
STATUS_CODE = {name: at for at, name in enumerate(STATUSES)}
MISSING = -1
NUMBERS = ("value", "lower", "upper", "numerator", "denominator")


@dataclass(frozen=True, eq=False)
class Cube:
    """One dataset as arrays of shape (periods, splits, places), one array a measure.

    Counts are int32 with -1 for missing; weeks are float64 with NaN. A cube of published figures (one an indicator)
    holds value, lower, upper, numerator and denominator as published, `compared` (a position in `COMPARISONS`),
    `status` (a position in `STATUSES`) and `file` (a position in `files`, -1 for none).
    """

    name: str
    periods: tuple[str, ...]
    splits: tuple[str, ...]
    places: tuple[str, ...]
    measures: dict[str, NDArray[Any]]
    files: tuple[str, ...] = ()

    @cached_property
    def period_at(self) -> dict[str, int]:
        """Position of each month."""
        return {period: at for at, period in enumerate(self.periods)}

    @cached_property
    def split_at(self) -> dict[str, int]:
        """Position of each split."""
        return {split: at for at, split in enumerate(self.splits)}

    @cached_property
    def codes(self) -> NDArray[np.str_]:
        """The places as an array."""
        return np.array(self.places, np.str_)

    @cached_property
    def place_at(self) -> dict[str, int]:
        """Position of each place."""
        return {place: at for at, place in enumerate(self.places)}

    def floats(self, measure: str, periods: slice | int, split: str, places: Any = slice(None)) -> NDArray[np.float64]:
        """Slice a measure as floats, NaN where it is missing."""
        raw = self.measures[measure][periods, self.split_at[split], places]
        if raw.dtype.kind == "f":
            return raw.astype(np.float64)
        return np.where(raw == MISSING, np.nan, raw.astype(np.float64))


def published_cubes(
    table: pa.Table, catalogue: Mapping[str, Indicator]
) -> tuple[dict[str, Cube], dict[str, NDArray[np.uint8]], dict[tuple[str, str, str], str]]:
    """Scatter a table of published figures into one cube an indicator of the catalogue, with statuses and notes.

    A table without a column `split` has but one split, `all`. Statuses and notes are those of the first split.
    """
    coded = {name: codes(table[name]) for name in ("indicator", "place_code", "period", "compared", "status")}
    coded["split"] = codes(table["split"]) if "split" in table.column_names else (("all",), np.zeros(len(table), int))
    notes, files = codes(table["note"]), codes(table["source_file"])
    noted = np.array([bool(note) for note in notes[0]])[notes[1]]
    numbers = {name: filled(table[name], float("nan")) for name in NUMBERS}
    said = np.array([STATUS_CODE[name] for name in coded["status"][0]], np.uint8)[coded["status"][1]]
    judged = np.array([COMPARISON_CODE[name] for name in coded["compared"][0]], np.uint8)[coded["compared"][1]]
    cubes, status, whys = {}, {}, {}
    for number, slug in enumerate(coded["indicator"][0]):
        if slug not in catalogue:
            continue
        by_time = order_of_years if catalogue[slug].by_years else str
        rows = np.flatnonzero(coded["indicator"][1] == number)
        place_codes, places = np.unique(coded["place_code"][1][rows], return_inverse=True)
        held = sorted({coded["period"][0][at] for at in set(coded["period"][1][rows].tolist())}, key=by_time)
        position = {period: at for at, period in enumerate(held)}
        splits = tuple(split for split in catalogue[slug].splits if split in coded["split"][0])
        at = (
            np.array([position.get(period, 0) for period in coded["period"][0]], np.intp)[coded["period"][1][rows]],
            np.array([splits.index(split) if split in splits else -1 for split in coded["split"][0]], np.intp)[
                coded["split"][1][rows]
            ],
            places,
        )
        shape = (len(held), len(splits), len(place_codes))
        measures: dict[str, NDArray[Any]] = {name: np.full(shape, np.nan) for name in NUMBERS}
        measures |= {name: np.zeros(shape, np.uint8) for name in ("compared", "status")}
        measures["file"] = np.full(shape, MISSING, np.int32)
        for name in NUMBERS:
            measures[name][at] = numbers[name][rows]
        measures["compared"][at], measures["file"][at] = judged[rows], files[1][rows]
        measures["status"][at] = said[rows]
        names = tuple(coded["place_code"][0][code] for code in place_codes)
        cubes[slug] = Cube(slug, tuple(held), splits, names, measures, files[0])
        status[slug] = np.zeros((len(held), len(names)), np.uint8)
        first = at[1] == 0
        status[slug][at[0][first], at[2][first]] = said[rows][first]
        for one in np.flatnonzero(noted[rows] & first).tolist():
            whys[slug, names[places[one]], held[at[0][one]]] = notes[0][notes[1][rows[one]]]
    return cubes, status, whys
