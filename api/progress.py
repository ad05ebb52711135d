"""Shows how far a long task is: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

OnProgress = Callable[[int, int, str], None]

# Plain lines go to files and logs, where a line for each of 10,000 steps helps nobody.
_PLAIN_LINES = 10


@contextmanager
def show_progress(title: str, *, stream: TextIO | None = None) -> Iterator[OnProgress]:
    """Show progress on ``stream`` (default: standard error) while the block runs.

    Yields:
        A function to call with (steps done, steps in all, what is at hand).
    """
    stream = stream or sys.stderr
    if not stream.isatty():
        yield _plain_lines(title, stream)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task(title, total=None, what="")
        yield lambda done, total, what: progress.update(
            task, completed=done, total=total, what=what
        )


def _plain_lines(title: str, stream: TextIO) -> OnProgress:
    shown = -1

    def show(done: int, total: int, what: str) -> None:
        nonlocal shown
        step = done * _PLAIN_LINES // max(total, 1)
        if step != shown:
            shown = step
            stream.write(f"{title} [{done}/{total}] {what}".rstrip() + "\n")
            stream.flush()

    return show
