"""Who took over from whom, and when."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from data.errors import Refused
from data.sources.organisations.successions import Lineage, read_successions

SAMPLE = Path(__file__).resolve().parents[4] / "data" / "sources" / "organisations" / "sample"


@pytest.fixture(scope="module")
def successions() -> pd.DataFrame:
    return read_successions([SAMPLE])


def test_only_trusts_are_read_and_each_step_once(successions: pd.DataFrame) -> None:
    assert successions.old_code.str.fullmatch(r"R[A-Z0-9]{2}").all()
    assert "03A" not in set(successions.old_code)
    assert len(successions[successions.old_code == "RBZ"]) == 1


def test_pennine_acute_is_a_split_and_the_rest_are_mergers(successions: pd.DataFrame) -> None:
    assert set(successions.old_code[successions.kind == "split"]) == {"RW6"}


def test_a_last_day_of_the_old_trust_becomes_the_first_of_the_new(successions: pd.DataFrame) -> None:
    assert successions.set_index("old_code").date["RGQ"] == "2018-07-01"


def test_a_successor_takes_over_from_its_date_not_before(successions: pd.DataFrame) -> None:
    lineage = Lineage(successions)
    assert lineage.successors("RA4", "2023-03") == ("RA4",)
    assert lineage.successors("RA4", "2023-04") == ("RH5",)
    assert lineage.successors("RW6", "2021-10") == ("R0A", "RM3")


def test_chains_are_followed_both_ways(successions: pd.DataFrame) -> None:
    lineage = Lineage(successions)
    assert lineage.successors("RM4", "2013-01") == ("RW3",)
    assert lineage.successors("RM4", "2018-01") == ("R0A",)
    assert {"RM2", "RM4", "RW3"} <= set(lineage.predecessors("R0A"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("<html><body>moved</body></html>\n", "old_code"),
        ("old_code,new_code,when\nRW6,R0A,2021-10-01\n", "date"),
        ("old_code,new_code,date\nRW6,R0A,October\n", "October"),
        ("old_code,new_code,date\nRW6,RW6,2021-10-01\n", "succeeds itself"),
        ("", "no table"),
    ],
)
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, content: str, why: str) -> None:
    shutil.copy(SAMPLE / "trust_successors_extra.csv", tmp_path)
    (tmp_path / "ods_successors_to_202204.csv").write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=why) as refused:
        read_successions([tmp_path])
    assert "ods_successors_to_202204.csv" in refused.value.file
    assert refused.value.mend


def test_a_missing_file_is_named_with_the_folders_searched(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not found") as refused:
        read_successions([tmp_path])
    assert refused.value.file == "ods_successors_to_202204.csv"
