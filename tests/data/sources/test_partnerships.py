"""Scores that partnerships in Wales give themselves, line by line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.errors import Refused
from data.indicator_files import IndicatorFile
from data.partnerships import template
from data.sources import card, recognise
from data.sources.partnerships.parse import read_partnerships
from data.splits import COMMUNITY_THEMES

SAMPLE = Path(__file__).resolve().parents[3] / "data" / "sources" / "partnerships" / "sample" / "local_scores_gwent.csv"
HEAD = "council,theme,stage,scored_on,scored_by,note\n"


def read(folder: Path, lines: str) -> IndicatorFile:
    path = folder / "local_scores_x.csv"
    path.write_text(HEAD + lines, "utf-8")
    return read_partnerships(path, "scores", path.name, "0" * 64)


def test_the_sample_gives_stages_by_council_and_theme_and_passes_over_what_is_not_scored() -> None:
    assert recognise(SAMPLE, SAMPLE.parent) == ("partnerships", "scores")
    figures = read_partnerships(SAMPLE, "scores", SAMPLE.name, "0" * 64).figures
    told = {(row.place_code, row.split): row.value for row in figures.itertuples()}
    assert told == {
        ("W06000022", "needs-assessment"): 2,
        ("W06000022", "commissioning"): 1,
        ("W06000020", "engagement"): 3,
    }
    assert "scored by Newport partnership (sample) on 2026-10-01" in set(figures.note)


def test_every_fault_is_named_by_line_and_column(tmp_path: Path) -> None:
    later = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
    lines = f"Newprot,commissioning,2,2026-01-01,A,\nNewport,comissioning,4,{later},,\n"
    with pytest.raises(Refused) as refused:
        read(tmp_path, lines)
    why = refused.value.why
    assert "line 2, council: 'Newprot' is no council of Wales; the nearest is Newport" in why
    assert "line 3, theme: 'comissioning' is none of" in why
    assert "the nearest is commissioning" in why
    assert "line 3, stage: '4' is none of 1, 2, 3" in why
    assert "line 3, scored_on: " in why
    assert "lies in the future" in why
    assert "line 3, scored_by: it is empty" in why


def test_of_two_scores_in_a_year_the_later_stands_and_of_one_day_neither(tmp_path: Path) -> None:
    two = "Newport,planning,1,2026-01-01,A,\nNewport,planning,2,2026-06-01,A,\n"
    assert read(tmp_path, two).figures.value.tolist() == [2.0]
    with pytest.raises(Refused, match="W06000022 is scored twice on planning on 2026-01-01"):
        read(tmp_path, two.replace("2026-06-01", "2026-01-01"))


def test_a_file_without_a_stage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no line of it has a stage"):
        read(tmp_path, template("Newport").split("\n", 1)[1] + "\n")


def test_the_template_names_every_theme_once_and_the_map_offers_the_same() -> None:
    lines = template("Newport").splitlines()
    assert lines[0] == HEAD.strip()
    assert [line.split(",")[1] for line in lines[1:]] == list(COMMUNITY_THEMES)
    themes = card("partnerships").details["themes"]
    assert {code: theme["title"] for code, theme in themes.items()} == COMMUNITY_THEMES
    assert all(len(theme["stages"]) == 3 for theme in themes.values())
