"""A collection that lives: one change at a time, earlier revisions kept, removal complete."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ingest.origins import Origin
from ingest.storing import OFFSETS, RECORD, VERSIONS, find_origin, is_whole, replace_file
from klausul.errors import BuildInProgressError

LOCK: Final = "LOCK"
REMOVING: Final = "REMOVING"
"""Names the documents that are being erased, so that a crash between two of them forgets none."""

_PASSING: Final = re.compile(
    rf"\..+(?:{re.escape(RECORD)}|{re.escape(OFFSETS)})-\w+|\.{REMOVING}-\w+"
)


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the collection's lock; the system lets it go when the process ends, however it ends.

    What a crash left half done is cleared away or finished first.

    Raises:
        BuildInProgressError: Another process is changing the collection.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            busy = BuildInProgressError(f"another process is changing the collection in {folder}")
            busy.add_note(
                f"Samlingen i {folder} er ved at blive ændret af en anden kommando "
                "(ingest, build eller remove). Vent, til den er færdig, og prøv igen."
            )
            raise busy from error
        _sweep(folder)
        _finish_erasing(folder)
        yield


def _sweep(folder: Path) -> None:
    """Delete half-written files; under the lock nobody else is writing."""
    for place in (folder, *_version_folders(folder)):
        for path in list(place.glob(".*")):
            if _PASSING.fullmatch(path.name):
                path.unlink(missing_ok=True)


def stored_ids(folder: Path) -> list[str]:
    """Return the ids of all documents of which anything is stored, in order.

    One whose erasure was interrupted is among them, so that it can be asked for again.
    """
    if not folder.is_dir():
        return []
    names = [path.name for path in folder.iterdir() if not path.name.startswith(".")]
    ids = {
        name.removesuffix(suffix)
        for name in names
        for suffix in (RECORD, OFFSETS)
        if name.endswith(suffix)
    }
    ids |= {path.name for path in _version_folders(folder)}
    return sorted(ids | set(_being_erased(folder)))


def came_from(folder: Path, sources: Collection[Path]) -> dict[str, Path]:
    """Return the documents that were made from files in or below ``sources``, and those files."""
    made = {}
    for document_id in stored_ids(folder):
        origin = find_origin(folder, document_id)
        if origin and any(parent in sources for parent in Path(origin.path).parents):
            made[document_id] = Path(origin.path)
    return made


def kept_revisions(folder: Path, document_id: str) -> list[int]:
    """Return the earlier revisions of a document that are kept, in order."""
    names = [path.name for path in (folder / VERSIONS / document_id).glob(f"*{RECORD}")]
    numbers = [name.removesuffix(RECORD) for name in names]
    return sorted(int(number) for number in numbers if number.isdecimal())


def next_revision(folder: Path, document_id: str, *, sha256: str, origin: Origin | None) -> int:
    """Return the revision of a document whose file has ``sha256``: another file counts up."""
    if origin is None:
        return max(kept_revisions(folder, document_id), default=0) + 1
    return origin.revision + (origin.sha256 != sha256)


def keep_revision(folder: Path, document_id: str, origin: Origin) -> bool:
    """Keep the stored document as an earlier revision; return False if it is damaged.

    A revision that was superseded is never written again: only the one still in use is copied.
    """
    if not is_whole(folder, document_id, origin):
        return origin.revision in kept_revisions(folder, document_id)
    versions = folder / VERSIONS / document_id
    versions.mkdir(parents=True, exist_ok=True)
    for suffix in (OFFSETS, RECORD):
        data = (folder / f"{document_id}{suffix}").read_bytes()
        replace_file(versions / f"{origin.revision}{suffix}", data)
    return True


def erase(folder: Path, document_ids: Iterable[str]) -> None:
    """Delete everything that is stored of some documents, all of them or, after a crash, later.

    An index must not hold them any more: the next change of the collection finishes what was begun.
    """
    names = json.dumps(list(document_ids)).encode()
    replace_file(folder / REMOVING, names)
    _finish_erasing(folder)


def _finish_erasing(folder: Path) -> None:
    for document_id in _being_erased(folder):
        versions = folder / VERSIONS / document_id
        if versions.is_dir():
            shutil.rmtree(versions)
        for suffix in (OFFSETS, RECORD):
            (folder / f"{document_id}{suffix}").unlink(missing_ok=True)
    (folder / REMOVING).unlink(missing_ok=True)


def _being_erased(folder: Path) -> list[str]:
    try:
        names = json.loads((folder / REMOVING).read_bytes())
    except FileNotFoundError:
        return []
    return [str(name) for name in names]


def _version_folders(folder: Path) -> list[Path]:
    versions = folder / VERSIONS
    return sorted(path for path in versions.iterdir() if path.is_dir()) if versions.is_dir() else []
