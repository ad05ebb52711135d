"""Writes answers for people at a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from api.schemas import AskReply, CitationShape, NoteShape
from klausul.types import Outcome

_EXCERPT: Final = 160
# Of tables where there is no terminal to fit.
_PIPE_WIDTH: Final = 120
# Everything below a space but the line feed, and the C1 controls: a document must not steer the
# reader's terminal.
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_SOURCES = re.compile(r"^Kilder?:", re.MULTILINE)


def open_console() -> Console:
    """Return a console on standard output; off a terminal no line of text is wrapped."""
    console = Console(highlight=False)
    if console.is_terminal:
        return console
    return Console(highlight=False, soft_wrap=True, width=_PIPE_WIDTH)


def render_answer(reply: AskReply, console: Console, *, titles: Mapping[str, str]) -> None:
    """Write the answer, its sources, its notes and, where nothing answers, what is nearest.

    Sources that the answer does not name itself are written below it, with their quotes where it
    does not hold those either.

    Args:
        reply: What to write.
        console: Where to.
        titles: The documents' titles by id.
    """
    console.print(Text(plain(reply.answer), style="bold"))
    unnamed = [] if _SOURCES.search(reply.answer) else reply.citations
    if unnamed:
        console.print()
    for citation in unnamed:
        console.print(say_source(citation))
        if _words_in(citation.quote) not in _words_in(reply.answer):
            print_quote(console, citation.quote)
    render_notes(reply.notes, console)
    if reply.outcome is Outcome.NOT_FOUND and reply.clauses:
        console.print()
        console.print(Text("Det nærmeste, som dokumenterne siger (ikke et sikkert svar):"))
        for clause in reply.clauses:
            source = f"{titles[clause.document_id]} ({clause.vendor})"
            place = describe_place(clause.label, clause.heading)
            console.print(Text(plain(f"  - {place} · {source}"), style="cyan"))
            print_indented(console, Text(excerpt(clause.text), style="dim"))


def say_source(citation: CitationShape) -> Text:
    """Return the line that says where a numbered quote stands."""
    source = f"{citation.document_title} ({citation.vendor})"
    place = describe_place(citation.label, citation.heading)
    return Text(plain(f"[{citation.number}] {place} · {source}"), style="cyan")


def print_quote(console: Console, quote: str, *, depth: int = 2) -> None:
    """Write a quote under its source."""
    print_indented(console, Text(f"»{_reflow(quote)}«"), depth=depth)


def _words_in(text: str) -> str:
    """Return ``text`` on one line and without what parts the cells of a table in an answer."""
    return " ".join(text.replace("·", " ").split())


def describe_place(label: str, heading: str | None) -> str:
    """Return where a clause stands, as a reader would say it: "pkt. 10.1 · Sletning"."""
    place = f"pkt. {label}" if label[:1].isdigit() else label
    return f"{place} · {heading}" if heading and heading != label else place


def render_notes(notes: Sequence[NoteShape], console: Console) -> None:
    """Write what a careful reader should know."""
    if notes:
        console.print()
    for note in notes:
        console.print(note_line(note))


def note_line(note: NoteShape) -> Text:
    """Return the line that a note is written in."""
    return Text(plain(f"Bemærk: {note.text}"), style="yellow")


def print_indented(console: Console, text: Text, *, depth: int = 2) -> None:
    """Write ``text`` with each of its lines indented."""
    if console.soft_wrap:
        # Padding would cut the lines at the width of a terminal that is not there.
        indent = "  " * depth
        text = Text("\n").join(Text(indent) + line for line in text.split("\n"))
        console.print(text)
    else:
        console.print(Padding(text, (0, 0, 0, 2 * depth)))


def _reflow(text: str) -> str:
    """Return ``text`` with the line breaks of its page taken out; blank lines stay as one break."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n".join(plain(" ".join(paragraph.split())) for paragraph in paragraphs)


def excerpt(text: str) -> str:
    """Return the beginning of ``text`` on one line."""
    line = plain(" ".join(text.split()))
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"


def plain(text: str) -> str:
    """Return ``text`` without what steers a terminal."""
    return _CONTROLS.sub(" ", text)
