"""Finding a raw file by its name below the given folders."""

from __future__ import annotations

from pathlib import Path

from data.errors import Refused


def find_file(folders: list[Path], name: str) -> Path:
    """Find the raw file of this name (or pattern), the first by folder and path.

    Raises
    ------
    Refused
        When no folder holds it.
    """
    for folder in folders:
        found = sorted(Path(folder).rglob(name))
        if found:
            return found[0]
    places = ", ".join(str(folder) for folder in folders) or "no folder"
    raise Refused(name, f"the file was not found below {places}", "Give the folder that holds it with --from.")
