"""A server of ours as a subprocess, and clients that load it over loopback."""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
_READY_WITHIN_S = 120.0
_REQUEST_WITHIN_S = 60.0
_STOP_WITHIN_S = 15.0


class BenchmarkError(RuntimeError):
    """A command or the server did not do what is to be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running server that this process started."""

    pid: int
    port: int
    ready_after_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a run of requests took: seconds of each, of all together, and replies that failed."""

    clients: int
    seconds: tuple[float, ...]
    wall_s: float
    failures: int


@contextmanager
def running_server(
    command: Sequence[str], *, environment: Mapping[str, str], log: Path
) -> Iterator[Server]:
    """Run ``command serve`` on a free port, ready to answer, and end it afterwards.

    Args:
        command: The ``klausul`` command.
        environment: The server's environment.
        log: A file for what the server prints; its end is in the error when it does not start.

    Raises:
        BenchmarkError: The server ended, or was not ready in time.
    """
    port = _free_port()
    started = time.perf_counter()
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [*command, "serve", "--host", HOST, "--port", str(port)],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(process, port, log)
        yield Server(pid=process.pid, port=port, ready_after_s=time.perf_counter() - started)
    finally:
        _stop(process)


def load_server(port: int, bodies: Sequence[Mapping[str, Any]], *, clients: int) -> Load:
    """Post every body to ``/v1/ask``, shared among ``clients`` that each keep one connection."""
    shares = [share for i in range(clients) if (share := bodies[i::clients])]
    started = time.perf_counter()
    with ThreadPoolExecutor(max_workers=clients) as pool:
        replies = [r for done in pool.map(lambda s: _post_all(port, s), shares) for r in done]
    return Load(
        clients=clients,
        seconds=tuple(seconds for seconds, _ in replies),
        wall_s=time.perf_counter() - started,
        failures=sum(status != http.client.OK for _, status in replies),
    )


def memory_of(pid: int) -> dict[str, int]:
    """Return ``VmRSS`` and ``VmHWM`` (the most so far) of a process in bytes.

    Empty where there is no ``/proc`` to tell.
    """
    path = Path(f"/proc/{pid}/status")
    if not path.is_file():
        return {}
    lines = (
        line.split() for line in path.read_text(encoding="ascii", errors="replace").split("\n")
    )
    return {
        parts[0].rstrip(":"): int(parts[1]) * 1024
        for parts in lines
        if parts and parts[0] in ("VmRSS:", "VmHWM:")
    }


def _post_all(port: int, bodies: Sequence[Mapping[str, Any]]) -> list[tuple[float, int]]:
    replies: list[tuple[float, int]] = []
    with closing(http.client.HTTPConnection(HOST, port, timeout=_REQUEST_WITHIN_S)) as connection:
        for body in bodies:
            data = json.dumps(body, ensure_ascii=False).encode()
            started = time.perf_counter()
            connection.request(
                "POST", "/v1/ask", body=data, headers={"Content-Type": "application/json"}
            )
            response = connection.getresponse()
            response.read()
            replies.append((time.perf_counter() - started, response.status))
    return replies


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise BenchmarkError(
                f"the server ended with exit code {process.returncode}: {_end_of(log)}"
            )
        if _is_ready(port):
            return
        time.sleep(0.05)
    raise BenchmarkError(f"the server was not ready in {_READY_WITHIN_S:.0f} s: {_end_of(log)}")


def _is_ready(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False


def _end_of(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")[-1000:].strip()


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=_STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
