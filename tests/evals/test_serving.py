from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from evals.serving import BenchmarkError, load_server, memory_of, running_server

SERVER = """
import json, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.reply(200)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.reply(500 if body["question"] == "crash" else 200)

    def reply(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *args):
        pass

port = int(sys.argv[sys.argv.index("--port") + 1])
ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


def write_script(folder: Path, source: str) -> list[str]:
    script = folder / "command.py"
    script.write_text(source, encoding="utf-8")
    return [sys.executable, str(script)]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_requests_are_timed_counted_and_the_server_ended(tmp_path: Path) -> None:
    bodies = [{"question": "crash" if i % 5 == 0 else f"spørgsmål {i}"} for i in range(20)]
    command = write_script(tmp_path, SERVER)
    with running_server(command, environment=os.environ, log=tmp_path / "log") as server:
        assert is_running(server.pid)
        for clients in (1, 3):
            load = load_server(server.port, bodies, clients=clients)
            assert len(load.seconds) == 20
            assert load.failures == 4
            assert all(0 < seconds <= load.wall_s for seconds in load.seconds)
    assert not is_running(server.pid)


def test_more_clients_than_requests(tmp_path: Path) -> None:
    command = write_script(tmp_path, SERVER)
    with running_server(command, environment=os.environ, log=tmp_path / "log") as server:
        load = load_server(server.port, [{"question": "a"}], clients=8)
    assert (len(load.seconds), load.failures) == (1, 0)


def test_the_server_is_ended_when_the_measuring_fails(tmp_path: Path) -> None:
    command = write_script(tmp_path, SERVER)
    with (
        pytest.raises(ZeroDivisionError),
        running_server(command, environment=os.environ, log=tmp_path / "log") as server,
    ):
        raise ZeroDivisionError
    assert not is_running(server.pid)


def test_a_server_that_ends_at_once_says_why(tmp_path: Path) -> None:
    command = write_script(tmp_path, "raise SystemExit('intet indeks')")
    with (
        pytest.raises(BenchmarkError, match=r"exit code 1: intet indeks"),
        running_server(command, environment=os.environ, log=tmp_path / "log"),
    ):
        pytest.fail("no server, yet it is ready")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_memory_is_read_in_bytes() -> None:
    memory = memory_of(os.getpid())
    assert set(memory) == {"VmRSS", "VmHWM"}
    assert 1_000_000 < memory["VmRSS"] <= memory["VmHWM"]


def test_memory_of_an_ended_process_is_unknown() -> None:
    assert memory_of(2**22 + 1) == {}
