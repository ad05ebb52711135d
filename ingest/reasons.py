"""Why a file cannot become a document, in the words of those who own the file.

The message of an error is for developers; the reason rides along as a note of the exception.
"""

from __future__ import annotations

from typing import TypeVar

from klausul.errors import IngestError

Failure = TypeVar("Failure", bound=IngestError)


def because(error: Failure, reason: str) -> Failure:
    """Return ``error`` with a Danish sentence that says what is wrong with the file."""
    error.add_note(reason)
    return error


def because_of(error: Failure, cause: OSError) -> Failure:
    """Return ``error`` with the reason why a file cannot be opened."""
    if isinstance(cause, FileNotFoundError):
        return because(error, "Filen findes ikke.")
    if isinstance(cause, PermissionError):
        return because(error, "Klausul har ikke lov til at læse filen.")
    return because(error, "Filen kan ikke åbnes.")
