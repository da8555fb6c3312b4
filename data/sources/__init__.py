"""The publishers' datasets, one folder each: where they come from and how their files are recognised."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from data.opening import BROKEN
from data.own import NAME as OWN
from data.written import read_yaml

_HERE = Path(__file__).parent
_SNIFFED = 1_000_000
"""Bytes of an archive's member that are looked at to recognise it."""
_TABLES = {".csv", ".zip", ".xls", ".xlsx", ".parquet", ".json"}
INDICATOR_FILES = (
    "fingertips",
    "ons",
    "deprivation",
    "wales",
    "workforce",
    "cqc",
    "shmi",
    "place",
    "peat",
    "statswales",
)
"""Sources of figures kept as published: their files are known by the first line, since names come as they please."""


@dataclass(frozen=True)
class Card:
    """What `source.yaml` says of a source."""

    name: str
    title: str
    publisher: str
    landing_page: str
    licence: str
    attribution: str
    details: dict[str, Any]

    def era(self, form: str) -> dict[str, Any]:
        """Find the known header of a form of file, such as the one of the workbooks."""
        return next(era for era in self.details["eras"] if era.get("form") == form)


@cache
def card(name: str) -> Card:
    """Read the card of a source, such as `rtt`."""
    details = read_yaml(_HERE / name / "source.yaml")
    said = {
        key: str(details.get(key, "")).strip()
        for key in ("title", "publisher", "landing_page", "licence", "attribution")
    }
    return Card(name, **said, details=details)


def names() -> tuple[str, ...]:
    """List the sources, in order of name."""
    return tuple(sorted(found.parent.name for found in _HERE.glob("*/source.yaml")))


def recognise(path: Path, folder: Path) -> tuple[str, str] | None:
    """Tell what official file this is, by its name, then its folder, then what it holds.

    Parameters
    ----------
    path
        A file.
    folder
        The `--from` folder it was found under.

    Returns
    -------
    tuple or None
        Source (`rtt`, `ae`, `fingertips` ...) and form (`extract`, `overview`, `workbook`, `csv`, `table` ...);
        None if it is of none. A table in the folder of a public-health source whose first line nobody knows has
        the form `unknown`, so that damage is told.
    """
    if path.suffix == ".yaml":
        return OWN, "definition"
    if path.suffix.lower() not in _TABLES:
        return None
    if path.with_suffix(".yaml").exists():
        return OWN, "figures"
    # publishers' names come with spaces, %20 or dashes
    name = re.sub(r"(%20|[\s_])+", "-", path.name) if not path.name.startswith("ae_") else path.name
    parts = [part.lower() for part in (folder.name, *path.relative_to(folder).parent.parts)]
    inside = set(parts)
    for source in (
        ("statswales",) if path.suffix.lower() == ".json" else ("rtt", "ae", "job_cuts", "eric", "partnerships")
    ):
        for kind in card(source).details["files"]:
            if re.search(kind["pattern"], name):
                return None if kind["form"] == "none" else (source, kind["form"])
    if path.suffix.lower() == ".json":
        return None
    for source in ("rtt", "ae"):
        if card(source).details["folder"] in inside:
            return source, _form_by_suffix(source, path.suffix.lower())
    if re.search(card("workforce").details["workbook"], name):
        return "workforce", "workbook"
    if path.suffix.lower() in (".csv", ".parquet"):
        known = _indicator_file(path, "/".join(parts))
        if known:
            return None if known[1] == "none" else known
    return _sniff(path)


def _indicator_file(path: Path, inside: str) -> tuple[str, str] | None:
    """Recognise a table of public-health indicators by its first line, else by its folder."""
    line = _first_line(path)
    for source in INDICATOR_FILES:
        for era in card(source).details["eras"]:
            if line.startswith(era["begins"]) and era.get("holds", "") in line and line.endswith(era.get("ends", "")):
                return source, era["form"]
    for source in INDICATOR_FILES:
        if any(f"/{inside}".endswith(f"/{held}") for held in card(source).details["folders"]):
            return source, "unknown"
    return None


def nearest_header(source: str, path: Path) -> str:
    """Say which known header of a source an unknown one is nearest to, and what it lacks of it."""
    held = [name.strip() for name in _first_line(path).split(",")]
    known = {str(era["form"]): _columns(era) for era in card(source).details["eras"]}
    form = max(known, key=lambda form: (len(known[form] & set(held)), form))
    lacking, strange = sorted(known[form] - set(held)), [name for name in held if name and name not in known[form]]
    told = f"lacks {', '.join(lacking[:4])}" if lacking else "has its columns in another order or beside others"
    return (
        f"the nearest is that of the form '{form}': this one {told}; new in it: {', '.join(strange[:4]) or 'nothing'}"
    )


def _columns(era: dict[str, Any]) -> set[str]:
    return {str(name) for name in era.get("columns", {}).values()} or set(str(era["begins"]).split(","))


def _first_line(path: Path) -> str:
    """Read the header of a CSV, or the columns of a Parquet file as one; '' where it is none."""
    if path.suffix.lower() == ".parquet":
        try:
            return ",".join(pq.read_schema(path).names)
        except BROKEN:
            return ""
    with path.open("rb") as opened:
        return opened.readline(4096).decode("utf-8-sig", errors="replace").rstrip("\r\n").replace('"', "")


def _form_by_suffix(source: str, suffix: str) -> str:
    """Guess the form of a file that lies in a source's folder under a name not seen before."""
    if source == "rtt":
        return "overview" if suffix.startswith(".xls") else "extract"
    return "workbook" if suffix.startswith(".xls") else "csv"


def _sniff(path: Path) -> tuple[str, str] | None:
    """Recognise a file by its first bytes, for names nobody has seen."""
    with path.open("rb") as opened:
        head = opened.read(4096)
        rest = opened.read() if head[:4] == b"\xd0\xcf\x11\xe0" else b""
    if rest and b"Provider Level Data" in rest:
        return "ae", "workbook"
    if b"RTT Part Type" in head:
        return "rtt", "extract"
    if b"Attendances over 4hrs Type 1" in head:
        return "ae", "csv"
    if head.lstrip(b"\xef\xbb\xbf").startswith(b"period,org_code,type,"):
        return "ae", "table"
    if head[:2] == b"PK":
        return _sniff_archive(path)
    return None


def _sniff_archive(path: Path) -> tuple[str, str] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            held = archive.namelist()
            if "xl/workbook.xml" in held:
                with archive.open("xl/workbook.xml") as opened:
                    if b"Provider Level Data" in opened.read(_SNIFFED):
                        return "ae", "workbook"
    except BROKEN:
        return None
    is_rtt = any("rtt" in name.lower() and name.lower().endswith(".csv") for name in held)
    return ("rtt", "extract") if is_rtt else None
