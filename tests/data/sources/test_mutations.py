"""Whatever happens to a file on its way here, its reader refuses it or reads it: it ends in no other way."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.errors import Refused
from data.inputs import Inputs, find_inputs, read_inputs

SOURCES = Path(__file__).resolve().parents[3] / "data" / "sources"
FILES = {
    f"{path.parents[1].name}/{path.name}": path
    for path in sorted(SOURCES.glob("*/sample/*"))
    if path.suffix in (".csv", ".xlsx", ".parquet", ".json")
    and path.parents[1].name not in ("organisations", "job_cuts")
}
ODD = (
    b"",
    b",",
    b'"',
    b"\n",
    b"\r",
    b"\0",
    b"-1",
    b"1e999",
    b"nan",
    b"\xff\xfe",
    b"99999999999",
    b"<",
    "\u2014".encode(),
)

Cut = tuple[str, float, float, bytes]
mutations = st.lists(
    st.tuples(
        st.sampled_from(["put", "cut", "end", "twice"]), st.floats(0, 1), st.floats(0, 0.2), st.sampled_from(ODD)
    ),
    min_size=1,
    max_size=4,
)


def mutated(content: bytes, changes: list[Cut]) -> bytes:
    for kind, where, length, odd in changes:
        at = int(where * len(content))
        until = min(len(content), at + 1 + int(length * len(content)))
        if kind == "put":
            content = content[:at] + odd + content[at:]
        elif kind == "cut":
            content = content[:at] + content[until:]
        elif kind == "end":
            content = content[:at]
        else:
            content = content[:until] + content[at:until] + content[until:]
    return content


def read(folder: Path) -> Inputs:
    return read_inputs(find_inputs([folder]), iter, {})


@pytest.mark.parametrize("name", FILES)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changes=mutations)
def test_a_mutated_file_is_read_or_refused_by_name(name: str, changes: list[Cut], tmp_path: Path) -> None:
    folder = tmp_path / "in"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / Path(name).parent).mkdir(parents=True)
    for beside in FILES[name].parent.glob(f"{FILES[name].stem}*"):
        shutil.copy(beside, folder / Path(name).parent)
    (folder / name).write_bytes(mutated(FILES[name].read_bytes(), changes))
    for refused in read(folder).refused:
        assert refused.file
        assert refused.why
        assert refused.mend


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(changes=mutations, inside=st.booleans())
def test_a_mutated_archive_is_read_or_refused_by_name(changes: list[Cut], inside: bool, tmp_path: Path) -> None:
    folder = tmp_path / "rtt"
    folder.mkdir(exist_ok=True)
    path = folder / "Full-CSV-data-file-Jan26.zip"
    content = FILES["rtt/2026-01-rtt-full-extract.csv"].read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20260131-RTT-January-2026.csv", mutated(content, changes) if inside else content)
    if not inside:
        path.write_bytes(mutated(path.read_bytes(), changes))
    found = read(folder)
    assert len(found.refused) + len(found.readings) + len(found.not_read) == 1
    assert all(isinstance(one, Refused) for one in found.refused)
