"""The commands that change a collection: taking documents in, building, taking documents out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import typer

from api import wiring
from api.errors import kind_of
from api.naming import stored_id
from api.progress import show_progress
from api.terminal import amount, explain_errors, name_failures, printable
from klausul.errors import MissingIndexError, UnknownDocumentError

if TYPE_CHECKING:
    from ingest.pipeline import IngestedDocument, IngestReport
    from klausul.ports import Encoder
    from klausul.records import DocumentRecord
    from klausul.settings import Settings

LoadEncoder = Callable[["Settings"], "Encoder"]

_CHANGES: Final[Mapping[str, str]] = MappingProxyType(
    {"new": "nyt", "replaced": "ændret", "reread": "genlæst", "unchanged": "uændret"}
)
_INTERRUPTED: Final = 130  # what a shell makes of Ctrl+C
_LISTED: Final = 10  # names in one sentence


def ingest_documents(
    paths: Sequence[Path],
    *,
    settings: Settings,
    load_encoder: LoadEncoder,
    force: bool = False,
    prune: bool = False,
) -> None:
    """Take files in and tell what became of each.

    Args:
        paths: Files and folders.
        settings: Say where the collection is.
        load_encoder: Loads what a pruned collection's index is built with.
        force: Read unchanged files too, and let a file replace another vendor's document.
        prune: Remove documents of the same folders whose files are gone.
    """
    from ingest.pipeline import ingest_paths

    folder = wiring.documents_folder(settings)
    try:
        with explain_errors(), show_progress("Indlæser") as on_progress:
            report = ingest_paths(
                paths,
                folder=folder,
                on_progress=on_progress,
                force=force,
                skip=(wiring.index_folder(settings),),
            )
    except KeyboardInterrupt:
        typer.echo("Afbrudt. Det indlæste er gemt; næste indlæsning går videre derfra.", err=True)
        raise typer.Exit(_INTERRUPTED) from None
    _tell_ingested(report.ingested)
    failures = [(failure.source, failure.error) for failure in report.failures]
    if failures:
        name_failures(failures)
    if report.stale and prune:
        with explain_errors():
            _remove(report.stale, settings=settings, load_encoder=load_encoder)
    changed = any(document.change != "unchanged" for document in report.ingested)
    # Removing builds the index over what is left, if there was one.
    _tell_next_step(settings, is_behind=changed and not (report.stale and prune))
    _tell_gone(report, prune=prune)
    if failures:
        raise typer.Exit(max(kind_of(error).exit_code for _, error in failures))


def build_collection(*, settings: Settings, load_encoder: LoadEncoder) -> None:
    """Build the index over all documents and say how large it is."""
    from ingest.collection import changing, stored_ids
    from ingest.storing import read_records

    folder = wiring.documents_folder(settings)
    with explain_errors():
        if not stored_ids(folder):
            raise nothing_ingested(settings)
        with changing(folder):
            _build(read_records(folder), settings=settings, load_encoder=load_encoder)


def nothing_ingested(settings: Settings) -> MissingIndexError:
    """Return the error for a collection without documents."""
    error = MissingIndexError(f"no ingested documents in {settings.data}")
    error.add_note(
        f"Der er ingen indlæste dokumenter i {settings.data}. Indlæs dem med: klausul ingest STI"
    )
    return error


def remove_documents(
    names: Sequence[str], *, settings: Settings, load_encoder: LoadEncoder
) -> None:
    """Take documents out of the collection and out of its index.

    Args:
        names: Ids or file names; if one is unknown, nothing is removed.
        settings: Say where the collection is.
        load_encoder: Loads what the index is built with.
    """
    from ingest.collection import stored_ids

    with explain_errors():
        known = stored_ids(wiring.documents_folder(settings))
        wanted = [stored_id(name, known) for name in names]
        unknown = [name for name in wanted if name not in known]
        if unknown:
            error = UnknownDocumentError(f"no document {unknown[0]!r}")
            error.add_note(f"Intet dokument har id'et »{unknown[0]}«. {known_documents(known)}")
            raise error
        _remove(dict.fromkeys(wanted), settings=settings, load_encoder=load_encoder)


def _remove(document_ids: Iterable[str], *, settings: Settings, load_encoder: LoadEncoder) -> None:
    """Remove documents, first from what is served.

    A crash at any moment leaves a document either as it was or no longer citable but still known,
    so that its removal can be asked for again; success is told when nothing of it is left.
    """
    from ingest.collection import changing, erase, kept_revisions
    from ingest.storing import find_origin, read_records

    folder, ids = wiring.documents_folder(settings), tuple(document_ids)
    with changing(folder):
        told = []
        for name in ids:
            revisions, origin = kept_revisions(folder, name), find_origin(folder, name)
            earlier = amount(len(revisions), "tidligere revision", "tidligere revisioner")
            told.append(f"{name}: fjernet" + (f", også {earlier}" if revisions else ""))
            if origin and Path(origin.path).is_file():
                told.append(
                    f"  Filen {origin.path} er der stadig; indlæses den igen, "
                    "bliver den et nyt dokument."
                )
        rest = read_records(folder, without=ids)
        was_served = _withdraw(rest, settings=settings, load_encoder=load_encoder)
        erase(folder, ids)
    for line in told:
        typer.echo(printable(line))
    if not rest:
        typer.echo("Samlingen er nu tom.")
    if was_served:
        typer.echo("En server, der kører, svarer fra det gamle indeks: genstart den.", err=True)


def _withdraw(
    rest: Sequence[DocumentRecord], *, settings: Settings, load_encoder: LoadEncoder
) -> bool:
    """Leave no version of the index but a new one over ``rest``; none if nothing is left.

    Returns:
        Whether there was an index to ask.
    """
    from index.layout import CURRENT, is_version

    folder, version = wiring.index_folder(settings), ""
    if not folder.is_dir():
        return False
    was_served = (folder / CURRENT).exists()
    if was_served and rest:
        # Else what is left has headings alone, and there is nothing to build.
        with suppress(MissingIndexError):
            version = _build(rest, settings=settings, load_encoder=load_encoder)
    if not version:
        (folder / CURRENT).unlink(missing_ok=True)
    others = [path for path in folder.iterdir() if path.is_dir() and path.name != version]
    for path in others:
        if is_version(path.name) or path.name.startswith("."):
            shutil.rmtree(path)
    _sync(folder)
    return was_served


def _build(
    records: Sequence[DocumentRecord], *, settings: Settings, load_encoder: LoadEncoder
) -> str:
    """Build the index over ``records``, say so and return its version."""
    from index.building import build_index

    encoder = load_encoder(settings)
    with show_progress("Bygger") as on_progress:
        version = build_index(
            records,
            folder=wiring.index_folder(settings),
            encoder=encoder,
            on_progress=on_progress,
        )
    documents = amount(len(records), "dokument", "dokumenter")
    clauses = amount(sum(len(r.clauses) for r in records), "bestemmelse", "bestemmelser")
    typer.echo(f"Indeks {version} er bygget: {documents}, {clauses}.")
    return version


def _tell_ingested(ingested: Sequence[IngestedDocument]) -> None:
    for document in ingested:
        change = _CHANGES[document.change]
        if document.change == "replaced":
            change += f" (revision {document.revision})"
        clauses = amount(document.clauses, "bestemmelse", "bestemmelser")
        typer.echo(printable(f"{document.document_id}: {change}, {clauses}"))
        for warning in document.warnings:
            typer.echo(printable(f"  Advarsel: {document.document_id}: {warning}"), err=True)
    unchanged = sum(document.change == "unchanged" for document in ingested)
    said = f"{amount(len(ingested) - unchanged, 'dokument', 'dokumenter')} indlæst."
    if unchanged:
        said += f" {amount(unchanged, 'er uændret', 'er uændrede')}."
    typer.echo(said)


def _tell_next_step(settings: Settings, *, is_behind: bool) -> None:
    """Say that the index is to be built, if it is behind or there is none."""
    from index.layout import CURRENT
    from ingest.collection import stored_ids

    is_built = (wiring.index_folder(settings) / CURRENT).exists()
    has_documents = bool(stored_ids(wiring.documents_folder(settings)))
    if is_behind or (has_documents and not is_built):
        typer.echo("Byg nu indekset med: klausul build", err=True)


def _tell_gone(report: IngestReport, *, prune: bool) -> None:
    """Say which documents have lost their files, and that an empty folder removes none."""
    if report.stale and not prune:
        typer.echo(
            printable(
                f"{amount(len(report.stale), 'dokument', 'dokumenter')} kom fra en fil, der ikke "
                f"er i mappen mere: {_listed(report.stale)}. Fjern med tilvalget --prune."
            ),
            err=True,
        )
    for old, new in report.superseded:
        typer.echo(
            printable(
                f"{old}: Filen er nu dokumentet {new}. Fjern det gamle med: klausul remove {old}"
            ),
            err=True,
        )
    kept = "Mappen er tom, og derfor fjernes intet. Fjern dokumenter med: klausul remove DOKUMENT"
    for folder in report.empty:
        said = kept if prune else "Der er ingen dokumenter i mappen eller dens undermapper."
        typer.echo(printable(f"{folder}: {said}"), err=True)


def known_documents(names: Sequence[str]) -> str:
    """Return a sentence that names the documents of a collection."""
    return f"Kendte dokumenter: {_listed(names)}." if names else "Samlingen er tom."


def _listed(names: Sequence[str]) -> str:
    more = f" og {len(names) - _LISTED} flere" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _sync(folder: Path) -> None:
    """Have the system write a folder to the disk before something else is deleted."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
