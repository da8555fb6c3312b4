"""Reading a publisher's table by the names of its columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import Refused
from data.tables import read_columns, require_columns


def written(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def test_a_mark_at_the_head_is_no_part_of_the_first_column_and_an_empty_cell_is_no_number(tmp_path: Path) -> None:
    table = read_columns(written(tmp_path, "\ufeffcode,name\nR1,\nNA,Zo\u00eb\n".encode()), ["code"], dtype=str)
    assert table.to_numpy().tolist() == [["R1", ""], ["NA", "Zo\u00eb"]]


def test_a_list_in_an_old_encoding_and_without_a_header_is_read_when_told_so(tmp_path: Path) -> None:
    path = written(tmp_path, "R1,Zo\u00eb\n".encode("cp1252"))
    table = read_columns(path, [0, 1], header=None, dtype=str, encoding="cp1252")
    assert table.to_numpy().tolist() == [["R1", "Zo\u00eb"]]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"), (b"code,name\n", "a header and no rows"), (b"code\nR1\n", "column 'name' is missing"),
        (b"code,names\nR1,x\n", "column 'name' is missing; the nearest column is 'names'"), (b"code,name\nR1,\xff\xfe\n", "it is no table"),
        (b'code,name\n"R1,x\n', "it is no table"),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused_by_name_with_the_reason(tmp_path: Path, content: bytes, why: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(Refused, match=why) as refused:
        read_columns(path, ["code", "name"], dtype=str)
    assert refused.value.file == str(path)
    with pytest.raises(Refused) as refused:
        read_columns(path, ["code", "name"], file="a/list.csv", mend="Ask", dtype=str)
    assert (refused.value.file, refused.value.mend) == ("a/list.csv", "Ask")


def test_a_column_that_is_needed_itself_is_never_the_nearest() -> None:
    with pytest.raises(Refused, match=r"'Total' is missing\. "):
        require_columns(["Total", "Total All"], ["Total All"], "x.csv", "Ask")
