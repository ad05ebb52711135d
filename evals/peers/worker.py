"""One stack in a process of its own: started by ``evals.peers.processes``, not by people."""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from evals.peers.measuring import Query, Run, measure_stack
from evals.peers.stacks import Corpus, Piece, Stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a worker is to do: ``stack`` is ``module:Class``, ``records`` a folder of ingest's.

    The pieces travel along: cutting them would load what a process that asks does not need.
    """

    stack: str
    records: Path
    pieces: tuple[Piece, ...]
    encoder: Path
    queries: tuple[Query, ...]

    def to_json(self) -> str:
        """Return the job as JSON."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Job:
        """Read what ``to_json`` wrote."""
        data = json.loads(text)
        return cls(
            stack=data["stack"],
            records=Path(data["records"]),
            pieces=tuple(Piece(**piece) for piece in data["pieces"]),
            encoder=Path(data["encoder"]),
            queries=tuple(Query(**query) for query in data["queries"]),
        )


def run_job(job: Job) -> Run:
    """Do what ``job`` says in this process."""
    from ingest.storing import read_records

    with tempfile.TemporaryDirectory(prefix="klausul-peer-") as folder:
        return measure_stack(
            _make_stack(job.stack, Path(folder)),
            corpus=Corpus(records=tuple(read_records(job.records)), pieces=job.pieces),
            encoder=job.encoder,
            queries=job.queries,
        )


def dump_run(run: Run) -> str:
    """Return ``run`` as JSON."""
    return json.dumps(asdict(run))


def parse_run(text: str) -> Run:
    """Read what ``dump_run`` wrote."""
    data: dict[str, Any] = json.loads(text)
    found = tuple(tuple(ids) for ids in data.pop("found"))
    return Run(found=found, seconds=tuple(data.pop("seconds")), **data)


def main(job: Path, result: Path) -> None:
    """Do the job in the file ``job`` and write what came out to ``result``."""
    result.write_text(dump_run(run_job(Job.from_json(job.read_text("utf-8")))), encoding="utf-8")


def _make_stack(path: str, folder: Path) -> Stack:
    module, _, name = path.partition(":")
    return cast(Stack, getattr(import_module(module), name)(folder))


if __name__ == "__main__":
    # Not standard output: the libraries print there as they like.
    main(Path(sys.argv[1]), Path(sys.argv[2]))
