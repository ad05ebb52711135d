"""What is set before the heavy imports, and that quick commands need none of them."""

from __future__ import annotations

import os
import subprocess
import sys

from api.wiring import prepare_process

HEAVY = ("numpy", "torch", "faiss", "fastapi", "rich", "pydantic_settings", "index", "answer")


def test_threads_are_limited_unless_the_operator_chose() -> None:
    fresh: dict[str, str] = {}
    prepare_process(fresh)
    assert fresh["OMP_NUM_THREADS"] == "1"
    chosen = {"OMP_NUM_THREADS": "4"}
    prepare_process(chosen)
    assert chosen["OMP_NUM_THREADS"] == "4"


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from api.cli import main\n"
        "sys.argv = ['klausul', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert end.code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode().splitlines()[-1] == "[]"


def test_search_threads_of_the_server_run_alone() -> None:
    program = (
        "import sys, threading\n"
        "import api.wiring\n"
        "assert 'numpy' not in sys.modules, 'too late'\n"
        "api.wiring.prepare_process()\n"
        "import faiss\n"
        "seen = []\n"
        "thread = threading.Thread(target=lambda: seen.append(faiss.omp_get_max_threads()))\n"
        "thread.start()\n"
        "thread.join()\n"
        "print(seen)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"}
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, env=environment
    )
    assert run.stdout.decode().strip() == "[1]"
