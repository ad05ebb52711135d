"""``klausul inspect``: one document of the collection, or of a file that is not stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Final

from rich.console import Console
from rich.text import Text

from api import wiring
from api.collecting import known_documents, nothing_ingested
from api.naming import stored_id
from api.rendering import (
    describe_place,
    excerpt,
    note_line,
    open_console,
    plain,
    print_indented,
    print_quote,
    render_notes,
)
from api.schemas import (
    AnomalyShape,
    DocumentDetail,
    OutlineEntry,
    PartyShape,
    ReferenceShape,
)
from api.shaping import shape_document
from api.terminal import print_json
from klausul.errors import IngestError, UnknownDocumentError, UnreadableFileError
from klausul.library import RecordLibrary
from klausul.records import DocumentRecord, parse_record
from klausul.settings import Settings
from klausul.types import AnomalyKind, ClauseKind, DocumentKind, PartyRole, ReferenceStatus

_DOCUMENT_KINDS: Final[Mapping[DocumentKind, str]] = MappingProxyType(
    {
        DocumentKind.AGREEMENT: "aftale",
        DocumentKind.TERMS: "betingelser",
        DocumentKind.FAQ: "spørgsmål og svar",
    }
)
_ROLES: Final[Mapping[PartyRole, str]] = MappingProxyType(
    {PartyRole.CONTROLLER: "dataansvarlig", PartyRole.PROCESSOR: "databehandler"}
)
_CLAUSE_KINDS: Final[Mapping[ClauseKind, str]] = MappingProxyType(
    {
        ClauseKind.CLAUSE: "",
        ClauseKind.ITEM: "",
        ClauseKind.QA: "spørgsmål",
        ClauseKind.ROW: "række",
        ClauseKind.HEADING: "overskrift",
        ClauseKind.PREAMBLE: "indledning",
        ClauseKind.CONTENTS: "indholdsfortegnelse",
        ClauseKind.FOOTNOTE: "fodnote",
        ClauseKind.SIGNATURE: "underskrift",
    }
)
# The words and the colour of each status.
_STATUSES: Final[Mapping[ReferenceStatus, tuple[str, str]]] = MappingProxyType(
    {
        ReferenceStatus.OK: ("fundet", "green"),
        ReferenceStatus.SHIFTED: ("forskudt", "yellow"),
        ReferenceStatus.DANGLING: ("findes ikke", "red"),
        ReferenceStatus.EXTERNAL: ("uden for dokumentet", "dim"),
    }
)
_WRONG: Final = frozenset({ReferenceStatus.SHIFTED, ReferenceStatus.DANGLING})
_ANOMALIES: Final[Mapping[AnomalyKind, str]] = MappingProxyType(
    {
        AnomalyKind.MISNUMBERED: "Forkerte numre",
        AnomalyKind.DUPLICATE_NUMBER: "Numre, der er brugt flere gange",
        AnomalyKind.NUMBER_NOT_PRINTED: "Numre, der ikke er trykt",
        AnomalyKind.EMPTY_CLAUSE: "Tomme eller slettede punkter",
        AnomalyKind.PLACEHOLDER: "Pladsholdere, der ikke er udfyldt",
        AnomalyKind.MISSING_ANNEX: "Bilag, der mangler",
        AnomalyKind.CONTRADICTION: "Modstrid i dokumentet",
        AnomalyKind.SHIFTED_REFERENCE: "Henvisninger til et forkert nummer",
        AnomalyKind.DANGLING_REFERENCE: "Henvisninger til noget, der ikke findes",
        AnomalyKind.REPEATED_TEXT: "Tekst, der er trykt flere gange",
    }
)


def inspect_document(named: str, *, settings: Settings, as_json: bool) -> int:
    """Write a document's outline, references and anomalies; return how many anomalies there are.

    Args:
        named: A file, or else the id or the file name of a document of the collection.
        settings: Where the collection is.
        as_json: Write the object of ``GET /v1/documents/{document_id}`` instead.

    Raises:
        IngestError: The file cannot become a document.
        UnreadableFileError: It is a folder, or a path to nothing.
        MissingIndexError: It is no path, and nothing is ingested.
        UnknownDocumentError: No document is called so.
    """
    record = _read_file(Path(named)) or _find_record(named, settings=settings)
    detail = shape_document(record.document, library=RecordLibrary([record]))
    if as_json:
        print_json(detail)
    else:
        render_document(detail, open_console())
    return len(detail.anomalies)


def render_document(detail: DocumentDetail, console: Console) -> None:
    """Write a document's head, outline with notes, wrong references and anomalies."""
    console.print(Text(plain(detail.title), style="bold"))
    facts = [detail.document_id, detail.vendor, _DOCUMENT_KINDS[detail.kind], detail.source]
    if detail.version:
        facts.append(detail.version)
    console.print(Text(plain(" · ".join(facts)), style="dim"))
    if detail.parties:
        named = "; ".join(_name_party(party) for party in detail.parties)
        console.print(Text(plain(f"Parter: {named}"), style="dim"))
    render_notes([note for note in detail.notes if note.clause_id is None], console)
    _render_outline(detail, console)
    _render_references(detail, console)
    _render_anomalies(detail, console)


def _name_party(party: PartyShape) -> str:
    known = [_ROLES.get(party.role), party.cvr and f"CVR {party.cvr}"]
    told = ", ".join(word for word in known if word)
    return f"{party.name} ({told})" if told else party.name


def _read_file(path: Path) -> DocumentRecord | None:
    """Return what a file holds, or None where there is none of that name.

    It is read in a process of its own, as ``klausul ingest`` does: one that hangs its reader or
    takes it down is named with the reason.
    """
    from ingest.worker import Task
    from ingest.workers import ReaderPool
    from klausul.danish.compounds import is_known

    if not path.is_file():
        return None
    # The anomalies look words up: their dictionary is loaded while the other process reads.
    loading = Thread(target=is_known, args=("aftale",), daemon=True)
    loading.start()
    with ReaderPool(workers=1) as pool:
        (outcome,) = pool.read([Task(file=path, entry=None, revision=1)])
    loading.join()
    if isinstance(outcome, IngestError):
        raise _named(outcome, path)
    return parse_record(outcome.record.decode())


def _named(error: IngestError, path: Path) -> IngestError:
    """Return ``error`` with the file's name before what is told of it."""
    named = type(error)(str(error))
    for note in getattr(error, "__notes__", []):
        named.add_note(f"{path.name}: {note}")
    return named


def _find_record(named: str, *, settings: Settings) -> DocumentRecord:
    from ingest.storing import read_records

    records = {
        record.document.document_id: record
        for record in read_records(wiring.documents_folder(settings))
    }
    wanted = stored_id(named, list(records))
    if wanted in records:
        return records[wanted]
    _refuse_path(named)
    if not records:
        raise nothing_ingested(settings)
    unknown = UnknownDocumentError(f"no document {named!r}")
    unknown.add_note(f"Intet dokument har id'et »{named}«. {known_documents(list(records))}")
    raise unknown


def _refuse_path(named: str) -> None:
    """Raise an error that says so, if what is neither document nor file looks like a path."""
    path = Path(named)
    if path.is_dir():
        error = UnreadableFileError(f"{named} is a folder")
        error.add_note(
            f"{named} er en mappe. Angiv en fil, eller indlæs mappen med: klausul ingest {named}"
        )
    elif path.suffix or len(path.parts) > 1:
        error = UnreadableFileError(f"no such file or document: {named}")
        error.add_note(
            f"Filen {named} findes ikke, og intet dokument i samlingen hedder sådan. "
            "Kontrollér stien."
        )
    else:
        return
    raise error


def _render_outline(detail: DocumentDetail, console: Console) -> None:
    console.print()
    console.print(Text(f"Opbygning ({detail.clause_count})", style="bold"))
    above: str | None = None
    for clause in detail.clauses:
        console.print(_outline_line(clause, above=above))
        above = clause.heading
        for note in detail.notes:
            if note.clause_id == clause.clause_id:
                print_indented(console, note_line(note), depth=clause.level + 1)


def _outline_line(clause: OutlineEntry, *, above: str | None) -> Text:
    """Return a clause's line; a heading that the line above has too is left out."""
    line = Text("  " * clause.level)
    line.append(excerpt(clause.label), style="cyan")
    if clause.heading and clause.heading not in (clause.label, above):
        line.append(f"  {excerpt(clause.heading)}")
    if kind := _CLAUSE_KINDS[clause.kind]:
        line.append(f"  ({kind})", style="dim")
    if clause.page is not None:
        line.append(f"  s. {clause.page}", style="dim")
    return line


def _render_references(detail: DocumentDetail, console: Console) -> None:
    """Write how many references there are of each status, and those that are wrong."""
    console.print()
    console.print(Text(f"Henvisninger ({len(detail.references)})", style="bold"))
    counts = Counter(reference.status for reference in detail.references)
    if counts:
        said = [f"{counts[s]} {words}" for s, (words, _) in _STATUSES.items() if counts[s]]
        console.print(Text(f"  {' · '.join(said)}"))
    labels = {clause.clause_id: clause.label for clause in detail.clauses}
    for reference in detail.references:
        if reference.status in _WRONG:
            console.print(_reference_line(reference, labels))


def _reference_line(reference: ReferenceShape, labels: Mapping[str, str]) -> Text:
    words, colour = _STATUSES[reference.status]
    line = Text("  ")
    line.append(excerpt(labels.get(reference.clause_id, reference.clause_id)), style="cyan")
    line.append(f": »{excerpt(reference.text)}« ")
    line.append(words, style=colour)
    if reference.target_id:
        line.append(f" -> {excerpt(labels.get(reference.target_id, reference.target_id))}")
    if reference.why:
        line.append(f" ({excerpt(reference.why)})", style="dim")
    return line


def _render_anomalies(detail: DocumentDetail, console: Console) -> None:
    """Write the anomalies by kind, in the order of the kinds, each with its quotes."""
    console.print()
    console.print(Text(f"Uregelmæssigheder ({len(detail.anomalies)})", style="bold"))
    if not detail.anomalies:
        console.print(Text("  Ingen fundet."))
    for kind, heading in _ANOMALIES.items():
        found = [anomaly for anomaly in detail.anomalies if anomaly.kind is kind]
        if found:
            console.print(Text(f"  {heading} ({len(found)})", style="yellow"))
        for anomaly in found:
            _render_anomaly(anomaly, console)


def _render_anomaly(anomaly: AnomalyShape, console: Console) -> None:
    print_indented(console, Text(plain(f"- {anomaly.text}")))
    for citation in anomaly.citations:
        place = describe_place(citation.label, citation.heading)
        page = f" · s. {citation.page}" if citation.page is not None else ""
        print_indented(console, Text(f"{excerpt(place)}{page}", style="cyan"), depth=3)
        print_quote(console, citation.quote, depth=3)
