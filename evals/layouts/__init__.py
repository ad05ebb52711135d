"""Clause labels over formats: invented agreements rendered to every format and read again."""
