"""What changed between two snapshots, for the command line: in sentences, as JSON, as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from data.changes.change import Change
from data.changes.entries import Entry, gather
from layouts.changes.entries import heading, kinds, lines, provenance
from layouts.changes.sentences import Sides, sentence
from layouts.words import _, count, ngettext

COLUMNS = (
    "id", "kind", "topic", "what", "place", "name", "indicator", "split", "period", "earlier", "was", "old", "new",
    "old_file", "new_file", "revised_on", "lasts", "dated", "note", "sentence",
)  # fmt: skip


def in_sentences(sides: Sides, changes: Iterable[Change]) -> Iterator[str]:
    """Tell what changed, a line at a time: each entry, and under it the changes that are kept of it."""
    entries = gather(changes)
    if not entries:
        yield _("Nothing has changed: the two hold the same figures.")
    for kind, group in groupby(entries, key=lambda entry: entry.first.kind):
        yield f"{kinds()[kind]}:"
        for entry in group:
            yield from _entry(sides, entry)


def _entry(sides: Sides, entry: Entry) -> Iterator[str]:
    told = lines(sides, entry)
    yield f"  {heading(sides, entry)}."
    yield from (f"    {text}" for text, _link in told)
    if told and entry.n > len(told):
        more = ngettext("and {n} more change", "and {n} more changes", entry.n - len(told))
        yield f"    {more.format(n=count(entry.n - len(told)))}"
    if source := provenance(entry):
        yield f"    {source}"


def as_json(sides: Sides, changes: Iterable[Change]) -> Iterator[str]:
    """Write every change as JSON, one a line between the brackets of a list; a missing value is null."""
    mark = "["
    for change in changes:
        yield f"{mark}{json.dumps(_row(sides, change), ensure_ascii=False)}"
        mark = ","
    yield "[]" if mark == "[" else "]"


def as_csv(sides: Sides, changes: Iterable[Change]) -> Iterator[str]:
    """Write every change as a line of CSV under a header; a missing value is empty."""
    yield ",".join(COLUMNS)
    for change in changes:
        line = io.StringIO()
        csv.DictWriter(line, COLUMNS, lineterminator="").writerow(_row(sides, change))
        yield line.getvalue()


def _row(sides: Sides, change: Change) -> dict[str, Any]:
    told = asdict(change)
    told["old_file"], told["new_file"] = told.pop("files")
    named = {"id": change.id, "name": sides.name(change.place), "sentence": sentence(sides, change)}
    return {name: (told | named)[name] for name in COLUMNS}
