"""The edges: HTTP and command line; the only place that builds objects from settings."""
