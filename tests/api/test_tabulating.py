"""What people see of a comparison at a terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from answer.comparing import Extreme, compare
from answer.topics import ValueKind
from api.comparing import ComparisonReply, require_topic, shape_comparison, shape_topics
from api.tabulating import render_comparison, render_topics
from api.wiring import Collection


def console(stream: io.StringIO, width: int) -> Console:
    return Console(file=stream, width=width, highlight=False, soft_wrap=width > 100)


def shown(reply: ComparisonReply, *, width: int = 120) -> str:
    stream = io.StringIO()
    render_comparison(reply, console(stream, width))
    return stream.getvalue()


@pytest.fixture
def reply(collection: Collection) -> ComparisonReply:
    library = collection.library
    found = compare(require_topic("slettefrist"), answerer=collection.answerer, library=library)
    return shape_comparison(found, library=library)


def test_row_is_followed_by_its_proof(reply: ComparisonReply) -> None:
    lines = [line.strip() for line in shown(reply).splitlines() if line.strip()]
    assert lines[0] == "Sletning ved ophør"
    assert lines[1].split() == ["Dokument", "Svar"]
    assert lines[3].split(None, 2) == [
        "Databehandleraftale",
        "(alfa)",
        "»Databehandleren sletter« [1]",
    ]
    assert lines[4].endswith("fandt jeg ikke i dokumentet")
    assert lines[5:] == [
        "[1] pkt. 2 · Sletning · Databehandleraftale (alfa)",
        "»Databehandleren sletter«",
        "Bemærk: Databehandleraftale (alfa): Pkt. 9 findes ikke.",
    ]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ValueKind.DURATION, ("kortest", "længst")),
        (ValueKind.FREQUENCY, ("sjældnest", "oftest")),
        (ValueKind.AMOUNT, ("lavest", "højest")),
    ],
)
def test_ends_are_named_by_what_is_compared(
    reply: ComparisonReply, kind: ValueKind, words: tuple[str, str]
) -> None:
    rows = [
        row.model_copy(update={"extreme": extreme})
        for row, extreme in zip(reply.rows, Extreme, strict=True)
    ]
    topic = reply.topic.model_copy(update={"value_kind": kind})
    text = shown(reply.model_copy(update={"topic": topic, "rows": rows}))
    first, second = (line for line in text.splitlines() if "(alfa)  " in line or "(beta)" in line)
    assert (first.split()[-1], second.split()[-1]) == words


def test_narrow_terminal_folds_the_table(reply: ComparisonReply) -> None:
    assert max(map(len, shown(reply, width=40).splitlines())) <= 40


def test_document_cannot_steer_the_terminal(reply: ComparisonReply) -> None:
    row = reply.rows[0].model_copy(update={"value": "a\x1b[2Jb", "document_title": "t\x9bu"})
    text = shown(reply.model_copy(update={"rows": [row]}))
    assert "\x1b[2J" not in text
    assert "\x9b" not in text


def test_topics_are_listed_with_other_words_for_them() -> None:
    stream = io.StringIO()
    render_topics(shape_topics(), console(stream, 120))
    assert "breach_notice" in stream.getvalue()
    assert "Underretning om brud" in stream.getvalue()
    assert "slettefrist" in stream.getvalue()
