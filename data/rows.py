"""An answer as rows: what the API and the CSV give."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.catalogue import Indicator
from data.query import Answer, bands
from data.store import ENGLAND, STATUSES, Snapshot, collection_of


def value_rows(snapshot: Snapshot, answer: Answer, scale: str, places: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Write an answer as the rows the API and the CSV give, one a place and period, England first.

    Parameters
    ----------
    scale
        The colour scale of `band`; a period in which it is not offered gets no band.
    places
        Only these, if any are named.
    """
    indicator = answer.indicator
    offered = [scale in indicator.scales(period) for period in answer.periods]
    band = bands(answer, scale) if all(offered) else np.full(answer.value.shape, "", "<U8")
    collection = collection_of(indicator.dataset)
    wanted = [answer.place_at[p] for p in places if p in answer.place_at] if places else range(len(answer.places))
    ordered = sorted(wanted, key=lambda at: (answer.places[at] != ENGLAND, answer.places[at]))
    rows = []
    for at in ordered:
        code = answer.places[at]
        for when, period in enumerate(answer.periods):
            status = STATUSES[answer.status[when, at]]
            if not status:
                continue
            rows.append(
                {
                    "place": code,
                    "name": known.name if (known := snapshot.named(code)) else code,
                    "period": period,
                    "split": answer.split,
                    "value": (_count if indicator.measure == "count" else _number)(answer.value[when, at]),
                    "numerator": _count(answer.numerator[when, at]),
                    "denominator": _count(answer.denominator[when, at]),
                    "lower_ci": _number(answer.lower[when, at]),
                    "upper_ci": None if indicator.by_states else _number(answer.upper[when, at]),
                    "status": status,
                    "band": str(band[when, at]) or None,
                    "compared": answer.comparison(when, at),
                    "source_file": answer.files[answer.file[when, at]] or None
                    if answer.files
                    else snapshot.source_files.get((collection, period)),
                }
                | _words(indicator, answer.value[when, at])
            )
    return rows


def _words(indicator: Indicator, value: float) -> dict[str, str | None]:
    """Give the word that a grade's number stands for; no column for what is no grade."""
    return {"words": None if np.isnan(value) else indicator.names[round(value)]} if indicator.names else {}


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _count(value: float) -> int | float | None:
    """Write whole numbers as such; full-time equivalents keep their parts."""
    return None if np.isnan(value) else int(value) if value == int(value) else float(value)
