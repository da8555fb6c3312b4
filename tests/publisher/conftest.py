"""A publisher on this machine, and a way out to it that does not wait long."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from data.refresh.fetch import Door, Patience
from tests.publisher.fake import Publisher, publisher

QUICK = Patience(connect=2, read=2, whole=5, attempts=3, first_pause=0.01, longest_pause=1, patience=0.3, slowest=2000)


@pytest.fixture
def fake() -> Iterator[Publisher]:
    """A publisher that offers nothing yet."""
    with publisher() as running:
        yield running


@pytest.fixture
def slept() -> list[float]:
    """Seconds that the door has waited between attempts."""
    return []


@pytest.fixture
def door(fake: Publisher, slept: list[float]) -> Callable[..., Door]:
    """Make a way out to the publisher."""
    return lambda **more: Door(fake.url, patience=QUICK, sleep=slept.append, **more)
