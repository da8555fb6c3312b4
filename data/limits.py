"""How large, how dense and how different from its neighbours an official file may be: every bound in one place."""

from __future__ import annotations

LARGEST_FILE = 400_000_000
"""Bytes of a file; the largest published so far, an RTT extract already unpacked, has 85 million."""
LARGEST_WORKBOOK = 200_000_000
"""Bytes a workbook may unpack to; those published so far unpack to 2 million."""
DENSEST = 100
"""Times a CSV may be larger than its archive; months published so far reach 24."""
MOST_MEMBERS = 1_000
"""Files in an archive or a workbook; a published one has 20."""
MOST_COLUMNS, LONGEST_HEADER = 2_000, 1_000_000
"""Columns of a table, and bytes of its first line; the widest published so far has 121. Readers of CSV take time by the
square of the columns that are called the same."""
READING = 60
"""Seconds a workbook may take to read."""
FEWEST, MOST = 0.8, 1.5
"""A month with less or more than these shares of its neighbours' rows is refused; published ones stay within 8 %."""
NEAR = 6
"""Months a file is compared with to either side."""
MOST_VANISHED = 0.1
"""A month that lacks more than this share of the providers of the month before is refused; 3.9 % is the most so far."""
