"""Two to five places side by side."""
