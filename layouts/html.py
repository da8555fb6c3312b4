"""Dash components written as HTML by the server.

A visitor gets the finished page before any script runs; Dash later mounts the very same tree. `islands` are the
parts that one small script paints (map, legend, table): ready-made HTML put into the component of that id.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "col"})
_NAMES = {"className": "class", "htmlFor": "for", "tabIndex": "tabindex", "colSpan": "colspan", "rowSpan": "rowspan"}
_SILENT = frozenset({"children", "n_clicks", "n_clicks_timestamp", "key", "disable_n_clicks", "persistence"})
#: Attributes of any name; Dash keeps them in no fixed order.
_WILD = ("data-", "aria-")
_INVISIBLE = frozenset({"Store", "Location"})


def render(node: Any, islands: Mapping[str, str] | None = None) -> str:
    """Write a component tree as HTML.

    Parameters
    ----------
    node
        A component, a text, a number, a list of these, or None.
    islands
        Ready-made HTML by component id.

    Raises
    ------
    TypeError
        If a component has no HTML form here.
    """
    islands = islands or {}
    if node is None:
        return ""
    if isinstance(node, list | tuple):
        return "".join(render(child, islands) for child in node)
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    kind = node._type
    if kind in _INVISIBLE:
        return ""
    if kind == "Select":
        return _select(node)
    if kind == "Graph":
        return f'<div id="{escape(node.id)}" class="{escape(getattr(node, "className", ""))}"></div>'
    if kind == "Input":
        return f"<input{_attributes(node)}>"
    if node._namespace != "dash_html_components":
        raise TypeError(f"layouts.html cannot write a {kind} as HTML; add it there")
    tag = kind.lower()
    opened = f"<{tag}{_attributes(node)}>"
    if tag in _VOID:
        return opened
    name = getattr(node, "id", "")
    inner = islands[name] if name in islands else render(getattr(node, "children", None), islands)
    return f"{opened}{inner}</{tag}>"


def _attributes(node: Component) -> str:
    found = []
    given = vars(node)
    wild = sorted(name for name in given if name.startswith(_WILD))
    for name in (*(name for name in node._prop_names if name in given), *wild):
        value = given[name]
        if name in _SILENT or value is None or value is False:
            continue
        if name == "style":
            value = ";".join(f"{_dashed(key)}:{part}" for key, part in value.items())
        attribute = _NAMES.get(name, name if "-" in name else name.lower())
        found.append(attribute if value is True or value == attribute else f'{attribute}="{escape(str(value))}"')
    return "".join(f" {each}" for each in found)


def _dashed(name: str) -> str:
    return "".join(f"-{c.lower()}" if c.isupper() else c for c in name)


def _select(node: Component) -> str:
    options = "".join(
        f'<option value="{escape(str(o["value"]))}"{" selected" if o["value"] == node.value else ""}>'
        f"{escape(str(o['label']))}</option>"
        for o in node.options
    )
    return f'<select id="{escape(node.id)}" name="{escape(node.name)}" class="form-select">{options}</select>'
