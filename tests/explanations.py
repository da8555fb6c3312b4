"""Every explanation that a reader of the pages meets, by the group it belongs to, and how hard it is to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import textstat
import yaml

ROOT = Path(__file__).resolve().parents[1]
_OF_AN_INDICATOR = ("question", "why_it_matters", "method", "caveats", "what_to_do")
_OF_ADVICE = ("find", "whom", "also")

#: Names of bodies, surveys and laws count as one short word: nobody can put them in easier words.
NAMES = (
    "Annual Population Survey", "Care Quality Commission", "Department for Work and Pensions",
    "Department of Health and Social Care", "Department of Health", "Freedom of Information Act",
    "Index of Multiple Deprivation", "Information Commissioner", "National Child Measurement Programme",
    "NHS Acute Trust Catchment Populations", "NHS Organisation Data Service",
    "Office for Health Improvement and Disparities", "Office for National Statistics", "Open Government Licence",
    "Parliamentary and Health Service Ombudsman", "Patient Environment Action Team", "University Hospitals Sussex",
)  # fmt: skip


def explanations() -> dict[str, dict[str, str]]:
    """Give every text of five words or more by its group, and in it by where it stands."""
    found: dict[str, dict[str, str]] = {}
    for group, at, text in (*_of_data(), *_of_guides(), *_of_code()):
        told = plain(text)
        if len(told.split()) >= 5:
            found.setdefault(group, {})[at] = told
    return found


def plain(text: str) -> str:
    """Write a text as it is read aloud: no marks, a short word for each name and each value to come."""
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", " ".join(text.split()))
    text = re.sub(r"\{[^}]*\}", "Kent", re.sub(r"^(\d\.|-)\s+|[*`_]", "", text)).replace("A&E", "A and E")
    for name in NAMES:
        text = text.replace(name, "Kent")
    return text if text[-1:] in ".?!" else f"{text}."


def grade(texts: list[str]) -> float:
    """Give the school grade (Flesch-Kincaid) of texts read one after the other; a child of 11 or 12 is in grade 6."""
    return float(textstat.flesch_kincaid_grade(" ".join(texts)))


def sentences(text: str) -> list[str]:
    """Cut a plain text into what is read in one breath: at full stops, colons and semicolons."""
    return re.split(r"(?<=[.?!:;])\s", text)


def _of_data() -> Iterator[tuple[str, str, str]]:
    for file in sorted((ROOT / "data" / "indicators").glob("*.yaml")):
        told = yaml.safe_load(file.read_text())
        for key in _OF_AN_INDICATOR:
            for text in _texts(told[key]):
                yield key, f"{file.name}: {text[:40]}", text
    for file in sorted((ROOT / "data" / "advice").glob("*.yaml")):
        told = yaml.safe_load(file.read_text())
        for name, part in told.items():
            if file.stem == "rights":
                yield "rights", f"{file.name}: {name}", part["text"]
            elif isinstance(part, dict):
                for key in _OF_ADVICE:
                    yield "advice", f"{file.name}: {name} {key}", part[key]


def _texts(told: Any) -> list[str]:
    return [told] if isinstance(told, str) else list(told.values()) if isinstance(told, dict) else list(told)


def _of_guides() -> Iterator[tuple[str, str, str]]:
    for file in sorted((ROOT / "docs" / "help").glob("*.md")):
        for part in re.split(r"\n\s*\n|\n(?=\d\.|- )", file.read_text()):
            if part.strip() and not part.startswith("#"):
                yield f"guide {file.stem}", f"{file.name}: {part[:40]}", part


def _of_code() -> Iterator[tuple[str, str, str]]:
    """Give what is handed to the catalogue of words: of a room of several modules together, of a large one alone."""
    for file in [*(ROOT / "layouts").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py"), ROOT / "app.py"]:
        where = file.relative_to(ROOT)
        found = [(call.lineno, text) for call in ast.walk(ast.parse(file.read_text())) for text in _said(call)]
        large = sum(len(text.split()) for _line, text in found) >= 150
        for line, text in found:
            yield str(where if large else where.parent), f"{where}:{line} {text[:40]}", text


def _said(call: ast.AST) -> Iterator[str]:
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
        for part in call.args[:2]:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield part.value
