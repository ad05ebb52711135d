"""Opening an index: the documents it holds, and the search in them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from index.dense import DenseIndex
from index.fusion import Weights, blend
from index.late import LateIndex, late_encoder
from index.layout import Layout, Manifest, current_layout
from index.lexical import LexicalIndex
from index.ranking import rank_clauses
from index.serving import check_identity, open_encoder
from klausul.danish.tokens import WordTerms, words
from klausul.errors import CorruptIndexError, IndexFolderError, UnknownDocumentError
from klausul.ports import Encoder, Reading
from klausul.records import DocumentRecord, parse_record
from klausul.types import Clause, Document, Hit, Passage, Reference, Scope, Span

DEPTH = 60
"""Passages that each view contributes to a ranking."""

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One version of an index in memory; row ``i`` of every view is ``passages[i]``.

    ``late`` is None when the encoder was not trained to compare pieces.
    """

    layout: Layout
    manifest: Manifest
    records: tuple[DocumentRecord, ...]
    passages: tuple[Passage, ...]
    dense: DenseIndex
    lexical: LexicalIndex
    late: LateIndex | None


class Index:
    """One version of an index: a ``Library`` and a ``Searcher``; safe in many threads."""

    def __init__(
        self, contents: Contents, *, encoder: Encoder, weights: Weights | None = None
    ) -> None:
        records = contents.records
        self._weights = weights or Weights()
        self._contents = contents
        self._encoder = encoder
        self._records = {record.document.document_id: record for record in records}
        self._documents = {record.document.document_id: record.document for record in records}
        self._clauses = {c.clause_id: c for record in records for c in record.clauses}
        self._ranges = _ranges(contents.passages)
        self._vocabulary = frozenset(
            word for record in records for word in words(record.document.text) if word.isalpha()
        )

    @property
    def version(self) -> str:
        """The name of the version that was opened."""
        return self._contents.layout.folder.name

    @property
    def documents(self) -> Mapping[str, Document]:
        """Every document by its id, in order of id."""
        return MappingProxyType(self._documents)

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """Every clause of every document by its id, in document order."""
        return MappingProxyType(self._clauses)

    @property
    def encoder(self) -> Encoder:
        """The encoder of the passages; its model is loaded by the first text."""
        return self._encoder

    @property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the documents, lower case."""
        return self._vocabulary

    @property
    def word_terms(self) -> WordTerms:
        """The terms of the words of the passages."""
        return self._contents.lexical.word_terms

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        """Return a document's clauses in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        return self._record(document_id).clauses

    def references_of(self, document_id: str) -> Sequence[Reference]:
        """Return a document's cross-references in order.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        return self._record(document_id).references

    def search(self, query: str, *, scope: Scope, top_k: int) -> list[Hit]:
        """Return the clauses nearest to ``query`` inside ``scope``.

        Every view sees the scope's passages only. Headings, contents and signatures are not found.

        Returns:
            At most ``top_k`` hits by falling score, 0..1, ranks from 1.

        Raises:
            ValueError: ``top_k`` is below 1.
            EncoderError: The encoder cannot be loaded.
        """
        if top_k < 1:
            raise ValueError(f"top_k must be at least 1, got {top_k}")
        ranges = [
            rows for name, rows in self._ranges.items() if scope.allows(self._documents[name])
        ]
        if not ranges or not query.strip():
            return []
        return rank_clauses(
            self._rank(query, ranges),
            passages=self._contents.passages,
            clauses=self._clauses,
            top_k=top_k,
        )

    def _rank(self, query: str, ranges: Sequence[range]) -> list[tuple[int, float]]:
        """Return the rows of ``ranges`` that either view finds, by falling score."""
        reading = _read_query(self._encoder, query)
        dense = self._contents.dense.search(reading.vector, ranges=ranges, depth=DEPTH)
        lexical = self._contents.lexical.search(query, ranges=ranges, depth=DEPTH)
        missing = [row for row in lexical if row not in dense]
        dense |= self._contents.dense.cosines(reading.vector, rows=missing)
        late = self._contents.late
        return blend(
            dense,
            lexical,
            weights=self._weights,
            late=None if late is None else late.scores(reading.tokens, rows=list(dense)),
        )

    def _record(self, document_id: str) -> DocumentRecord:
        try:
            return self._records[document_id]
        except KeyError:
            raise UnknownDocumentError(f"no document {document_id!r} in the index") from None


def _read_query(encoder: Encoder, query: str) -> Reading:
    late = late_encoder(encoder)
    if late is not None:
        return late.read_queries([query])[0]
    return Reading(
        vector=encoder.encode_queries([query])[0], tokens=np.zeros((0, 0), dtype=np.float32)
    )


def open_index(
    folder: Path, *, encoder: Encoder | None = None, weights: Weights | None = None
) -> Index:
    """Open the current version of the index in ``folder``.

    Args:
        folder: The folder that ``build_index`` was given.
        encoder: The encoder that built the index; needed only for one of your own making, which
            the index cannot find again by itself.
        weights: The shares of the views in a score; the default ones when absent.

    Raises:
        MissingIndexError: There is no index.
        CorruptIndexError: A file of it is missing, truncated, changed or foreign.
        IndexMismatchError: It has another format, or another encoder made it.
        EncoderError: The encoder that it names is not there.
    """
    layout = current_layout(folder)
    try:
        contents = read_contents(layout)
    except IndexFolderError:
        # A second build since CURRENT was read removes the version while it is being read.
        latest = current_layout(folder)
        if latest == layout:
            raise
        contents = read_contents(latest)
    entry = contents.manifest.encoder
    if encoder is None:
        encoder = open_encoder(entry, contents.layout.encoder)
    check_identity(encoder, entry)
    return Index(contents, encoder=encoder, weights=weights)


def read_contents(layout: Layout) -> Contents:
    """Verify and read one version.

    Raises:
        CorruptIndexError: A file of it is missing, truncated, changed or foreign.
        IndexMismatchError: It has another format.
    """
    manifest = layout.verify()
    records = tuple(_read(layout.records, _records))
    texts = {record.document.document_id: record.document.text for record in records}
    passages = tuple(_read(layout.passages, lambda path: _passages(path, texts)))
    contents = Contents(
        layout=layout,
        manifest=manifest,
        records=records,
        passages=passages,
        dense=_read(layout.vectors, DenseIndex.load),
        lexical=_read(layout.bm25, LexicalIndex.load),
        late=_read_late(layout) if manifest.encoder.token_dimension else None,
    )
    _check_rows(contents)
    _check_late(contents)
    return contents


def dump_passage(passage: Passage) -> str:
    """Return ``passage`` as one line of JSON; its words are in the document."""
    data = {
        "clause_id": passage.clause_id,
        "context": passage.context,
        "document_id": passage.document_id,
        "span": [passage.span.start, passage.span.end],
    }
    return json.dumps(data, ensure_ascii=False)


def _read(path: Path, reader: Callable[[Path], _Read]) -> _Read:
    """Run ``reader``; what it cannot read is a corrupt file with a name."""
    try:
        return reader(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorruptIndexError(f"cannot read {path}: {error!r}") from error


def _read_late(layout: Layout) -> LateIndex:
    return _read(layout.pieces, lambda path: LateIndex.load(path, layout.piece_starts))


def _records(path: Path) -> list[DocumentRecord]:
    return [parse_record(line) for line in _lines(path)]


def _passages(path: Path, texts: Mapping[str, str]) -> list[Passage]:
    passages = []
    for line in _lines(path):
        data = json.loads(line)
        span = Span(*data.pop("span"))
        text = span.of(texts[data["document_id"]])
        passages.append(Passage(**data, span=span, text=text))
    return passages


def _lines(path: Path) -> Iterator[str]:
    # Not splitlines: a document may hold U+2028 and its like, which JSON leaves as they are.
    return filter(None, path.read_text(encoding="utf-8").split("\n"))


def _check_rows(contents: Contents) -> None:
    """Raise unless the views have a row for every passage."""
    rows = len(contents.passages)
    expected = (rows, contents.manifest.encoder.dimension)
    if contents.dense.shape != expected:
        raise CorruptIndexError(
            f"{contents.layout.vectors} has shape {contents.dense.shape}, expected {expected}"
        )
    if contents.lexical.rows != rows:
        raise CorruptIndexError(
            f"{contents.layout.bm25} has {contents.lexical.rows} rows, expected {rows}"
        )


def _check_late(contents: Contents) -> None:
    late, entry = contents.late, contents.manifest.encoder
    found = (0, 0) if late is None else (late.rows, late.dimension)
    expected = (len(contents.passages) if entry.token_dimension else 0, entry.token_dimension)
    if found != expected:
        raise CorruptIndexError(f"{contents.layout.pieces} has shape {found}, expected {expected}")


def _ranges(passages: Sequence[Passage]) -> dict[str, range]:
    """Return the rows of each document; the build keeps them together."""
    ranges = {}
    rows = groupby(range(len(passages)), key=lambda row: passages[row].document_id)
    for document_id, group in rows:
        first, *rest = group
        ranges[document_id] = range(first, first + 1 + len(rest))
    return ranges
