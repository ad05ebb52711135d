from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest
from rich.console import Console

from evals.benchmark import Figure, main, measure, render_figures
from evals.cases import Case
from evals.serving import BenchmarkError

# Stands in for the command: it notes how it was called and serves JSON.
COMMAND = """#!{python}
import os, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

with open({calls!r}, "a", encoding="utf-8") as calls:
    calls.write(sys.argv[1] + " " + os.environ["KLAUSUL_DATA"] + chr(10))

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *args):
        pass

if sys.argv[1] == {fails!r}:
    sys.exit("det gik galt")
if sys.argv[1] == "serve":
    port = int(sys.argv[sys.argv.index("--port") + 1])
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""

CASES = [Case(case_id="c", question="Hvor længe?", scope="alfa", type="t", style="s")]


def write_command(folder: Path, *, fails: str = "") -> Path:
    path = folder / "klausul"
    source = COMMAND.format(python=sys.executable, calls=str(folder / "calls"), fails=fails)
    path.write_text(source, encoding="utf-8")
    path.chmod(0o755)
    return path


def calls_of(folder: Path) -> list[str]:
    return (folder / "calls").read_text(encoding="utf-8").splitlines()


def measure_here(folder: Path, command: Path) -> list[Figure]:
    return list(
        measure(
            [str(command)],
            documents=folder,
            cases=CASES,
            requests=12,
            environment=os.environ,
            folder=folder,
        )
    )


def test_everything_is_measured_in_a_folder_of_its_own(tmp_path: Path) -> None:
    figures = measure_here(tmp_path, write_command(tmp_path))
    names = [figure.name for figure in figures]
    assert names[:4] == ["klausul --help", "klausul ingest", "klausul build", "klausul ask"]
    assert {"/v1/ask, 1 klient: p50", "/v1/ask, 8 klienter: p95"} <= set(names)
    assert all(figure.value > 0 for figure in figures)
    targets = {figure.name: figure.target for figure in figures if figure.target is not None}
    assert targets["klausul --help"] == 0.3
    assert targets["/v1/ask, 1 klient: p50"] == 30.0
    called = [call.split()[0] for call in calls_of(tmp_path)]
    assert called == ["--help"] * 5 + ["ingest", "build"] + ["ask"] * 3 + ["serve"]
    assert {call.split()[1] for call in calls_of(tmp_path)} == {str(tmp_path / "collection")}


def test_a_command_that_fails_ends_the_measuring(tmp_path: Path) -> None:
    command = write_command(tmp_path, fails="build")
    with pytest.raises(BenchmarkError, match="build: exit code 1: det gik galt"):
        measure_here(tmp_path, command)


def test_the_program_prints_json(
    tmp_path: Path, data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = write_command(tmp_path)
    questions = data_folder / "evals" / "dev.jsonl"
    arguments = ["--command", str(command), "--questions", str(questions), "--requests", "3"]
    assert main([*arguments, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures[0]) == ["name", "value", "unit", "target", "detail"]
    assert {figure["unit"] for figure in figures} >= {"s", "ms"}


def test_a_missing_command_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--command", str(tmp_path / "mangler")]) == 1
    assert "mangler" in capsys.readouterr().err


def test_figures_stand_beside_their_targets() -> None:
    stream = io.StringIO()
    figures = [
        Figure(name="svar", value=12.345, unit="ms", target=30.0, detail="200 spørgsmål"),
        Figure(name="byg", value=1234.5, unit="s"),
    ]
    render_figures(figures, Console(file=stream, width=120))
    lines = stream.getvalue().splitlines()
    assert any(
        "12.3 ms" in line and "< 30 ms" in line and "200 spørgsmål" in line for line in lines
    )
    assert any("1234 s" in line and "<" not in line for line in lines)
