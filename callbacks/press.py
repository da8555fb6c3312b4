"""The press: documents set as PDF, one at a time in each worker, each in a process of its own.

The process ends with its document, so a worker stays as small as it is and a document that never ends is stopped. Who
comes while others wait already is asked to come back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from callbacks.settings import ROOT
from callbacks.static import FOLDER
from callbacks.world import World

SETTER = Path(__file__).with_name("typeset.py")
TEMPLATE = ROOT / "layouts" / "sheet" / "sheet.typ"
#: How many may be at the press or wait for it: a worker has four threads, and one stays free for readers of pages.
WAITING = 3
#: Seconds until a document is given up; one of 70 sheets takes four.
LONGEST = 40
#: Seconds after which to come back.
AGAIN = 5


class Busy(RuntimeError):
    """The press has enough to do; come back in `AGAIN` seconds."""


class PressError(RuntimeError):
    """A document could not be set; the message says what the press said."""


@dataclass(frozen=True, eq=False)
class Press:
    """One press: who may stand in its queue, who is at it, and who has a whole batch to print."""

    queue: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(WAITING))
    turn: Lock = field(default_factory=Lock)
    batch: Lock = field(default_factory=Lock)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Stand in the queue until it is one's turn.

        Raises
        ------
        Busy
            If the queue is full.
        """
        if not self.queue.acquire(blocking=False):
            raise Busy
        try:
            with self.turn:
                yield
        finally:
            self.queue.release()


#: The press of this worker.
PRESS = Press()


def print_pdf(here: World, document: dict[str, Any]) -> bytes:
    """Set a document as PDF.

    Raises
    ------
    Busy
        If too many wait already.
    PressError
        If the template and the document do not fit together, or it takes longer than `LONGEST` seconds.
    """
    made = int(datetime.fromisoformat(here.snapshot.manifest["built_at"]).timestamp())
    asked = {"told": document, "made": made, "template": str(TEMPLATE), "fonts": str(FOLDER / "fonts")}
    sent = json.dumps(asked, ensure_ascii=False).encode()
    with PRESS.waiting():
        try:
            ran = subprocess.run(
                [sys.executable, "-I", str(SETTER)], input=sent, capture_output=True, timeout=LONGEST, check=True
            )
        except subprocess.TimeoutExpired as error:
            raise PressError(f"'{document['title']}' was not set within {LONGEST} seconds") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().splitlines() or ["no word why"]
            raise PressError(f"{SETTER.name} could not set '{document['title']}': {said[-1]}") from error
    return ran.stdout
