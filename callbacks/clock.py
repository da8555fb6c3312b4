"""What day it is: pages that tell whether newer figures are due ask here, and a test may say."""

from __future__ import annotations

from datetime import UTC, date, datetime

from flask import current_app


def today() -> date:
    """Give the day on which the app answers (UTC), or the one that its configuration names as `TODAY`."""
    named: date | None = current_app.config.get("TODAY")
    return named or datetime.now(UTC).date()
