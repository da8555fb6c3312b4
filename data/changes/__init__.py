"""What changed: between two snapshots, or lately within one. Snapshots in, changes out; no words, no files."""
