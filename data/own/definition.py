"""The YAML of an indicator of one's own: what is measured, who says so, how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from data.catalogue import FOLDER, Indicator
from data.own import NAME
from data.own.faults import Faults, nearest, quoted

LARGEST = 64_000
"""Bytes of a YAML."""
LONGEST = 1_000
"""Characters of a text in it."""
CLASSES = 5
MOST_DECIMALS = 4
PLACE_TYPES = ("council", "county", "trust", "health-board")
MEASURES = ("percent", "share", "rate", "score", "years", "count", "money")
CHOICES = {
    "place_type": PLACE_TYPES,
    "measure": MEASURES,
    "polarity": ("high", "low", "none"),
    "time": ("years", "months"),
}
TEXTS = ("title", "short", "headline", "unit", "who", "contact", "source", "licence", "method")
REQUIRED = (*TEXTS, "place_type", "measure", "polarity", "edges")
OPTIONAL = ("question", "why_it_matters", "noun", "link", "caveats", "time", "decimals")
_KEYS = (*REQUIRED, *OPTIONAL)
_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_PLACES = re.compile(r"\{(\w*)\}")
_LINK = re.compile(r"^https?://[^\s<>\"']+$")


@dataclass(frozen=True)
class Definition:
    """An indicator of one's own, and what the manifest tells of its source."""

    indicator: Indicator
    source: dict[str, str]
    text: str


def shipped() -> frozenset[str]:
    """Name the indicators that come with the project: no other may take their names."""
    return frozenset(path.stem for path in FOLDER.glob("*.yaml"))


def require_slug(slug: str, faults: Faults) -> None:
    """Note what is wrong with the name of an indicator, which is that of its files and stands in addresses."""
    if not _SLUG.match(slug) or not 3 <= len(slug) <= 60:
        faults.add(1, f"the name {quoted(slug)} must be of 3 to 60 small letters, digits and single dashes")
    elif slug in shipped():
        faults.add(1, f"'{slug}' is an official figure of the atlas; give the file another name, such as 'our-{slug}'")


def read_definition(path: Path, faults: Faults) -> Definition | None:
    """Read the YAML of an indicator of one's own.

    Parameters
    ----------
    faults
        Where each fault is noted with its line.

    Returns
    -------
    Definition or None
        None where there are faults.
    """
    require_slug(path.stem, faults)
    size = path.stat().st_size
    if size > LARGEST:
        faults.add(1, f"it has {size:,} bytes; a definition has at most {LARGEST:,}")
        return None
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        faults.add(raw[: broken.start].count(b"\n") + 1, not_utf8(raw[broken.start : broken.start + 1]))
        return None
    return define(path.stem, text, faults)


def not_utf8(byte: bytes) -> str:
    """Say that a byte is no UTF-8, and what it is in the letters of older Windows."""
    meant = byte.decode("cp1252", errors="replace")
    return f"the letter '{meant}' is not written in UTF-8; save the file again as 'CSV UTF-8' or with encoding UTF-8"


def define(slug: str, text: str, faults: Faults) -> Definition | None:
    """Make an indicator of the text of its YAML; None where there are faults."""
    told, lines = _keys(text, faults)
    if not told:
        return None

    def fault(key: str, why: str) -> None:
        faults.add(lines.get(key, 1), f"{key}: {why}")

    for key in told.keys() - set(_KEYS):
        fault(key, f"there is no such key; the nearest is '{nearest(key, _KEYS)}'")
    for key in REQUIRED:
        if told.get(key) in (None, "", []):
            fault(key, "it is empty" if key in told else "it is missing")
    for key in (*TEXTS, "question", "why_it_matters", "noun", "link"):
        said = told.get(key) or ""
        if not isinstance(said, str):
            fault(key, f"it must be a text, not {quoted(str(said))}; set it in quotation marks")
        elif len(said) > LONGEST:
            fault(key, f"it is longer than {LONGEST:,} characters")
    for key, allowed in CHOICES.items():
        said = told.get(key)
        if said not in (None, "", *allowed):
            fault(
                key,
                f"{quoted(str(said))} is none of {', '.join(allowed)}; the nearest is '{nearest(str(said), allowed)}'",
            )
    if told.get("measure") in ("percent", "count") and not told.get("noun"):
        fault("noun", f"with measure: {told['measure']} it must say of what: 'people asked', 'dentists'")
    headline = str(told.get("headline") or "{value} {where}")
    if sorted(_PLACES.findall(headline)) != ["value", "where"]:
        fault("headline", "it must hold {value} and {where} once each, and no other name in braces")
    edges = told.get("edges") or []
    if edges and not _ascends(edges):
        fault("edges", f"they must be five ascending numbers, not {quoted(str(edges))}")
    decimals = told.get("decimals", 1)
    if not isinstance(decimals, int) or not 0 <= decimals <= MOST_DECIMALS:
        fault("decimals", f"{quoted(str(decimals))} is no whole number from 0 to {MOST_DECIMALS}")
    caveats = told.get("caveats") or []
    if not isinstance(caveats, list) or not all(isinstance(one, str) and len(one) <= LONGEST for one in caveats):
        fault("caveats", f"they must be a list of texts of at most {LONGEST:,} characters, each after a dash")
    if told.get("link") and not _LINK.match(str(told["link"])):
        fault("link", f"{quoted(str(told['link']))} is no address that begins with https:// or http://")
    if faults.count:
        return None
    return Definition(_indicator(slug, told), _source(slug, told), text)


def _keys(text: str, faults: Faults) -> tuple[dict[str, Any], dict[str, int]]:
    """Read keys and values, and the line of each key; nothing where the YAML is none."""
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            faults.add(1, "it repeats a part by '*'; write it out")
            return {}, {}
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        told = yaml.safe_load(text)
    except yaml.YAMLError as broken:
        mark = getattr(broken, "problem_mark", None)
        why = str(getattr(broken, "problem", None) or broken).splitlines()[0]
        faults.add(mark.line + 1 if mark else 1, f"it is no YAML ({why}); set texts with ':' or '#' in quotation marks")
        return {}, {}
    except (ValueError, RecursionError) as broken:
        faults.add(1, f"it cannot be read ({quoted(str(broken))})")
        return {}, {}
    if not isinstance(root, yaml.MappingNode) or not all(isinstance(key, str) for key in told):
        faults.add(1, "it must hold lines such as 'title: ...'")
        return {}, {}
    lines: dict[str, int] = {}
    for key, _value in root.value:
        if key.value in lines:
            faults.add(key.start_mark.line + 1, f"{key.value}: it stands in line {lines[key.value]} too")
        lines.setdefault(key.value, key.start_mark.line + 1)
    return told, lines


def _ascends(edges: Any) -> bool:
    if not isinstance(edges, list) or len(edges) != CLASSES:
        return False
    numbers = [one for one in edges if isinstance(one, (int, float)) and not isinstance(one, bool)]
    return len(numbers) == CLASSES and numbers == sorted(set(numbers)) and abs(numbers[-1]) < float("inf")


def _indicator(slug: str, told: dict[str, Any]) -> Indicator:
    """Make the indicator; who is behind it stands in its title, its sentence and its caveats."""
    edges = tuple(float(edge) for edge in told["edges"])
    who = told["who"].rstrip(". ")
    return Indicator(
        slug=slug,
        title=f"Local figure: {told['title']}",
        question=told.get("question") or "",
        headline=told["headline"],
        headline_of_a_split=told["headline"],
        short=told["short"],
        group=NAME,
        place_type=told["place_type"],
        dataset=slug,
        collections=(slug,),
        measure=told["measure"],
        unit=told["unit"],
        value="value",
        denominator="",
        noun=told.get("noun") or "",
        polarity=told["polarity"],
        splits_by="none",
        first_period="",
        edges=edges,
        edges_of_a_split=edges,
        standards=(),
        source=source_name(slug),
        why_it_matters=told.get("why_it_matters") or "",
        caveats=(
            f"It is a local figure, not an official statistic. Questions about it: {told['contact']}.",
            *filter(None, told.get("caveats") or ()),
        ),
        what_to_do={
            "volunteer": f"Ask {who} how the figure was gathered, and of how many people.",
            "editor": f"Name {who} as the source, and the period.",
        },
        method=told["method"],
        change_log=(),
        domain="",
        decimals=told.get("decimals", 1),
        time=told.get("time") or "years",
        names={},
        on_map=True,
        always_said=f"Local figure, not an official statistic: from {who}.",
    )


def source_name(slug: str) -> str:
    """Name the source of an indicator of one's own, as the manifest does."""
    return f"{NAME}/{slug}"


def _source(slug: str, told: dict[str, Any]) -> dict[str, str]:
    return {
        "title": told["source"],
        "publisher": told["who"],
        "landing_page": told.get("link") or f"/indicator/{slug}",
        "licence": told["licence"].rstrip(". "),
        "attribution": f"Local figure, not an official statistic: from {told['who']}.",
    }
