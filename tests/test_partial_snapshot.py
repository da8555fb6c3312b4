"""A snapshot that holds one collection alone is served too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import create_app
from callbacks.settings import ROOT, Settings


@pytest.mark.parametrize(("without", "first"), [("ae", "rtt-incomplete-18-weeks"), ("rtt-*", "ae-4-hour")])
def test_a_snapshot_of_one_collection_is_served(tmp_path: Path, without: str, first: str) -> None:
    folder = tmp_path / "snapshot"
    shutil.copytree(ROOT / "data" / "snapshot", folder)
    for path in folder.glob(f"{without}.parquet"):
        path.unlink()
    client = create_app(Settings(folder, "", "", "")).server.test_client()
    assert client.get("/").status_code == 200
    assert client.get("/api/v1/indicators").get_json()[0]["slug"] == first
    gone = "ae-4-hour" if without == "ae" else "rtt-waiting-list"
    assert client.get(f"/api/v1/values?indicator={gone}").status_code == 404
    for address in ("/place/RH5", "/sources", "/readyz"):
        assert client.get(address).status_code == 200
