"""How long one month of RTT takes to read, once the program is loaded. Prints the seconds of each reading."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from data.sources.rtt.parse import read_extract


def main(path: Path, times: int) -> None:
    """Read one extract a few times."""
    for _ in range(times):
        began = time.perf_counter()
        read_extract(path, path.name, "0" * 64)
        sys.stdout.write(f"{time.perf_counter() - began:.3f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
