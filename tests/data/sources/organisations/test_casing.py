"""Names as people write them."""

from __future__ import annotations

import pytest

from data.sources.organisations.casing import well_cased


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("SOMERSET NHS FOUNDATION TRUST", "Somerset NHS Foundation Trust"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("THE NEWCASTLE UPON TYNE HOSPITALS NHS FOUNDATION TRUST",
         "The Newcastle upon Tyne Hospitals NHS Foundation Trust"),
        ("ROYAL BROMPTON & HAREFIELD NHS TRUST", "Royal Brompton & Harefield NHS Trust"),
        ("THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
         "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust"),
        ("  SANDWELL   AND WEST BIRMINGHAM ", "Sandwell and West Birmingham"),
        ("EAST COAST COMMUNITY HEALTHCARE C.I.C", "East Coast Community Healthcare CIC"),
        ("STOKE-ON-TRENT CARE LTD", "Stoke-On-Trent Care Ltd"),
    ],
)  # fmt: skip
def test_a_name_in_capitals_is_written_as_people_write_it(shouted: str, written: str) -> None:
    assert well_cased(shouted) == written
