"""Measures quality and speed of any answerer."""
