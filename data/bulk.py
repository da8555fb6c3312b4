"""Whole datasets as files: every figure, part, period and place of a snapshot, as Parquet and as CSV with CSVW.

The rows are those of the API in long form. They are written figure by figure, so that memory holds one part of one
figure at a time; the same snapshot gives the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from data import held, query
from data.catalogue import Indicator
from data.comparison import COMPARISONS
from data.store import COLLECTIONS, STATUSES, Snapshot, collection_of
from data.tidy import ATTRIBUTION, COLUMNS, LICENCE, NUMBERS, licence_of

#: What the datasets hold: those of waits, and the groups of the others.
TITLES = {
    "ae": "Waits at A&E",
    "rtt-incomplete": "Waiting lists for treatment",
    "rtt-admitted": "Waits of those treated in a hospital bed",
    "rtt-non-admitted": "Waits of those treated without a stay",
    "staff": "Staff of hospitals",
    "quality": "Inspections, deaths and surroundings of hospitals",
    "health": "Public health by council",
    "wales": "Health in Wales by council",
    "cuts": "Cuts announced from 2010 to 2013",
}
#: The colour classes of a map are no part of the figures.
LONG = {
    "indicator": "Slug of the figure; `notes` tells its title and unit.",
    "type": "Type of the place.",
    **{name: said for name, said in COLUMNS.items() if name != "band"},
}
SCHEMA = pa.schema([(name, pa.float64() if name in NUMBERS else pa.string()) for name in LONG])
SUMS, TERMS, PACKAGE = "SHA256SUMS", "LICENCE.txt", "care-atlas.gpkg"
FORMS = (".parquet", ".csv.gz", ".csv-metadata.json")
#: Every file that there can be.
NAMES = (*(f"{name}{form}" for name in TITLES for form in FORMS), PACKAGE, TERMS, SUMS)


def datasets(snapshot: Snapshot) -> dict[str, tuple[Indicator, ...]]:
    """Give the figures of each dataset that a snapshot holds."""
    found: dict[str, tuple[Indicator, ...]] = dict.fromkeys(TITLES, ())
    for indicator in held.indicators(snapshot).values():
        name = indicator.dataset if indicator.dataset in COLLECTIONS else indicator.group
        found[name] = (*found[name], indicator)
    return {name: figures for name, figures in found.items() if figures}


def _texts(known: Sequence[str | None], at: NDArray[Any]) -> pa.Array:
    return pa.array([text or None for text in known], pa.string()).take(pa.array(at))


def _numbers(values: NDArray[np.float64]) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))


def _batches(snapshot: Snapshot, figures: Sequence[Indicator]) -> Iterator[pa.Table]:
    """Give the rows of figures, one part (specialty, kind of department ...) at a time."""
    for indicator in figures:
        cube = snapshot.cubes[indicator.dataset]
        for split in indicator.splits:
            if indicator.dataset_split(split) in cube.split_at:
                yield _rows(snapshot, query.through_time(snapshot, indicator, split))


def _rows(snapshot: Snapshot, answer: query.Answer) -> pa.Table:
    indicator = answer.indicator
    at, when = np.nonzero(answer.status.T)
    cells = (when, at)
    places = [snapshot.named(code) for code in answer.places]
    files: list[str | None]
    file: NDArray[Any]
    if answer.files:
        files, file = [*answer.files, None], answer.file[cells]
    else:
        collection = collection_of(indicator.dataset)
        files, file = [snapshot.source_files.get((collection, period)) for period in answer.periods] + [None], when
    value = answer.value[cells]
    grades = np.where(np.isnan(value), -1, np.nan_to_num(value).round()).astype(int)
    graded = [indicator.names.get(grade) for grade in range(max(indicator.names, default=0) + 1)]
    upper = np.full(value.shape, np.nan) if indicator.by_states else answer.upper[cells]
    columns = {
        "indicator": pa.array([indicator.slug]).take(pa.array(np.zeros(len(at), int))),
        "type": _texts([place.type if place else None for place in places], at),
        "place": _texts(answer.places, at),
        "name": _texts([p.name if p else code for p, code in zip(places, answer.places, strict=True)], at),
        "period": _texts(answer.periods, when),
        "split": pa.array([answer.split]).take(pa.array(np.zeros(len(at), int))),
        "value": _numbers(value),
        "numerator": _numbers(answer.numerator[cells]),
        "denominator": _numbers(answer.denominator[cells]),
        "lower_ci": _numbers(answer.lower[cells]),
        "upper_ci": _numbers(upper),
        "status": _texts(STATUSES, answer.status[cells]),
        "compared": _texts(COMPARISONS, answer.compared[cells]),
        "source_file": _texts(files, np.where(file < 0, len(files) - 1, file)),
        "words": _texts([*graded, None], np.where(grades < 0, len(graded), grades) if indicator.names else at * 0),
    }
    return pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)


def write_dataset(snapshot: Snapshot, name: str, out: Path) -> None:
    """Write one dataset into a folder, in each of `FORMS`."""
    figures = datasets(snapshot)[name]
    told = licence_of(snapshot.id, snapshot.manifest["built_at"], TITLES[name])
    listed = [{"indicator": i.slug, "title": i.title, "unit": i.unit} for i in figures]
    schema = SCHEMA.with_metadata(told | {"indicators": json.dumps(listed, ensure_ascii=False)})
    with (
        pq.ParquetWriter(out / f"{name}.parquet", schema, compression="zstd") as columnar,
        (out / f"{name}.csv.gz").open("wb") as packed,
        gzip.GzipFile("", "wb", 5, packed, mtime=0) as plain,
        pa_csv.CSVWriter(plain, SCHEMA) as table,
    ):
        for batch in _batches(snapshot, figures):
            columnar.write_table(batch.cast(schema))
            table.write_table(batch)
    described = json.dumps(_csvw(name, told, listed), ensure_ascii=False, indent=1)
    (out / f"{name}.csv-metadata.json").write_text(f"{described}\n", "utf-8")


def _csvw(name: str, told: dict[str, str], listed: list[dict[str, str]]) -> dict[str, Any]:
    """Describe a CSV as CSV on the Web does: its columns, licence, publisher and citation."""
    columns = [
        {
            "name": column,
            "titles": column,
            "datatype": "number" if column in NUMBERS else "string",
            "dc:description": said,
            "required": column in ("indicator", "place", "period", "split", "status"),
        }
        for column, said in LONG.items()
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{name}.csv.gz",
        "dc:title": told["title"],
        "dc:license": {"@id": LICENCE},
        "dc:rights": ATTRIBUTION,
        "dc:publisher": "Care Atlas",
        "dc:bibliographicCitation": told["citation"],
        "dc:identifier": told["snapshot"],
        "notes": listed,
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ",", "quoteChar": '"'},
        "tableSchema": {"columns": columns, "primaryKey": ["indicator", "split", "period", "place"]},
    }


def write_terms(snapshot: Snapshot, out: Path) -> None:
    """Write the licence and the citation, and last of all the checksum of every file in the folder."""
    told = licence_of(snapshot.id, snapshot.manifest["built_at"], "Official figures on health and care")
    lines = (told["attribution"], f"Licence: {told['licence']}", f"Cite as: {told['citation']}")
    (out / TERMS).write_text("\n\n".join(lines) + "\n", "utf-8")
    sums = []
    for path in sorted(out.iterdir()):
        with path.open("rb") as held_file:
            sums.append(f"{hashlib.file_digest(held_file, 'sha256').hexdigest()}  {path.name}\n")
    (out / SUMS).write_text("".join(sums), "utf-8")
