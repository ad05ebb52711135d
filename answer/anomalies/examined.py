"""A document as the rules read it, and how a finding names and quotes a place in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from answer import wording
from answer.citing import cite
from klausul.danish.sentences import split_sentences
from klausul.ports import Library
from klausul.types import (
    Anomaly,
    AnomalyKind,
    Citation,
    Clause,
    ClauseKind,
    Document,
    Reference,
    Span,
)

MOST_CITATIONS = 3
"""A finding quotes at most so many places; it may speak of more."""

SENTENCE_LIMIT = 300
"""A longer sentence is not quoted whole, but the part of it that shows what is wrong."""

_BESIDE = 100
"""Of too long a sentence so many characters are quoted on both sides."""

HEAD_LIMIT = 120
"""A clause is quoted by its first line, cut at a word once it is longer than this."""

_ON_ITS_OWN = frozenset({ClauseKind.CLAUSE, ClauseKind.HEADING, ClauseKind.ITEM})
_LEADER = re.compile(r"\.{4,}\s*\d*|…{2,}|\t\s*\d{1,3}$")
"""What parts a heading from its page: the line is one of a table of contents."""
_CAPITAL = re.compile(r"[^\w\n]*[^\W\d_a-zæøå]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A document with its clauses and its cross-references, each in order."""

    document: Document
    clauses: tuple[Clause, ...]
    references: tuple[Reference, ...]
    library: Library
    children: Mapping[str | None, Sequence[Clause]]
    labels: frozenset[str]

    @classmethod
    def open(cls, document_id: str, *, library: Library) -> Examined:
        """Return a document of ``library``.

        Raises:
            UnknownDocumentError: No document has that id.
        """
        clauses = tuple(library.clauses_of(document_id))
        children: dict[str | None, list[Clause]] = {None: []}
        for clause in clauses:
            children.setdefault(clause.parent_id, []).append(clause)
        return cls(
            document=library.documents[document_id],
            clauses=clauses,
            references=tuple(library.references_of(document_id)),
            library=library,
            children=children,
            labels=frozenset(" ".join(clause.label.split()) for clause in clauses),
        )

    def cite(self, clause: Clause, span: Span | None = None) -> Citation:
        """Return the proof of ``span``, which lies in ``clause``; by default of its first line."""
        return cite(clause, span or head_of(clause), document=self.document)

    def report(self, kind: AnomalyKind, text: str, citations: Iterable[Citation]) -> Anomaly:
        """Return a finding with the first of its distinct citations."""
        distinct = tuple(dict.fromkeys(citations))
        return Anomaly(kind=kind, text=text, citations=distinct[:MOST_CITATIONS])

    def clause_at(self, span: Span) -> Clause | None:
        """Return the innermost clause that holds ``span``."""
        inside: Sequence[Clause] = self.children[None]
        found = None
        while (at := bisect_right(inside, span.start, key=_start) - 1) >= 0:
            if not inside[at].span.contains(span):
                break
            found = inside[at]
            inside = self.children_of(found)
        return found

    def children_of(self, clause: Clause) -> Sequence[Clause]:
        """Return the clauses right inside ``clause``, in order."""
        return self.children.get(clause.clause_id, ())

    def between(self, one: Clause, other: Clause) -> str:
        """Return the text from the start of a clause to the start of a later one."""
        return self.document.text[one.span.start : other.span.start]


def _start(clause: Clause) -> int:
    return clause.span.start


Rule = Callable[[Examined], Iterator[Anomaly]]


def head_of(clause: Clause) -> Span:
    """Return the span, in the document, of the first line of a clause, or of its beginning."""
    lead = len(clause.text) - len(clause.text.lstrip())
    line = clause.text[lead:].partition("\n")[0].rstrip()
    if len(line) > HEAD_LIMIT:
        cut = line[: HEAD_LIMIT + 1].rsplit(None, 1)[0]
        line = cut if len(cut) <= HEAD_LIMIT else line[:HEAD_LIMIT]
    start = clause.span.start + lead
    return Span(start, start + max(len(line), 1))


def around(clause: Clause, span: Span) -> Span:
    """Return the sentence of ``clause`` around ``span``, or a part of it where it is too long."""
    start = clause.span.start
    for sentence in split_sentences(clause.text):
        whole = Span(start + sentence.start, start + sentence.end)
        if whole.contains(span):
            return whole if len(whole) <= SENTENCE_LIMIT else _part(clause, whole, span)
    return span


def _part(clause: Clause, whole: Span, span: Span) -> Span:
    """Return ``span`` with some of the whole words that stand beside it."""
    text, start = clause.text, clause.span.start
    low, high = max(whole.start, span.start - _BESIDE), min(whole.end, span.end + _BESIDE)
    before, after = text[low - start : span.start - start], text[span.end - start : high - start]
    if low > whole.start:
        before = before.partition(" ")[2]
    if high < whole.end:
        after = after.rpartition(" ")[0]
    return Span(span.start - len(before), span.end + len(after))


def name_place(clause: Clause) -> str:
    """Return how a reader refers to a clause: "pkt. 9.1", "afsnit 8 (Lovvalg)", "Bilag A"."""
    label = " ".join(clause.label.split())
    if clause.kind is not ClauseKind.HEADING or clause.heading in (None, label):
        return wording.name_clause(clause)
    named = f"afsnit {label}" if label[:1].isdigit() else label
    return f"{named} ({' '.join((clause.heading or '').split()).rstrip('.')})"


def begin(words: str) -> str:
    """Return ``words`` with a capital, as the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def listed(words: Sequence[str], *, most: int = 4) -> str:
    """Return ``words`` joined: "a", "a og b", "a, b … og z" where there are more than ``most``."""
    if len(words) > most:
        return f"{', '.join(words[: most - 1])} … og {words[-1]}"
    return " og ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def is_numbered(clause: Clause) -> bool:
    """Tell whether a clause begins, in print, with its own number and then a sentence or title.

    A reference that a line break has put first ("3.1 – 3.4 også gælder") begins neither.
    """
    if clause.number is None or clause.kind not in _ON_ITS_OWN:
        return False
    number = re.escape(clause.number)
    match = re.match(rf"\W*(?:[^\W\d]+\.?\s+)?\(?{number}[.):]*(?P<gap>\s*)", clause.text, re.I)
    if match is None:
        return False
    rest = clause.text[match.end() :]
    if _LEADER.search(rest.partition("\n")[0]):
        return False
    says_nothing = not any(sign.isalnum() for sign in rest)
    return says_nothing or clause.kind is ClauseKind.ITEM or _CAPITAL.match(rest) is not None
