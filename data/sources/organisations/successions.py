"""Which trust took over from which, and when."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pandas as pd

from data.errors import Refused
from data.sources.organisations.find import find_file
from data.tables import TAKE_AGAIN, read_columns

TRUST_CODE = r"R[A-Z0-9]{2}"
COLUMNS = ["old_code", "new_code", "date", "kind", "note"]

SPLIT_COUNCILS = {"RW6": {"E08000002": "RM3", "E08000004": "RM3", "E08000005": "RM3", "": "R0A"}}
"""Where a split trust's patients went, by council: Bury, Oldham, Rochdale to Salford's, else Manchester's."""


def read_successions(folders: list[Path]) -> pd.DataFrame:
    """Every merger or split of an NHS trust since 1993, one step a row.

    Parameters
    ----------
    folders : list of Path
        Where the raw files lie.

    Returns
    -------
    DataFrame
        old_code, new_code, date (ISO, first day of the new trust), kind (`merger`, or `split` where the old
        trust's hospitals went to more than one), note ('' where the source says nothing). Both codes are
        trusts.

    Raises
    ------
    Refused
        When a file lacks a column, or a trust succeeds itself.
    """
    steps = []
    for name in ("ods_successors_to_202204.csv", "trust_successors_extra.csv"):
        path = find_file(folders, name)
        table = read_columns(path, ["old_code", "new_code", "date"], dtype=str)
        wrong = table.date[pd.to_datetime(table.date, format="%Y-%m-%d", errors="coerce").isna()]
        if len(wrong):
            raise Refused(str(path), f"'{wrong.iloc[0]}' is no date like 2021-10-01", TAKE_AGAIN)
        steps.append(table)
    table = pd.concat(steps, ignore_index=True)
    table["note"] = table.get("note", pd.Series("", index=table.index)).fillna("")
    trusts = table[table.old_code.str.fullmatch(TRUST_CODE) & table.new_code.str.fullmatch(TRUST_CODE)].copy()
    if (trusts.old_code == trusts.new_code).any():
        raise Refused(
            str(find_file(folders, "ods_successors_to_202204.csv")),
            "a trust succeeds itself",
            "Leave the row out at its publisher's file and say so in source.yaml.",
        )
    trusts["date"] = [_first_day(day) for day in trusts.date]
    trusts = trusts.sort_values(["old_code", "new_code", "note"], ascending=[True, True, False])
    trusts = trusts.drop_duplicates(["old_code", "new_code"])
    ways = trusts.groupby(["old_code", "date"]).new_code.transform("size")
    trusts["kind"] = ways.gt(1).map({True: "split", False: "merger"})
    return trusts[COLUMNS].sort_values(["date", "old_code", "new_code"]).reset_index(drop=True)


def read_council_mergers(folders: list[Path]) -> pd.DataFrame:
    """Every merger of English councils since 2019, one step a row; a new code for the same council is none.

    Returns
    -------
    DataFrame
        The columns of `read_successions`; councils begin on 1 April.

    Raises
    ------
    Refused
        When the file lacks a column.
    """
    table = read_columns(
        find_file(folders, "la_code_changes_2014_2025.csv"), ["oldcd", "newcd", "type", "start"], dtype=str
    )
    merged = table[
        (table.type == "merger") & table.oldcd.str.startswith("E0") & table.newcd.fillna("").str.startswith("E0")
    ]
    steps = pd.DataFrame(
        {
            "old_code": merged.oldcd,
            "new_code": merged.newcd,
            "date": [f"{year}-04-01" for year in merged.start],
            "kind": "merger",
            "note": "",
        }
    )
    return steps.sort_values(["date", "old_code"]).reset_index(drop=True)


def _first_day(day: str) -> str:
    """Give the successor's first day where the source printed the predecessor's last (30 June ...)."""
    date = pd.Timestamp(day)
    return (date + pd.Timedelta(days=1) if date.is_month_end else date).strftime("%Y-%m-%d")


class Lineage:
    """Who stands for a trust in a month, and whom it took over.

    Parameters
    ----------
    successions : DataFrame
        From `read_successions`.
    """

    def __init__(self, successions: pd.DataFrame) -> None:
        self._heirs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._elders: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.split = frozenset(successions.old_code[successions.kind == "split"])
        for old, new, day in zip(successions.old_code, successions.new_code, successions.date, strict=True):
            self._heirs[old].append((day[:7], new))
            self._elders[new].append((day[:7], old))

    def successors(self, code: str, month: str) -> tuple[str, ...]:
        """Give the trust or trusts that stand for a code in a month: itself, or whoever took over.

        Parameters
        ----------
        code : str
            A trust.
        month : str
            ``2021-10``; a succession on the first day of that month has happened.

        Returns
        -------
        tuple of str
            Sorted; more than one after a split.
        """
        heirs = [new for day, new in self._heirs.get(code, ()) if day <= month]
        if not heirs:
            return (code,)
        return tuple(sorted({last for heir in heirs for last in self.successors(heir, month)}))

    def merged_into(self, code: str, after: str, until: str) -> tuple[str, ...]:
        """Give the trusts a trust took over directly in the months after one and until another."""
        return tuple(sorted(old for day, old in self._elders.get(code, ()) if after < day <= until))

    def predecessors(self, code: str) -> tuple[str, ...]:
        """Give every trust that a trust took over at any time, and itself."""
        found, waiting = {code}, [code]
        while waiting:
            for _, old in self._elders.get(waiting.pop(), ()):
                if old not in found:
                    found.add(old)
                    waiting.append(old)
        return tuple(sorted(found))
