"""Progress: a bar on a terminal, a few plain lines anywhere else."""

from __future__ import annotations

import io

from api.progress import show_progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_plain_lines_name_each_step_of_a_short_task() -> None:
    stream = io.StringIO()
    with show_progress("Indlæser", stream=stream) as on_progress:
        on_progress(1, 2, "a.txt")
        on_progress(2, 2, "b.txt")
    assert stream.getvalue() == "Indlæser [1/2] a.txt\nIndlæser [2/2] b.txt\n"


def test_long_task_has_few_plain_lines_and_the_last() -> None:
    stream = io.StringIO()
    with show_progress("Bygger", stream=stream) as on_progress:
        for done in range(1, 1001):
            on_progress(done, 1000, "")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1] == "Bygger [1000/1000]"


def test_empty_task_is_no_error() -> None:
    stream = io.StringIO()
    with show_progress("Bygger", stream=stream) as on_progress:
        on_progress(0, 0, "")
    assert stream.getvalue() == "Bygger [0/0]\n"


def test_terminal_gets_a_bar_that_goes_away() -> None:
    stream = Terminal()
    with show_progress("Bygger", stream=stream) as on_progress:
        on_progress(1, 2, "[passager]")
    shown = stream.getvalue()
    assert "Bygger" in shown
    assert "1/2" in shown
    assert "[passager]" in shown
    assert "\x1b[2K" in shown
