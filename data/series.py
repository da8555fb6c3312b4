"""By which words the files of a source name the indicators that are shown: each YAML of an indicator says so itself."""

from __future__ import annotations

from typing import Any

from data.catalogue import with_own


def series(source: str, form: str = "") -> list[dict[str, Any]]:
    """List what is shown of the files of a source.

    Parameters
    ----------
    source
        As its folder in `data/sources`, such as `fingertips`.
    form
        Of the files: what is told for another form alone is left out. Without one, all that is told.

    Returns
    -------
    list
        One mapping for each entry under `series` in the YAML of an indicator: `indicator` is its slug, the rest are the
        words by which the reader of the source chooses rows or columns. Empty where no indicator names the source.
    """
    told = [{"indicator": slug, **one} for slug, found in with_own(()).items() for one in found.series]
    return [one for one in told if one["source"] == source and (not form or one.get("form", form) == form)]
