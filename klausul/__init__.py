"""Klausul: Danish answers about data processing agreements, proven by the exact clause."""

from klausul.types import (
    Answer,
    Citation,
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Hit,
    Note,
    NoteKind,
    Outcome,
    Passage,
    Question,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Scope,
    Span,
    Statement,
    Verdict,
)

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Citation",
    "Clause",
    "ClauseKind",
    "Document",
    "DocumentKind",
    "Hit",
    "Note",
    "NoteKind",
    "Outcome",
    "Passage",
    "Question",
    "Reference",
    "ReferenceKind",
    "ReferenceStatus",
    "Scope",
    "Span",
    "Statement",
    "Verdict",
    "__version__",
]
