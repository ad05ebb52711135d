"""``klausul serve`` as its own process, on a collection that is not there yet."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

_WITHIN_S = 30.0


def get(port: int, path: str) -> tuple[int, dict[str, object]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", path)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(
            [*command, "--port", str(port)],
            env={**os.environ, "KLAUSUL_DATA": str(tmp_path)},
            stdout=log,
            stderr=log,
        ) as process,
    ):
        deadline = time.monotonic() + _WITHIN_S
        while time.monotonic() < deadline:
            try:
                get(port, "/healthz")
                break
            except OSError:
                time.sleep(0.05)
        yield port
        process.terminate()


def test_server_starts_without_index_and_logs_no_question(port: int, tmp_path: Path) -> None:
    assert get(port, "/healthz") == (200, {"status": "ok"})
    status, problem = get(port, "/v1/search?q=hemmeligt")
    assert (status, problem["type"]) == (503, "urn:klausul:fejl:intet-indeks")
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"http://127.0.0.1:{port}" in log
    assert "hemmeligt" not in log
