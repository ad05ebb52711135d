"""What the index searches: clauses, the items inside them, and the parts of over-long ones."""

from __future__ import annotations

from collections.abc import Iterator

from klausul.danish.sentences import split_sentences
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Passage, Span

PASSAGE_LIMIT = 600
"""Characters of a passage; the bundled encoder was trained on clauses cut at 88 pieces.

On the development questions the dense view puts a right clause first for 68 % of them with 450
and with 600 characters, for 62 to 64 % with 300 and with 900.
"""

LEAD_IN_LIMIT = 150
"""Characters of the parent's opening words that an item takes along as context."""

_SILENT = frozenset({ClauseKind.CONTENTS, ClauseKind.HEADING, ClauseKind.SIGNATURE})
"""Kinds that answer no question: they repeat a heading, or hold names under a line."""

_SIZE_STEP = 25
"""Characters by which the size of even chunks is sought."""

_BREAKS = ("\n\n", "; ", "\n", ", ", " ")
"""Where a sentence over the limit may be cut, best first."""


def make_passages(record: DocumentRecord) -> list[Passage]:
    """Return the passages of a document, in the order of its clauses.

    Every clause that says something gives one passage, or several when it is longer than
    ``PASSAGE_LIMIT``; a clause inside another one gives passages of its own besides, which carry
    the parent's opening words in their context.
    """
    clauses = {clause.clause_id: clause for clause in record.clauses}
    lead_ins = _lead_ins(record)
    passages = []
    for clause in record.clauses:
        if any(relative.kind in _SILENT for relative in _upward(clause, clauses)):
            continue
        for span in _cut(clause.text, limit=PASSAGE_LIMIT):
            text = span.of(clause.text)
            passages.append(
                Passage(
                    clause_id=clause.clause_id,
                    document_id=clause.document_id,
                    text=text,
                    span=Span(clause.span.start + span.start, clause.span.start + span.end),
                    context=_context(clause, text=text, lead_in=lead_ins.get(clause.parent_id, "")),
                )
            )
    return passages


def searchable_text(passage: Passage) -> str:
    """Return the words by which ``passage`` is found: its context and its text, on one line."""
    parts = (passage.context, passage.text)
    return ". ".join(" ".join(part.split()) for part in parts if part)


def _upward(clause: Clause, clauses: dict[str, Clause]) -> Iterator[Clause]:
    """Yield ``clause``, its parent, that one's parent and so on."""
    yield clause
    while clause.parent_id is not None:
        clause = clauses[clause.parent_id]
        yield clause


def _lead_ins(record: DocumentRecord) -> dict[str | None, str]:
    """Return, for each clause that holds others, its words before the first of them."""
    clauses = {clause.clause_id: clause for clause in record.clauses}
    starts: dict[str, int] = {}
    for clause in record.clauses:
        if clause.parent_id is not None:
            start = starts.get(clause.parent_id, clause.span.start)
            starts[clause.parent_id] = min(start, clause.span.start)
    return {
        clause_id: _shortened(record.document.text[clauses[clause_id].span.start : start])
        for clause_id, start in starts.items()
    }


def _shortened(text: str) -> str:
    """Return the first whole words of ``text``, at most ``LEAD_IN_LIMIT`` characters."""
    words = " ".join(text.split())
    if len(words) <= LEAD_IN_LIMIT:
        return words
    return words[: LEAD_IN_LIMIT + 1].rpartition(" ")[0]


def _context(clause: Clause, *, text: str, lead_in: str) -> str:
    """Join the headings above ``text`` that do not already stand in it, outermost first."""
    parts = [" ".join(part.split()) for part in (*clause.path, clause.heading or "", lead_in)]
    folded = [_folded(part) for part in (*parts, text)]
    return " > ".join(
        part
        for number, part in enumerate(parts)
        if part and not any(folded[number] in inner for inner in folded[number + 1 :])
    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _cut(text: str, *, limit: int) -> list[Span]:
    """Cut ``text`` at sentence ends into spans of at most ``limit`` characters.

    The spans are disjoint, in order, start and end on a word and leave out white space only.
    """
    if len(text) <= limit:
        return _trimmed(text, [text])
    return _trimmed(text, _split(text, limit=limit))


def _trimmed(text: str, chunks: list[str]) -> list[Span]:
    spans = []
    start = 0
    for chunk in chunks:
        words = chunk.strip()
        if words:
            first = text.index(words, start)
            spans.append(Span(first, first + len(words)))
        start += len(chunk)
    return spans


def _split(text: str, *, limit: int) -> list[str]:
    """Cut ``text`` into chunks that give it back when joined: as few as can be, of like size.

    A short rest, torn from the rule that it belongs to, would be found as a rule of its own.
    """
    from langchain_text_splitters import TextSplitter

    pieces = list(_pieces(text, limit=limit))

    class SentenceSplitter(TextSplitter):  # type: ignore[misc]  # untyped for mypy: heavy import
        """Fills chunks with whole Danish sentences."""

        def __init__(self, size: int) -> None:
            super().__init__(chunk_size=size, chunk_overlap=0, strip_whitespace=False)

        def split_text(self, text: str) -> list[str]:
            """Return chunks of ``text``; white space stays at their ends."""
            return list(self._merge_splits(pieces, separator=""))

    fewest = SentenceSplitter(limit).split_text(text)
    smallest = max(len(text) // len(fewest), *map(len, pieces))
    for size in range(smallest, limit, _SIZE_STEP):
        chunks = SentenceSplitter(size).split_text(text)
        if len(chunks) == len(fewest):
            return chunks
    return fewest


def _pieces(text: str, *, limit: int) -> Iterator[str]:
    """Yield the sentences of ``text`` with the white space behind them; long ones in parts."""
    starts = sorted({0, *(sentence.start for sentence in split_sentences(text))})
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        piece = text[start:end]
        while len(piece) > limit:
            cut = _break_before(piece, limit=limit)
            yield piece[:cut]
            piece = piece[cut:]
        yield piece


def _break_before(piece: str, *, limit: int) -> int:
    for mark in _BREAKS:
        at = piece.rfind(mark, limit // 2, limit)
        if at >= 0:
            return at + len(mark)
    return limit
