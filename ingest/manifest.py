"""The manifest beside the documents: what their files do not say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.reasons import because
from klausul.errors import ManifestError
from klausul.types import DocumentKind

MANIFEST_NAME = "manifest.json"


class ManifestEntry(BaseModel):
    """What is known of one file; every field but ``file`` may be left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    document_id: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    vendor: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    vendor_names: tuple[str, ...] = ()
    title: str | None = None
    kind: DocumentKind | None = None
    version: str | None = None
    source: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: tuple[ManifestEntry, ...]


def load_manifest(folder: Path) -> Mapping[str, ManifestEntry]:
    """Return the entries of ``folder``'s manifest by file name; no manifest, no entries.

    Raises:
        ManifestError: The manifest is not valid JSON of the expected form.
    """
    path = folder / MANIFEST_NAME
    if not path.is_file():
        return {}
    try:
        manifest = _Manifest.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise because(
            ManifestError(f"{path.name}: {place or 'file'}: {first['msg']}"),
            f"Manifestet {path.name} er ikke gyldigt ({place or 'hele filen'}).",
        ) from error
    return {entry.file: entry for entry in manifest.documents}
