"""The line to a store that several processes share: asked with little patience, then left alone when it failed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

#: Seconds that are waited for the store: it stands in the same room, and answers in less than a thousandth of one.
PATIENCE = 0.25
#: Seconds for which nobody asks again after it failed: one request waits, those after it do not.
REST = 2.0
#: How a client of Redis is told of that patience.
WAITS: dict[str, float] = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
Found = TypeVar("Found")
log = logging.getLogger(__name__)


class Line:
    """Asks a shared store, and knows when it is not worth asking.

    Parameters
    ----------
    fault
        What the client of the store raises when the store does not answer.
    without
        What the log says that the processes do without it.
    """

    def __init__(self, fault: type[Exception], without: str) -> None:
        self._fault, self._without = fault, without
        self._again = 0.0

    def ask(self, call: Callable[[], Found]) -> Found | None:
        """Give what the store answers; None while it does not answer."""
        if time.monotonic() < self._again:
            return None
        try:
            return call()
        except self._fault as error:
            self._again = time.monotonic() + REST
            log.warning("The shared store does not answer (%s): %s", type(error).__name__, self._without)
            return None
