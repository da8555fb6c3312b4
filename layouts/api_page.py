"""The page on which the API can be tried: a form for each address, written from its OpenAPI description.

What the description says is in English; the page around it speaks the reader's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from layouts.links import to
from layouts.words import _

BASE = "/api/v1"


def _written(text: str) -> str:
    """Write what the description says; what stands between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text))


def _field(told: Mapping[str, Any], owner: str) -> str:
    name, schema = str(told["name"]), told["schema"]
    own = escape(f"{owner}-{name}")
    must = " required" if told.get("required") else ""
    if "enum" in schema:
        choices = sorted(schema["enum"], key=bool)  # nothing chosen stands first
        options = "".join(f"<option>{escape(choice)}</option>" for choice in choices)
        box = f'<select id="{own}" name="{escape(name)}"{must}>{options}</select>'
    elif schema["type"] == "integer":
        bounds = f'min="{schema["minimum"]}" max="{schema["maximum"]}" value="{schema["default"]}"'
        box = f'<input id="{own}" name="{escape(name)}" type="number" {bounds} required>'
    else:
        hint = f' placeholder="{escape(str(told["example"]))}"' if "example" in told else ""
        most = f' maxlength="{schema["maxLength"]}"' if "maxLength" in schema else ""
        box = f'<input id="{own}" name="{escape(name)}" type="text" autocomplete="off"{hint}{most}>'
    return f'<p><label for="{own}"><code>{escape(name)}</code> {_written(told["description"])}</label>{box}</p>'


def _address(path: str, told: Mapping[str, Any], shared: Mapping[str, Any]) -> str:
    listed = [shared[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in told["parameters"]]
    within = next((one for one in listed if one["in"] == "path"), None)
    if within:
        addresses = [f"{BASE}{path}".replace(f"{{{within['name']}}}", choice) for choice in within["schema"]["enum"]]
        links = (f'<li><a href="{escape(one)}">{escape(one)}</a></li>' for one in addresses if "{" not in one)
        asked = f"<ul>{''.join(links)}</ul>"
    else:
        fields = "".join(_field(one, told["operationId"]) for one in listed)
        asked = (
            f'<form class="try" action="{BASE}{escape(path)}" method="get">{fields}'
            f'<button class="go" type="submit">{escape(_("Show the answer"))}</button></form>'
            '<div class="tried" hidden><a></a><pre tabindex="0"></pre></div>'
        )
    said = f"<p>{_written(told['description'])}</p>" if told.get("description") else ""
    title = f"<summary><code>{BASE}{escape(path)}</code> {escape(told['summary'])}</summary>"
    return f"<details>{title}{said}{asked}</details>"


def api_page(described: Mapping[str, Any]) -> str:
    """Write the page.

    Parameters
    ----------
    described
        The OpenAPI description with every choice filled in.
    """
    shared = described["components"]["parameters"]
    addresses = "".join(_address(path, entry["get"], shared) for path, entry in described["paths"].items())
    links = (
        ("/help/api", _("How to use it, with examples")),
        ("/api/v1/openapi.json", _("The description for programs (OpenAPI 3.1)")),
        ("/download", _("Whole datasets to download")),
    )
    listed = "".join(f'<li><a href="{escape(to(href))}">{escape(text)}</a></li>' for href, text in links)
    lead = _("Every figure of this site for your own programs, free and without a key. Choose an address and try it.")
    cut = escape(_("This is the beginning of the answer; the link opens all of it."))
    file = escape(_("This answer is a file for programs; the link saves it."))
    failed = escape(_("No answer came. Please try again in a while."))
    return (
        f'<div class="text"><h1>{escape(_("API"))}</h1><p>{escape(lead)}</p><ul>{listed}</ul>'
        f'<div id="addresses" lang="en" data-cut="{cut}" data-file="{file}" data-failed="{failed}">{addresses}</div>'
        "</div>"
    )
