"""Why a budget that is not kept is not kept, and what to try next. Told only where a row fails."""

from __future__ import annotations

_TWO_CORES = "the client that asks runs on the server's own two cores. Next: measure from a second machine"
_IMPORTS = "most of the start is importing libraries. Next: import what only pictures and sheets need when first asked"

#: By the beginning of what a row is called.
REASONS = {
    "map visible": (
        "the first frame holds the words, and on a busy machine the map comes in the next. "
        "Next: hold the first paint back until the map is read (`blocking=render`), if that is no later"
    ),
    "changes a second: times": (
        "both are asked by one client on the same two cores, which takes more from the quicker. "
        "Next: measure from a second machine"
    ),
    "the whole build": (
        "the machine was slower than usual in this run: its median of one month says by how much. "
        "Next: read the monthly archives in two processes"
    ),
    "change of indicator": (
        "of all changes this one alters most shapes, and where the drawing changes (trusts, councils) all of them. "
        "Next: lay the other drawing ready while the reader rests"
    ),
    "change of": (
        "a change is one request and one paint of some 150 shapes. Next: fetch the views that lie nearest beforehand"
    ),
    "change of split with a processor": (
        "what the browser does until the paint is slowed by six, the answer of the server is not. "
        "Next: look at a trace of one change for what stands before its frame"
    ),
    "change: times": "the peer was quicker than a tenth. Next: see what of the change takes longest in the browser",
    "Lighthouse": (
        "Lighthouse slows the processor by four, as on a phone; on a busy machine its rating falls. "
        "Next: fewer bytes in the first HTML (the rows of the table could come later)"
    ),
    "picture": (
        "resvg draws some thousand curves and the text in its own fonts each time. "
        "Next: draw the ground once and lay the colours on it"
    ),
    "drawing": "the first of its kind in a process makes what all share. Next: make that when the process starts",
    "that with 10x months": (
        "some slices reach over all months held. Next: keep the newest months side by side in memory"
    ),
    "memory": (
        "the figures, the ground and ready answers lie in each process. "
        "Next: read the arrays from files that processes share"
    ),
    "map changes a second": _TWO_CORES,
    "2,000 readers": _TWO_CORES,
    "second `make run`": _IMPORTS,
    "start to first answer": (
        "a peer opens one figure of one table; the atlas reads every figure with its history and all borders, so that "
        "no reader waits for that later. Next: keep its arrays in files that processes map instead of reading them"
    ),
    "gunicorn, start": _IMPORTS,
}


def reason(what: str) -> str:
    """Why a row of this name may fail, and the next idea; the longest beginning that fits counts.

    A row of which nobody has written anything says so: it is shown as failed all the same.
    """
    fitting = [start for start in REASONS if what.startswith(start)]
    return REASONS[max(fitting, key=len)] if fitting else "not looked into yet"
