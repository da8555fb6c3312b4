"""Arrow columns as numpy arrays, without pandas.

pyarrow's own conversions import pandas, which costs the app half a second at its start and 50 MB in each worker.
"""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def codes(column: pa.ChunkedArray) -> tuple[tuple[str, ...], NDArray[np.intp]]:
    """Give the distinct texts of a column, sorted, and for each row the position of its own; a missing one is ''."""
    found = (
        column.combine_chunks().dictionary_encode()
        if not _is_coded(column)
        else column.unify_dictionaries().combine_chunks()
    )
    texts = found.dictionary.to_pylist()
    rows = _filled(found.indices, texts.index("") if "" in texts else len(texts))
    if found.null_count and "" not in texts:
        texts.append("")
    order = np.argsort(np.array(texts))
    rank = np.empty(len(texts), np.intp)
    rank[order] = np.arange(len(texts))
    return tuple(texts[at] for at in order), rank[rows]


def _is_coded(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def spread(coded: tuple[tuple[str, ...], NDArray[np.intp]], axis: tuple[str, ...]) -> NDArray[np.intp]:
    """Move the positions of `codes` to those of a wider axis."""
    at = {text: place for place, text in enumerate(axis)}
    return np.array([at[text] for text in coded[0]], np.intp)[coded[1]]


def filled(column: pa.ChunkedArray, missing: float) -> NDArray[Any]:
    """Give a column of numbers as an array, with `missing` where there is none.

    Arrow keeps two buffers: which rows hold a value, and the values.
    """
    return _filled(column.combine_chunks(), missing)


def _filled(chunk: pa.Array, missing: float) -> NDArray[Any]:
    held, values = chunk.buffers()
    kind = {"double": np.float64, "float": np.float32}.get(str(chunk.type)) or np.dtype(str(chunk.type))
    found = np.frombuffer(values, kind)[chunk.offset : chunk.offset + len(chunk)]
    if not chunk.null_count:
        return found
    bits = np.unpackbits(np.frombuffer(held, np.uint8), bitorder="little")[chunk.offset : chunk.offset + len(chunk)]
    return np.where(bits == 1, found, found.dtype.type(missing))


def give_back() -> None:
    """Return to the system what reading tables took and no table needs any more; some 50 MB after a start.

    Where the C library can, what was freed between things still in use goes back too: another 70 MB after a few swaps.
    """
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)
