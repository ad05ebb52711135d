"""The index on disk: what lies where, and whether it is whole.

A collection's folder holds one folder a version, and ``CURRENT`` names the one to read::

    CURRENT                        the version, swapped by rename
    LOCK                           held by whoever builds
    20261120T101500000000Z-1f3a5b7c9d0e/
        manifest.json              encoder, counts, size and SHA-256 of every other file
        records.jsonl              documents, clauses and references
        passages.jsonl             which spans are searched, one row a passage
        vectors.faiss              their vectors, the same rows
        bm25/                      their terms, the same rows, and the terms of their words
        pieces.npy                 vectors of their pieces; absent without late interaction
        piece_starts.npy           where each passage's pieces begin, the same rows
        encoder/                   what encodes a question; absent for an encoder kept elsewhere

A version's name ends in the first digits of its manifest's SHA-256, so the name vouches for the
manifest and the manifest for every file.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from klausul.errors import CorruptIndexError, IndexMismatchError, MissingIndexError

SCHEMA_VERSION: Final = 2

CURRENT = "CURRENT"
LOCK = "LOCK"

_VERSION = re.compile(r"\d{8}T\d{12}Z-[0-9a-f]{12}")
_MANIFEST = "manifest.json"


class _FileModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FileEntry(_FileModel):
    """What a file must be."""

    size: int
    sha256: str


class EncoderEntry(_FileModel):
    """Which encoder made the vectors, and how the index finds it again.

    ``kind`` "onnx" is a graph inside the index, "sentence-transformers" a model named by ``name``,
    "hashing" needs no file, and "given" is an encoder that only the caller can supply.
    """

    kind: Literal["onnx", "sentence-transformers", "hashing", "given"]
    identity: str
    dimension: int
    token_dimension: int = 0
    name: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""


class Manifest(_FileModel):
    """What an index version consists of."""

    schema_version: Literal[2] = SCHEMA_VERSION
    encoder: EncoderEntry
    documents: int
    clauses: int
    passages: int
    files: dict[str, FileEntry]

    def to_json(self) -> str:
        """Return the text of ``manifest.json``, the same for equal manifests."""
        data = self.model_dump(mode="json")
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The paths of one version."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The list of all other files."""
        return self.folder / _MANIFEST

    @property
    def records(self) -> Path:
        """Documents, clauses and references."""
        return self.folder / "records.jsonl"

    @property
    def passages(self) -> Path:
        """The passages, one row each."""
        return self.folder / "passages.jsonl"

    @property
    def vectors(self) -> Path:
        """The passage vectors."""
        return self.folder / "vectors.faiss"

    @property
    def bm25(self) -> Path:
        """The folder of the passages' terms."""
        return self.folder / "bm25"

    @property
    def pieces(self) -> Path:
        """The vectors of the passages' pieces."""
        return self.folder / "pieces.npy"

    @property
    def piece_starts(self) -> Path:
        """Where each passage's pieces begin."""
        return self.folder / "piece_starts.npy"

    @property
    def encoder(self) -> Path:
        """The folder of the encoder's graph."""
        return self.folder / "encoder"

    def files(self) -> dict[str, Path]:
        """Return every file of the version but the manifest, by its path inside the folder."""
        found = sorted(path for path in self.folder.rglob("*") if not path.is_dir())
        named = {path.relative_to(self.folder).as_posix(): path for path in found}
        named.pop(_MANIFEST, None)
        return named

    def measure(self) -> dict[str, FileEntry]:
        """Return size and SHA-256 of every file but the manifest."""
        return {name: _measured(path) for name, path in self.files().items()}

    def verify(self) -> Manifest:
        """Return the manifest after comparing every file with it.

        Raises:
            CorruptIndexError: A file is missing, truncated, changed or foreign.
            IndexMismatchError: The version has another format.
        """
        manifest = self._read_manifest()
        files = self.files()
        for name, expected in manifest.files.items():
            if name not in files:
                raise CorruptIndexError(f"missing file of the index: {self.folder / name}")
            _check(files[name], expected)
        for name in files.keys() - manifest.files.keys():
            raise CorruptIndexError(f"foreign file in the index: {files[name]}")
        return manifest

    def _read_manifest(self) -> Manifest:
        try:
            content = self.manifest.read_bytes()
        except OSError as error:
            raise CorruptIndexError(f"missing file of the index: {self.manifest}") from error
        try:
            schema_version = json.loads(content)["schema_version"]
        except (ValueError, KeyError, TypeError) as error:
            raise CorruptIndexError(f"not a manifest: {self.manifest}") from error
        if schema_version != SCHEMA_VERSION:
            raise IndexMismatchError(
                f"{self.manifest} has format {schema_version!r}, expected {SCHEMA_VERSION}"
            )
        if not self.folder.name.endswith(f"-{_fingerprint(content)}"):
            raise CorruptIndexError(f"changed file of the index: {self.manifest}")
        try:
            return Manifest.model_validate_json(content)
        except ValidationError as error:
            raise CorruptIndexError(f"not a manifest: {self.manifest}: {error}") from error


def current_layout(folder: Path) -> Layout:
    """Return the version that ``CURRENT`` of a collection's folder names.

    Raises:
        MissingIndexError: There is no ``CURRENT``.
        CorruptIndexError: It does not name a version that is there.
    """
    path = folder / CURRENT
    try:
        version = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise MissingIndexError(f"no index in {folder}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CorruptIndexError(f"cannot read {path}: {error}") from error
    if not is_version(version):
        raise CorruptIndexError(f"{path} does not hold the name of a version")
    layout = Layout(folder=folder / version)
    if not layout.folder.is_dir():
        raise CorruptIndexError(f"{path} names a version that is not there: {version}")
    return layout


def is_version(name: str) -> bool:
    """Tell whether ``name`` is that of a version's folder."""
    return _VERSION.fullmatch(name) is not None


def version_name(manifest: Manifest, *, built_at: datetime) -> str:
    """Return a name that sorts by time and vouches for ``manifest``."""
    stamp = built_at.astimezone(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return f"{stamp}-{_fingerprint(manifest.to_json().encode())}"


def _fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _measured(path: Path) -> FileEntry:
    with path.open("rb") as file:
        return FileEntry(
            size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )


def _check(path: Path, expected: FileEntry) -> None:
    """Compare a file with what it must be; the size first, which costs nothing."""
    try:
        size = path.stat().st_size
        if size != expected.size:
            raise CorruptIndexError(f"{path} has {size} bytes, expected {expected.size}")
        found = _measured(path)
    except OSError as error:
        raise CorruptIndexError(f"cannot read {path}: {error}") from error
    if found != expected:
        raise CorruptIndexError(f"changed file of the index: {path}")
