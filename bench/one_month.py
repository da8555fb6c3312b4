"""How long months of RTT take to read, once the program is loaded. Prints the seconds of each reading."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from data.sources.rtt.parse import read_extract


def main(paths: list[Path], times: int) -> None:
    """Read extracts, each a few times."""
    for path in (path for path in paths for _ in range(times)):
        began = time.perf_counter()
        read_extract(path, path.name, "0" * 64)
        sys.stdout.write(f"{time.perf_counter() - began:.3f}\n")


if __name__ == "__main__":
    main([Path(path) for path in sys.argv[1:-1]], int(sys.argv[-1]))
