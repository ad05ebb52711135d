"""``klausul inspect``: what people see, and a file that is not stored."""

from __future__ import annotations

import io
import json
import sys
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from api.cli import Workshop, app
from api.inspecting import render_document
from api.schemas import DocumentDetail
from api.shaping import shape_document
from api.wiring import Collection
from ingest.limits import Limits
from ingest.workers import ReaderPool

FAULTY = """\
Databehandleraftale

1. Sletning

1.1 Tangloft ApS sletter alle personoplysninger senest 45 dage efter aftalens ophør.

1.2 SLETTET.

1.3 Tangloft ApS svarer kunden senest [indsæt antal] dage efter en henvendelse.
"""
SOUND = FAULTY.replace("SLETTET.", "Tangloft ApS bekræfter det skriftligt.").replace(
    "[indsæt antal]", "10"
)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], obj=Workshop())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path / "data"))
    (tmp_path / "fejl.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "fin.txt").write_text(SOUND, encoding="utf-8")
    return tmp_path


def shown(detail: DocumentDetail) -> list[str]:
    stream = io.StringIO()
    console = Console(file=stream, highlight=False)
    console.soft_wrap = True
    render_document(detail, console)
    return stream.getvalue().splitlines()


def test_document_is_shown_with_outline_references_and_anomalies(collection: Collection) -> None:
    library = collection.library
    detail = shape_document(library.documents["alfa-dba"], library=library)
    assert shown(detail) == [
        "Databehandleraftale",
        "alfa-dba · alfa · aftale · alfa-dba.txt · 2.1",
        "",
        "Bemærk: Ingen frist for underretning.",
        "",
        "Opbygning (4)",
        "  1  Formål  s. 1",
        "  2  Sletning  s. 1",
        "    Bemærk: Pkt. 9 findes ikke.",
        "  Bilag C.4  Sted  s. 1",
        "    Bilag C.4  Tabel  (række)  s. 1",
        "",
        "Henvisninger (2)",
        "  1 fundet · 1 findes ikke",
        "  2: »Jf. pkt. 9« findes ikke (intet pkt. 9 i aftalen)",
        "",
        "Uregelmæssigheder (1)",
        "  Henvisninger til noget, der ikke findes (1)",
        "    - Pkt. 2 henviser til »Jf. pkt. 9«, som ikke findes i dokumentet.",
        "      pkt. 2 · Sletning · s. 2",
        "      »Jf. pkt. 9.«",
    ]


def test_parties_are_named_with_their_roles(folder: Path) -> None:
    parties = (
        "mellem\nVester Kommune, CVR 11111111 (dataansvarlig)\nog\nTangloft ApS (databehandler)"
    )
    (folder / "ny.txt").write_text(SOUND.replace("\n\n1.", f"\n\n{parties}\n\n1.", 1), "utf-8")
    printed = " ".join(run("inspect", folder / "ny.txt").output.split())
    assert (
        "Parter: Vester Kommune (dataansvarlig, CVR 11111111); Tangloft ApS (databehandler)"
        in printed
    )


def test_document_without_references_or_anomalies_says_so(collection: Collection) -> None:
    library = collection.library
    lines = shown(shape_document(library.documents["beta-faq"], library=library))
    assert lines[-5:] == ["", "Henvisninger (0)", "", "Uregelmæssigheder (0)", "  Ingen fundet."]


def test_file_is_inspected_without_a_collection_and_not_stored(folder: Path) -> None:
    result = run("inspect", folder / "fejl.txt")
    assert result.exit_code == 0, result.output
    assert "I pkt. 1.2 står kun »SLETTET.«." in result.stdout
    assert "»1.2 SLETTET.«" in result.stdout
    assert not (folder / "data").exists()


def test_file_as_json_is_the_outline_of_http(folder: Path) -> None:
    detail = DocumentDetail.model_validate(
        json.loads(run("inspect", folder / "fejl.txt", "--json").stdout)
    )
    assert detail.document_id == "fejl"
    assert [a.kind.value for a in detail.anomalies] == ["empty_clause", "placeholder"]
    numbers = [[c.number for c in anomaly.citations] for anomaly in detail.anomalies]
    assert numbers == [[1], [1]]


@pytest.mark.parametrize(
    ("file", "code"),
    [pytest.param("fejl.txt", 1, id="faulty"), pytest.param("fin.txt", 0, id="sound")],
)
def test_strict_fails_on_an_anomaly(folder: Path, file: str, code: int) -> None:
    result = run("inspect", folder / file, "--strict")
    assert result.exit_code == code, result.output


def test_file_that_cannot_be_read_is_refused_with_the_reason(folder: Path) -> None:
    (folder / "tom.txt").write_text(" \n", encoding="utf-8")
    result = run("inspect", folder / "tom.txt")
    assert result.exit_code == 3
    assert "Dokumentet er tomt." in result.stderr


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        pytest.param("time.sleep(60)", "Filen var ikke læst efter 0,3 sekunder", id="hangs"),
        pytest.param("os._exit(7)", "Læsningen af filen gik ned", id="crashes"),
    ],
)
def test_file_that_its_reader_cannot_survive_is_named_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch, reading: str, words: str
) -> None:
    hostile = (
        "import os, sys, time; from ingest.worker import serve; "
        f"sys.exit(serve(sys.argv[1:], read=lambda *_: {reading}))"
    )
    program, limits = (sys.executable, "-c", hostile), Limits(seconds=0.3)
    pool = partial(ReaderPool, program=program, limits=limits)
    monkeypatch.setattr("ingest.workers.ReaderPool", pool)
    result = run("inspect", folder / "fin.txt")
    assert result.exit_code == 3
    assert "fin.txt" in result.stderr
    assert words in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("named", "code", "words"),
    [
        pytest.param("under", 3, "er en mappe", id="folder"),
        pytest.param("under/mangler", 3, "findes ikke, og intet dokument", id="path"),
        pytest.param("mangler.pdf", 3, "Filen mangler.pdf findes ikke", id="file name"),
        pytest.param("mangler", 2, "id'et »mangler«. Kendte dokumenter: fin.", id="id"),
    ],
)
def test_what_is_not_there_is_called_what_it_looks_like(
    folder: Path, monkeypatch: pytest.MonkeyPatch, named: str, code: int, words: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "under").mkdir()
    assert run("ingest", "fin.txt").exit_code == 0
    result = run("inspect", named)
    assert result.exit_code == code
    assert words in result.stderr
    assert "leverandør" not in result.stderr


def test_an_empty_collection_says_so_in_danish(folder: Path) -> None:
    result = run("inspect", "mangler")
    assert result.exit_code == 4
    assert result.stderr.startswith(f"Der er ingen indlæste dokumenter i {folder / 'data'}.")
