"""Indicators of one's own into the snapshot: read once it is known which places there are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from data.catalogue import ENGLAND, WALES, Indicator
from data.comparison import compare
from data.errors import Refused
from data.inputs import Found, file_entry
from data.own import DEFINITIONS, FIGURES, NAME
from data.own.definition import Definition, read_definition
from data.own.faults import Faults, refusal
from data.own.figures import NUMBERS, Row, read_figures
from data.parquet import FIGURES as TABLES
from data.parquet import RECORDS
from data.vintages import due, prefixes, standing_by_vintage

NOT_ASKED = "this local figure was gathered of other places"


def pairs(found: list[Found]) -> list[tuple[Found, Found | None]]:
    """Pair each YAML with the CSV of the same name beside it; None where there is none."""
    tables = {one.path: one for one in found if one.source == NAME and one.form == "figures"}
    cards = [one for one in found if one.source == NAME and one.form == "definition"]
    return [(one, tables.get(one.path.with_suffix(".csv"))) for one in cards]


def newly_come(found: list[Found], old: set[Found]) -> list[Found]:
    """Leave out files that are held already; YAML and CSV of an indicator of one's own come and stay together."""
    changed = {one.path.with_suffix("") for one in found if one.source == NAME and one not in old}
    return [one for one in found if one not in old or one.path.with_suffix("") in changed]


def gather(found: list[Found], places: pd.DataFrame, last: Path) -> tuple[dict[str, pd.DataFrame], list[Refused]]:
    """Read every indicator of one's own; one with a fault is refused whole and the rest read on.

    Those that the last snapshot holds stay, unless one of the same name comes now.

    Parameters
    ----------
    places
        The register: code, name, type, opened, closed.
    last
        The last snapshot.

    Returns
    -------
    tuple
        The tables of figures and of definitions, by their names; and what was refused.
    """
    today = datetime.now(UTC).date()
    refused: list[Refused] = []
    figures, definitions, slugs = [], [], set()
    for card, table in pairs(found):
        try:
            slug = card.path.stem
            if table is None:
                raise Refused(
                    card.file, f"there is no {slug}.csv beside it", "Put the figures beside it under that name"
                )
            if slug in slugs:
                raise Refused(card.file, f"another file tells of '{slug}' too", "Give one of them another name")
            definition, rows = _read(card, table, places, today)
        except Refused as problem:
            refused.append(problem)
            continue
        slugs.add(slug)
        figures.append(_tabled(definition.indicator, rows, places, table.file))
        definitions.append({"slug": slug, "text": definition.text, "source_file": card.file})
    made = {
        FIGURES: pd.concat([_held(last, FIGURES, "indicator", slugs), *figures], ignore_index=True),
        DEFINITIONS: pd.concat(
            [_held(last, DEFINITIONS, "slug", slugs), pd.DataFrame(definitions, columns=list(RECORDS[DEFINITIONS]))],
            ignore_index=True,
        ),
    }
    return made, refused


def entries(found: list[Found], stands: set[str]) -> list[dict[str, object]]:
    """Name the files read whose figures stand, for the manifest."""
    return [file_entry(one, NAME) for one in found if one.file in stands]


def places_of(places: pd.DataFrame, kind: str) -> dict[str, str]:
    """Code to name of the places that an indicator of a type of place can be told of, the nations first."""
    if kind == "trust":
        mine = places[places.type == "trust"]
    else:
        areas = places[places.type.isin(["council", "county"])]
        mine = areas[areas.code.str.startswith(prefixes(kind))]
    nations = places[places.code.isin([ENGLAND, WALES])]
    listed = pd.concat([nations, mine.sort_values("code")])
    return dict(zip(listed.code.astype(str), listed["name"].astype(str), strict=True))


def _read(card: Found, table: Found, places: pd.DataFrame, today: date) -> tuple[Definition, list[Row]]:
    told, lines = Faults(card.file), Faults(table.file)
    definition = read_definition(card.path, told)
    if definition is None:
        raise refusal(told)
    indicator = definition.indicator
    rows = read_figures(table.path, indicator, places_of(places, indicator.place_type), lines, today)
    if lines.count:
        raise refusal(lines)
    return definition, rows


def _tabled(indicator: Indicator, rows: list[Row], places: pd.DataFrame, file: str) -> pd.DataFrame:
    """Put the figures into the columns of published ones; places of the type that it tells nothing of say so."""
    told = pd.DataFrame(rows).astype(dict.fromkeys(NUMBERS, np.float64))
    told = told.assign(indicator=indicator.slug, compared="not_compared", source_file=file)
    parts = []
    for period, group in told.groupby("period"):
        england = group.value[group.place_code == ENGLAND]
        beside = np.full(len(group), england.iloc[0] if len(england) else np.nan)
        value, lower, upper = (group[name].to_numpy(np.float64) for name in ("value", "lower", "upper"))
        compared = compare(value, lower, upper, beside, indicator.polarity)
        compared[group.place_code.to_numpy() == ENGLAND] = "not_compared"
        parts += [group.assign(compared=compared), _not_asked(indicator, str(period), set(group.place_code), places)]
    return pd.concat(parts, ignore_index=True)[list(TABLES[FIGURES])]


def _not_asked(indicator: Indicator, period: str, here: set[str], places: pd.DataFrame) -> pd.DataFrame:
    """Give every place of the type that stood and is not in the file its reason."""
    if indicator.of_areas:
        year = period if indicator.by_years else period[:4]
        asked = due(standing_by_vintage(places, indicator.place_type), here, year)
    else:
        asked = set(places.code[places.type == "trust"])
    rows = [{"place_code": code, "status": "not_collected", "note": NOT_ASKED} for code in sorted(asked - here)]
    blank = dict.fromkeys(NUMBERS, np.nan)
    return pd.DataFrame(rows, columns=["place_code", "status", "note"]).assign(
        indicator=indicator.slug, period=period, compared="not_compared", source_file=None, **blank
    )


def _held(last: Path, name: str, key: str, again: set[str]) -> pd.DataFrame:
    """Give what the last snapshot holds of others."""
    path = last / f"{name}.parquet"
    columns = list((TABLES | RECORDS)[name])
    if not path.exists():
        return pd.DataFrame(columns=columns)
    held = pq.read_table(path).to_pandas()
    words = [column for column in held if isinstance(held[column].dtype, pd.CategoricalDtype)]
    held = held.astype(dict.fromkeys(words, object))
    return held[~held[key].isin(again)][columns]
