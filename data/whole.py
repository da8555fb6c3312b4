"""A snapshot as it lies on the disk: what its manifest tells, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from data.disk import ShelfError

NAME = "manifest.json"
_ID = re.compile(r"[0-9a-f]{16}")


def is_id(text: str) -> bool:
    """Tell whether a text has the form of a build id; anything else never touches the file system."""
    return _ID.fullmatch(text) is not None


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read a snapshot's manifest; empty where there is none that can be read."""
    try:
        return dict(json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}


def build_of(folder: Path) -> str:
    """Tell the build id of a snapshot; '' where there is none."""
    return str(read_manifest(folder).get("build_id", ""))


def check_whole(folder: Path) -> str:
    """Give the build id of a snapshot after comparing every table with the sha256 in its manifest.

    Raises
    ------
    ShelfError
        If the manifest or a table is missing or damaged.
    """
    manifest, again = read_manifest(folder), "Make it anew with: python -m data build --from FOLDER"
    if not is_id(str(manifest.get("build_id", ""))):
        raise ShelfError(folder / NAME, "it is missing or names no build", again)
    for name, table in manifest["datasets"].items():
        path = folder / f"{name}.parquet"
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != table["sha256"]:
            raise ShelfError(path, "it is missing, or not what the manifest says", again)
    return str(manifest["build_id"])
