"""Files are read in processes of their own: what hangs, swells or crashes costs one file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from multiprocessing.connection import Pipe, wait
from types import TracebackType
from typing import Final, Self

from ingest.limits import DEFAULT_LIMITS, Limits, too_much_memory, too_slow
from ingest.reasons import because
from ingest.worker import READY, Outcome, Task, dump_task, perform, receive_outcome
from klausul.errors import IngestError, UnreadableFileError

PROGRAM: Final = (sys.executable, "-P", "-m", "ingest.worker")

_MOST_WORKERS: Final = 8  # beyond that the one that writes is what all wait for
_FILES_A_WORKER: Final = 200  # then a new one: a parser may leak
_START_S: Final = 120.0  # a machine under load; usually 0.2 s
_AHEAD: Final = 2  # finished files that may wait for an earlier one, for each worker


def default_workers() -> int:
    """Return how many processes may read at once: one for each core this process may use."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS
        cores = os.cpu_count() or 1
    return min(cores, _MOST_WORKERS)


class ReaderPool:
    """Reads files in at most ``workers`` processes; leaving the block ends them all at once."""

    def __init__(
        self,
        *,
        workers: int | None = None,
        limits: Limits = DEFAULT_LIMITS,
        program: Sequence[str] = PROGRAM,
        files_a_worker: int = _FILES_A_WORKER,
    ) -> None:
        """Prepare a pool; processes start when there is work for them.

        Args:
            workers: How many; None for what the machine has. 0 reads in this process, where
                neither time nor memory is guarded: for files that the caller made itself.
            limits: Of each file.
            program: What a worker runs, the socket and the limits follow.
            files_a_worker: After so many files a worker makes way for a new one.
        """
        self._most = default_workers() if workers is None else workers
        self._limits = limits
        self._program = tuple(program)
        self._files_a_worker = files_a_worker
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def read(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what becomes of each file, in the order of ``tasks``.

        Raises:
            ChildProcessError: No worker can be started.
        """
        if self._most == 0:
            yield from (perform(task, self._limits) for task in tasks)
            return
        waiting = deque(enumerate(tasks))
        done: dict[int, Outcome] = {}
        for number in range(len(tasks)):
            self._hand_out(waiting, before=number + self._most * _AHEAD)
            while number not in done:
                done.update(self._collect(waiting))
                self._hand_out(waiting, before=number + self._most * _AHEAD)
            yield done.pop(number)

    def _hand_out(self, waiting: deque[tuple[int, Task]], *, before: int) -> None:
        """Give every idle worker a file, and start more workers while there is more to read."""
        while waiting and waiting[0][0] < before:
            worker = next((w for w in self._workers if w.is_idle), None)
            if worker is None and len(self._workers) < self._most:
                worker = _Worker(self._program, limits=self._limits)
                self._workers.append(worker)
            if worker is None:
                return
            if worker.give(*waiting[0]):
                waiting.popleft()
            else:
                self._dismiss(worker)

    def _collect(self, waiting: deque[tuple[int, Task]]) -> dict[int, Outcome]:
        """Wait until a worker has something to say or has run out of time."""
        busy = [worker for worker in self._workers if not worker.is_idle]
        patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        heard = wait([worker.connection for worker in busy], timeout=patience)
        done = {}
        for worker in busy:
            if worker.connection in heard:
                done.update(worker.listen())
            elif time.monotonic() >= worker.deadline:
                done.update(worker.give_up())
            if worker.is_dead or (worker.is_idle and worker.files >= self._files_a_worker):
                self._dismiss(worker)
                waiting.extendleft(worker.unfinished)
        return done

    def _dismiss(self, worker: _Worker) -> None:
        worker.stop()
        self._workers.remove(worker)


class _Worker:
    """A reading process and what it is busy with."""

    def __init__(self, program: Sequence[str], *, limits: Limits) -> None:
        self._limits = limits
        self.connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [*program, str(theirs.fileno()), json.dumps(asdict(limits))],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p or os.curdir for p in sys.path)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._number = -1
        self._task: Task | None = None
        self._is_ready = False
        self.is_dead = False
        self.files = 0
        self.deadline = 0.0

    @property
    def is_idle(self) -> bool:
        """Whether it can be given a file."""
        return self._task is None

    @property
    def unfinished(self) -> list[tuple[int, Task]]:
        """The file that it died over without being to blame for it, if there is one."""
        return [] if self._task is None else [(self._number, self._task)]

    def give(self, number: int, task: Task) -> bool:
        """Have it read a file, as soon as it has started; return False if it is gone."""
        self._number, self._task = number, task
        self.deadline = time.monotonic() + _START_S
        try:
            if self._is_ready:
                self._send()
        except OSError:
            self._task = None
        return self._task is not None

    def listen(self) -> dict[int, Outcome]:
        """Take what it says: that it is ready, or what became of its file."""
        try:
            if self._is_ready:
                return self._finish(receive_outcome(self.connection))
            self._is_ready = self.connection.recv_bytes() == READY
            self._send()
        except (EOFError, OSError, ValueError, LookupError, TypeError):
            self.is_dead = True
            # An old process may have died of what it read before, or by another's hand: only one
            # that a new process dies over is to blame.
            return {} if self.files else self._finish(self._crashed())
        return {}

    def give_up(self) -> dict[int, Outcome]:
        """End it, since its file takes too long."""
        if not self._is_ready:
            self.stop()
            raise ChildProcessError("the reading process did not start")
        name = self._task.file.name if self._task else ""
        self.stop()
        return self._finish(too_slow(name, self._limits))

    def stop(self) -> None:
        """End it at once; it holds nothing that could be lost."""
        self.is_dead = True
        self.connection.close()
        self._process.kill()
        self._process.wait()

    def _send(self) -> None:
        if self._task is not None:
            self.deadline = time.monotonic() + self._limits.seconds
            self.connection.send_bytes(dump_task(self._task))

    def _finish(self, outcome: Outcome) -> dict[int, Outcome]:
        number, self._task = self._number, None
        self.files += 1
        return {number: outcome}

    def _crashed(self) -> IngestError:
        """Return what to say of a file that took its reader down."""
        self.connection.close()
        try:
            code = self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            code = 0
        if not self._is_ready:
            raise ChildProcessError(f"the reading process ended with code {code} at its start")
        name = self._task.file.name if self._task else ""
        if code == -signal.SIGKILL:  # the system takes back memory so
            return too_much_memory(name, self._limits)
        return because(
            UnreadableFileError(f"{name}: the reader ended with code {code}"),
            "Læsningen af filen gik ned; filen er formodentlig beskadiget. "
            "Gem den på ny, og indlæs den igen.",
        )
