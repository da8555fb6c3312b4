"""The sentences in which the data tell why a figure is missing, or what happened to it.

A build, a ledger or a query writes them in English, with names and dates in them. Here they stand with places for
these, so that whoever says one in another language can take it apart.
"""

from __future__ import annotations

import re
from functools import cache

#: Every sentence the data make; of two that fit the first is meant. `reason` is a text that another sentence may fit.
SAID = (
    "took over part of {trust}",
    "took over {trust}",
    "it took over {trust} in {year}",
    "it became part of {trust} in {year}",
    "this group grew by {percent} at once: staff seem to have moved, or to be counted elsewhere",
    "this group shrank by {percent} at once: staff seem to have moved, or to be counted elsewhere",
    "all staff grew by {percent} while community services moved from primary care to hospital trusts",
    "all staff grew by {percent} at once: staff seem to have moved in from another body",
    "all staff shrank by {percent} at once: staff seem to have moved out to another body",
    "each index ranks places at one time",
    "several years are taken together from here on",
    "the years between are not published in the file",
    "published for England alone",
    "published for Wales alone",
    "published under the code {code}",
    "published for counties too, in a file that is not held here",
    "together with {council}",
    "it has reported no more since",
    "it was not yet reporting",
    "absent in one month only",
    "no figures between two months in which it reported",
    "named in the workbook's foot note as not having submitted",
    "the workbook prints no four-hour figures for it",
    "clinical review of standards field test",
    "the table of {years} leaves out organisations without attendances: it had none, or did not submit",
    "England published with estimates for it since",
    "the councils before or after its merger reported instead",
    "the file tells of today's trusts only: those that this one was made from are not in it",
    "the file has it under the trust that took it over",
    "the file holds the newest rating of each provider and none before it",
    "rating published on {date}",
    "asked of whole trusts that year, not of single sites",
    "no meals were asked for",
    "listed as \u201c{hospital}\u201d of \u201c{trust}\u201d, matched by name",
    "listed as \u201c{hospital}\u201d of \u201c{trust}\u201d, matched by part of the name",
    "listed as \u201c{hospital}\u201d of \u201c{trust}\u201d, matched by town: {reason}",
    "listed as \u201c{hospital}\u201d of \u201c{trust}\u201d, matched by hand: {reason}",
)


def parts(told: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Take a reason apart into the sentences it is made of, each with what stands in its places.

    Parameters
    ----------
    told
        One of `SAID`, filled in, or several with semicolons between.

    Returns
    -------
    A part that no sentence fits stands as it is, with no places.
    """
    whole = _fit(told)
    if whole:
        return (whole,)
    return tuple(_fit(part) or (part, {}) for part in told.split("; "))


def _fit(told: str) -> tuple[str, dict[str, str]] | None:
    found = ((said, pattern.fullmatch(told)) for said, pattern in _patterns())
    return next(((said, match.groupdict()) for said, match in found if match), None)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make a pattern of each sentence; what stands in a place has no semicolon, but a reason may."""

    def place(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{'.' if found[1] == 'reason' else '[^;]'}+)"

    return tuple((said, re.compile(re.sub(r"\\{(\w+)\\}", place, re.escape(said)))) for said in SAID)
