"""The framework on which partnerships in Wales score their community services, and the lines they fill in."""

from __future__ import annotations

from data.sources import card

NAME = "partnerships"
INDICATOR = "wales-community-services"


def template(council: str) -> str:
    """Write the lines that a partnership fills in: one a theme, the stage and all after it empty."""
    columns = list(card(NAME).era("scores")["columns"].values())
    lines = [f"{council},{theme},,,," for theme in card(NAME).details["themes"]]
    return "\n".join([",".join(columns), *lines])
