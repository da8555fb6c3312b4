"""Welsh indicators by council."""

from __future__ import annotations

from pathlib import Path

from data.indicator_files import IndicatorFile, gather, read_rows, tidy
from data.series import series
from data.sources import card


def read_wales(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the Welsh indicator of a file, if it is one that is shown here.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `indicator`. They are defined in other ways than England's and have no confidence interval.

    Raises
    ------
    Refused
        If the file is damaged.
    """
    era = card("wales").era(form)
    raw = read_rows(path, file, list(era["columns"].values()))
    frames = []
    for one in series("wales", form):
        if one["column"] in raw:
            chosen = {**era["columns"], "value": one["column"]}
            table = raw[list(chosen.values())].set_axis(list(chosen), axis=1)
            frames.append(tidy(table, one["indicator"], file))
    return IndicatorFile("wales", file, sha256, len(raw), gather(frames))
