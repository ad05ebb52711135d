"""The first lines of a long list, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

_SHOWN = 12


def print_list(console: Console, title: str, lines: Iterable[str]) -> None:
    """Print the first lines and how many there are; nothing when there are none."""
    found = list(lines)
    if not found:
        return
    console.print(f"[bold]{title}: {len(found)}[/bold]")
    for line in found[:_SHOWN]:
        console.print(f"  {escape(line)}")
    if len(found) > _SHOWN:
        console.print(f"  … og {len(found) - _SHOWN} flere (se --json)")
