"""Ids as people write them: a known name is found whatever the case it is typed in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path


def fold_name(name: str) -> str:
    """Return ``name`` so that two spellings which differ in case alone are equal."""
    return unicodedata.normalize("NFC", name).casefold()


def stored_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that ``name`` is, else ``name``; the very same name goes first."""
    names = tuple(known)
    if name in names:
        return name
    wanted = fold_name(name)
    return next((other for other in names if fold_name(other) == wanted), name)


def stored_id(typed: str, known: Sequence[str]) -> str:
    """Return the id of a document that is named by its id or by its file's name."""
    from ingest.pipeline import document_id_of

    name = typed.encode(errors="backslashreplace").decode()
    slugs = (document_id_of(name), document_id_of(Path(name).stem))
    found = (stored_name(candidate, known) for candidate in (name, *slugs))
    return next((candidate for candidate in found if candidate in known), typed)
