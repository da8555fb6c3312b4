"""Indicators of a reader's own: one YAML and one CSV of the same name, read, checked by line and kept in a snapshot."""

NAME = "own"
FIGURES = "own"
DEFINITIONS = "own-definitions"
