"""Passages, vectors and word counts: finds clauses inside a scope."""
