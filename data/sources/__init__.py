"""The publishers' datasets, one folder each: where they come from and how their files are recognised."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from data.opening import BROKEN
from data.own import NAME as OWN
from data.written import read_yaml

if TYPE_CHECKING:
    from data.indicator_files import IndicatorFile

_HERE = Path(__file__).parent
_SNIFFED = 1_000_000
"""Bytes of an archive's member that are looked at to recognise it."""
_TABLES = {".csv", ".zip", ".xls", ".xlsx", ".parquet", ".json"}
_LEFT_ALONE = "none"
"""The form of files that are known and not read."""


class SourceError(ValueError):
    """The folder of a source is not as it must be; the message names the file and what to write into it."""


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


@cache
def names() -> tuple[str, ...]:
    """List the sources, in order of name."""
    return tuple(sorted(found.parent.name for found in _HERE.glob("*/source.yaml")))


def reader(source: str) -> Callable[[Path, str, str, str], IndicatorFile]:
    """Find what reads the files of a source whose figures are kept as published: `read_<source>` of its `parse.py`.

    Returns
    -------
    function
        Takes a file, its form as `recognise` tells it, how reports name it, and the hash of its bytes.

    Raises
    ------
    SourceError
        If the source has no such function.
    """
    module = import_module(f"{__name__}.{source}.parse")
    found: Callable[[Path, str, str, str], IndicatorFile] | None = getattr(module, f"read_{source}", None)
    if found is None:
        raise SourceError(
            f"data/sources/{source}/parse.py: it has no function read_{source}(path, form, file, sha256); "
            "write one that gives an IndicatorFile, as data/sources/shmi/parse.py does"
        )
    return found


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
    parts = [part.lower() for part in (folder.name, *path.relative_to(folder).parent.parts)]
    named = _by_name(path)
    if named:
        return None if named[1] == _LEFT_ALONE else named
    if path.suffix.lower() == ".json":
        return None
    for source in ("rtt", "ae"):
        if card(source).details["folder"] in parts:
            return source, _form_by_suffix(source, path.suffix.lower())
    if path.suffix.lower() in (".csv", ".parquet"):
        known = _indicator_file(path, "/".join(parts))
        if known:
            return None if known[1] == _LEFT_ALONE else known
    return _sniff(path)


def _by_name(path: Path) -> tuple[str, str] | None:
    """Recognise a file by its name; what one source knows goes before what another leaves alone."""
    # publishers' names come with spaces, %20 or dashes
    name = re.sub(r"(%20|[\s_])+", "-", path.name) if not path.name.startswith("ae_") else path.name
    left = None
    for source in names():
        for kind in card(source).details.get("files", ()):
            if "pattern" in kind and re.search(kind["pattern"], name):
                if kind["form"] != _LEFT_ALONE:
                    return source, kind["form"]
                left = source, _LEFT_ALONE
                break
    return left


def _indicator_file(path: Path, inside: str) -> tuple[str, str] | None:
    """Recognise a table of indicators by its first line, else by the folder that is named most closely."""
    line = _first_line(path)
    for source in names():
        for era in card(source).details.get("eras", ()):
            begun = "begins" in era and line.startswith(era["begins"])
            if begun and era.get("holds", "") in line and line.endswith(era.get("ends", "")):
                return source, era["form"]
    within = {held: source for source in names() for held in card(source).details.get("folders", ())}
    lies = [held for held in within if f"/{inside}".endswith(f"/{held}")]
    return (within[max(lies, key=len)], "unknown") if lies else None


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
