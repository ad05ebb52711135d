"""The use case of ingest: files become documents; a bad file is named, the rest go on."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ingest.collection import came_from, changing, keep_revision, next_revision
from ingest.limits import DEFAULT_LIMITS, Limits, check_size
from ingest.origins import Origin, code_version, fingerprint
from ingest.planning import IngestFailure, Plan, PlannedFile, plan_files
from ingest.reading import document_id_of, read_document, sha256_of
from ingest.reasons import because, because_of
from ingest.replacing import check_replaces
from ingest.storing import RECORD, Packed, find_origin, is_whole, write_document
from ingest.worker import Outcome, Task
from ingest.workers import ReaderPool
from klausul.errors import IngestError, UnreadableFileError

__all__ = [
    "Change",
    "IngestFailure",
    "IngestReport",
    "IngestedDocument",
    "document_id_of",
    "ingest_paths",
    "read_document",
]

Progress = Callable[[int, int, str], None]


class Change(StrEnum):
    """What a run did with a document."""

    NEW = "new"
    REPLACED = "replaced"
    """Its file is another than before; the earlier revision is kept."""
    REREAD = "reread"
    """The file is the same, but its manifest entry or Klausul has changed, or it was asked for."""
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestedDocument:
    """A document after a run; the document itself is in the collection."""

    document_id: str
    change: Change
    revision: int
    clauses: int
    warnings: tuple[str, ...] = ()
    """Danish sentences about a document that was read in this run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What a run of ingest did.

    ``stale`` are documents of the same folders whose files are gone; ``empty`` are folders without
    a file, of which nothing is called stale. ``superseded`` are pairs of ids: a document whose file
    has become another document in this run, and that one.
    """

    ingested: tuple[IngestedDocument, ...]
    failures: tuple[IngestFailure, ...]
    stale: tuple[str, ...] = ()
    empty: tuple[Path, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A file, what its document was made from before, and what it would be made from now."""

    planned: PlannedFile
    sha256: str
    fingerprint: str
    change: Change
    origin: Origin | None
    revision: int
    may_replace: bool
    """Whether it may take the place of another vendor's document."""


def ingest_paths(
    paths: Sequence[Path],
    *,
    folder: Path,
    on_progress: Progress | None = None,
    workers: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
    force: bool = False,
    skip: Collection[Path] = (),
) -> IngestReport:
    """Ingest files, and the files of folders and subfolders, into the collection in ``folder``.

    A document whose file, manifest entry and rules are those of last time is left as it is. Each
    other one is written as soon as it is made; one that another file takes the place of is kept as
    an earlier revision. A file that fails leaves what was ingested before as it was.

    Args:
        paths: Files and folders; a folder's manifest describes its files.
        folder: Where the documents are written.
        on_progress: Called with (files done, files in all, file name) before each file.
        workers: How many processes read; None for what the machine has, 0 for this one.
        limits: What a file may be and its reading may take.
        force: Read every file again, and let it replace another vendor's document of its id.
        skip: Subfolders that hold no documents; ``folder`` itself is one of them.

    Raises:
        BuildInProgressError: Another process is changing the collection.
        OSError: The collection cannot be written, or no process can be started.
    """
    with changing(folder), ReaderPool(workers=workers, limits=limits) as pool:
        plan = plan_files(
            paths,
            skip={path.resolve() for path in (folder, *skip)},
            made_from=lambda name: _made_from(folder, name),
        )
        failures = list(plan.failures)
        jobs = _plan_jobs(plan.files, failures, folder=folder, limits=limits, force=force)
        ingested = _run(jobs, failures, pool=pool, folder=folder, report=on_progress or _ignore)
        sources = came_from(folder, plan.folders | plan.unlisted)
    return IngestReport(
        ingested=tuple(ingested),
        failures=tuple(failures),
        stale=tuple(_stale(plan, failures, sources)),
        empty=tuple(e for e in plan.empty if e in paths or _holds(e, sources.values())),
        superseded=tuple(_superseded(plan, ingested, sources)),
    )


def _made_from(folder: Path, document_id: str) -> Path | None:
    origin = find_origin(folder, document_id)
    return Path(origin.path) if origin else None


def _stale(
    plan: Plan, failures: Sequence[IngestFailure], sources: Mapping[str, Path]
) -> Iterator[str]:
    """Yield the documents whose files are gone from folders that could be read.

    One whose file is there is never among them, whatever came of the file in this run.
    """
    kept = {planned.path for planned in plan.files}
    kept |= {_from_root(Path(failure.source)) for failure in failures}
    for document_id, path in sources.items():
        may_tell = not plan.unlisted.intersection(path.parents)
        is_below = not plan.folders.isdisjoint(path.parents)
        if may_tell and is_below and path not in kept and not os.path.lexists(path):
            yield document_id


def _superseded(
    plan: Plan, ingested: Sequence[IngestedDocument], sources: Mapping[str, Path]
) -> Iterator[tuple[str, str]]:
    written = {document.document_id for document in ingested}
    now = {p.path: p.document_id for p in plan.files if p.document_id in written}
    for document_id, path in sources.items():
        if now.get(path, document_id) != document_id:
            yield document_id, now[path]


def _from_root(path: Path) -> Path:
    return path.parent.resolve() / path.name


def _holds(folder: Path, sources: Iterable[Path]) -> bool:
    return any(folder.resolve() in path.parents for path in sources)


def _plan_jobs(
    files: Sequence[PlannedFile],
    failures: list[IngestFailure],
    *,
    folder: Path,
    limits: Limits,
    force: bool,
) -> list[_Job]:
    """Return what is to be done for each file; one that cannot be opened joins ``failures``."""
    code, jobs = code_version(), []
    for planned in files:
        try:
            sha256 = _checked_sha256(planned.file, limits)
        except IngestError as error:
            failures.append(IngestFailure(source=str(planned.file), error=error))
        else:
            jobs.append(_plan_job(planned, sha256=sha256, code=code, folder=folder, force=force))
    return jobs


def _checked_sha256(file: Path, limits: Limits) -> str:
    try:
        check_size(file.name, file.stat().st_size, limits)
        return sha256_of(file)
    except OSError as error:
        unopened = UnreadableFileError(f"{file.name}: {error.strerror or error}")
        raise because_of(unopened, error) from error


def _plan_job(planned: PlannedFile, *, sha256: str, code: str, folder: Path, force: bool) -> _Job:
    name = planned.document_id
    origin = find_origin(folder, name)
    now = fingerprint(planned.path, sha256=sha256, entry=planned.entry, code=code)
    if origin is None:
        change = Change.REREAD if (folder / f"{name}{RECORD}").exists() else Change.NEW
    elif origin.sha256 != sha256:
        change = Change.REPLACED
    elif force or origin.fingerprint != now or not is_whole(folder, name, origin):
        change = Change.REREAD
    else:
        change = Change.UNCHANGED
    return _Job(
        planned=planned,
        sha256=sha256,
        fingerprint=now,
        change=change,
        origin=origin,
        revision=next_revision(folder, name, sha256=sha256, origin=origin),
        may_replace=force,
    )


def _run(
    jobs: Sequence[_Job],
    failures: list[IngestFailure],
    *,
    pool: ReaderPool,
    folder: Path,
    report: Progress,
) -> list[IngestedDocument]:
    """Do the jobs in order; one whose file fails joins ``failures``."""
    outcomes = pool.read([_task(job) for job in jobs if job.change is not Change.UNCHANGED])
    ingested = []
    for done, job in enumerate(jobs):
        file = job.planned.file
        report(done, len(jobs), file.name)
        try:
            ingested.append(_settle(job, outcomes, folder=folder))
        except IngestError as error:
            failures.append(IngestFailure(source=str(file), error=error))
    report(len(jobs), len(jobs), "")
    return ingested


def _task(job: _Job) -> Task:
    return Task(file=job.planned.file, entry=job.planned.entry, revision=job.revision)


def _settle(job: _Job, outcomes: Iterator[Outcome], *, folder: Path) -> IngestedDocument:
    """Write what became of a file; an error of the file is raised."""
    clauses = job.origin.clauses if job.origin else 0
    warnings: tuple[str, ...] = ()
    if job.change is not Change.UNCHANGED:
        outcome = next(outcomes)
        if isinstance(outcome, IngestError):
            raise outcome
        _write(job, outcome, folder=folder)
        clauses, warnings = outcome.clauses, outcome.warnings
    return IngestedDocument(
        document_id=job.planned.document_id,
        change=job.change,
        revision=job.revision,
        clauses=clauses,
        warnings=warnings,
    )


def _write(job: _Job, packed: Packed, *, folder: Path) -> None:
    if packed.sha256 != job.sha256:
        raise because(
            UnreadableFileError(f"{job.planned.file.name}: changed while it was read"),
            "Filen blev ændret, mens den blev læst. Indlæs den igen.",
        )
    if job.origin is not None and not job.may_replace:
        check_replaces(folder, packed, path=job.planned.path, origin=job.origin)
    if job.change is Change.REPLACED and job.origin is not None:
        keep_revision(folder, job.planned.document_id, job.origin)
    write_document(folder, packed, path=job.planned.path, fingerprint=job.fingerprint)


def _ignore(done: int, total: int, what: str) -> None:
    """Report to nobody."""
