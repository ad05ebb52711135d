"""Writes answers and documents for people at a terminal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from api.schemas import (
    AskReply,
    CitationShape,
    DocumentDetail,
    NoteShape,
    OutlineEntry,
    ReferenceShape,
)
from klausul.types import ClauseKind, DocumentKind, Outcome, ReferenceStatus

_DOCUMENT_KINDS: Final[Mapping[DocumentKind, str]] = MappingProxyType(
    {
        DocumentKind.AGREEMENT: "aftale",
        DocumentKind.TERMS: "betingelser",
        DocumentKind.FAQ: "spørgsmål og svar",
    }
)
_CLAUSE_KINDS: Final[Mapping[ClauseKind, str]] = MappingProxyType(
    {
        ClauseKind.CLAUSE: "",
        ClauseKind.ITEM: "",
        ClauseKind.QA: "spørgsmål",
        ClauseKind.ROW: "række",
        ClauseKind.HEADING: "overskrift",
        ClauseKind.PREAMBLE: "indledning",
        ClauseKind.CONTENTS: "indholdsfortegnelse",
        ClauseKind.FOOTNOTE: "fodnote",
        ClauseKind.SIGNATURE: "underskrift",
    }
)
# The words and the colour of each status.
_STATUSES: Final[Mapping[ReferenceStatus, tuple[str, str]]] = MappingProxyType(
    {
        ReferenceStatus.OK: ("fundet", "green"),
        ReferenceStatus.SHIFTED: ("forskudt", "yellow"),
        ReferenceStatus.DANGLING: ("findes ikke", "red"),
        ReferenceStatus.EXTERNAL: ("uden for dokumentet", "dim"),
    }
)
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
            _print_indented(console, Text(_excerpt(clause.text), style="dim"))


def say_source(citation: CitationShape) -> Text:
    """Return the line that says where a numbered quote stands."""
    source = f"{citation.document_title} ({citation.vendor})"
    place = describe_place(citation.label, citation.heading)
    return Text(plain(f"[{citation.number}] {place} · {source}"), style="cyan")


def print_quote(console: Console, quote: str) -> None:
    """Write a quote under its source."""
    _print_indented(console, Text(f"»{_reflow(quote)}«"))


def _words_in(text: str) -> str:
    """Return ``text`` on one line and without what parts the cells of a table in an answer."""
    return " ".join(text.replace("·", " ").split())


def render_document(detail: DocumentDetail, console: Console) -> None:
    """Write a document's head, outline with notes, and cross-references with their flags."""
    console.print(Text(plain(detail.title), style="bold"))
    facts = [detail.document_id, detail.vendor, _DOCUMENT_KINDS[detail.kind], detail.source]
    if detail.version:
        facts.append(detail.version)
    console.print(Text(plain(" · ".join(facts)), style="dim"))
    render_notes([note for note in detail.notes if note.clause_id is None], console)
    _render_outline(detail, console)
    _render_references(detail, console)


def describe_place(label: str, heading: str | None) -> str:
    """Return where a clause stands, as a reader would say it: "pkt. 10.1 · Sletning"."""
    place = f"pkt. {label}" if label[:1].isdigit() else label
    return f"{place} · {heading}" if heading and heading != label else place


def _render_outline(detail: DocumentDetail, console: Console) -> None:
    console.print()
    console.print(Text(f"Opbygning ({detail.clause_count})", style="bold"))
    above: str | None = None
    for clause in detail.clauses:
        console.print(_outline_line(clause, above=above))
        above = clause.heading
        for note in detail.notes:
            if note.clause_id == clause.clause_id:
                _print_indented(console, _note_line(note), depth=clause.level + 1)


def _outline_line(clause: OutlineEntry, *, above: str | None) -> Text:
    """Return a clause's line; a heading that the line above has too is left out."""
    line = Text("  " * clause.level)
    line.append(_excerpt(clause.label), style="cyan")
    if clause.heading and clause.heading not in (clause.label, above):
        line.append(f"  {_excerpt(clause.heading)}")
    if kind := _CLAUSE_KINDS[clause.kind]:
        line.append(f"  ({kind})", style="dim")
    return line


def _render_references(detail: DocumentDetail, console: Console) -> None:
    console.print()
    console.print(Text(f"Henvisninger ({len(detail.references)})", style="bold"))
    labels = {clause.clause_id: clause.label for clause in detail.clauses}
    for reference in detail.references:
        console.print(_reference_line(reference, labels))


def _reference_line(reference: ReferenceShape, labels: Mapping[str, str]) -> Text:
    words, colour = _STATUSES[reference.status]
    line = Text("  ")
    line.append(_excerpt(labels.get(reference.clause_id, reference.clause_id)), style="cyan")
    line.append(f": »{_excerpt(reference.text)}« ")
    line.append(words, style=colour)
    if reference.status in (ReferenceStatus.OK, ReferenceStatus.SHIFTED) and reference.target_id:
        target = labels.get(reference.target_id, reference.target_id)
        line.append(f" -> {_excerpt(target)}")
    if reference.why:
        line.append(f" ({_excerpt(reference.why)})", style="dim")
    return line


def render_notes(notes: Sequence[NoteShape], console: Console) -> None:
    """Write what a careful reader should know."""
    if notes:
        console.print()
    for note in notes:
        console.print(_note_line(note))


def _note_line(note: NoteShape) -> Text:
    return Text(plain(f"Bemærk: {note.text}"), style="yellow")


def _print_indented(console: Console, text: Text, *, depth: int = 2) -> None:
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


def _excerpt(text: str) -> str:
    """Return the beginning of ``text`` on one line."""
    line = plain(" ".join(text.split()))
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT].rsplit(' ', 1)[0]} …"


def plain(text: str) -> str:
    """Return ``text`` without what steers a terminal."""
    return _CONTROLS.sub(" ", text)
