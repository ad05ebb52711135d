"""A collection that changes, by its commands: what is taken out is nowhere any more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen import canvas
from typer.testing import CliRunner, Result

from api.cli import Workshop, app
from index.encoders import HashingEncoder
from index.layout import is_version
from index.reading import open_index
from ingest.collection import changing
from klausul.errors import EncoderError
from klausul.ports import Encoder
from klausul.settings import Settings

SECRET = "kvantekrydderi"


def agreement(vendor: str, *, days: int = 30, word: str = "oplysninger") -> str:
    return (
        f"Databehandleraftale med {vendor}\n\n1. Formål\n\n1.1 Databehandleren behandler {word} "
        f"for kunden.\n\n2. Sletning\n\n2.1 Alle {word} slettes senest {days} dage efter ophør.\n"
    )


def run(*arguments: str | Path, workshop: Workshop | None = None) -> Result:
    workshop = workshop or Workshop(load_encoder=lambda _: HashingEncoder())
    return CliRunner().invoke(app, [str(a) for a in arguments], obj=workshop)


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "filer"
    folder.mkdir()
    (folder / "alfa.txt").write_text(agreement("Alfa"), encoding="utf-8")
    (folder / "beta.txt").write_text(agreement("Beta", days=7, word=SECRET), encoding="utf-8")
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def holding(word: str, folder: Path) -> list[str]:
    """Return the files under ``folder`` in which ``word`` stands, in any encoding of ASCII."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and word.encode() in path.read_bytes()
    )


def versions(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "index").iterdir() if is_version(path.name))


def test_a_second_run_tells_what_changed(files: Path, data: Path) -> None:
    first = done("ingest", files)
    assert first.stdout.splitlines() == [
        "alfa: nyt, 5 bestemmelser",
        "beta: nyt, 5 bestemmelser",
        "2 dokumenter indlæst.",
    ]
    (files / "beta.txt").write_text(agreement("Beta", days=9), encoding="utf-8")
    (files / "gamma.txt").write_text(agreement("Gamma"), encoding="utf-8")
    second = done("ingest", files)
    assert second.stdout.splitlines() == [
        "alfa: uændret, 5 bestemmelser",
        "beta: ændret (revision 2), 5 bestemmelser",
        "gamma: nyt, 5 bestemmelser",
        "2 dokumenter indlæst. 1 er uændret.",
    ]
    assert "klausul build" in second.stderr
    assert "alfa: genlæst, 5 bestemmelser" in done("ingest", files, "--force").stdout


def test_building_is_not_asked_for_again(files: Path, data: Path) -> None:
    done("ingest", files)
    assert "klausul build" in done("ingest", files).stderr
    done("build")
    again = done("ingest", files)
    assert "klausul build" not in again.stderr
    assert "0 dokumenter indlæst. 2 er uændrede." in again.stdout


def test_a_removed_document_is_nowhere(files: Path, data: Path) -> None:
    done("ingest", files)
    done("build")
    (files / "beta.txt").write_text(agreement("Beta", word=f"{SECRET} nu"), encoding="utf-8")
    done("ingest", files)
    done("build")
    assert len(versions(data)) == 2
    assert len(holding(SECRET, data)) >= 4  # two revisions, two versions of the index

    removed = done("remove", "Beta.txt")

    assert removed.stdout.splitlines()[1:] == [
        "beta: fjernet, også 1 tidligere revision",
        f"  Filen {files / 'beta.txt'} er der stadig; indlæses den igen, "
        "bliver den et nyt dokument.",
    ]
    assert "1 dokument, 5 bestemmelser" in removed.stdout
    assert "genstart" in removed.stderr
    assert holding(SECRET, data) == []
    assert holding("beta", data) == []
    assert not list(data.rglob("*beta*"))
    assert len(versions(data)) == 1
    assert list(open_index(data / "index").documents) == ["alfa"]
    assert SECRET not in run("ask", f"Hvornår slettes {SECRET}?", "--json").stdout.split("{", 2)[2]


def test_removing_all_removes_the_index(files: Path, data: Path) -> None:
    done("ingest", files)
    done("build")
    removed = done("remove", "alfa", "beta")
    assert "Samlingen er nu tom." in removed.stdout
    assert versions(data) == []
    assert [path.name for path in data.rglob("*") if path.is_file()] == ["LOCK", "LOCK"]
    assert run("ask", "Hvornår slettes data?").exit_code == 4


def test_removing_before_the_first_build_needs_no_encoder(files: Path, data: Path) -> None:
    def fail(_: Settings) -> Encoder:
        raise EncoderError("no model")

    done("ingest", files)
    removed = run("remove", "beta", workshop=Workshop(load_encoder=fail))
    assert removed.exit_code == 0
    assert removed.stderr == ""
    assert holding(SECRET, data) == []


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_document_removes_nothing(files: Path, data: Path, known: bool) -> None:
    if known:
        done("ingest", files)
    result = run("remove", "alfa", "gamma")
    assert result.exit_code == 2
    if known:
        assert result.stderr == (
            "Intet dokument har id'et »gamma«. Kendte dokumenter: alfa, beta.\n"
        )
        assert "0 dokumenter indlæst. 2 er uændrede." in done("ingest", files).stdout
    else:
        assert "Samlingen er tom." in result.stderr
        assert not data.exists()


def test_a_removal_that_fails_removes_nothing_from_the_collection(files: Path, data: Path) -> None:
    def fail(_: Settings) -> Encoder:
        raise EncoderError("no model")

    done("ingest", files)
    done("build")
    result = run("remove", "beta", workshop=Workshop(load_encoder=fail))
    assert result.exit_code != 0
    assert "fjernet" not in result.stdout
    assert list(open_index(data / "index").documents) == ["alfa", "beta"]
    assert "0 dokumenter indlæst. 2 er uændrede." in done("ingest", files).stdout


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["beta"], id="one of two", marks=pytest.mark.slow),
        pytest.param(["alfa", "beta"], id="all"),
    ],
)
def test_a_removal_that_dies_anywhere_can_be_repeated(
    files: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    done("ingest", files)
    done("build")
    shutil.copytree(data, tmp_path / "before")
    for step in range(1, 200):
        shutil.rmtree(data)
        shutil.copytree(tmp_path / "before", data)
        with monkeypatch.context() as patch:
            count = dying_at(step, patch)
            result = run("remove", *names)
        if not count():
            assert step > 5
            assert result.exit_code == 0
            return
        assert "fjernet" not in result.stdout
        again = run("remove", *names)
        assert again.exit_code == 0, again.output
        assert holding(SECRET, data) == []
    pytest.fail("a removal has fewer steps")


def dying_at(step: int, patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Have the process die at a change of the disk; return whether it came so far."""
    taken = 0

    def both(call: Callable[..., object]) -> Callable[..., object]:
        def change(*args: object, **named: object) -> object:
            nonlocal taken
            taken += 1
            if taken == step:
                raise KeyboardInterrupt
            return call(*args, **named)

        return change

    for name in ("rename", "replace", "unlink", "rmdir"):
        patch.setattr(os, name, both(getattr(os, name)))
    return lambda: taken >= step


def test_another_damaged_document_stops_the_removal_by_name(files: Path, data: Path) -> None:
    done("ingest", files)
    done("build")
    (data / "documents" / "alfa.record.json").write_bytes(b"x")
    result = run("remove", "beta")
    assert result.exit_code == 3
    assert "alfa.record.json er beskadiget" in result.stderr
    done("remove", "alfa")
    assert list(open_index(data / "index").documents) == ["beta"]


def test_a_lost_file_is_told_and_pruned_on_demand(files: Path, data: Path) -> None:
    done("ingest", files)
    done("build")
    (files / "beta.txt").unlink()
    told = done("ingest", files)
    assert "1 dokument kom fra en fil, der ikke er i mappen mere: beta." in told.stderr
    assert "--prune" in told.stderr
    (files / "gamma.txt").write_text(agreement("Gamma"), encoding="utf-8")
    pruned = done("ingest", files, "--prune")
    assert "beta: fjernet" in pruned.stdout
    assert list(open_index(data / "index").documents) == ["alfa", "gamma"]
    assert holding(SECRET, data) == []
    assert "klausul build" not in pruned.stderr


def test_an_empty_folder_prunes_nothing(files: Path, data: Path) -> None:
    done("ingest", files)
    for path in files.iterdir():
        path.unlink()
    result = done("ingest", files, "--prune")
    assert "Mappen er tom, og derfor fjernes intet." in result.stderr
    assert len(holding("Alfa", data)) == 1


@pytest.mark.parametrize("command", [["ingest", "FILES"], ["build"], ["remove", "alfa"]])
def test_one_command_at_a_time_changes_a_collection(
    files: Path, data: Path, command: list[str]
) -> None:
    done("ingest", files)
    with changing(data / "documents"):
        result = run(*[files if word == "FILES" else word for word in command])
    assert result.exit_code == 4
    assert "er ved at blive ændret af en anden kommando" in result.stderr


def test_a_disk_that_cannot_be_written_is_told(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    monkeypatch.setenv("KLAUSUL_DATA", str(tmp_path / "fil" / "data"))
    result = run("ingest", files)
    assert result.exit_code == 1
    assert "Filen eller mappen kan ikke bruges" in result.stderr


@pytest.mark.slow
def test_ctrl_c_ends_the_run_and_keeps_what_was_written(files: Path, data: Path) -> None:
    for number in range(80):
        text = agreement(f"Firma {number}") * 30
        (files / f"aftale-{number:02}.txt").write_text(text, encoding="utf-8")
    program = [sys.executable, "-c", "from api.cli import main; main()", "ingest", str(files)]
    with subprocess.Popen(
        program, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as command:
        while len(list((data / "documents").glob("*.record.json"))) < 4:
            time.sleep(0.01)
        os.killpg(command.pid, signal.SIGINT)
        _, said = command.communicate(timeout=20)
    assert command.returncode == 130
    assert "Afbrudt. Det indlæste er gemt" in said
    assert "Traceback" not in said
    written = len(list((data / "documents").glob("*.record.json")))
    assert 4 <= written < 82
    with pytest.raises(ProcessLookupError):
        os.killpg(command.pid, 0)  # no worker is left
    assert (
        f"{82 - written} dokumenter indlæst. {written} er uændrede." in done("ingest", files).stdout
    )


def scanned(path: Path, pages: Sequence[str]) -> None:
    """Write a PDF in which a page without words is a picture."""
    sheet = canvas.Canvas(str(path))
    for words in pages:
        if words:
            sheet.drawString(72, 720, words)
        else:
            sheet.drawInlineImage(Image.new("L", (2, 2)), 0, 0, 500, 700)
        sheet.showPage()
    sheet.save()


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        pytest.param(["1. Data slettes.", ""],
            "Side 2 indeholder kun et billede, så teksten på den er ikke læst.", id="one"),
        pytest.param(["1. Data slettes.", "", "2. Ja.", "", ""],
            "Siderne 2 og 4-5 indeholder kun billeder, så teksten på dem er ikke læst.", id="more"),
    ],
)  # fmt: skip
def test_pages_that_were_not_read_are_told(
    tmp_path: Path, data: Path, pages: list[str], told: str
) -> None:
    scanned(tmp_path / "halv.pdf", pages)
    assert f"Advarsel: halv: {told}" in done("ingest", tmp_path / "halv.pdf").stderr
    detail = json.loads(done("inspect", "halv", "--json").stdout)
    assert ("unread_page", told) in [(note["kind"], note["text"]) for note in detail["notes"]]
    assert told in " ".join(done("inspect", "halv").stdout.split())


def test_another_vendors_file_of_the_same_name_is_refused(tmp_path: Path, data: Path) -> None:
    for vendor in ("Flådeblik", "Parkvagt"):
        (tmp_path / vendor).mkdir()
        text = agreement(vendor).replace(vendor, f"{vendor} ApS (databehandler)", 1)
        (tmp_path / vendor / "aftale.txt").write_text(text, encoding="utf-8")
    done("ingest", tmp_path / "Flådeblik")
    result = run("ingest", tmp_path / "Parkvagt")
    assert result.exit_code == 3
    assert "Samlingen har allerede et dokument »aftale«" in result.stderr
    assert "klausul build" in result.stderr  # there is no index yet
    assert len(holding("deblik", data)) == 1
    assert holding("Parkvagt", data) == []
    assert "1 dokument indlæst" in done("ingest", tmp_path / "Parkvagt", "--force").stdout


def test_an_empty_folder_is_told(tmp_path: Path, data: Path) -> None:
    (tmp_path / "lev" / "a").mkdir(parents=True)
    told = done("ingest", tmp_path / "lev").stderr
    assert f"{tmp_path / 'lev'}: Der er ingen dokumenter i mappen" in told


def test_a_document_that_became_another_is_told_and_never_pruned(files: Path, data: Path) -> None:
    done("ingest", files)
    entry = {"documents": [{"file": "beta.txt", "document_id": "beta-2"}]}
    (files / "manifest.json").write_text(json.dumps(entry), encoding="utf-8")
    told = done("ingest", files, "--prune")
    assert "beta: Filen er nu dokumentet beta-2." in told.stderr
    assert "ikke er i mappen mere" not in told.stderr
    assert "fjernet" not in told.stdout


def test_pruning_without_an_index_asks_for_one(files: Path, data: Path) -> None:
    done("ingest", files)
    (files / "beta.txt").unlink()
    assert "klausul build" in done("ingest", files, "--prune").stderr


def test_building_nothing_is_told_in_danish(data: Path) -> None:
    result = run("build")
    assert result.exit_code == 4
    assert result.stderr.startswith(f"Der er ingen indlæste dokumenter i {data}.")
    assert "(no " not in run("ask", "Hvad?").stderr


def test_the_help_of_removing_speaks_of_a_server() -> None:
    assert "skal genstartes" in done("remove", "--help").stdout
