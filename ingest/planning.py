"""Which files a run reads, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ingest.manifest import MANIFEST_NAME, ManifestEntry, file_key, load_manifest
from ingest.reading import document_id_of
from ingest.reasons import because, because_of
from klausul.errors import DuplicateDocumentError, IngestError, UnreadableFileError

# Beside hidden files: what Word, Windows and others leave beside the documents.
_LEFT_BEHIND: Final = ("~$", "Thumbs.db", "desktop.ini", MANIFEST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestFailure:
    """A file that did not become a document, and why."""

    source: str
    error: IngestError


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A file that shall become a document.

    ``file`` is as the user wrote it, ``path`` the same from the root.
    """

    file: Path
    path: Path
    entry: ManifestEntry | None
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run reads.

    ``folders`` were listed to the end and hold files, so that what is not in them is gone;
    ``empty`` hold none, which may mean that a disk is not there.
    """

    files: tuple[PlannedFile, ...]
    failures: tuple[IngestFailure, ...]
    folders: frozenset[Path]
    empty: tuple[Path, ...]


def plan_files(paths: Sequence[Path]) -> Plan:
    """Return what a run over ``paths`` reads: files, and the files of folders by their names.

    Of two files that would become one document the later is refused, whatever becomes of the
    first: what a run does must not hang on which file happens to be damaged.
    """
    planned: dict[str, PlannedFile] = {}
    failures: list[IngestFailure] = []
    folders: set[Path] = set()
    empty: list[Path] = []
    for path in paths:
        try:
            found, missing = _with_entries(path)
        except IngestError as error:
            failures.append(IngestFailure(source=str(path), error=error))
            continue
        failures.extend(IngestFailure(source=str(f), error=_absent(f)) for f in missing)
        if path.is_dir() and found:
            folders.add(path.resolve())
        elif path.is_dir():
            empty.append(path)
        for each in found:
            first = planned.setdefault(each.document_id, each)
            if first.path != each.path:
                double = _duplicate(each, first)
                failures.append(IngestFailure(source=str(each.file), error=double))
    return Plan(
        files=tuple(planned.values()),
        failures=tuple(failures),
        folders=frozenset(folders),
        empty=tuple(empty),
    )


def _with_entries(path: Path) -> tuple[list[PlannedFile], list[Path]]:
    """Return the files of a path, and those that the manifest names in vain."""
    if not path.exists():
        raise because(
            UnreadableFileError(f"{path}: no such file or folder"),
            "Filen eller mappen findes ikke.",
        )
    if not (path.is_dir() or path.is_file()):
        raise because(
            UnreadableFileError(f"{path}: neither a file nor a folder"),
            "Stien er hverken en fil eller en mappe.",
        )
    folder = path if path.is_dir() else path.parent
    try:
        entries = load_manifest(folder)
        files = [path] if path.is_file() else [f for f in folder.iterdir() if f.is_file()]
    except OSError as error:
        unlisted = UnreadableFileError(f"{folder}: {error.strerror or error}")
        raise because_of(unlisted, error) from error
    if path.is_file():
        return [_planned(path, entries)], []
    names = {file_key(file.name) for file in files}
    wanted = sorted(f for f in files if not f.name.startswith((".", *_LEFT_BEHIND)))
    return [_planned(f, entries) for f in wanted], [folder / n for n in entries if n not in names]


def _planned(file: Path, entries: Mapping[str, ManifestEntry]) -> PlannedFile:
    entry = entries.get(file_key(file.name))
    return PlannedFile(
        file=file,
        path=file.parent.resolve() / file.name,
        entry=entry,
        document_id=(entry and entry.document_id) or document_id_of(file.stem),
    )


def _absent(file: Path) -> UnreadableFileError:
    return because(
        UnreadableFileError(f"{file.name}: named in the manifest, but not there"),
        "Filen står i manifestet, men findes ikke.",
    )


def _duplicate(later: PlannedFile, first: PlannedFile) -> DuplicateDocumentError:
    other = (first.entry and first.entry.source) or first.file.name
    return because(
        DuplicateDocumentError(f"{later.file.name}: id {later.document_id!r} is {other}'s too"),
        f"Filen vil blive til dokumentet »{later.document_id}«, og det gør {other} også. "
        "Giv den ene et andet navn.",
    )
