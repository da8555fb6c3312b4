"""The kinds of nothing side by side: in words, on the map, in the table, in CSV, in labels and alternative texts."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

import numpy as np
import pytest

from callbacks.settings import ROOT
from data import query
from data.rows import value_rows
from data.store import STATUS_CODE, STATUSES
from layouts import alt, table, words
from layouts.answer import places
from layouts.figures.map_svg import PATTERNS
from layouts.picture import labels, paint
from layouts.view import read_view
from tests import committed

SNAPSHOT = committed.snapshot()
GROUND = committed.ground()
KINDS = [status for status in STATUSES if status not in ("", "reported")]
STYLE = (ROOT / "assets" / "atlas.css").read_text("utf-8")


@dataclass(frozen=True)
class Told:
    """How one kind of nothing is told in each place a reader may meet it."""

    legend: str
    sentence: str
    mark: str
    label: str
    table: str
    csv: str
    alternative: str


def told(kind: str) -> Told:
    """Give Somerset this kind of nothing and look everywhere."""
    view = read_view(SNAPSHOT, {"period": "2026-01"})
    answer = query.across(SNAPSHOT, view.measured, view.split, view.period)
    at = answer.place_at["RH5"]
    status, blank = answer.status.copy(), np.where(np.arange(len(answer.places)) == at, np.nan, 0)
    status[-1, at] = STATUS_CODE[kind]
    gone = {name: getattr(answer, name) + blank for name in ("value", "numerator", "denominator")}
    answer = dataclasses.replace(answer, status=status, **gone)
    picture = paint(SNAPSHOT, GROUND, view, answer)
    rows = places(SNAPSHOT, view, answer, picture)
    cell = re.search(r'data-code="RH5".*?</svg>(.*?)</td>', table.table(SNAPSHOT, view, rows, picture))
    (line,) = value_rows(SNAPSHOT, answer, "spread", ("RH5",))
    assert line["value"] is None
    assert cell is not None
    return Told(
        legend=next(item.label for item in picture.legend if item.css == kind),
        sentence=words.status_sentences()[kind],
        mark=PATTERNS.get(kind) or " ".join(re.findall(rf"^\.{kind} {{([^}}]*)}}", STYLE, re.MULTILINE)),
        label=labels(SNAPSHOT, answer, picture)["RH5"],
        table=cell[1],
        csv=line["status"],
        alternative=alt.told(SNAPSHOT, view, answer, "RH5"),
    )


def test_no_two_kinds_of_nothing_are_told_alike_anywhere() -> None:
    every = [dataclasses.astuple(told(kind)) for kind in KINDS]
    assert len(every) == 11
    for where in zip(*every, strict=True):
        assert all(where)
        assert len(set(where)) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_none_is_told_as_a_number(kind: str) -> None:
    for text in (one := told(kind)).label, one.table, one.alternative:
        assert "%" not in text
        assert "nan" not in text


def test_each_has_a_mark_of_its_own_but_an_empty_outline_for_what_is_not_there() -> None:
    assert [kind for kind in KINDS if kind not in PATTERNS] == ["not_applicable"]
    for kind in PATTERNS:
        assert f".{kind} {{ fill: url(#p-{kind})" in STYLE
