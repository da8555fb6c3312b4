"""Everything that answers the outside world: pages, API and Dash callbacks, each a thin doorway."""
