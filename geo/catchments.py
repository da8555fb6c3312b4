"""A trust's catchment: the neighbourhoods whose admitted patients went to it more than to any other trust."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from data.sources.organisations.successions import SPLIT_COUNCILS, Lineage

FIRST_MONTH = "2019-04"
"""The shares are of 2019: no earlier month has areas."""
TABLE_MONTH = "2021-04"
"""The month whose trust codes the publisher of the shares used."""


@dataclass(frozen=True)
class Neighbourhoods:
    """The 6,791 neighbourhoods (MSOA 2011) of England, in one order.

    Attributes
    ----------
    codes, councils : array of str
        MSOA code; council (2021) it lies in.
    polygons : array of Polygon or MultiPolygon
        A valid coverage on the British National Grid.
    east, north : array of float
        Centre, metres.
    population : array of int
        Residents, mid-2019.
    """

    codes: np.ndarray
    councils: np.ndarray
    polygons: np.ndarray
    east: np.ndarray
    north: np.ndarray
    population: np.ndarray


def vintages(trusts: list[str], successions: pd.DataFrame) -> list[str]:
    """List the months from which a different set of trusts stands on the ground.

    Parameters
    ----------
    trusts : list of str
        Trusts that have shares, as the table codes them.
    successions : DataFrame
        old_code, new_code, date, kind, note.

    Returns
    -------
    list of str
        Months, the first is `FIRST_MONTH`; mergers to come are in it too.
    """
    held = set(trusts)
    forward = successions[successions.old_code.isin(held) & (successions.date.str[:7] > TABLE_MONTH)]
    backward = successions[
        successions.new_code.isin(held)
        & (successions.date.str[:7] > FIRST_MONTH)
        & (successions.date.str[:7] <= TABLE_MONTH)
    ]
    return sorted({FIRST_MONTH, *forward.date.str[:7], *backward.date.str[:7]})


def winners(
    month: str, shares: pd.DataFrame, ground: Neighbourhoods, lineage: Lineage, general_sites: pd.DataFrame
) -> pd.DataFrame:
    """Say for every neighbourhood which trust of a month most of its admitted patients went to.

    Parameters
    ----------
    month : str
        From `FIRST_MONTH` on.
    shares : DataFrame
        msoa_code, trust_code (as of `TABLE_MONTH`), proportion of the neighbourhood's admissions.
    ground : Neighbourhoods
    lineage : Lineage
    general_sites : DataFrame
        trust_code, east, north of every general acute hospital under the trust that ran it before any merger
        since `FIRST_MONTH`; parts the area of trusts that the table already shows as merged.

    Returns
    -------
    DataFrame
        In the order of `ground`: msoa_code, trust_code, share (0-1), basis (`shares`; `council` where a split
        trust's share went by council; `nearest hospital` where the table knows only the merged trust).
        Equal shares go to the trust code that comes first.
    """
    at = pd.Index(ground.codes).get_indexer(shares.msoa_code)
    known, which = np.unique(shares.trust_code.to_numpy(str), return_inverse=True)
    heir = known.astype(object)
    basis = np.full(len(shares), "shares", object)
    general = set(general_sites.trust_code)
    shared_out = {}
    for at_code, code in enumerate(known.tolist()):
        now = lineage.successors(code, month)
        before = constituents(code, month, lineage, general) if month < TABLE_MONTH else ()
        heir[at_code] = (before or now)[0]
        if len(now) > 1 or len(before) > 1:
            shared_out[at_code] = before
    owner = heir[which]
    for at_code, before in shared_out.items():
        rows = np.flatnonzero(which == at_code)
        if before:
            sites = general_sites[general_sites.trust_code.isin(before)]
            owner[rows], basis[rows] = (
                _nearest(ground.east[at[rows]], ground.north[at[rows]], sites),
                "nearest hospital",
            )
        else:
            heirs = SPLIT_COUNCILS[known[at_code]]
            owner[rows], basis[rows] = (
                [heirs.get(council, heirs[""]) for council in ground.councils[at[rows]]],
                "council",
            )
    table = pd.DataFrame({"at": at, "trust_code": owner, "share": shares.proportion.to_numpy(), "basis": basis})
    table = table.sort_values(["at", "trust_code", "share"], ascending=[True, True, False])
    summed = table.groupby(["at", "trust_code"], as_index=False).agg(share=("share", "sum"), basis=("basis", "first"))
    best = summed.sort_values(["at", "share", "trust_code"], ascending=[True, False, True]).drop_duplicates("at")
    return best.assign(msoa_code=ground.codes)[["msoa_code", "trust_code", "share", "basis"]].reset_index(drop=True)


def constituents(code: str, month: str, lineage: Lineage, general: set[str]) -> tuple[str, ...]:
    """Give the trusts with a general acute hospital that a code stood for in a month before `TABLE_MONTH`.

    Parameters
    ----------
    code : str
        A trust as of `TABLE_MONTH`.
    month : str
    lineage : Lineage
    general : set of str
        Trusts that ran a general acute hospital before the mergers.

    Returns
    -------
    tuple of str
        Sorted; empty when nothing merged into it in between, so that the code stands for itself.
    """
    merged = lineage.merged_into(code, after=month, until=TABLE_MONTH)
    if not merged:
        return ()
    return tuple(sorted({*merged, code} & general)) or (code,)


def _nearest(east: np.ndarray, north: np.ndarray, sites: pd.DataFrame) -> np.ndarray:
    sites = sites.sort_values(["trust_code", "east"])
    tree = shapely.STRtree(shapely.points(sites.east.to_numpy(), sites.north.to_numpy()))
    return sites.trust_code.to_numpy(object)[tree.nearest(shapely.points(east, north))]


def summarise(vintage: str, won: pd.DataFrame, ground: Neighbourhoods) -> pd.DataFrame:
    """Count what each trust's area holds, with a row for England.

    Returns
    -------
    DataFrame
        vintage, trust_code (`E92000001` for England), msoas, population, median_share (of admissions, 0-1),
        msoas_below_half (neighbourhoods where even the winning trust had under half), basis.
    """
    table = won.assign(population=ground.population)

    def row(code: str, part: pd.DataFrame) -> dict[str, object]:
        return {
            "vintage": vintage,
            "trust_code": code,
            "msoas": len(part),
            "population": int(part.population.sum()),
            "median_share": round(float(part.share.median()), 4),
            "msoas_below_half": int((part.share < 0.5).sum()),
            "basis": ", ".join(sorted(set(part.basis))),
        }

    rows = [row(str(code), part) for code, part in table.groupby("trust_code")]
    return pd.DataFrame([row("E92000001", table), *rows])
