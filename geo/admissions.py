"""Where a council's people are admitted, and where a trust's patients live: the bridge between the two."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.sources.organisations.successions import SPLIT_COUNCILS, Lineage
from data.tables import TAKE_AGAIN, read_columns
from geo.catchments import TABLE_MONTH, Neighbourhoods, vintages

BRIDGED = 2
"""How many of the newest sets of trusts are bridged: a merger may be known before its month has come."""
COUNTED = "mid-2019"
"""When the residents of the neighbourhoods were counted."""
ELSEWHERE = ""
"""Stands for the admissions that the table of shares gives to no trust by name: 2 in 100."""
_DECIMALS = 5


def read_council_successions(folders: list[Path]) -> pd.DataFrame:
    """Which council took over from which since 2014, one step a row.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.

    Returns
    -------
    DataFrame
        old_code, old_name, new_code, date (1 April of the year the list prints), kind (`merger`, or `new code` where
        the council stayed the same).

    Raises
    ------
    Refused
        When the list is not as its publisher publishes it.
    """
    path = find_file(folders, "la_code_changes_2014_2025.csv")
    table = read_columns(path, ["oldcd", "oldnm", "newcd", "type", "start"], dtype=str)
    council = r"[EW]0[6-9]\d{6}"
    steps = table[table.oldcd.str.fullmatch(council) & table.newcd.str.fullmatch(council)]
    if steps.empty or not steps.start.str.fullmatch(r"20\d\d").all():
        raise Refused(str(path), "it names no year in which a council took over", TAKE_AGAIN)
    found = pd.DataFrame(
        {
            "old_code": steps.oldcd,
            "old_name": steps.oldnm,
            "new_code": steps.newcd,
            "date": steps.start + "-04-01",
            "kind": steps.type.map({"merger": "merger"}).fillna("new code"),
        }
    )
    return found.sort_values(["date", "old_code"]).reset_index(drop=True)


def heirs(codes: np.ndarray, steps: pd.DataFrame) -> np.ndarray:
    """Give for each council of any year the one that stands there now.

    Parameters
    ----------
    codes : array of str
    steps : DataFrame
        From `read_council_successions`.
    """
    after = dict(zip(steps.old_code, steps.new_code, strict=True))
    now = {}
    for code in set(codes):
        last = code
        while last in after:
            last = after[last]
        now[code] = last
    return np.array([now[code] for code in codes], dtype=object)


def count_residents(folders: list[Path], steps: pd.DataFrame) -> pd.DataFrame:
    """Count the people of every council of England and Wales that stands now.

    Returns
    -------
    DataFrame
        council_code, population, counted (`COUNTED`).

    Raises
    ------
    Refused
        When a neighbourhood has no council.
    """
    people = read_columns(find_file(folders, "population_msoa.csv"), ["msoa_code", "total_population"])
    lookup = read_columns(find_file(folders, "msoa11_ltla21.csv"), ["msoa11_code", "ltla21_code"], dtype=str)
    council = people.msoa_code.map(lookup.set_index("msoa11_code").ltla21_code)
    if council.isna().any():
        lost = people.msoa_code[council.isna()].iloc[0]
        raise Refused("msoa11_ltla21.csv", f"neighbourhood {lost} is not in it", TAKE_AGAIN)
    counted = pd.DataFrame(
        {"council_code": heirs(council.to_numpy(str), steps), "population": people.total_population.astype(int)}
    )
    return counted.groupby("council_code", as_index=False).population.sum().assign(counted=COUNTED)


def bridge(
    month: str, shares: pd.DataFrame, ground: Neighbourhoods, lineage: Lineage, steps: pd.DataFrame
) -> pd.DataFrame:
    """Join councils and trusts by who is admitted where.

    People of a neighbourhood count by its residents, as if people everywhere were admitted equally often: the
    shares tell no numbers of patients.

    Parameters
    ----------
    month : str
        From `TABLE_MONTH` on.
    shares : DataFrame
        msoa_code, trust_code (as of `TABLE_MONTH`), proportion of the neighbourhood's admissions.
    ground : Neighbourhoods
    lineage : Lineage
    steps : DataFrame
        From `read_council_successions`.

    Returns
    -------
    DataFrame
        vintage (the month), council_code (as of now), trust_code (`ELSEWHERE` for what the table gives to no
        trust), share_of_council (0-1, sums to 1 over a council), share_of_trust (0-1, sums to 1 over a trust;
        missing for `ELSEWHERE`).

    Raises
    ------
    ValueError
        For a month before `TABLE_MONTH`: who shared a merged trust's patients then is not known.
    """
    if month < TABLE_MONTH:
        raise ValueError(f"the shares know trusts as of {TABLE_MONTH}; there is no bridge for {month}")
    at = pd.Index(ground.codes).get_indexer(shares.msoa_code)
    council_then = ground.councils[at]
    now = {code: lineage.successors(code, month) for code in set(shares.trust_code)}
    trust = [
        SPLIT_COUNCILS[code].get(council, SPLIT_COUNCILS[code][""]) if len(now[code]) > 1 else now[code][0]
        for code, council in zip(shares.trust_code, council_then, strict=True)
    ]
    admitted = pd.DataFrame(
        {
            "council_code": heirs(council_then, steps),
            "trust_code": trust,
            "people": shares.proportion.to_numpy() * ground.population[at],
        }
    )
    people = admitted.groupby(["council_code", "trust_code"]).people.sum()
    residents = pd.Series(ground.population, heirs(ground.councils, steps)).groupby(level=0).sum()
    rest = residents - people.groupby("council_code").sum()
    named = people.reset_index()
    named["share_of_trust"] = named.people / named.groupby("trust_code").people.transform("sum")
    others = pd.DataFrame({"council_code": rest.index, "trust_code": ELSEWHERE, "people": rest.to_numpy()})
    both = pd.concat([named, others], ignore_index=True)
    both["share_of_council"] = both.people / both.council_code.map(residents)
    both = both.round({"share_of_council": _DECIMALS, "share_of_trust": _DECIMALS}).assign(vintage=month)
    columns = ["vintage", "council_code", "trust_code", "share_of_council", "share_of_trust"]
    return both.sort_values(columns[:3])[columns].reset_index(drop=True)


def bridges(
    shares: pd.DataFrame, ground: Neighbourhoods, successions: pd.DataFrame, steps: pd.DataFrame
) -> pd.DataFrame:
    """Join councils and trusts for the newest sets of trusts, `BRIDGED` of them."""
    lineage = Lineage(successions)
    months = vintages(sorted(set(shares.trust_code)), successions)[-BRIDGED:]
    return pd.concat([bridge(month, shares, ground, lineage, steps) for month in months], ignore_index=True)
