"""The benchmark's figures as a page: what, measured, promised, kept."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.figures import Figure
from bench.reasons import reason
from tools.serving import ROOT

LIBRARIES = ("dash", "plotly", "gunicorn", "flask", "numpy", "pandas", "pyarrow", "shapely", "playwright")


def write_report(
    path: Path,
    groups: Mapping[str, Sequence[Figure]],
    machine: Mapping[str, str],
    works: Mapping[str, Mapping[str, Figure]] | None = None,
    told: str = "",
) -> None:
    """Write the page: what fails, one table a group, the atlas beside its peers, the machine and the versions.

    Parameters
    ----------
    works
        By the name of the atlas (first) and of each peer: figures by row.
    told
        What else to know of this run, such as that it was a quick one.
    """
    failed = [figure for figures in groups.values() for figure in figures if figure.kept is False]
    lines = [
        "# Measured",
        "",
        f"Made by `make bench`; medians. What each row means stands in `bench/`. {told}".rstrip(),
        "",
    ]
    lines += [f"- **Not kept: {figure.what}.** Why: {reason(figure.what)}." for figure in failed]
    lines += [] if failed else ["Every budget that was measured is kept."]
    for title, figures in groups.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| what | median | least to most | n | budget | kept |",
            "|---|---|---|---|---|---|",
        ]
        lines += [row(figure) for figure in figures]
    lines += beside(works) if works else []
    lines += ["", "## Machine", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in machine.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def row(figure: Figure) -> str:
    """One line of a table."""
    sign = ">=" if figure.at_least else "<="
    budget = "" if figure.budget is None else f"{sign} {number(figure.budget)} {figure.unit}"
    kept = {None: "", True: "yes", False: "**no**"}[figure.kept]
    what = figure.what + (f" ({figure.note})" if figure.note else "")
    if figure.median is None:
        return f"| {what} | not measured | | 0 | {budget} | |"
    spread = f"{number(min(figure.samples))} to {number(max(figure.samples))}" if len(figure.samples) > 1 else ""
    middle = f"{number(figure.median)} {figure.unit}"
    return f"| {what} | {middle} | {spread} | {len(figure.samples)} | {budget} | {kept} |"


def beside(works: Mapping[str, Mapping[str, Figure]]) -> list[str]:
    """Set the atlas beside its peers: medians, how many times better the atlas is, and why where it is not."""
    own, *peers = works
    lines = ["", "## Beside peers, in the same run", "", "In brackets: how many times better the atlas is.", ""]
    table = [f"| what | {' | '.join(works)} | ahead of each |", "|---" * (len(works) + 2) + "|"]
    behind = []
    for what, figure in works[own].items():
        others = [works[peer][what] for peer in peers if what in works[peer]]
        ratios = [better(figure, other) for other in others]
        cells = [_cell(other, ratio) for other, ratio in zip(others, ratios, strict=True)]
        known = [ratio for ratio in ratios if ratio is not None]
        ahead = "" if not known else "yes" if min(known) >= 1 else "**no**"
        behind += [what] if known and min(known) < 1 else []
        table.append(f"| {what} | {_cell(figure, None)} | {' | '.join(cells)} | {ahead} |")
    lines += [*(f"- **Not ahead: {what}.** Why: {reason(what)}." for what in behind), *([""] if behind else []), *table]
    notes = {f"{peer}, {row}: {one.note}." for peer in peers for row, one in works[peer].items() if one.note}
    return [*lines, *([""] + [f"- {note}" for note in sorted(notes)] if notes else [])]


def better(own: Figure, other: Figure) -> float | None:
    """How many times better our median is than another's; None where one of them is missing."""
    if not own.median or not other.median:
        return None
    return own.median / other.median if own.at_least else other.median / own.median


def _cell(figure: Figure, ratio: float | None) -> str:
    if figure.median is None:
        return "-"
    return f"{number(figure.median)} {figure.unit}" + (f" ({number(ratio)}x)" if ratio is not None else "")


def number(value: float) -> str:
    """Three digits that count: 1,234 / 56.7 / 0.89."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def this_machine(browser_version: str) -> dict[str, str]:
    """What the figures were measured on."""
    versions = []
    for library in LIBRARIES:
        try:
            versions.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            continue
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "load at the end (1 minute)": f"{os.getloadavg()[0]:.1f}",
        "system": platform.platform(),
        "Python": platform.python_version(),
        "Chromium": browser_version,
        "libraries": ", ".join(versions),
        "peers": _peers(),
    }


def _peers() -> str:
    """The versions in the environment of the peers."""
    wanted = "dash", "plotly", "streamlit", "vizro", "aiohttp"
    installed = (ROOT / ".venv" / "bench").glob("lib/python*/site-packages/*.dist-info")
    found = dict(path.stem.split("-")[:2] for path in installed)
    return ", ".join(f"{name} {found[name]}" for name in wanted if name in found) or "not installed"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"
