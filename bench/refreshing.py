"""What a refresh costs: of everything at once, as into an empty folder, and of nothing new.

The publishers stand on this machine and offer their real files under names and links of their own kind. Of the profiles
one raw export is at hand; the other answers are the rows of the tidied tables laid out in the columns of an export.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from urllib.parse import urlsplit

import pandas as pd

from bench.building import ROOT, BuildFailed
from bench.figures import Figure
from data.periods import MONTH_NAMES, month_number
from data.reading import month_in
from data.refresh.profiles import profile_links
from data.series import series
from data.sources import card

#: Files of each publisher that is asked, below a folder of official files, and the export among those of the profiles.
OFFERED = {
    "rtt": "rtt/*-rtt-full-extract.zip", "overview": "rtt/*overview*.xlsx", "ae": "ae/csv/*.csv",
    "workbooks": "ae/workbooks/*.xls*", "profiles": "health/fingertips/*.csv",
}  # fmt: skip
EXPORT = "raw_export_90366"


def _fake_publisher() -> ModuleType:
    """The publisher that the tests use. By its path: some library may have installed tests of its own by that name."""
    name = "publisher_of_the_bench"
    made = spec_from_file_location(name, ROOT / "tests" / "publisher" / "fake.py")
    module = module_from_spec(made)
    sys.modules[name] = module
    made.loader.exec_module(module)
    return module


site = _fake_publisher()


@dataclass(frozen=True)
class Spent:
    """Seconds of wall clock and of processors, the most memory held at once in MB, and the last lines it said."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    said: tuple[str, ...]


class Straight:
    """A way to the publishers that names their own addresses."""

    def mirrored(self, address: str) -> str:
        """As it is."""
        return address


def _year(period: str) -> str:
    start = int(period[:4]) - (int(period[5:7]) < 4)
    return f"{start}-{(start + 1) % 100:02}"


def _named(period: str) -> tuple[str, str]:
    year, month = divmod(month_number(period), 12)
    return MONTH_NAMES[month], str(year)


def _month_of(path: Path) -> str:
    return path.name[:7] if path.name[:4].isdigit() else month_in(path.name)


def offer_months(publisher: site.Publisher, raw: Path) -> int:
    """Put up all months of RTT and A&E with their pages of years; gives how many files."""
    waits: dict[str, list[tuple[str, str]]] = defaultdict(list)
    visits: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(raw.glob(OFFERED["rtt"])):
        month, year = _named(_month_of(path))
        name = f"Full-CSV-data-file-{month[:3]}{year[2:]}-ZIP-4M-WL5BiP.zip"
        address = publisher.file(f"{site.UPLOADS}{year}/03/{name}", path.read_bytes())
        waits[_year(_month_of(path))].append((address, f"Full CSV data file {month[:3]}{year[2:]} (ZIP, 4M)"))
    for path in sorted(raw.glob(OFFERED["overview"])):
        month, year = _named(path.stem[-7:])
        address = publisher.file(
            f"{site.UPLOADS}{year}/03/RTT-Overview-Timeseries-{month}-{year}.xlsx", path.read_bytes()
        )
        waits[_year(path.stem[-7:])].append((address, f"RTT Overview Timeseries {month} {year} (XLSX, 100K)"))
    for form in ("ae", "workbooks"):
        for path in sorted(raw.glob(OFFERED[form])):
            month, year = _named(_month_of(path))
            says = "CSV, 29K" if form == "ae" else "by provider, XLS, 438K"
            address = publisher.file(f"{site.UPLOADS}{year}/05/{path.name}", path.read_bytes())
            visits[_year(_month_of(path))].append((address, f"A&amp;E {month} {year} ({says})"))
    for landing, slug, years in (
        (site.RTT, "rtt-data-", waits),
        (site.AE, "ae-attendances-and-emergency-admissions-", visits),
    ):
        publisher.page(landing, [(f"{landing}{slug}{year}/", f"Data {year}") for year in sorted(years)])
        for year, links in years.items():
            publisher.page(f"{landing}{slug}{year}/", links)
    return sum(map(len, (*waits.values(), *visits.values())))


def exports(raw: Path) -> dict[int, bytes]:
    """Give the answers of the profiles' interface, by number of indicator, from the tables that are at hand."""
    told = card("fingertips")
    compact, columns = told.era("compact")["columns"], told.era("export")["columns"]
    whole = next(iter(raw.glob(f"health/fingertips/{EXPORT}*.csv")), None)
    found = {90366: whole.read_bytes()} if whole else {}
    texts = defaultdict(list)
    shown = series("fingertips")
    for one in shown:
        if "id" in one and int(one["id"]) not in found:
            texts[one.get("text") or _text_of(shown, str(one["indicator"]))].append(one)
    for path in sorted(raw.glob(OFFERED["profiles"])):
        if path == whole:
            continue
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        for text, chosen in texts.items():
            rows = table[table[compact["text"]] == text]
            if not text or rows.empty:
                continue
            laid = pd.DataFrame("", index=rows.index, columns=list(columns.values()), dtype=object)
            for ours in ("text", "place_code", "name", "period", "value", "compared"):
                laid[columns[ours]] = rows[compact[ours]]
            by_sex = {one["group"]: one["sex"] for one in chosen if one.get("sex") and "group" in one}
            split = rows["inequality"].replace("NA", "").astype(object)
            laid[columns["sex"]] = (
                split.map(by_sex).astype(object).fillna(chosen[0].get("sex", "Persons") if not by_sex else "")
            )
            laid[columns["category"]] = "" if by_sex else split
            laid[columns["age"]] = next(iter(chosen[0].get("ages", ["All ages"])))
            laid[columns["id"]] = str(chosen[0]["id"])
            if "unit" in chosen[0]:
                laid[columns["sex"]] = rows[compact["unit"]]
            order = [columns["id"], columns["text"], "Parent Code", *list(columns.values())[2:]]
            laid["Parent Code"] = ""
            found[int(chosen[0]["id"])] = laid[order].replace("NA", "").to_csv(index=False).encode()
    return found


def _text_of(series: Sequence[dict[str, object]], indicator: str) -> str:
    return next((str(one["text"]) for one in series if one["indicator"] == indicator and "text" in one), "")


def offer_profiles(publisher: site.Publisher, raw: Path) -> int:
    """Put up the answers for indicators at hand; gives how many. Others are answered 404, as a retired number is."""
    answers = exports(raw)

    def answer(handler: site.Answering) -> None:
        number = dict(part.split("=") for part in urlsplit(handler.path).query.split("&")).get("indicator_ids", "0")
        content = answers.get(int(number))
        handler.send(200, content, "text/csv") if content else handler.send(404, b"<html>None</html>")

    publisher.offers[site.PROFILES] = site.Offer(b"", manners=[answer])
    wanted = {int(one.address.split("indicator_ids=")[1].split("&")[0]) for one in profile_links(Straight())}
    return len(wanted & set(answers))


def base_snapshot(raw: Path, folder: Path) -> Path:
    """Build what no publisher is asked for (registers, staff, A&E before 2019): a refresh begins with it."""
    offered = {path for pattern in OFFERED.values() for path in raw.glob(pattern)}
    for path in sorted(raw.rglob("*")):
        if path.is_file() and path not in offered:
            link = folder / "rest" / path.relative_to(raw)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path.resolve())
    command = [sys.executable, "-m", "data", "build", "--from", f"{folder}/rest", "--out", f"{folder}/shelf"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise BuildFailed(f"{' '.join(command)}\n{ended.stderr[-2000:]}{ended.stdout[-2000:]}")
    return folder / "shelf"


def refresh(url: str, folder: Path, *, expect: int = 0) -> Spent:
    """Run the command once on the shelf and downloads in a folder.

    Raises
    ------
    BuildFailed
        It ended with another status than expected; with the last lines that it said.
    """
    environment = {
        **os.environ, "CARE_ATLAS_SNAPSHOT": f"{folder}/shelf", "CARE_ATLAS_DOWNLOADS": f"{folder}/downloads",
        "CARE_ATLAS_PUBLISHERS_URL": url,
    }  # fmt: skip
    with (folder / "said").open("w") as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "data", "refresh"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    said = tuple((folder / "said").read_text("utf-8").splitlines()[-200:])
    if process.returncode != expect:
        raise BuildFailed("\n".join(["python -m data refresh", *said[-30:]]))
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, said)


def measure(raw_folders: Sequence[str], report: Callable[[Spent], None] = lambda _: None) -> Iterator[Figure]:
    """A refresh of everything, and one that finds nothing new; needs the publishers' files."""
    raw = next((Path(one) for one in raw_folders if list(Path(one).glob(OFFERED["rtt"]))), None)
    if raw is None:
        yield Figure("a refresh of everything", (), "s", 90, note="no folder of official files")
        return
    with TemporaryDirectory() as place, site.publisher() as publisher:
        folder = Path(place)
        base_snapshot(raw, folder)
        files = offer_months(publisher, raw) + offer_profiles(publisher, raw)
        whole = refresh(publisher.url, folder, expect=3)  # numbers of which no table is at hand are told as refused
        report(whole)
        idle = refresh(publisher.url, folder, expect=3)
        report(idle)
    told = f"{files} files, {whole.cpu_seconds:.0f} s of processors"
    yield Figure("a refresh of everything, from an empty folder", (whole.seconds,), "s", 90, note=told)
    yield Figure("a refresh of everything, most memory", (whole.peak_mb,), "MB", 1500)
    yield Figure(
        "a refresh that finds nothing new", (idle.seconds,), "s", 3, note=f"{idle.cpu_seconds:.1f} s of processors"
    )


if __name__ == "__main__":
    for figure in measure(
        sys.argv[1:], lambda spent: sys.stdout.write("\n".join(spent.said) + f"\n{spent.seconds:.1f} s\n")
    ):
        sys.stdout.write(f"{figure}\n")
