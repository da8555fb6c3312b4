"""RTT full extracts: pathways by provider, part and treatment function."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from data.errors import Refused
from data.periods import MONTH_NAMES
from data.reading import ENGLAND, Reading, month_in
from data.release import Release, is_marked_revised
from data.sources.rtt import header as columns
from data.sources.rtt import waits
from data.sources.rtt.archive import Member, take_out
from data.sources.rtt.header import Header, read_header

TOTAL = "C_999"
"""The treatment function that is the total of the others; never added to them."""
_NOT_ENGLISH = "NONC"
_PARTS = {"Part_1A": "rtt-admitted", "Part_1B": "rtt-non-admitted", "Part_2": "rtt-incomplete"}
_ALSO_PUBLISHED = {"Part_2A", "Part_3"}
_AGAIN = "Download it again from the publisher's page"
_KEYS = (columns.PROVIDER, columns.COMMISSIONER, columns.PART, columns.FUNCTION)


def read_extract(path: Path, file: str, sha256: str) -> Reading:
    """Say how long people waited at every provider in one month.

    Pathways of commissioner NONC (not English) stand outside, as in the publisher's own figures; Part_2A is
    inside Part_2 and left alone; the rows of a provider's commissioners are summed.

    Parameters
    ----------
    path
        The archive as published, or its CSV.
    file
        How reports name it.
    sha256
        Of the archive's bytes.

    Returns
    -------
    Reading
        Tables `rtt-incomplete`, `rtt-admitted` and `rtt-non-admitted`: one row for each provider and England
        (E92000001) by treatment function that has a pathway. Weeks are NaN where no clock start is known.

    Raises
    ------
    Refused
        If the archive, its header, its months or its arithmetic are damaged.
    """
    member = take_out(path, file)
    header = read_header(member.content, file)
    rows = _read_rows(member, header, file)
    period = _period(rows, header, file, (path.name, member.name))
    revised = is_marked_revised(path.name) or is_marked_revised(member.name)
    release = Release("rtt", period, file, sha256, "extract", revised, member.dated)
    _check_rows(rows, file)
    counts, keys = _sum_by_provider(rows, header)
    _check_sums(counts, keys, file)
    tables = {
        name: _table(name, keys[keys.part == part], counts[(keys.part == part).to_numpy()], period)
        for part, name in _PARTS.items()
    }
    return Reading(release, tables, _providers(rows), rows.num_rows)


def _read_rows(member: Member, header: Header, file: str) -> pa.Table:
    texts = [columns.PERIOD, *([columns.YEAR] if header.years else []), *_KEYS]
    types: dict[str, pa.DataType] = {name: pa.dictionary(pa.int32(), pa.string()) for name in texts}
    types[columns.PROVIDER_NAME] = pa.dictionary(pa.int32(), pa.binary())
    numbers = [*header.bands, columns.UNKNOWN, columns.ALL]
    types |= {name: pa.int32() for name in numbers}
    try:
        rows = pacsv.read_csv(
            pa.BufferReader(member.content),
            read_options=pacsv.ReadOptions(skip_rows=header.lines + 1, column_names=_unique(header.columns)),
            convert_options=pacsv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                strings_can_be_null=False,
                null_values=["", "-", " "],
            ),
        )
    except pa.ArrowInvalid as broken:
        why = str(broken).splitlines()[0].removeprefix("CSV parse error: ")[:200]
        raise Refused(file, f"a row cannot be read ({why})", _AGAIN) from broken
    if rows.num_rows == 0:
        raise Refused(file, "it has a header and no rows", _AGAIN)
    return rows


def _unique(names: list[str]) -> list[str]:
    """Give columns without a name, or with one used before, a name of their own: they are not read."""
    return [name if name and name not in names[:place] else f"unread {place}" for place, name in enumerate(names)]


def _texts(rows: pa.Table, name: str) -> list[str]:
    return [str(text).strip() for text in pc.unique(rows[name].cast(pa.string())).to_pylist()]


def _period(rows: pa.Table, header: Header, file: str, file_names: tuple[str, ...]) -> str:
    said = _texts(rows, columns.PERIOD)
    years = _texts(rows, columns.YEAR) if header.years else [""]
    months = {_month(text, year) for text in said for year in years}
    if len(months) != 1 or "" in months:
        raise Refused(file, f"one month is expected, its Period column says {', '.join(sorted(said)[:3])}", _AGAIN)
    period = months.pop()
    for name in file_names:
        named = month_in(name)
        if named and named != period:
            raise Refused(
                file,
                f"the name '{name}' says {named}, the rows say {period}",
                "Give the file the name it was published under, or download the month you want",
            )
    return period


def _month(text: str, year: str) -> str:
    """Join a period such as "APRIL" or "RTT-APRIL-2012" with a year such as "2012" or "2012/13"."""
    if month_in(text) or not year:
        return month_in(text)
    early = any(name[:3].lower() in text.lower() for name in MONTH_NAMES[:3])
    first = int(year[:4]) if year[:4].isdecimal() else 0
    return month_in(f"{text} {first + (early and len(year) > 4)}") if first else ""


def _check_rows(rows: pa.Table, file: str) -> None:
    for name in (columns.PROVIDER, columns.PART, columns.FUNCTION):
        if "" in _texts(rows, name):
            raise Refused(file, f"a row has no {name}", _AGAIN)
    odd = sorted(set(_texts(rows, columns.PART)) - set(_PARTS) - _ALSO_PUBLISHED)
    if odd:
        raise Refused(
            file,
            f"part '{odd[0]}' is none of {', '.join(sorted(_PARTS))}",
            "If the publisher added a part, name it in data/sources/rtt/parse.py",
        )


def _sum_by_provider(rows: pa.Table, header: Header) -> tuple[np.ndarray, pd.DataFrame]:
    """Sum bands, unknown clock starts and totals by part, provider and function; English pathways only.

    Returns
    -------
    tuple
        Counts of shape (groups, bands + 2) and the frame of their keys: part, provider, function.
    """
    names = {"part": columns.PART, "provider": columns.PROVIDER, "function": columns.FUNCTION}
    english = pc.not_equal(rows[columns.COMMISSIONER].cast(pa.string()), _NOT_ENGLISH)
    wanted = pc.is_in(rows[columns.PART].cast(pa.string()), pa.array(list(_PARTS)))
    kept = np.flatnonzero(pc.and_(english, wanted).to_numpy())
    encoded = {key: rows[name].unify_dictionaries().combine_chunks() for key, name in names.items()}
    numbers = np.zeros(len(kept), dtype=np.int64)
    for column in encoded.values():
        numbers = numbers * len(column.dictionary) + column.indices.to_numpy()[kept]
    sorting = np.argsort(numbers, kind="stable")
    order = kept[sorting]
    starts = np.flatnonzero(np.diff(numbers[sorting], prepend=-1))
    counted = [*header.bands, columns.UNKNOWN, columns.ALL]
    counts = np.empty((len(starts), len(counted)), dtype=np.int64)
    for place, name in enumerate(counted):
        column = pc.fill_null(rows[name], 0).to_numpy()[order]
        counts[:, place] = np.add.reduceat(column, starts, dtype=np.int64) if len(starts) else 0
    first = order[starts]
    keys = pd.DataFrame({key: _spell(column, first) for key, column in encoded.items()}, columns=list(names))
    return counts, keys


def _spell(column: pa.DictionaryArray, rows: np.ndarray) -> np.ndarray:
    words = np.array([str(word).strip() for word in column.dictionary.to_pylist()], dtype=object)
    return words[column.indices.to_numpy()[rows]]


def _check_sums(counts: np.ndarray, keys: pd.DataFrame, file: str) -> None:
    """Refuse an extract that contradicts itself: bands against totals, functions against C_999."""
    if (counts < 0).any():
        raise Refused(file, "it counts fewer than no pathways", _AGAIN)
    wrong = np.flatnonzero(counts[:, :-1].sum(axis=1) != counts[:, -1])
    if len(wrong):
        part, provider, function = keys.iloc[wrong[0]][["part", "provider", "function"]]
        raise Refused(file, f"the bands of {provider} {part} {function} do not add up to its '{columns.ALL}'", _AGAIN)
    totals = keys.assign(pathways=counts[:, -1], total=keys.function == TOTAL)
    sums = totals.pivot_table(
        index=["part", "provider"], columns="total", values="pathways", aggfunc="sum", fill_value=0
    ).reindex(columns=[False, True], fill_value=0)
    unlike = sums[sums[False] != sums[True]]
    if len(unlike):
        part, provider = unlike.index[0]
        raise Refused(file, f"the functions of {provider} {part} do not add up to its printed total {TOTAL}", _AGAIN)


def _table(name: str, keys: pd.DataFrame, counts: np.ndarray, period: str) -> pd.DataFrame:
    """Make the tidy rows of one part, England's among them."""
    england = pd.DataFrame({"function": sorted(keys.function.unique())})
    whole = (
        np.stack([counts[(keys.function == function).to_numpy()].sum(axis=0) for function in england.function])
        if len(england)
        else counts[:0]
    )
    codes = np.concatenate([keys.provider.to_numpy(dtype=object), np.full(len(england), ENGLAND, dtype=object)])
    functions = np.concatenate([keys.function.to_numpy(dtype=object), england.function.to_numpy(dtype=object)])
    all_counts = np.concatenate([counts, whole])
    bands, pathways = all_counts[:, :-2], all_counts[:, -1]
    table = pd.DataFrame({"period": period, "place_code": codes, "split": functions, "pathways": pathways})
    if name == "rtt-incomplete":
        table["within_18"] = waits.within(bands, 18)
        table["over_52"] = waits.over(bands, 52)
        table["median"] = waits.percentile(bands, 0.5)
        table["percentile_92"] = waits.percentile(bands, 0.92)
    else:
        table["known"] = bands.sum(axis=1)
        table["within_18"] = waits.within(bands, 18)
        table["median"] = waits.percentile(bands, 0.5)
        table["percentile_95"] = waits.percentile(bands, 0.95)
    return table[table.pathways > 0].reset_index(drop=True)


def _providers(rows: pa.Table) -> pd.DataFrame:
    pairs = rows.select([columns.PROVIDER, columns.PROVIDER_NAME]).unify_dictionaries()
    codes, names = (pairs[name].combine_chunks() for name in (columns.PROVIDER, columns.PROVIDER_NAME))
    known = pd.DataFrame({"code": codes.indices.to_numpy(), "name": names.indices.to_numpy()}).drop_duplicates("code")
    spelled = [_decode(name) for name in names.dictionary.to_pylist()]
    return pd.DataFrame(
        {
            "code": [codes.dictionary[int(code)].as_py().strip() for code in known.code],
            "name": [spelled[name] for name in known.name],
        }
    )


def _decode(name: bytes) -> str:
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("cp1252", errors="replace")
    return " ".join(text.split())
