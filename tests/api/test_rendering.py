"""What people see at a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from api.rendering import describe_place, open_console, render_answer
from api.schemas import AskReply
from api.shaping import shape_answer
from api.wiring import Collection
from klausul.types import Question


def shown(reply: AskReply, collection: Collection, *, width: int | None = None) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False)
    console.soft_wrap = width is None
    titles = {name: d.title for name, d in collection.library.documents.items()}
    render_answer(reply, console, titles=titles)
    return stream.getvalue()


def reply_to(question: str, collection: Collection) -> AskReply:
    answer = collection.answerer.ask(Question(text=question))
    return shape_answer(answer, library=collection.library, question_id="0")


def test_answer_is_followed_by_its_sources_and_notes(collection: Collection) -> None:
    reply = reply_to("Hvornår sletter databehandleren?", collection)
    unquoted = reply.model_copy(update={"answer": "Ja, det sker [1] [2]"})
    assert shown(unquoted, collection).splitlines() == [
        "Ja, det sker [1] [2]",
        "",
        "[1] pkt. 2 · Sletning · Databehandleraftale (alfa)",
        "    »Databehandleren sletter«",
        "[2] pkt. 2 · Sletning · Databehandleraftale (alfa)",
        "    »Jf. pkt. 9.«",
        "",
        "Bemærk: Pkt. 9 findes ikke.",
    ]


def test_quote_that_the_answer_holds_is_not_written_twice(collection: Collection) -> None:
    reply = reply_to("Hvornår sletter databehandleren?", collection)
    quotes = [citation.quote for citation in reply.citations]
    text = shown(reply.model_copy(update={"answer": " ".join(quotes)}), collection)
    assert [text.count(quote.split()[0]) for quote in quotes] == [1] * len(quotes)


def test_nothing_found_offers_the_nearest_as_such(collection: Collection) -> None:
    text = shown(reply_to("xyzzy", collection), collection)
    assert text.startswith("Det siger dokumenterne ikke noget om.\n")
    assert "(ikke et sikkert svar)" in text
    assert "  - pkt. 1 · Formål · Databehandleraftale (alfa)" in text
    assert "[1]" not in text


def test_quote_is_one_line_off_a_terminal_and_wrapped_on_one(collection: Collection) -> None:
    reply = reply_to("sletter", collection)
    quote = "a \n" * 60 + "\n\n b"
    long = reply.citations[0].model_copy(update={"quote": quote})
    reply = reply.model_copy(update={"citations": [long]})
    assert f"    »{' '.join('a' * 60)}\n    b«\n" in shown(reply, collection)
    narrow = shown(reply, collection, width=40).splitlines()
    assert max(map(len, narrow)) <= 40
    assert sum(line.startswith("    ") for line in narrow) > 3


def test_document_cannot_steer_the_terminal(collection: Collection) -> None:
    reply = reply_to("sletter", collection).model_copy(update={"answer": "a\x1b[2Jb\x9bc\td"})
    assert shown(reply, collection).startswith("a [2Jb c d\n")


@pytest.mark.parametrize(
    ("label", "heading", "place"),
    [
        ("10.1", "Sletning", "pkt. 10.1 · Sletning"),
        ("Bilag C.4", None, "Bilag C.4"),
        ("Er det gratis?", "Er det gratis?", "Er det gratis?"),
    ],
)
def test_place_reads_as_people_say_it(label: str, heading: str | None, place: str) -> None:
    assert describe_place(label, heading) == place


def test_console_wraps_nothing_in_a_pipe() -> None:
    assert open_console().soft_wrap
