"""Datasets of StatsWales, page by page, from a publisher on this machine."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from data.errors import Refused
from data.refresh.statswales import Pages, dataset_links
from tests.publisher import fake as site

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "sources" / "statswales" / "sample"
AE = "/en-gb/dataset/hlth0035"


def paged(path: str, name: str, parts: int = 3) -> site.Offer:
    """Offer a dataset in pages that name the next by its publisher's own address, as StatsWales does."""
    rows = json.loads((SAMPLES / name).read_text("utf-8"))["value"]
    size = -(-len(rows) // parts)

    def answer(handler: site.Answering) -> None:
        at = int(handler.path.partition("skip=")[2] or 0)
        page = {"odata.metadata": "x", "value": rows[at : at + size]}
        if at + size < len(rows):
            page["odata.nextLink"] = f"http://open.statswales.gov.wales{path}?skip={at + size}"
        handler.send(200, json.dumps(page).encode(), "application/json")

    return site.Offer(b"", manners=[answer])


def test_pages_are_joined_to_one_file_in_their_order(door, fake):
    fake.offers[AE] = paged(AE, "hlth0035.json")
    link = next(one for one in dataset_links(door()) if one.name == "hlth0035.json")
    into = io.BytesIO()
    Pages(door()).fetch(link.address, into)
    assert json.loads(into.getvalue())["value"] == json.loads((SAMPLES / "hlth0035.json").read_text("utf-8"))["value"]
    assert len(fake.requests(AE)) == 3


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"not json", "is no page of a dataset"),
        (b'{"rows": []}', "is a page without rows"),
        (b'{"value": [], "odata.nextLink": "/en-gb/dataset/hlth0035"}', "lead on and on"),
    ],
)
def test_what_is_no_dataset_is_refused(door, fake, body, why):
    fake.offers[AE] = site.Offer(body)
    with pytest.raises(Refused, match=why):
        Pages(door()).fetch(f"{fake.url}{AE}", io.BytesIO())
