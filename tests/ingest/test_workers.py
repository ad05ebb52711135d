"""Reading in other processes: real ones, and hostile ones for what no file does on demand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.storing import Packed
from ingest.worker import Outcome, Task
from ingest.workers import ReaderPool, default_workers
from klausul.errors import EmptyDocumentError, FileLimitError, IngestError, UnreadableFileError

AGREEMENT = "Databehandleraftale\n\n1. Formål\n\n1.1 Data slettes.\n"

# A worker whose reader does what the name of the file says.
HOSTILE = """
import os, sys, time
from ingest.storing import Packed
from ingest.worker import perform, serve
from klausul.errors import UnreadableFileError

def read(task, limits):
    what = task.file.stem.split("-")[0]
    if what == "hang":
        while True:
            pass
    if what == "sleep":
        time.sleep(600)
    if what == "slow":
        time.sleep(0.3)
    if what == "crash":
        os.abort()
    if what == "kill":
        os.kill(os.getpid(), 9)
    if what == "leave":
        os._exit(0)
    if what == "babble":
        os.write(int(sys.argv[1]), b"\\x00\\x00\\x00\\x02{]")
    return Packed(document_id=task.file.stem, sha256="", revision=os.getpid(), clauses=0,
                  record=b"{}", offsets=b"{}")

sys.exit(serve(sys.argv[1:], read=read))
"""


def tasks(*names: str, folder: Path = Path()) -> list[Task]:
    return [Task(file=folder / name, entry=None, revision=1) for name in names]


def hostile_pool(*, workers: int = 1, seconds: float = 0.5, files: int = 200) -> ReaderPool:
    return ReaderPool(
        workers=workers,
        limits=Limits(seconds=seconds),
        program=(sys.executable, "-c", HOSTILE),
        files_a_worker=files,
    )


def made(outcome: Outcome) -> str:
    return outcome.document_id if isinstance(outcome, Packed) else type(outcome).__name__


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "tom.txt").write_text("", encoding="utf-8")
    return tmp_path


def test_what_is_read_elsewhere_is_what_is_read_here(folder: Path) -> None:
    asked = tasks("a.txt", "tom.txt", "mangler.txt", folder=folder)
    with ReaderPool(workers=0) as here, ReaderPool(workers=2) as there:
        mine, theirs = list(here.read(asked)), list(there.read(asked))
    assert mine[0] == theirs[0]
    assert isinstance(theirs[0], Packed)
    assert theirs[0].clauses == 3
    for one, other in zip(mine[1:], theirs[1:], strict=True):
        assert isinstance(one, IngestError)
        assert isinstance(other, IngestError)
        assert (type(one), str(one)) == (type(other), str(other))
        assert one.__notes__ == other.__notes__
    assert isinstance(theirs[1], EmptyDocumentError)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        pytest.param("hang", FileLimitError, "ikke læst efter 0,5 sekunder", id="busy for ever"),
        pytest.param("sleep", FileLimitError, "ikke læst efter 0,5 sekunder", id="asleep for ever"),
        pytest.param("crash", UnreadableFileError, "gik ned", id="crash"),
        pytest.param("leave", UnreadableFileError, "gik ned", id="exit"),
        pytest.param("kill", FileLimitError, "hukommelse", id="killed by the system"),
        pytest.param("babble", UnreadableFileError, "gik ned", id="talks nonsense"),
    ],
)
def test_one_bad_file_costs_one_file(name: str, error: type[IngestError], words: str) -> None:
    with hostile_pool(workers=2) as pool:
        outcomes = list(pool.read(tasks("a", "b", f"{name}-1", "c", "d")))
    assert [made(outcome) for outcome in outcomes] == ["a", "b", error.__name__, "c", "d"]
    assert isinstance(outcomes[2], error)
    assert str(outcomes[2]).startswith(f"{name}-1: ")
    assert words in outcomes[2].__notes__[0]


def test_every_file_may_be_bad() -> None:
    with hostile_pool(workers=2) as pool:
        outcomes = list(pool.read(tasks("crash-1", "kill-2", "leave-3", "crash-4")))
    assert [type(outcome) for outcome in outcomes].count(UnreadableFileError) == 3


def test_the_order_is_that_of_the_files_not_of_the_fastest() -> None:
    names = [f"{'slow' if i % 3 == 0 else 'fast'}-{i}" for i in range(9)]
    with hostile_pool(workers=3, seconds=30) as pool:
        outcomes = list(pool.read(tasks(*names)))
    assert [made(outcome) for outcome in outcomes] == names
    assert len({o.revision for o in outcomes if isinstance(o, Packed)}) == 3  # process ids


def test_a_worker_makes_way_after_some_files() -> None:
    with hostile_pool(files=2) as pool:
        outcomes = list(pool.read(tasks("a", "b", "c", "d", "e")))
    ids = [outcome.revision for outcome in outcomes if isinstance(outcome, Packed)]
    assert len(ids) == 5
    assert [ids.count(process_id) for process_id in dict.fromkeys(ids)] == [2, 2, 1]


def test_a_worker_that_died_between_two_files_costs_none() -> None:
    with hostile_pool() as pool:
        outcomes = pool.read(tasks("a", "b", "c", "d", "e", "f"))
        first = next(outcomes)
        assert isinstance(first, Packed)
        time.sleep(0.3)  # it has read what it was given, and is idle
        os.kill(first.revision, signal.SIGKILL)
        rest = [made(outcome) for outcome in outcomes]
    assert rest == ["b", "c", "d", "e", "f"]


def test_leaving_ends_the_processes_at_once() -> None:
    started = time.monotonic()
    with hostile_pool(seconds=60) as pool:
        outcomes = pool.read(tasks("a", "sleep-1", "b"))
        first = next(outcomes)
    assert isinstance(first, Packed)
    assert not is_running(first.revision)
    assert time.monotonic() - started < 30


def test_a_pool_that_cannot_start_says_so() -> None:
    program = (sys.executable, "-c", "raise SystemExit(3)")
    with (
        ReaderPool(workers=1, program=program) as pool,
        pytest.raises(ChildProcessError, match="code 3 at its start"),
    ):
        list(pool.read(tasks("a")))


def test_a_real_file_that_takes_too_long_is_named(tmp_path: Path) -> None:
    (tmp_path / "lang.txt").write_text(AGREEMENT * 200_000, encoding="utf-8")
    (tmp_path / "a.txt").write_text(AGREEMENT, encoding="utf-8")
    with ReaderPool(workers=1, limits=Limits(seconds=2)) as pool:
        slow, quick = pool.read(tasks("lang.txt", "a.txt", folder=tmp_path))
    assert isinstance(slow, FileLimitError)
    assert slow.__notes__ == [
        "Filen var ikke læst efter 2 sekunder, og læsningen blev stoppet. "
        "Del den i mindre filer, eller gem den på ny."
    ]
    assert made(quick) == "a"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system sets no such limit")
def test_a_real_file_that_takes_too_much_memory_is_named(tmp_path: Path) -> None:
    (tmp_path / "lang.txt").write_text("a" * 9_000_000, encoding="utf-8")
    (tmp_path / "a.txt").write_text(AGREEMENT, encoding="utf-8")
    with ReaderPool(workers=1, limits=Limits(memory_bytes=150_000_000)) as pool:
        large, small = pool.read(tasks("lang.txt", "a.txt", folder=tmp_path))
    assert isinstance(large, FileLimitError)
    assert large.__notes__ == [
        "Læsningen af filen kræver mere hukommelse end grænsen på 150 MB. "
        "Del den i mindre filer, eller gem den på ny."
    ]
    assert made(small) == "a"


def test_an_ordinary_file_needs_far_less_than_the_limit(folder: Path) -> None:
    with ReaderPool(workers=1, limits=Limits(memory_bytes=200_000_000)) as pool:
        assert [made(o) for o in pool.read(tasks("a.txt", folder=folder))] == ["a"]


def test_a_worker_outlives_no_parent(tmp_path: Path) -> None:
    """A parent that is killed cannot end its workers; they notice that nobody listens."""
    script = (
        "import sys; from pathlib import Path; from ingest.workers import ReaderPool\n"
        "from ingest.worker import Task; sys.argv[1:]\n"
        f"pool = ReaderPool(workers=1, program=({sys.executable!r}, '-c', {HOSTILE!r}))\n"
        "first = next(pool.read([Task(file=Path('a'), entry=None, revision=1)]))\n"
        "print(first.revision, flush=True); sys.stdin.read()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        parent.kill()
    for _ in range(100):
        if not is_running(worker):
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


def test_there_is_a_worker_for_each_core() -> None:
    assert 1 <= default_workers() <= 8
