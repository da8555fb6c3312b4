"""Answers that a process keeps in its own memory: so many, and so many bytes, whatever is asked of it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_caching.backends.simplecache import SimpleCache

#: Bytes of answers that one process keeps: a thousand compressed pages, and all newest maps beside them.
LARGEST = 64_000_000


class KeptCache(SimpleCache):
    """Answers by name; where there is no room for another, those unasked for longest make it.

    Parameters
    ----------
    threshold
        How many answers are kept at most.
    largest
        How many bytes they have together at most. An answer larger than that is not kept.
    """

    def __init__(self, threshold: int, largest: int = LARGEST) -> None:
        super().__init__(threshold=threshold, default_timeout=0)
        self._largest = largest
        self.size = 0

    @classmethod
    def factory(cls, app: Flask, config: dict[str, Any], args: list[Any], kwargs: dict[str, Any]) -> KeptCache:
        """Make the cache that the app's configuration describes."""
        return cls(config["CACHE_THRESHOLD"])

    def get(self, key: str) -> Any:
        """Give an answer; None where there is none of this name."""
        with self._lock:
            if key in self._cache:
                self._cache[key] = self._cache.pop(key)  # asked for just now: the last to go
            return super().get(key)

    def set(self, key: str, value: Any, timeout: Any = None) -> bool | None:
        """Keep an answer."""
        with self._lock:
            self.delete(key)
            super().set(key, value)
            self.size += len(self._cache[key][1])
            self._prune()
            return key in self._cache

    def delete(self, key: str) -> bool:
        """Keep an answer no longer; tells whether there was one."""
        with self._lock:
            kept = self._cache.pop(key, None)
            self.size -= len(kept[1]) if kept else 0
            return kept is not None

    def clear(self) -> bool:
        """Keep nothing."""
        with self._lock:
            self.size = 0
            return super().clear()

    def _prune(self) -> None:
        while self._cache and (self.size > self._largest or len(self._cache) > self._threshold):
            self.delete(next(iter(self._cache)))
