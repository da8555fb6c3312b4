"""The same map made the usual way, for comparison in the same run: one module a peer."""
