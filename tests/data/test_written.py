from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from data import written
from data.written import read_yaml

ROOT = Path(__file__).parents[2]
FILES = sorted(path for room in ("data", "callbacks") for path in (ROOT / room).rglob("*.yaml"))


def test_the_quick_reader_reads_every_file_of_the_project_as_the_slow_one_does() -> None:
    assert len(FILES) > 90
    for path in FILES:
        assert read_yaml(path) == yaml.safe_load(path.read_text("utf-8")), path


def test_the_reader_in_c_is_used_where_there_is_one() -> None:
    assert yaml.__with_libyaml__ == (written._LOADER is not yaml.SafeLoader)


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("title: !!python/object/apply:os.getcwd []", encoding="utf-8")
    with pytest.raises(yaml.YAMLError, match=r"bad\.yaml"):
        read_yaml(path)
