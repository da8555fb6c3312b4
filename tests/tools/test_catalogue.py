"""The catalogue of words: what is a key, where it belongs, and what a translation must carry."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from tools import catalogue
from tools.data_words import Key


@pytest.fixture(scope="module")
def updated() -> tuple[dict[str, Catalog], list[Key]]:
    return catalogue.updated()


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("layouts/words.py", "interface"),
        ("app.py", "interface"),
        ("layouts/place/page.py", "rooms"),
        ("callbacks/errors.py", "rooms"),
        ("data/indicators/ae-4-hour.yaml", "data"),
    ],
)
def test_a_key_belongs_to_the_part_of_its_file(place: str, part: str):
    assert catalogue.part_of(place) == part


def test_the_keys_are_those_of_code_and_data():
    parts = catalogue.wanted()
    assert "Better than England" in parts["interface"]
    assert "That cannot be shown" in parts["rooms"]
    assert {"January", "General surgery", "London"} <= parts["data"].keys()
    assert parts["data"]["person waiting"].many == "people waiting"


def test_welsh_that_lost_a_place_or_a_link_is_found():
    welsh = Catalog(locale="cy")
    welsh.mime_headers = [("Plural-Forms", catalogue.PLURALS)]
    welsh.add("{n} of {total}", "{n} o {total}")
    welsh.add("From {place}", "O {lle}")
    welsh.add("See [here](/about)", "Gweler [yma](/amdanom)")
    assert [fault.split("'")[1] for fault in catalogue.faults({"data": welsh})] == [
        "From {place}",
        "See [here](/about)",
    ]


def test_a_plural_needs_all_its_forms():
    key = Key("one place", "layouts/x.py", "{n} places")
    assert catalogue.fitting(key, ("a",) * 6) == ("a",) * 6
    assert catalogue.fitting(key, ("a",) * 5) is None
    assert catalogue.fitting(key, ("a", "", "a", "a", "a", "a")) is None
    assert catalogue.fitting(key, "a") is None
    assert catalogue.fitting(Key("a place", "layouts/x.py"), "lle") == "lle"


def test_every_word_has_its_welsh_and_every_part_is_up_to_date(updated: tuple[dict[str, Catalog], list[Key]]):
    parts, missing = updated
    told = [f"{catalogue.part_of(key.place)}.po ({key.place}): {key.text}" for key in missing]
    assert told == [], f"{len(told)} without Welsh; `make words` writes them into their files"
    assert [
        name for name, part in parts.items() if catalogue.written(part) != catalogue.part_file(name).read_bytes()
    ] == []


def test_translations_keep_places_tags_and_links(updated: tuple[dict[str, Catalog], list[Key]]):
    assert catalogue.faults(updated[0]) == []


def test_the_made_file_is_that_of_its_parts(updated: tuple[dict[str, Catalog], list[Key]]):
    assert catalogue.made(updated[0].values()) == catalogue.MADE.read_bytes()
