"""The fields of a form that is sent as it stands, without any script."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape


def select(name: str, label: str, options: Mapping[str, str], chosen: str, wrong: str = "") -> str:
    """Write a labelled list to choose from.

    Parameters
    ----------
    options
        What is sent, and what the reader sees, in the order shown; with '' for nothing chosen.
    chosen
        What is shown as chosen; the first where it is none of them.
    wrong
        The id of what says why the choice cannot be taken; '' where it can.
    """
    told = f' aria-invalid="true" aria-describedby="{wrong}"' if wrong else ""
    written = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options.items()
    )
    return (
        f'<div class="field field-{name}"><label for="{name}">{escape(label)}</label>'
        f'<select id="{name}" name="{name}"{told}>{written}</select></div>'
    )
