"""The benchmark's figures as a page: what, measured, promised, kept."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from bench.figures import Figure

LIBRARIES = ("dash", "plotly", "gunicorn", "flask", "numpy", "pandas", "pyarrow", "shapely", "playwright")


def write_report(path: Path, groups: Mapping[str, Sequence[Figure]], machine: Mapping[str, str]) -> None:
    """Write the page: one table a group, then the machine and the versions."""
    lines = [
        "# Measured",
        "",
        "Made by `make bench`; medians. What each row means stands in `bench/`.",
    ]
    for title, figures in groups.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| what | median | least to most | n | budget | kept |",
            "|---|---|---|---|---|---|",
        ]
        lines += [row(figure) for figure in figures]
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
    }


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"
