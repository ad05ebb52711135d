"""Where an ingested document came from, and whether it would come out the same again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import klausul
from ingest.manifest import ManifestEntry
from klausul.records import SCHEMA_VERSION

# What a file's text depends on beside Klausul's own code.
_LIBRARIES: Final = ("lxml", "pdfplumber", "pdfminer.six", "pypdf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What is remembered of a stored document's file.

    Attributes:
        path: The file, absolute.
        sha256: Of the file.
        fingerprint: Of everything that the document was made from; the same file, manifest entry
            and code give the same one.
        revision: The document's.
        clauses: How many clauses it has.
        record: SHA-256 of the stored record.
        offsets: SHA-256 of the stored offset map.
    """

    path: str
    sha256: str
    fingerprint: str
    revision: int
    clauses: int
    record: str
    offsets: str


def fingerprint(file: Path, *, sha256: str, entry: ManifestEntry | None, code: str) -> str:
    """Return a digest that differs whenever the document could.

    Args:
        file: The file, absolute; its name says its format and its id where the content does not.
        sha256: Of the file.
        entry: What the manifest says of it.
        code: What ``code_version`` returned.
    """
    described = entry.model_dump(mode="json", exclude_defaults=True) if entry else None
    parts = [str(file), sha256, described, code, SCHEMA_VERSION]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def code_version() -> str:
    """Return a digest of all that turns a file into a document: the rules and the libraries.

    The source itself is read, 3 ms: a number to be counted up by hand is forgotten once, and then
    an upgrade leaves old clauses in the collection without a word.
    """
    digest = hashlib.sha256(klausul.__version__.encode())
    for folder in (Path(__file__).parent, Path(klausul.__file__).parent):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version_of(library)}".encode())
    return digest.hexdigest()


def _version_of(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
