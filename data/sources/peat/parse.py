"""Files of PEAT: grades of hospital environments, 1 (unacceptable) to 5 (excellent), until 2012."""

from __future__ import annotations

from pathlib import Path

from data.indicator_files import IndicatorFile
from data.sources.assessments import read_assessments


def read_peat(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the grades of sites in a year."""
    return read_assessments("peat", path, file, sha256)
