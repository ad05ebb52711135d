"""Measures what ``answer.anomalies`` finds against a lawyer's list: ``python -m evals.anomalies``.

A line of the list has ``document``, ``kind``, ``labels`` (of which a finding must quote a clause)
and ``words`` (all of which it must say or quote). A finding that no line knows counts against the
precision until somebody has judged it; ``listed`` is false for those that were added so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from answer.anomalies.finding import find_anomalies
from ingest.pipeline import read_document
from klausul.errors import EvaluationFileError, KlausulError
from klausul.library import RecordLibrary
from klausul.ports import Library
from klausul.types import Anomaly, AnomalyKind

FILE: Final = Path("data/evals/anomalies.jsonl")
DOCUMENTS: Final = Path("data/documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAnomaly:
    """Something wrong in a document, as a lawyer lists it."""

    document_id: str
    kind: AnomalyKind
    labels: frozenset[str]
    words: tuple[str, ...]
    listed: bool = True

    def is_told_by(self, anomaly: Anomaly) -> bool:
        """Tell whether a finding in this document is this one."""
        said = "\n".join((anomaly.text, *(citation.quote for citation in anomaly.citations)))
        return (
            anomaly.kind is self.kind
            and any(citation.label in self.labels for citation in anomaly.citations)
            and all(word in said for word in self.words)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyReport:
    """How much of a list was found, and what was found besides."""

    found: Counter[AnomalyKind]
    listed: Counter[AnomalyKind]
    missed: tuple[ListedAnomaly, ...]
    unknown: tuple[tuple[str, Anomaly], ...]
    findings: int

    @property
    def recall(self) -> float:
        """Share of the list that was found; 1 where nothing is listed."""
        total = self.listed.total()
        return self.found.total() / total if total else 1.0

    @property
    def precision(self) -> float:
        """Share of the findings that are on the list; 1 where nothing was found."""
        return 1.0 - len(self.unknown) / self.findings if self.findings else 1.0


def load_anomalies(path: Path) -> tuple[ListedAnomaly, ...]:
    """Read a list.

    Raises:
        EvaluationFileError: The file cannot be read, or a line is not an anomaly.
    """
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return tuple(
            ListedAnomaly(
                document_id=row["document"],
                kind=AnomalyKind(row["kind"]),
                labels=frozenset(row["labels"]),
                words=tuple(row["words"]),
                listed=row.get("listed", True),
            )
            for row in rows
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvaluationFileError(f"not a list of anomalies: {path}: {error!r}") from error


def measure_anomalies(wanted: Sequence[ListedAnomaly], *, library: Library) -> AnomalyReport:
    """Find what is wrong in the documents of the list and hold it against the list.

    Raises:
        UnknownDocumentError: The list names a document that the library does not have.
    """
    names = dict.fromkeys(item.document_id for item in wanted)
    findings = [(name, a) for name in names for a in find_anomalies(name, library=library)]
    told = {
        item
        for item in wanted
        if any(name == item.document_id and item.is_told_by(a) for name, a in findings)
    }
    known = [
        (name, a)
        for name, a in findings
        if any(name == item.document_id and item.is_told_by(a) for item in wanted)
    ]
    return AnomalyReport(
        found=Counter(item.kind for item in wanted if item.listed and item in told),
        listed=Counter(item.kind for item in wanted if item.listed),
        missed=tuple(item for item in wanted if item not in told),
        unknown=tuple(finding for finding in findings if finding not in known),
        findings=len(findings),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the documents as ingest reads them now, print figures and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evals.anomalies", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of texts")
    options = parser.parse_args(arguments)
    try:
        wanted = load_anomalies(options.file)
        names = sorted({item.document_id for item in wanted})
        files = [options.documents / f"{name}.txt" for name in names]
        library = RecordLibrary([read_document(file)[0] for file in files])
        report = measure_anomalies(wanted, library=library)
    except KlausulError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(render(report))
    return 0


def render(report: AnomalyReport) -> str:
    """Return the figures by kind, what was missed and what nobody has judged."""
    rows = [
        f"{kind.value:<20} {report.found[kind]:>3} / {report.listed[kind]}"
        for kind in AnomalyKind
        if kind in report.listed
    ]
    missed = [
        f"missed   {item.document_id} {item.kind.value}: {', '.join(item.words)}"
        for item in report.missed
    ]
    unknown = [f"unknown  {name} {a.kind.value}: {a.text}" for name, a in report.unknown]
    total = f"recall {report.recall:.3f} · precision {report.precision:.3f} of {report.findings}"
    return "\n".join([*rows, total, *missed, *unknown]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
