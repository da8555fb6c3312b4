"""Files of the Office for National Statistics: local statistics, particulate air pollution, the Health Index."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.indicator_files import IndicatorFile, gather, read_rows, tidy
from data.series import series
from data.sources import card
from data.tables import TAKE_AGAIN

JOINED = {
    "E67000001": {"E09000012": "together with the City of London", "E09000001": "together with Hackney"},
    "E67000002": {"E06000052": "together with the Isles of Scilly", "E06000053": "together with Cornwall"},
}
"""Two councils that are published as one: the figure is shown on both, and said so."""
_APPLIED = re.compile(r"^Value for .* (?:applied|combined)")
_PUBLISHED = re.compile(r"(\d{2})/(\d{2})/(\d{4})")


def read_ons(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the indicators of an ONS file that are shown here.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `local`, `air` or `index`, as `data.sources.recognise` tells.

    Returns
    -------
    IndicatorFile
        With 95 % limits where ONS gives them. A value that ONS withholds or calls unreliable is `suppressed`.

    Raises
    ------
    Refused
        If the file, or the metadata beside it, is damaged.
    """
    era = card("ons").era(form)
    raw = read_rows(path, file, list(era["columns"].values()))
    table = pd.DataFrame({ours: raw[theirs] for ours, theirs in era["columns"].items()})
    if "decile" in table:
        table = table[table.decile.isna()]
    if "said" in table:
        table["note"] = table.said.where(table.said.fillna("").str.contains(_APPLIED), "")
    frames = []
    for one in series("ons", form):
        rows = table[table.text == one["text"]]
        if len(rows):
            frames.append(tidy(_on_each(rows), str(one["indicator"]), file))
    return IndicatorFile("ons", file, sha256, len(raw), gather(frames), _released(path, file))


def _on_each(rows: pd.DataFrame) -> pd.DataFrame:
    """Write the figure of two councils published as one on each of them, unless one has its own."""
    parts = [rows[~rows.place_code.isin(JOINED)]]
    for joined, councils in JOINED.items():
        figures = rows[rows.place_code == joined]
        for code, note in councils.items():
            own = rows[(rows.place_code == code) & rows.value.notna()].period
            parts[0] = parts[0][~((parts[0].place_code == code) & parts[0].period.isin(set(figures.period) - set(own)))]
            parts.append(figures[~figures.period.isin(own)].assign(place_code=code, note=note, name=""))
    return pd.concat(parts)


def _released(path: Path, file: str) -> str:
    """Read the date of publication from the metadata beside a file, as ISO; '' without metadata."""
    beside = path.with_suffix(".json")
    if not beside.exists():
        return ""
    try:
        told = json.loads(beside.read_text(encoding="utf-8-sig"))
    except ValueError as problem:
        raise Refused(f"{file[:-4]}.json", f"it is no JSON ({problem})", TAKE_AGAIN) from problem
    found = _PUBLISHED.search(json.dumps(told.get("ess-beta-metadata", {}) if isinstance(told, dict) else {}))
    return f"{found[3]}-{found[2]}-{found[1]}" if found else ""
