"""Ledgers of announced cuts: the one of 2010 to 2013, and the answers that local groups were given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from data.cuts import Cut, state_of
from data.errors import Refused
from data.periods import month_number
from data.sources import card
from data.sources.job_cuts.bodies import Bodies
from data.sources.job_cuts.lines import Line, read_lines
from data.workdays import due

NAME = "job_cuts"
OUTCOMES = ("answered", "none planned", "net increase", "refused", "no answer yet")
#: The first and last month that an answer may be about.
FIRST, LAST = "2010-01", "2014-03"
_SEPTEMBER = 9


def read_cuts(path: Path, form: str, file: str, places: pd.DataFrame, today: date) -> list[Cut]:
    """Read a ledger; it is taken whole or not at all.

    Parameters
    ----------
    path, file
        The file, and how reports name it.
    form
        `ledger` or `answers`, as `data.sources.recognise` tells.
    places
        Columns code, name, type: the bodies that can be meant.
    today
        No date may lie after it; a question unanswered after its due day by then has `no_reply`.

    Raises
    ------
    Refused
        If the file is damaged or a line has a fault; every fault is named by line and column.
    """
    details = card(NAME).details
    bodies = Bodies(places, details["names"])
    faults: list[str] = []
    take = {"ledger": _reported, "answers": _answered}[form]
    lines = read_lines(path, file, card(NAME).era(form)["columns"], faults)
    cuts = [take(line, bodies, details, file, today) for line in lines]
    if faults:
        raise Refused(file, f"faults ({len(faults)}): {'; '.join(faults)}", "Mend these lines; nothing of it was taken")
    if not cuts:
        raise Refused(file, "it has a header and no lines", "Write a line for each body")
    return cuts


def _reported(line: Line, bodies: Bodies, details: dict[str, Any], file: str, today: date) -> Cut:
    """Read a record that somebody published."""
    words = line.text("evidence", needed=True)
    kind = next((kind for begins, kind in details["evidence"].items() if words.startswith(begins)), "")
    if words and not kind:
        line.fault("evidence", f"'{words[:40]}' begins with none of {', '.join(details['evidence'])}")
    span = line.text("span", needed=True)
    if span and span not in details["periods"]:
        line.fault("span", f"'{span[:40]}' stands not among the periods of source.yaml")
    low, high = _range(line)
    if low is None and "net increase" not in words:
        line.fault("low", "it is empty, and the record tells of no net increase")
    before, after = details["periods"].get(span, ("", ""))
    nation = line.text("nation", needed=True)
    return Cut(
        **_body(line, bodies, nation, details["not_mapped"]),
        **_told(line, high, details),
        state=state_of(low, high),
        low=low,
        high=high,
        span=span,
        before=before,
        after=after,
        evidence=kind,
        evidence_words=words,
        publisher=line.text("publisher", needed=True),
        published=line.published("published", today),
        link=line.link("link", needed=True),
        asked_on="",
        answered_on="",
        due_on="",
        source_file=file,
        line=line.number,
    )


def _answered(line: Line, bodies: Bodies, details: dict[str, Any], file: str, today: date) -> Cut:
    """Read what a local group asked and was told, or was not."""
    outcome = line.one_of("outcome", OUTCOMES)
    asked, answered = line.day("asked_on", today, needed=True), line.day("answered_on", today)
    low, high = _range(line)
    if asked and answered and answered < asked:
        line.fault("answered_on", f"{answered} is before it was asked, {asked}")
    if outcome == "no answer yet" and answered:
        line.fault("answered_on", "there is a day although no answer came yet")
    if outcome in OUTCOMES[:4] and not line.cells["answered_on"].strip():
        line.fault("answered_on", f"it is empty although the outcome is '{outcome}'")
    if outcome == "answered" and (low is None or high == 0):
        line.fault("low", "an answer needs a number; write the outcome 'none planned' where there are no posts to go")
    if outcome == "none planned":
        if low or high:
            line.fault("low", "there is a number although none are planned")
        low = high = 0.0
    elif outcome not in ("answered", "") and low is not None:
        line.fault("low", f"there is a number although the outcome is '{outcome}'")
    last_day = due(asked) if asked else None
    late = last_day is not None and last_day < today
    waiting = "no_reply" if late else "waiting"
    states = {"net increase": "net_increase", "refused": "refused", "no answer yet": waiting}
    first, last = _months(line)
    return Cut(
        **_body(line, bodies, "", []),
        **_told(line, high, details),
        state=states.get(outcome) or state_of(low, high),
        low=low,
        high=high,
        span=f"{first}/{last}",
        before=_september(first, -1),
        after=_september(last, 1),
        evidence="foi-answer",
        evidence_words=line.text("evidence", needed=True),
        publisher="",
        published=answered.isoformat() if answered else "",
        link=line.link("link"),
        asked_on=asked.isoformat() if asked else "",
        answered_on=answered.isoformat() if answered else "",
        due_on=last_day.isoformat() if last_day else "",
        source_file=file,
        line=line.number,
    )


def _range(line: Line) -> tuple[float | None, float | None]:
    low, high = line.count("low"), line.count("high")
    if (low is None) != (high is None):
        line.fault("low" if low is None else "high", "one of the two figures is empty; write the same twice for one")
    elif low is not None and high is not None and high < low:
        line.fault("high", f"{high:g} is less than {low:g}")
    return low, high


def _body(line: Line, bodies: Bodies, nation: str, not_mapped: list[str]) -> dict[str, Any]:
    said = line.text("name", needed=True)
    code = "" if nation in not_mapped else bodies.find(said)
    if said and not code and nation not in not_mapped:
        line.fault("name", f"'{said[:80]}' is no trust or health board known; the nearest is {bodies.nearest(said)}")
    name = bodies.names.get(code, said) if said.upper() == code else said
    return {"place_code": code, "name": name, "nation": nation or ("Wales" if code.startswith("W") else "England")}


def _told(line: Line, high: float | None, details: dict[str, Any]) -> dict[str, Any]:
    """Read the unit, the words, and clinical posts apart from others where they are told."""
    unit = line.one_of("unit", (*details["posts"], *details["not_posts"])) if high else line.text("unit")
    clinical, others = line.count("clinical"), line.count("non_clinical")
    if (clinical or 0) + (others or 0) > (high or 0):
        line.fault("clinical", "clinical and other posts are more than the posts in all")
    return {
        "unit": unit,
        "is_posts": unit not in details["not_posts"],
        "clinical": clinical,
        "non_clinical": others,
        "said": line.text("said"),
    }


def _months(line: Line) -> tuple[str, str]:
    first, last = line.month("first"), line.month("last")
    if first and last and first > last:
        line.fault("last", f"{last} is before {first}")
    for name, month in (("first", first), ("last", last)):
        if month and not FIRST <= month <= LAST:
            line.fault(name, f"{month} is outside this ledger, which holds {FIRST} to {LAST}")
    return first, last


def _september(month: str, way: int) -> str:
    """Give the September at or before (-1) or at or after (1) a month."""
    if not month:
        return ""
    year, at = divmod(month_number(month), 12)
    behind, ahead = at + 1 < _SEPTEMBER, at + 1 > _SEPTEMBER
    year += -1 if way < 0 and behind else 1 if way > 0 and ahead else 0
    return f"{year}-{_SEPTEMBER:02d}"
