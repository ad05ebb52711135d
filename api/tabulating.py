"""Writes comparisons for people at a terminal, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from answer.comparing import Extreme
from answer.topics import ValueKind
from api.comparing import ComparisonReply, ComparisonRow, TopicList
from api.rendering import open_console, plain, print_quote, render_notes, say_source
from api.schemas import NoteShape
from api.terminal import print_json
from klausul.types import Outcome

_ENDS: Final[Mapping[ValueKind, Mapping[Extreme, str]]] = MappingProxyType(
    {
        ValueKind.DURATION: {Extreme.LOWEST: "kortest", Extreme.HIGHEST: "længst"},
        ValueKind.FREQUENCY: {Extreme.LOWEST: "sjældnest", Extreme.HIGHEST: "oftest"},
    }
)
_OTHER_ENDS: Final = {Extreme.LOWEST: "lavest", Extreme.HIGHEST: "højest"}
_STYLES: Final = {Extreme.LOWEST: "green", Extreme.HIGHEST: "yellow"}
_ALIASES_SHOWN: Final = 5


def write_comparison(reply: ComparisonReply, *, as_json: bool) -> None:
    """Write a comparison on standard output, as JSON or for people."""
    if as_json:
        print_json(reply)
    else:
        render_comparison(reply, open_console())


def write_topics(topics: TopicList, *, as_json: bool) -> None:
    """Write the topics on standard output, as JSON or for people."""
    if as_json:
        print_json(topics)
    else:
        render_topics(topics, open_console())


def render_comparison(reply: ComparisonReply, console: Console) -> None:
    """Write a row for each document, then the quotes that prove them, then the notes."""
    table = _table(reply.topic.title)
    for name in ("Dokument", "Svar", ""):
        table.add_column(name, overflow="fold")
    for row in reply.rows:
        table.add_row(*_cells(row, kind=reply.topic.value_kind))
    console.print(table)
    for citation in (citation for row in reply.rows for citation in row.citations):
        console.print(say_source(citation))
        print_quote(console, citation.quote)
    render_notes([_of_document(note, row) for row in reply.rows for note in row.notes], console)


def render_topics(topics: TopicList, console: Console) -> None:
    """Write the topics with the words by which they are found."""
    table = _table("Emner")
    for name in ("Nøgle", "Emne", "Også kaldet"):
        table.add_column(name, overflow="fold")
    for topic in topics.topics:
        aliases = ", ".join(topic.aliases[:_ALIASES_SHOWN])
        table.add_row(Text(topic.topic, style="cyan"), topic.title, Text(aliases, style="dim"))
    console.print(table)


def _table(title: str) -> Table:
    return Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1),
    )


def _of_document(note: NoteShape, row: ComparisonRow) -> NoteShape:
    return note.model_copy(update={"text": f"{_name(row)}: {note.text}"})


def _name(row: ComparisonRow) -> str:
    return f"{row.document_title} ({row.vendor})"


def _cells(row: ComparisonRow, *, kind: ValueKind) -> Sequence[Text]:
    name = Text(plain(_name(row)))
    marks = "".join(f"[{citation.number}]" for citation in row.citations)
    value = Text(plain(f"{row.value} {marks}".strip()))
    if row.outcome is Outcome.NOT_FOUND:
        value.stylize("dim")
    if row.extreme is None:
        return name, value, Text("")
    words = _ENDS.get(kind, _OTHER_ENDS)[row.extreme]
    return name, value, Text(words, style=_STYLES[row.extreme])
