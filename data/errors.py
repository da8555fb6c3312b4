"""What the build says when it will not take a file."""

from __future__ import annotations


class Refused(Exception):
    """A raw file that is not taken into the snapshot.

    Parameters
    ----------
    file
        The file's path as the reader knows it (relative to its ``--from`` folder where there is one).
    why
        What is wrong with it, in one sentence without a full stop.
    mend
        What to do about it, in one sentence without a full stop.
    """

    def __init__(self, file: object, why: str, mend: str) -> None:
        self.file = str(file)
        self.why = why
        self.mend = mend
        super().__init__(f"{self.file}: {why}. {mend}.")
