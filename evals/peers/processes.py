"""Running a stack in a fresh process, so that no other's imports or memory are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from evals.peers.measuring import Run
from evals.peers.worker import Job, parse_run

_ENVIRONMENT: Final = (
    # One thread each: several pools on few cores fight each other.
    ("OMP_NUM_THREADS", "1"),
    ("OPENBLAS_NUM_THREADS", "1"),
    ("MKL_NUM_THREADS", "1"),
    ("RAYON_NUM_THREADS", "1"),
    ("TOKENIZERS_PARALLELISM", "false"),
    # Nothing is sent or fetched while a stack is measured.
    ("HF_HUB_OFFLINE", "1"),
    ("HF_HUB_DISABLE_TELEMETRY", "1"),
    ("HAYSTACK_TELEMETRY_ENABLED", "False"),
    ("ANONYMIZED_TELEMETRY", "False"),
    ("LANGSMITH_TRACING", "false"),
    ("HF_HUB_DISABLE_PROGRESS_BARS", "1"),
    ("TQDM_DISABLE", "1"),
)
_WITHIN_S = 1800.0
_SAID = 300


class StackError(RuntimeError):
    """A stack that is installed could not be run; the message is the end of what it said."""


def run_in_process(job: Job) -> Run:
    """Return what ``job`` gives in a process of its own.

    Raises:
        StackError: The process ended with an error or took too long.
    """
    with tempfile.TemporaryDirectory(prefix="klausul-peers-") as folder:
        order, result = Path(folder) / "job.json", Path(folder) / "run.json"
        order.write_text(job.to_json(), encoding="utf-8")
        command = [sys.executable, "-m", "evals.peers.worker", str(order), str(result)]
        try:
            done = subprocess.run(
                command,
                env={**os.environ, **dict(_ENVIRONMENT)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_WITHIN_S,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise StackError(f"not done after {_WITHIN_S:.0f} s") from error
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip()
            raise StackError(said.splitlines()[-1][:_SAID] if said else f"exit {done.returncode}")
        return parse_run(result.read_text(encoding="utf-8"))
