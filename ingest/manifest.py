"""The manifest beside the documents: what their files do not say of themselves."""

from __future__ import annotations

import unicodedata
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.manifest_faults import explain_faults
from ingest.reasons import because
from klausul.errors import ManifestError
from klausul.types import DocumentKind, Party, PartyRole

MANIFEST_NAME = "manifest.json"


class ManifestParty(BaseModel):
    """Someone that the agreement is between."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    role: PartyRole = PartyRole.OTHER
    cvr: str | None = Field(default=None, pattern=r"^[0-9]{8}$")


class ManifestEntry(BaseModel):
    """What is known of one file; every field but ``file`` may be left out.

    What is given goes before what the file's text says.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    document_id: str | None = Field(default=None, pattern=r"^\w[\w.-]*$", max_length=180)
    vendor: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    vendor_names: tuple[str, ...] = ()
    title: str | None = None
    kind: DocumentKind | None = None
    version: str | None = None
    source: str | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    parties: tuple[ManifestParty, ...] = ()

    @property
    def named_parties(self) -> tuple[Party, ...]:
        """The parties as the document holds them."""
        return tuple(Party(name=p.name, role=p.role, cvr=p.cvr) for p in self.parties)


class _Manifest(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    documents: tuple[ManifestEntry, ...]


def load_manifest(folder: Path) -> Mapping[str, ManifestEntry]:
    """Return the entries of ``folder``'s manifest by ``file_key``; no manifest, no entries.

    Raises:
        ManifestError: The manifest is not valid JSON of the expected form, or names a file twice.
        OSError: It cannot be opened.
    """
    path = folder / MANIFEST_NAME
    if not path.is_file():
        return {}
    try:
        # Editors on Windows put a byte order mark before the text.
        manifest = _Manifest.model_validate_json(path.read_bytes().removeprefix(BOM_UTF8))
    except ValidationError as error:
        faults = error.errors(include_url=False)
        place = ".".join(str(part) for part in faults[0]["loc"])
        raise because(
            ManifestError(f"{path.name}: {place or 'file'}: {faults[0]['msg']}"),
            explain_faults(path.name, faults),
        ) from error
    names = Counter(file_key(entry.file) for entry in manifest.documents)
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise because(
            ManifestError(f"{path.name}: {twice[0]!r} is named {names[twice[0]]} times"),
            f"{path.name} nævner filen {twice[0]} {names[twice[0]]} gange. Behold én af dem.",
        )
    return {file_key(entry.file): entry for entry in manifest.documents}


def file_key(name: str) -> str:
    """Return a file's name as it is looked up: "å" is one sign here and two to macOS."""
    return unicodedata.normalize("NFC", name)
