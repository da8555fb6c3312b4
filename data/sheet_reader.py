"""Reads one sheet of a workbook in a process of its own: `python sheet_reader.py PATH SHEET`.

A damaged workbook can make the reader ask for all the memory there is and take its process with it. Here that
process is this one, which holds nothing else and may not grow. The rows go to standard output, pickled.
"""

from __future__ import annotations

import pickle
import resource
import sys

import python_calamine

MEMORY = 3_000_000_000
"""Bytes this process may ask for; a published workbook needs a tenth of it."""
UNREADABLE, NO_SHEET = 3, 4


def main(path: str, sheet: str) -> int:
    """Write the rows of a sheet ('' for the first); say on standard error what is wrong instead."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        names = workbook.sheet_names
        if not names or (sheet and sheet not in names):
            sys.stderr.write(", ".join(names) or "none")
            return NO_SHEET
        rows = workbook.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, MemoryError) as broken:
        sys.stderr.write(str(broken))
        return UNREADABLE
    sys.stdout.buffer.write(pickle.dumps(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
