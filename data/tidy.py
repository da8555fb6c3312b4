"""Figures as tables that other programs open: CSV, and Parquet with its types, licence and citation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

#: The columns of a row with what each means; those of the figure itself stand before them in a table of many figures.
COLUMNS = {
    "place": "Code of the place.",
    "name": "Name of the place.",
    "period": "Month, year or years of the figure.",
    "split": "Code of the specialty, kind of department or other part; the total has a code too.",
    "value": "The figure in the indicator's unit; empty unless its status is `reported`. 0 is a reported value.",
    "numerator": "What was counted, where the figure is counted from it.",
    "denominator": "Out of how many.",
    "lower_ci": "Lower end of the 95 % interval that the publisher gives.",
    "upper_ci": "Upper end of the 95 % interval that the publisher gives.",
    "status": "Why there is or is no value.",
    "band": "Class of the colour scale.",
    "compared": "How the publisher compares the figure with England.",
    "source_file": "The publisher's file that the figure was read from.",
    "words": "The word that a grade's number stands for.",
}
NUMBERS = frozenset({"value", "numerator", "denominator", "lower_ci", "upper_ci"})
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
ATTRIBUTION = (
    "Contains public sector information licensed under the Open Government Licence v3.0. Sources: NHS England; "
    "Care Quality Commission; Department of Health and Social Care; Office for Health Improvement and Disparities; "
    "Office for National Statistics; MHCLG; Welsh Government; NHS Organisation Data Service. "
    "Contains OS data © Crown copyright and database right."
)


def licence_of(build_id: str, made: str, title: str) -> dict[str, str]:
    """Tell of a table what everybody who passes it on must know.

    Parameters
    ----------
    build_id, made
        The snapshot that it was made from, and when that was built.
    title
        What the table holds.
    """
    return {
        "title": title,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "citation": f"{title}. Care Atlas, snapshot {build_id}, built {made[:10]}. {ATTRIBUTION}",
        "snapshot": build_id,
    }


def to_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> str:
    """Write rows as CSV (RFC 4180); what has no value is an empty field."""
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(columns), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def to_parquet(text: str, told: Mapping[str, str]) -> bytes:
    """Write the CSV of `to_csv` as Parquet: numbers as doubles, all else as text, an empty field as null.

    Parameters
    ----------
    told
        Stands in the file's own metadata.
    """
    header = text.partition("\r\n")[0].split(",")
    types = {name: pa.float64() if name in NUMBERS else pa.string() for name in header}
    convert = pa_csv.ConvertOptions(
        column_types=types, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=True
    )
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    table = pa_csv.read_csv(pa.BufferReader(text.encode()), parse_options=parse, convert_options=convert)
    out = pa.BufferOutputStream()
    with pq.ParquetWriter(out, table.schema.with_metadata(dict(told)), compression="zstd") as writer:
        writer.write_table(table.replace_schema_metadata(dict(told)))
    return bytes(out.getvalue())
