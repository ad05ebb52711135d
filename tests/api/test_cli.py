"""The commands end to end over real files, an index without a model, and real exit codes."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import Workshop, app
from api.comparing import ComparisonReply
from api.schemas import AskReply, DocumentDetail
from api.wiring import documents_folder, open_collection
from index.encoders import HashingEncoder
from klausul import __version__
from klausul.errors import EncoderError
from klausul.ports import Encoder
from klausul.settings import Settings

AGREEMENT = """\
Databehandleraftale

1. Formål

1.1 Databehandleren behandler personoplysninger for den dataansvarlige.

2. Sletning

2.1 Databehandleren sletter alle personoplysninger senest 45 dage efter aftalens ophør.
Sletningen bekræftes skriftligt, jf. pkt. 7.9.

3. Sikkerhed

3.1 Databehandleren krypterer alle sikkerhedskopier med anerkendte metoder.
"""
FAQ = """\
Q: Er løsningen gratis for skoler?
A: Ja, løsningen er gratis for alle skoler.
"""
DELETION = "Hvornår sletter databehandleren alle personoplysninger efter ophør?"


def run(*arguments: str | Path, stdin: bytes = b"", workshop: Workshop | None = None) -> Result:
    workshop = workshop or Workshop(load_encoder=lambda _: HashingEncoder())
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin, obj=workshop)


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    (folder / "alfa-aftale.txt").write_text(AGREEMENT, encoding="utf-8")
    (folder / "beta-faq.txt").write_text(FAQ, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection that was ingested and built by the commands."""
    data = tmp_path_factory.mktemp("collection")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLAUSUL_DATA", str(data))
        for command in (("ingest", sources), ("build",)):
            result = run(*command)
            assert result.exit_code == 0, result.output
    return data


@pytest.fixture
def in_built(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLAUSUL_DATA", str(built))
    return built


@pytest.fixture
def in_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path / "data"))
    return tmp_path


def test_version_is_the_packages() -> None:
    assert run("version").stdout == f"klausul {__version__}\n"


def test_ingest_and_build_tell_what_they_did(sources: Path, in_empty: Path) -> None:
    ingested = run("ingest", sources)
    assert ingested.exit_code == 0
    assert "alfa-aftale: " in ingested.stdout
    assert "2 dokumenter indlæst." in ingested.stdout
    assert "Indlæser [" in ingested.stderr
    built = run("build")
    assert built.exit_code == 0
    assert built.stdout.startswith("Indeks ")
    assert "2 dokumenter" in built.stdout
    assert "Bygger [" in built.stderr


def test_bad_file_is_named_and_the_rest_is_kept(sources: Path, in_empty: Path) -> None:
    (in_empty / "tom.txt").write_text("", encoding="utf-8")
    (in_empty / "foto.xyz").write_bytes(b"\x00\x01")
    missing = in_empty / "findes-ikke.txt"
    result = run("ingest", in_empty / "tom.txt", in_empty / "foto.xyz", missing, sources)
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-5:] == [
        "3 filer kunne ikke indlæses:",
        f"{missing}: Filen eller mappen findes ikke.",
        f"{in_empty / 'tom.txt'}: Dokumentet er tomt. Kontrollér, at det er den rigtige fil.",
        f"{in_empty / 'foto.xyz'}: Filformatet kendes ikke; "
        "Klausul læser Word (.docx), PDF, HTML, Markdown og tekst.",
        "Byg nu indekset med: klausul build",
    ]
    assert "2 dokumenter indlæst." in result.stdout
    assert run("build").exit_code == 0


def test_nothing_ingested_is_nothing_to_build(in_empty: Path) -> None:
    (in_empty / "tom.txt").write_text("", encoding="utf-8")
    result = run("ingest", in_empty / "tom.txt")
    assert result.exit_code == 3
    assert "Byg nu" not in result.stderr


def test_locked_pdf_is_told_in_danish_alone(in_empty: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(width=100, height=100)
    writer.encrypt("hemmeligt", algorithm="RC4-128")
    writer.write(in_empty / "laast.pdf")
    result = run("ingest", in_empty / "laast.pdf")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-1] == (
        f"{in_empty / 'laast.pdf'}: PDF'en er låst med adgangskode. "
        "Gem PDF'en uden adgangskode, og indlæs den igen."
    )


@pytest.mark.parametrize("option", [["--vendor", "ALFA-Aftale"], ["--document", "ALFA-aftale"]])
def test_scope_is_found_in_any_case(in_built: Path, option: list[str]) -> None:
    exact = json.loads(run("ask", DELETION, option[0], "alfa-aftale", "--json").stdout)
    typed = json.loads(run("ask", DELETION, *option, "--json").stdout)
    assert exact["citations"]
    assert typed["citations"] == exact["citations"]


@pytest.mark.parametrize(
    "name", ["nordløn-aftale", "Nordløn aftale", "NORDLØN AFTALE", "Nordløn aftale.txt"]
)
def test_inspect_takes_an_id_or_a_file_name(in_empty: Path, name: str) -> None:
    (in_empty / "Nordløn aftale.txt").write_text(AGREEMENT, encoding="utf-8")
    assert run("ingest", in_empty / "Nordløn aftale.txt").exit_code == 0
    result = run("inspect", name, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["document_id"] == "nordløn-aftale"


def test_taken_port_is_told(in_empty: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert result.stderr == f"Porten {port} er optaget; vælg en anden med --port.\n"
    assert result.stdout == ""


def test_address_of_no_machine_is_told(in_empty: Path) -> None:
    result = run("serve", "--host", "203.0.113.7")  # an address that documents alone use
    assert result.exit_code == 2
    assert result.stderr == "Adressen 203.0.113.7 kan ikke bruges; vælg en anden med --host.\n"


def test_answer_is_readable(in_built: Path) -> None:
    result = run("ask", DELETION)
    assert result.exit_code == 0, result.output
    assert "45 dage" in result.stdout
    assert "Kilde: " in result.stdout
    assert result.stderr == ""


def test_json_is_the_object_of_http(in_built: Path) -> None:
    result = run("ask", DELETION, "--json")
    printed = json.loads(result.stdout)
    AskReply.model_validate(printed)
    opened = open_collection(Settings())
    served = create_app(library=opened.library, searcher=opened.searcher, answerer=opened.answerer)
    posted: dict[str, Any] = TestClient(served).post("/v1/ask", json={"question": DELETION}).json()
    assert printed.pop("question_id") != posted.pop("question_id")
    assert printed == posted


def test_quotes_are_verbatim_in_the_ingested_document(in_built: Path) -> None:
    reply = json.loads(run("ask", DELETION, "--json").stdout)
    assert reply["citations"]
    texts = {name: d.text for name, d in open_collection(Settings()).library.documents.items()}
    for citation in reply["citations"]:
        text = texts[citation["document_id"]]
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def test_question_comes_from_stdin_too(in_built: Path) -> None:
    typed = json.loads(run("ask", DELETION, "--json").stdout)
    piped = json.loads(run("ask", "-", "--json", stdin=f"\ufeff{DELETION}\n".encode()).stdout)
    assert piped["answer"] == typed["answer"]


def test_scope_narrows_the_answer(in_built: Path) -> None:
    reply = json.loads(run("ask", DELETION, "--document", "beta-faq", "--json").stdout)
    assert {clause["document_id"] for clause in reply["clauses"]} <= {"beta-faq"}


def test_nothing_found_ends_with_1(in_built: Path) -> None:
    result = run("ask", "Hvad koster en flyrejse til Grønland om vinteren?")
    assert result.exit_code == 1
    assert result.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        pytest.param(["ask"], b"", "Der mangler 'SPØRGSMÅL'", id="no question"),
        pytest.param(["ask", ""], b"", "Spørgsmålet er tomt", id="empty"),
        pytest.param(["ask", " "], b"", "Spørgsmålet er tomt", id="blank"),
        pytest.param(["ask", "-"], b"", "Spørgsmålet er tomt", id="empty stdin"),
        pytest.param(["ask", "-"], b"\xff\xfe", "UTF-8", id="stdin not UTF-8"),
        pytest.param(["ask", "-"], b"a\x00b", "NUL", id="stdin with NUL"),
        pytest.param(["ask", "a\udcff"], b"", "UTF-8", id="argument not UTF-8"),
        pytest.param(["ask", "hvad", "--vendor", "\udcff"], b"", "UTF-8", id="vendor not UTF-8"),
        pytest.param(["ask", "a" * 2001], b"", "højst være på 2.000 tegn", id="long"),
        pytest.param(
            ["ask", "hvad slettes", "--vendor", "gamma"], b"", "Kendte leverandører: ", id="vendor"
        ),
        pytest.param(
            ["ask", "hvad slettes", "--document", "gamma"],
            b"",
            "Kendte dokumenter: alfa-aftale, beta-faq.",
            id="document",
        ),
        pytest.param(
            ["inspect", "gamma"], b"", "Kendte dokumenter: alfa-aftale, beta-faq.", id="inspect"
        ),
        pytest.param(["compare", "flyrejser"], b"", "Kendte emner: brud, slettefrist", id="topic"),
        pytest.param(["compare", ""], b"", "Ukendt emne", id="empty topic"),
        pytest.param(["compare", "a\udcff"], b"", "UTF-8", id="topic not UTF-8"),
        pytest.param(
            ["compare", "brud", "--vendor", "gamma"], b"", "Kendte leverandører: ", id="its vendor"
        ),
        pytest.param(["ask", "a", "b"], b"", "For mange argumenter", id="two questions"),
        pytest.param(["ask", "a", "--vedor", "b"], b"", "--vedor findes ikke", id="option"),
        pytest.param(["ask", "a", "--vendor"], b"", "--vendor bruges forkert", id="no value"),
        pytest.param(["aks"], b"", "Kommandoen findes ikke", id="command"),
        pytest.param(["serve", "--port", "x"], b"", "'--port' kan ikke bruges", id="port"),
        pytest.param(["ingest"], b"", "Der mangler 'STI...'", id="no path"),
        pytest.param([], b"", "Brug: ", id="nothing"),
    ],
)
def test_wrong_use_is_explained_in_danish(
    in_built: Path, arguments: list[str], stdin: bytes, words: str
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == 2, result.output
    assert words in result.stderr
    assert result.stdout == ""


def test_error_with_json_prints_the_problem(in_built: Path) -> None:
    result = run("ask", "hvad slettes", "--vendor", "gamma", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["type"] == "urn:klausul:fejl:ukendt-leverandoer"


@pytest.mark.parametrize(
    "arguments",
    [["ask", "hvad"], ["compare", "brud"], ["build"], ["inspect", "alfa-aftale"], ["eval", "FILE"]],
)
def test_without_index_the_way_to_one_is_told(in_empty: Path, arguments: list[str]) -> None:
    file = in_empty / "cases.jsonl"
    file.write_text("{}\n", encoding="utf-8")
    result = run(*[str(file) if a == "FILE" else a for a in arguments])
    assert result.exit_code == 4, result.output
    assert "klausul ingest" in result.stderr
    assert result.stdout == ""


def test_unknown_topic_with_json_prints_the_problem(in_empty: Path) -> None:
    result = run("compare", "flyrejser", "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["type"] == "urn:klausul:fejl:ukendt-emne"


def test_damaged_index_names_the_file(in_empty: Path, sources: Path) -> None:
    run("ingest", sources)
    run("build")
    for file in (in_empty / "data" / "index").rglob("*.jsonl"):
        file.write_text("x", encoding="utf-8")
    result = run("ask", DELETION)
    assert result.exit_code == 4
    assert ".jsonl" in result.stderr


def test_unusable_encoder_is_explained(in_empty: Path, sources: Path) -> None:
    def fail(_: Settings) -> Encoder:
        raise EncoderError("no model in /srv/model")

    run("ingest", sources)
    result = run("build", workshop=Workshop(load_encoder=fail))
    assert result.exit_code == 2
    assert "KLAUSUL_ENCODER" in result.stderr
    assert "no model in /srv/model" in result.stderr


def test_inspect_shows_outline_and_flagged_references(in_built: Path) -> None:
    result = run("inspect", "alfa-aftale")
    assert result.exit_code == 0
    assert "2.1" in result.stdout
    assert "findes ikke" in result.stdout


def test_inspect_json_is_the_object_of_http(in_built: Path) -> None:
    printed = json.loads(run("inspect", "alfa-aftale", "--json").stdout)
    DocumentDetail.model_validate(printed)
    opened = open_collection(Settings())
    served = create_app(library=opened.library, searcher=opened.searcher, answerer=opened.answerer)
    assert printed == TestClient(served).get("/v1/documents/alfa-aftale").json()


def test_compare_shows_a_table_with_its_proof(in_built: Path) -> None:
    result = run("compare", "slettefrist")
    assert result.exit_code == 0, result.output
    assert "senest 45 dage [1]" in result.stdout
    assert "[1] pkt. 2.1" in result.stdout
    assert "pkt. 7.9" in result.stdout


def test_compare_json_is_the_object_of_http(in_built: Path) -> None:
    printed = json.loads(run("compare", "sletning", "--json").stdout)
    ComparisonReply.model_validate(printed)
    opened = open_collection(Settings())
    served = create_app(library=opened.library, searcher=opened.searcher, answerer=opened.answerer)
    assert printed == TestClient(served).get("/v1/compare?topic=deletion").json()


def test_compare_without_a_topic_lists_them_and_needs_no_index(in_empty: Path) -> None:
    result = run("compare")
    assert result.exit_code == 0, result.output
    assert "breach_notice" in result.stdout
    assert json.loads(run("compare", "--json").stdout)["topics"]


def test_compare_in_the_documents_of_one_vendor(in_built: Path) -> None:
    printed = json.loads(run("compare", "brud", "--vendor", "BETA-faq", "--json").stdout)
    assert [row["document_id"] for row in printed["rows"]] == ["beta-faq"]


def test_compare_ends_with_1_where_no_document_answers(in_built: Path) -> None:
    result = run("compare", "værneting")
    assert result.exit_code == 1
    assert result.stdout.count("fandt jeg ikke i dokumentet") == 2


CASE = {
    "id": "t-1",
    "question": DELETION,
    "scope": None,
    "type": "duration",
    "style": "formal",
    "history": [],
    "gold": [
        {
            "document": "alfa-aftale",
            "clause": "2.1",
            "evidence": "senest 45 dage efter aftalens ophør",
            "answer": ["45 dage"],
        }
    ],
}


def cases_file(folder: Path) -> Path:
    file = folder / "cases.jsonl"
    lines = [json.dumps({**CASE, "id": f"t-{i}"}, ensure_ascii=False) for i in range(3)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_eval_measures_the_answers(in_built: Path, tmp_path: Path) -> None:
    result = run("eval", cases_file(tmp_path), "--limit", "2", "--json")
    assert result.exit_code == 0, result.output
    assert "t-1" in result.stdout
    assert "t-2" not in result.stdout
    json.loads(result.stdout)


def test_eval_shows_tables_to_people(in_built: Path, tmp_path: Path) -> None:
    result = run("eval", cases_file(tmp_path))
    assert result.exit_code == 0, result.output
    assert "hit@1" in result.stdout


@pytest.mark.parametrize("content", [None, "{", '{"a": 1}\n'])
def test_bad_evaluation_file_ends_with_3(
    in_built: Path, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "cases.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    result = run("eval", file)
    assert result.exit_code == 3, result.output
    assert "cases.jsonl" in result.stderr


def test_unwritable_folder_is_explained(in_empty: Path, sources: Path) -> None:
    (in_empty / "data").write_text("a file where a folder should be", encoding="utf-8")
    result = run("ingest", sources)
    assert result.exit_code == 1
    assert "kan ikke bruges" in result.stderr
    assert "Traceback" not in result.output


def test_folders_lie_in_the_collection(in_built: Path) -> None:
    assert documents_folder(Settings()).parent == in_built
