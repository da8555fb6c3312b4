"""The Welsh names of the councils and health boards of Wales, each with who gives it."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("welsh-names.csv")


@cache
def welsh_names() -> dict[str, str]:
    """Give the Welsh name of each place that has one of its own, by its code; what is not in it keeps its one name."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["name"] for row in csv.DictReader(lines)}
