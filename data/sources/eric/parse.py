"""What trusts returned of their sites to the estates collection: what cleaning and food cost."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from data.errors import Refused
from data.indicator_files import COLUMNS, TAKE_AGAIN, IndicatorFile, gather
from data.series import series
from data.sources import card
from data.tables import as_numbers
from data.workbooks import read_sheet

SITE = "Site Code"
ADDED_UP = "AGGRE"
_NONE = "Not Applicable"


def read_eric(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the figures of the return that are shown here, by site.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        The financial year, such as `2016-17`, told by the file's name.

    Returns
    -------
    IndicatorFile
        Pounds. `not_applicable` where the return says so, or where nothing was bought (no meals, so no cost of a day's
        meals); `not_collected` in a year in which only whole trusts were asked; a nought is a nought.

    Raises
    ------
    Refused
        If sheet or column is missing, or a figure is none.
    """
    known = card("eric").details
    cells = read_sheet(path, file, known["sheet"])
    if len(cells) < 3:
        raise Refused(file, f"the sheet {known['sheet']} has no rows", TAKE_AGAIN)
    table = pd.DataFrame(cells[2:], columns=[str(name).strip() for name in cells[1]])
    told = series("eric", form)
    wanted = {one[key] for one in told for key in ("value", "behind") if key in one}
    for name in (SITE, *sorted(wanted)):
        if name not in table:
            mend = "Write the new header under series in the YAML of its indicator"
            raise Refused(file, f"it has no column '{name}'", mend)
    sites = table[table[SITE].astype(str).str.strip() != ADDED_UP]
    frames = [_figures(file, sites, one) for one in told]
    return IndicatorFile("eric", file, sha256, len(table), gather(frames), table="services")


def _figures(file: str, sites: pd.DataFrame, told: dict[str, str]) -> pd.DataFrame:
    places = sites[SITE].astype(str).str.strip()
    out = pd.DataFrame({"indicator": told["indicator"], "place_code": places, "period": told["form"]})
    if "value" not in told:
        out["status"], out["note"] = "not_collected", f"asked of {told['asked_of']} that year, not of single sites"
        return out.assign(compared="not_compared").reindex(columns=list(COLUMNS))
    value = _numbers(file, sites[told["value"]])
    nothing = _numbers(file, sites[told["behind"]]) == 0 if "behind" in told else pd.Series(False, index=sites.index)
    out["value"] = value.mask(nothing)
    out["status"] = np.where(out.value.notna(), "reported", "not_applicable")
    out["note"] = np.where(nothing, "no meals were asked for", "")
    return out.assign(compared="not_compared").reindex(columns=list(COLUMNS))


def _numbers(file: str, cells: pd.Series) -> pd.Series:
    """Read figures; "Not Applicable" is none."""
    numbers = as_numbers(cells)
    wrong = cells[numbers.isna() & (cells.astype(str) != _NONE)]
    if len(wrong):
        raise Refused(file, f"row {wrong.index[0] + 3}: '{wrong.iloc[0]}' is no {cells.name}", TAKE_AGAIN)
    return numbers
