"""Councils and counties through time: which of them stood when, and whose borders fit a set of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.periods import first_and_last

if TYPE_CHECKING:  # the app never needs pandas: it costs a fifth of a second and 40 MB
    import pandas as pd

VINTAGES = ("2014", "2025")
"""Years whose borders are held; 2014 stands for the time before the mergers that began in 2019."""
FIRST_MERGERS = 2019
_CLOSE = 0.02


def standing(places: pd.DataFrame, year: str, place_type: str) -> set[str]:
    """Name the councils (or, for `county`, counties and the councils that stand for theirs) of a year.

    Parameters
    ----------
    places
        The register: code, type, opened, closed (ISO or '').
    year
        One of `VINTAGES`.
    """
    areas = places[places.type.isin(["council", "county"])]
    opened, closed = areas.opened.fillna(""), areas.closed.fillna("")
    stood = areas.code[(opened.str[:4] <= year) & ((closed == "") | (closed.str[:4] > year))]
    return {code for code in stood if code.startswith(prefixes(place_type))}


def prefixes(place_type: str) -> tuple[str, ...]:
    """Give the beginnings of codes of a type of place: a unitary authority stands for its county too."""
    single = ("E06", "E08", "E09", "W06")
    return (*single, "E10") if place_type == "county" else (*single, "E07")


def fitting(held: dict[str, set[str]], reporting: set[str], period: str) -> str:
    """Choose the vintage whose places have most of the figures; of two that fit alike the one of the period's time.

    Parameters
    ----------
    held
        Vintage to the English codes on its map.
    reporting
        Codes that have a row.
    period
        Years such as `2011` or `2022-24`.
    """
    share = {year: len(codes & reporting) / max(len(codes), 1) for year, codes in held.items()}
    old, new = VINTAGES
    if abs(share[old] - share[new]) <= _CLOSE:
        return old if first_and_last(period)[1] < FIRST_MERGERS else new
    return old if share[old] > share[new] else new


def standing_by_vintage(places: pd.DataFrame, place_type: str) -> dict[str, set[str]]:
    """Name the places of a type that stood in each of `VINTAGES`."""
    return {year: standing(places, year, place_type) for year in VINTAGES}


def due(stood: dict[str, set[str]], reporting: set[str], period: str) -> set[str]:
    """Name the places that should have a figure: those of the vintage that fits the codes that reported.

    Parameters
    ----------
    stood
        What `standing_by_vintage` gives.
    reporting
        Codes that have a row.
    period
        Years such as `2011` or `2022-24`.
    """
    english = {year: {code for code in codes if code.startswith("E")} for year, codes in stood.items()}
    return stood[fitting(english, reporting, period)]
