"""The month a text speaks of."""

from __future__ import annotations

import pytest

from data.reading import month_in


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("RTT-January-2026", "2026-01"),
        ("RTT-APRIL-2012", "2012-04"),
        ("MSitAE-DECEMBER-2025", "2025-12"),
        ("Full-CSV-data-file-Jan26-ZIP-4M-WL5BiP.zip", "2026-01"),
        ("Full-CSV-data-file-Jun22ZIP-3886K.zip", "2022-06"),
        ("Full-CSV-data-file-May25-ZIP-4M-revised.zip", "2025-05"),
        ("2024-04-rtt-full-extract.zip", "2024-04"),
        ("20260131-RTT-January-2026-full-extract.csv", "2026-01"),
        ("2016-04-01", "2016-04"),
        ("September-2024-AE-by-provider-t42ve.xls", "2024-09"),
        ("Monthly-AE-Sept-2019.xls", "2019-09"),
        ("Dismay2025", ""),
        ("soon", ""),
        ("2024-13", ""),
    ],
)
def test_a_month_is_found_in_every_shape_publishers_write_it(text: str, month: str) -> None:
    assert month_in(text) == month
