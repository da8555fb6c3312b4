"""Files of PLACE: the list of pilot sites of 2012, and the scores of each year since."""

from __future__ import annotations

from pathlib import Path

from data.indicator_files import IndicatorFile
from data.sources.assessments import read_assessments
from data.sources.place.pilot import read_pilot


def read_place(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read a file of PLACE: the form `pilot`, or `scores` of sites or organisations."""
    return read_pilot(path, file, sha256) if form == "pilot" else read_assessments("place", path, file, sha256)
