"""Official files to a tidy snapshot to small frames. Knows no map and no web."""
