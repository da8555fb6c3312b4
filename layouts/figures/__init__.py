"""Renderers: from what is to be drawn to SVG or to a Plotly figure."""
