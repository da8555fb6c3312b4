"""Pictures of one place: its figure through time, or beside England, the standard and other places."""
