"""Files of the public-health profiles (Fingertips): the raw export, and tables tidied from it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.indicator_files import IndicatorFile, gather, read_rows, tidy
from data.series import series
from data.sources import card

_COMPARED = {
    "Better": "better",
    "Similar": "similar",
    "Worse": "worse",
    "Higher": "higher",
    "Lower": "lower",
    "Not compared": "not_compared",
}
_PREFIX = r"^[A-Z]\d+[a-z]* - "
"""Names carry the number of the indicator in its profile ("C18 - ")."""
_TAIL = r" (?:95|99\.8)$"
"""Where two limits are in use, words tell which was crossed ("Higher 99.8")."""


def read_fingertips(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the indicators of a Fingertips file that are shown here.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `export` (27 columns), `compact` or `older`, as `data.sources.recognise` tells.

    Returns
    -------
    IndicatorFile
        A blank value is `suppressed`; the comparison is the published one.

    Raises
    ------
    Refused
        If the file is damaged.
    """
    era = card("fingertips").era(form)
    raw = read_rows(path, file, list(era["columns"].values()))
    table = pd.DataFrame({ours: raw[theirs] for ours, theirs in era["columns"].items()})
    by = next((name for name in era.get("group", ()) if name in raw), "")
    table["group"] = raw[by].fillna("") if by else ""
    said = table.compared.fillna("Not compared").str.replace(_TAIL, "", regex=True)
    unknown = sorted(set(said) - set(_COMPARED))
    if unknown:
        raise Refused(file, f"'{unknown[0]}' is no comparison with England", "Add the word to the fingertips reader")
    table["compared"] = said.map(_COMPARED)
    table["text"] = table.text.str.replace(_PREFIX, "", regex=True)
    frames = [
        tidy(rows, str(one["indicator"]), file)
        for one in series("fingertips", form)
        if (form != "older" or "form" in one)  # older tables call other series by the same words
        and len(rows := table[_export(table, one) if form == "export" else _compact(table, one)])
    ]
    return IndicatorFile("fingertips", file, sha256, len(raw), gather(frames))


def _export(table: pd.DataFrame, one: dict[str, object]) -> pd.Series:
    """Choose the rows of an indicator for all people of one sex and age: no deprivation or other split."""
    chosen = (table.id == str(one.get("id", ""))) & table.category.isna() & (table.sex == one.get("sex", "Persons"))
    ages = one.get("ages")
    return chosen & table.age.isin(ages) if isinstance(ages, list) else chosen


def _compact(table: pd.DataFrame, one: dict[str, object]) -> pd.Series:
    """Choose the rows of an indicator; what is split by deprivation or pools years for small areas is left out."""
    chosen = (table.text == one.get("text")) & (table.group == one.get("group", ""))
    return chosen & (table.unit == one["unit"]) if "unit" in one else chosen
