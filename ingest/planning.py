"""Which files a run reads, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ingest.manifest import MANIFEST_NAME, ManifestEntry, file_key, load_manifest
from ingest.reading import document_id_of
from ingest.reasons import because, because_of
from klausul.errors import DuplicateDocumentError, IngestError, UnreadableFileError

# Beside what is hidden: what Word, Windows and others leave beside the documents.
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

    ``folders`` were named and hold files, so that what is not in them or below is gone, but for
    ``unlisted`` ones below: those that could not be read or hold nothing, which may mean that a
    disk is not there. ``empty`` are the latter, as the user wrote them.
    """

    files: tuple[PlannedFile, ...]
    failures: tuple[IngestFailure, ...]
    folders: frozenset[Path]
    unlisted: frozenset[Path]
    empty: tuple[Path, ...]


@dataclass(slots=True, kw_only=True)
class _Found:
    """What was found so far; a folder that is named twice fails once."""

    files: list[PlannedFile] = field(default_factory=list)
    failures: dict[tuple[str, str], IngestFailure] = field(default_factory=dict)
    folders: set[Path] = field(default_factory=set)
    unlisted: set[Path] = field(default_factory=set)
    empty: list[Path] = field(default_factory=list)

    def fail(self, path: Path, error: IngestError) -> None:
        failure = IngestFailure(source=str(path), error=error)
        self.failures.setdefault((failure.source, str(error)), failure)


def plan_files(
    paths: Sequence[Path],
    *,
    skip: Collection[Path] = (),
    made_from: Callable[[str], Path | None] = lambda _: None,
) -> Plan:
    """Return what a run over ``paths`` reads: files, and the files of folders and their subfolders.

    A folder's files come first, then its subfolders, each by name. Of two files that would become
    one document the later is refused, whatever becomes of the first: what a run does must not hang
    on which file happens to be damaged. Only the file that the stored document was made from goes
    before an earlier one: a copy that turns up must not take its place.

    Args:
        paths: Files and folders, as the user wrote them.
        skip: Subfolders that hold no documents, from the root.
        made_from: Returns the file of a stored document, by its id.
    """
    found = _Found()
    for path in paths:
        try:
            _check_is_there(path)
            if path.is_dir():
                _walk(path, found, skip=skip)
            else:
                found.files.append(_planned(path, _entries(path.parent)))
        except IngestError as error:
            found.fail(path, error)
    files = tuple(_part_doubles(found, made_from))
    return Plan(
        files=files,
        failures=tuple(found.failures.values()),
        folders=frozenset(found.folders),
        unlisted=frozenset(found.unlisted),
        empty=tuple(dict.fromkeys(found.empty)),
    )


def _check_is_there(path: Path) -> None:
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


def _walk(top: Path, found: _Found, *, skip: Collection[Path]) -> None:
    """Gather the files of a folder and its subfolders; one that fails costs its own files."""
    before = len(found.files) + len(found.failures)
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            files, subfolders = _list(folder, skip=skip)
            waiting.extend(reversed(subfolders))
            if files:
                _add_files(folder, files, found)
            elif not subfolders:
                found.empty.append(folder)
                found.unlisted.add(folder.resolve())
        except IngestError as error:
            found.unlisted.add(folder.resolve())
            found.fail(folder, because(error, "Ingen af filerne i mappen er læst."))
    if len(found.files) + len(found.failures) > before:
        found.folders.add(top.resolve())
    elif top.resolve() not in found.unlisted:
        found.empty.append(top)


def _list(folder: Path, *, skip: Collection[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files and the subfolders of a folder by their names.

    A link to a folder is not followed: it may lead round in a circle, or out of what was named.
    """
    try:
        inside = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        files = [f for f in inside if f.is_file() and not f.name.startswith(_LEFT_BEHIND)]
        subfolders = [d for d in inside if d.is_dir() and not d.is_symlink()]
    except OSError as error:
        unlisted = UnreadableFileError(f"{folder}: {error.strerror or error}")
        raise because_of(unlisted, error) from error
    return files, [d for d in subfolders if d.resolve() not in skip]


def _add_files(folder: Path, files: Sequence[Path], found: _Found) -> None:
    entries = _entries(folder)
    names = {file_key(file.name) for file in files}
    for missing in (folder / name for name in entries if name not in names):
        if not missing.is_file():
            found.fail(missing, _absent(missing))
    found.files.extend(_planned(file, entries) for file in files)


def _entries(folder: Path) -> Mapping[str, ManifestEntry]:
    try:
        return load_manifest(folder)
    except OSError as error:
        unopened = UnreadableFileError(f"{folder / MANIFEST_NAME}: {error.strerror or error}")
        raise because_of(unopened, error) from error


def _part_doubles(found: _Found, made_from: Callable[[str], Path | None]) -> Iterable[PlannedFile]:
    """Return one file for each document; the others of it fail."""
    claims: dict[str, dict[Path, PlannedFile]] = {}
    for each in found.files:
        claims.setdefault(each.document_id, {}).setdefault(each.path, each)
    for document_id, files in claims.items():
        first = next(iter(files.values()))
        if len(files) > 1:
            stored = made_from(document_id)
            first = files.get(stored, first) if stored else first
        for other in files.values():
            if other is not first:
                found.fail(other.file, _duplicate(other, first))
        yield first


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
        "Filen står i manifestet, men findes ikke. "
        f"Læg den i mappen, eller slet den i {MANIFEST_NAME}.",
    )


def _duplicate(refused: PlannedFile, first: PlannedFile) -> DuplicateDocumentError:
    other = (first.entry and first.entry.source) or first.file.name
    if first.file.parent != refused.file.parent:
        other = str(first.file)
    return because(
        DuplicateDocumentError(f"{refused.file.name}: id {refused.document_id!r} is {other}'s too"),
        f"Filen vil blive til dokumentet »{refused.document_id}«, og det gør {other} også. "
        f"Giv den ene et andet navn, eller giv den et document_id i {MANIFEST_NAME}.",
    )
