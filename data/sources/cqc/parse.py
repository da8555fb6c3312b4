"""Ratings of providers by the Care Quality Commission: overall and by its five questions."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.indicator_files import COLUMNS, IndicatorFile, read_rows, refuse_first
from data.periods import MONTH_NAMES
from data.sources import card
from data.tables import TAKE_AGAIN

INDICATOR = "cqc-overall"
WHOLE = "Overall"
"""The population that stands for the provider as a whole, not for one of its services."""
LOOKUP = "{stem}_lookup.csv"


def read_cqc(path: Path, form: str, file: str, sha256: str) -> IndicatorFile:
    """Read the ratings in force at the end of each year, and at the end of the last month of the file.

    Parameters
    ----------
    path, file, sha256
        The file, how reports name it, and the hash of its bytes.
    form
        `ratings`.

    Returns
    -------
    IndicatorFile
        A rating from the month in which it was published on, 1 (inadequate) to 4 (outstanding), in one split a
        question; the note names the day of publication. Ratings of single services are left out.

    Raises
    ------
    Refused
        If a day, question or score is none, a provider has two ratings for a question, or the lookup beside the file
        means other words, or there is no rating of a whole provider.
    """
    known = card("cqc").details
    rows = read_rows(path, file, ["ORG_CODE", "DATE", "POPULATION", "QUESTION", "RATING_SCORE"])
    _check_lookup(path, file, known["scores"])
    days = pd.to_datetime(rows.DATE, format="%d/%m/%Y", errors="coerce")
    whole = rows.POPULATION == WHOLE
    refuse_first(file, rows.DATE, days.isna())
    refuse_first(file, rows.QUESTION, ~rows.QUESTION.isin(known["questions"]))
    refuse_first(file, rows.RATING_SCORE, ~rows.RATING_SCORE.isin([str(score) for score in known["scores"]]))
    # one rating a provider and question: a file with the history of each would need a reader of its own
    refuse_first(file, rows.ORG_CODE, whole & rows.duplicated(["ORG_CODE", "POPULATION", "QUESTION"]))
    if not whole.any():
        raise Refused(file, f"no line of it is of '{WHOLE}' in column 'POPULATION'", TAKE_AGAIN)
    told, last = rows[whole].assign(published=days[whole], month=days[whole].dt.strftime("%Y-%m")), days.max()
    ends = [*(f"{year}-12" for year in range(told.published.dt.year.min(), last.year)), f"{last:%Y-%m}"]
    held = pd.concat([told[told.month <= period].assign(period=period) for period in dict.fromkeys(ends)])
    figures = pd.DataFrame(
        {
            "indicator": INDICATOR,
            "split": held.QUESTION.map(known["questions"]),
            "place_code": held.ORG_CODE,
            "period": held.period,
            "value": held.RATING_SCORE.astype(float) + 1,
            "compared": "not_compared",
            "status": "reported",
            "note": [_published_on(day) for day in held.published],
        }
    )
    return IndicatorFile(
        "cqc", file, sha256, len(rows), figures.reindex(columns=[*COLUMNS, "split"]), f"{last:%Y-%m-%d}", "services"
    )


def _published_on(day: pd.Timestamp) -> str:
    return f"rating published on {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _check_lookup(path: Path, file: str, scores: dict[int, str]) -> None:
    """Refuse ratings whose own lookup gives the scores other words than the ones they are read by."""
    beside = path.with_name(LOOKUP.format(stem=path.stem))
    if not beside.exists():
        return
    rows = read_rows(beside, beside.name, ["RATING", "SCORE"])
    meant = dict(zip(rows.SCORE, rows.RATING, strict=True))
    for score, word in scores.items():
        if meant.get(str(score)) != word:
            raise Refused(
                file,
                f"its lookup {beside.name} says that {score} is '{meant.get(str(score))}', but it is read as '{word}'",
                "Write the new words into data/sources/cqc/source.yaml",
            )
