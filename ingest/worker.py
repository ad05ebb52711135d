"""The process that reads files which nobody trusts: ``python -m ingest.worker FD LIMITS``.

It answers one request after the other over an inherited socket. What comes back to the parent is
JSON, data and never code: a reader that a hostile file has taken over cannot reach further.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from ingest.limits import Limits, too_deep, too_much_memory
from ingest.manifest import ManifestEntry
from ingest.reading import read_document
from ingest.reasons import because, because_of
from ingest.storing import Packed, pack
from klausul import errors
from klausul.errors import IngestError, UnreadableFileError

READY: Final = b"ready"

# The parent ends a reading in time. This is for a parent that was killed itself and cannot.
_GRACE_S: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to be read, and as which revision of its document."""

    file: Path
    entry: ManifestEntry | None
    revision: int


Outcome = Packed | IngestError
Perform = Callable[[Task, Limits], Outcome]


def perform(task: Task, limits: Limits) -> Outcome:
    """Read one file; whatever goes wrong with it becomes an error that names it."""
    name = task.file.name
    try:
        record, offsets = read_document(
            task.file, entry=task.entry, limits=limits, revision=task.revision
        )
        return pack(record, offsets)
    except IngestError as error:
        return error
    except MemoryError:
        return too_much_memory(name, limits)
    except RecursionError:
        return too_deep(name)
    except OSError as error:
        unopened = UnreadableFileError(f"{name}: {error.strerror or error}")
        return because_of(unopened, error)
    except ImportError as error:
        return because(
            UnreadableFileError(f"{name}: its reader cannot be loaded: {error}"),
            f"Klausul mangler det, som dette filformat læses med ({error.name or error}).",
        )
    except Exception as error:  # noqa: BLE001 - the edge: a file may break a parser in any way
        return because(
            UnreadableFileError(f"{name}: the reader failed: {error!r}"),
            "Filen er beskadiget eller bygget op på en måde, som Klausul ikke kan læse. "
            "Gem den på ny, og indlæs den igen.",
        )


def serve(arguments: Sequence[str], *, read: Perform = perform) -> int:
    """Answer the requests that come over a socket until the other end is closed.

    Args:
        arguments: The socket's file descriptor, and the limits as JSON.
        read: Reads a file.
    """
    connection = Connection(int(arguments[0]))
    limits = Limits(**json.loads(arguments[1]))
    # Ctrl+C goes to the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory(limits.memory_bytes)
    try:
        connection.send_bytes(READY)
        while True:
            task = parse_task(connection.recv_bytes())
            signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_S)
            for frame in dump_outcome(read(task, limits)):
                connection.send_bytes(frame)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, OSError):
        return 0


def dump_task(task: Task) -> bytes:
    """Return a request as it travels."""
    entry = None if task.entry is None else task.entry.model_dump(mode="json")
    data = {"file": os.fspath(task.file), "entry": entry, "revision": task.revision}
    return json.dumps(data).encode()


def parse_task(data: bytes) -> Task:
    """Return the request that ``dump_task`` wrote."""
    fields = json.loads(data)
    entry = fields["entry"]
    return Task(
        file=Path(fields["file"]),
        entry=None if entry is None else ManifestEntry.model_validate_json(json.dumps(entry)),
        revision=fields["revision"],
    )


def dump_outcome(outcome: Outcome) -> list[bytes]:
    """Return a reply as it travels: one frame for an error, three for a document."""
    if isinstance(outcome, IngestError):
        notes = getattr(outcome, "__notes__", [])
        data = {"error": type(outcome).__name__, "message": str(outcome), "notes": list(notes)}
        return [json.dumps(data).encode()]
    head = {
        "document_id": outcome.document_id,
        "sha256": outcome.sha256,
        "revision": outcome.revision,
        "clauses": outcome.clauses,
        "warnings": outcome.warnings,
    }
    return [json.dumps(head).encode(), outcome.record, outcome.offsets]


def receive_outcome(connection: Connection) -> Outcome:
    """Return the reply that ``dump_outcome`` wrote."""
    head = json.loads(connection.recv_bytes())
    if "error" in head:
        kind = getattr(errors, head["error"])
        if not issubclass(kind, IngestError):
            raise ValueError(f"not an error of ingest: {head['error']}")
        error: IngestError = kind(head["message"])
        for note in head["notes"]:
            error.add_note(note)
        return error
    head["warnings"] = tuple(head["warnings"])
    return Packed(**head, record=connection.recv_bytes(), offsets=connection.recv_bytes())


def _limit_memory(limit: int) -> None:
    """Let the system refuse memory beyond ``limit`` bytes, where it knows how.

    Data alone is counted: the address space (RLIMIT_AS) also holds libraries and the reserves of
    threads, which cost nothing.
    """
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:]))
