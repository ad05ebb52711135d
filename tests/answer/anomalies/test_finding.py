"""All rules together: proof, order, and a sound agreement that is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answer.anomalies.examined import MOST_CITATIONS
from answer.anomalies.finding import find_anomalies
from ingest.pipeline import read_document
from klausul.errors import UnknownDocumentError
from klausul.library import RecordLibrary
from klausul.types import Anomaly, AnomalyKind

SOUND = """\
Databehandleraftale

1. Formål

1.1 Sildefjord ApS fører rejsekort for kommunens ansatte og behandler deres navne og rejser.

1.2 De ansatte er registreret af kommunen. Listen over underdatabehandlere står i Bilag A.

2. Sikkerhed

2.1 Sildefjord ApS underretter kommunen om brud senest 24 timer efter, at bruddet er opdaget.

2.2 Sildefjord ApS gemmer logfiler i 6 måneder, jf. pkt. 2.1.

3. Ophør

3.1 Sildefjord ApS sletter alle personoplysninger senest 30 dage efter aftalens ophør.

3.2 Sikkerhedskopier slettes senest 3 måneder efter ophør.

Bilag A

Underdatabehandlere

Sildefjord ApS bruger Vejhost A/S i Vejle til drift af servere.
"""
FAULTY = (
    SOUND.replace("2.2 Sildefjord ApS gemmer logfiler", "2.4 Sildefjord ApS gemmer logfiler")
    .replace("jf. pkt. 2.1", "jf. pkt. 8.9")
    .replace("Bilag A.\n", "Bilag A, jf. også Bilag C.\n")
    .replace("3.2 Sikkerhedskopier slettes senest 3 måneder efter ophør.", "3.2 UDGÅR.")
    .replace("om brud senest 24 timer", "om brud senest [indsæt antal] timer")
)


def anomalies_of(text: str, folder: Path) -> tuple[Anomaly, ...]:
    file = folder / "sildefjord.txt"
    file.write_text(text, encoding="utf-8")
    record = read_document(file)[0]
    found = find_anomalies("sildefjord", library=RecordLibrary([record]))
    for citation in (c for anomaly in found for c in anomaly.citations):
        clause = next(c for c in record.clauses if c.clause_id == citation.clause_id)
        assert citation.quote == citation.span.of(record.document.text)
        assert clause.span.contains(citation.span)
    return found


def test_sound_agreement_is_left_alone(tmp_path: Path) -> None:
    assert anomalies_of(SOUND, tmp_path) == ()


def test_each_fault_is_found_once_in_the_order_of_the_text(tmp_path: Path) -> None:
    assert [anomaly.kind for anomaly in anomalies_of(FAULTY, tmp_path)] == [
        AnomalyKind.MISSING_ANNEX,
        AnomalyKind.MISNUMBERED,
        AnomalyKind.PLACEHOLDER,
        AnomalyKind.DANGLING_REFERENCE,
        AnomalyKind.EMPTY_CLAUSE,
    ]


def test_same_text_gives_the_same_findings(tmp_path: Path) -> None:
    assert anomalies_of(FAULTY, tmp_path) == anomalies_of(FAULTY, tmp_path)


def test_unknown_document_is_refused() -> None:
    with pytest.raises(UnknownDocumentError):
        find_anomalies("findes-ikke", library=RecordLibrary([]))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    lines=st.lists(
        st.sampled_from(
            [*FAULTY.splitlines(), "9.1 Se pkt. 9.2.a", "a) lås", "b) log", "2.", "CVR:",
             "....... 4", "Bilag C", "[●]", "1.\t", "Der hører tre bilag til aftalen.", "i) væg",
             "Side 3"]
        ),
        min_size=1,
        max_size=30,
    )
)  # fmt: skip
def test_any_order_of_lines_is_examined_and_every_quote_is_verbatim(
    lines: list[str], tmp_path: Path
) -> None:
    found = anomalies_of("\n".join(["Databehandleraftale", "", *lines]), tmp_path)
    places = [anomaly.citations[0].span.start for anomaly in found]
    assert places == sorted(places)
    assert all(1 <= len(anomaly.citations) <= MOST_CITATIONS for anomaly in found)
    assert all(anomaly.text.endswith((".", "«")) for anomaly in found)
