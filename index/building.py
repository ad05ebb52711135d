"""Building an index: beside the one in use, whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import numpy as np

from index.dense import DenseIndex
from index.late import LateIndex, Pieces, late_encoder, pack
from index.layout import (
    CURRENT,
    LOCK,
    Layout,
    Manifest,
    current_layout,
    is_version,
    version_name,
)
from index.lexical import LexicalIndex
from index.onnx_encoder import OnnxEncoder
from index.passages import make_passages, searchable_text
from index.reading import Contents, dump_passage, read_contents
from index.serving import keep_encoder, open_encoder
from klausul.errors import BuildInProgressError, IndexFolderError, MissingIndexError
from klausul.ports import Encoder, FloatMatrix
from klausul.records import DocumentRecord, dump_record

_Stored = tuple[FloatMatrix, Pieces]
"""The vector of a text, shape (D,), and those of its pieces, shape (T, K)."""

Progress = Callable[[int, int, str], None]
"""Receives how many of how many are done, and of what (in Danish)."""

_STAGING = ".building-"
_BATCH = 16
_NO_PIECES: Pieces = np.zeros((0, 0), dtype=np.int8)
_SAMPLE = 8


def build_index(
    records: Sequence[DocumentRecord],
    *,
    folder: Path,
    encoder: Encoder,
    on_progress: Progress | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> str:
    """Build a new version of the index in ``folder``, make it the current one, return its name.

    Readers see the earlier version until the new one is whole, and that one is kept for going
    back. Vectors of unchanged text are taken over from it when the encoder is the same.

    Args:
        records: Every document of the collection.
        folder: The collection's folder, made when it is not there.
        encoder: Encodes the passages; what encodes questions is derived from it.
        on_progress: Called often during the build.
        clock: Tells the time that goes into the version's name.

    Raises:
        MissingIndexError: The records hold nothing to search.
        BuildInProgressError: Another build of this folder is running.
        IndexFolderError: The folder cannot be written.
        EncoderError: The encoder cannot be loaded.
        ValueError: Two documents or two clauses have the same id.
    """
    ordered, report = _ordered(records), on_progress or _ignore
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _remove(path for path in folder.iterdir() if path.name.startswith(_STAGING))
            version = _write_version(
                ordered, folder=folder, encoder=encoder, report=report, clock=clock
            )
            _publish(folder, version)
            return version
    except OSError as error:
        raise IndexFolderError(f"cannot build the index in {folder}: {error}") from error


def _ordered(records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
    """Return the records in order of document id, after looking for doubles."""
    document_ids = [record.document.document_id for record in records]
    clause_ids = [clause.clause_id for record in records for clause in record.clauses]
    for identifiers in (document_ids, clause_ids):
        if len(set(identifiers)) < len(identifiers):
            double = next(i for i in sorted(identifiers) if identifiers.count(i) > 1)
            raise ValueError(f"two documents or clauses with the id {double!r}")
    return sorted(records, key=lambda record: record.document.document_id)


def _write_version(
    records: Sequence[DocumentRecord],
    *,
    folder: Path,
    encoder: Encoder,
    report: Progress,
    clock: Callable[[], datetime],
) -> str:
    """Write a whole version under a passing name and give it its own."""
    staging = Layout(folder=folder / f"{_STAGING}{os.getpid()}")
    staging.folder.mkdir()
    try:
        earlier = _earlier_version(folder, encoder)
        manifest = _write_files(
            staging, records=records, encoder=encoder, earlier=earlier, report=report
        )
        staging.manifest.write_text(manifest.to_json(), encoding="utf-8")
        version = version_name(manifest, built_at=clock())
        _sync_tree(staging.folder)
        staging.folder.rename(folder / version)
    except BaseException:
        shutil.rmtree(staging.folder, ignore_errors=True)
        raise
    return version


def _write_files(
    layout: Layout,
    *,
    records: Sequence[DocumentRecord],
    encoder: Encoder,
    earlier: Contents | None,
    report: Progress,
) -> Manifest:
    """Write every file but the manifest."""
    passages = []
    for done, record in enumerate(records, start=1):
        passages += make_passages(record)
        report(done, len(records), "Deler dokumenterne i passager")
    if not passages:
        raise MissingIndexError(f"{len(records)} documents hold nothing to search")
    texts = [searchable_text(passage) for passage in passages]
    entry = keep_encoder(
        encoder,
        layout.encoder,
        sample=_sample(texts),
        earlier=None if earlier is None else (earlier.manifest.encoder, earlier.layout.encoder),
    )
    # The graph gives the same vectors, without torch's threads in each other's way.
    reader = open_encoder(entry, layout.encoder) if entry.kind == "onnx" else encoder
    stored = _read(texts, encoder=reader, known=_known(earlier), report=report)
    report(0, 2, "Skriver indekset")
    _write_lines(layout.records, map(dump_record, records))
    _write_lines(layout.passages, map(dump_passage, passages))
    DenseIndex.of(np.stack([vector for vector, _ in stored])).save(layout.vectors)
    if entry.token_dimension:
        LateIndex.of([pieces for _, pieces in stored]).save(layout.pieces, layout.piece_starts)
    report(1, 2, "Skriver indekset")
    LexicalIndex.of(texts).save(layout.bm25)
    report(2, 2, "Skriver indekset")
    return Manifest(
        encoder=entry,
        documents=len(records),
        clauses=sum(len(record.clauses) for record in records),
        passages=len(passages),
        files=layout.measure(),
    )


def _read(
    texts: Sequence[str], *, encoder: Encoder, known: Mapping[str, _Stored], report: Progress
) -> list[_Stored]:
    """Return what the encoder says of each of ``texts``, reading each new text once."""
    stored = dict(known)
    missing = [text for text in dict.fromkeys(texts) if text not in stored]
    batches = [missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)]
    done = 0
    with ThreadPoolExecutor(_workers(encoder)) as pool:
        for batch, read in zip(batches, pool.map(_reader(encoder), batches), strict=True):
            stored.update(zip(batch, read, strict=True))
            done += len(batch)
            report(done, len(missing), "Beregner vektorer")
    return [stored[text] for text in texts]


def _workers(encoder: Encoder) -> int:
    """Return how many threads may read at once: the graph runs each text on one of them."""
    return (os.cpu_count() or 1) if isinstance(encoder, OnnxEncoder) else 1


def _reader(encoder: Encoder) -> Callable[[Sequence[str]], list[_Stored]]:
    late = late_encoder(encoder)
    if late is not None:
        return lambda texts: [(r.vector, pack(r.tokens)) for r in late.read_passages(texts)]
    return lambda texts: [(vector, _NO_PIECES) for vector in encoder.encode_passages(texts)]


def _earlier_version(folder: Path, encoder: Encoder) -> Contents | None:
    """Return the current version when it is whole and ``encoder`` made it."""
    try:
        contents = read_contents(current_layout(folder))
    except IndexFolderError:
        return None
    return contents if contents.manifest.encoder.identity == encoder.identity else None


def _known(earlier: Contents | None) -> dict[str, _Stored]:
    if earlier is None:
        return {}
    texts = map(searchable_text, earlier.passages)
    late = earlier.late
    pieces = (_NO_PIECES if late is None else late.tokens(row) for row in count())
    return dict(zip(texts, zip(earlier.dense.vectors, pieces, strict=False), strict=True))


def _sample(texts: Sequence[str]) -> list[str]:
    """Return a few texts from the shortest to the longest."""
    ordered = sorted(set(texts), key=lambda text: (len(text), text))
    picks = np.linspace(0, len(ordered) - 1, num=min(_SAMPLE, len(ordered)))
    return [ordered[int(pick)] for pick in picks]


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the system lets it go when the process ends, however it ends."""
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildInProgressError(f"another build is running in {folder}") from error
        yield


def _current_name(folder: Path) -> str:
    path = folder / CURRENT
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""


def _publish(folder: Path, version: str) -> None:
    """Make ``version`` the current one in a single step that survives a power cut.

    The one it follows is kept for going back, older ones are deleted.
    """
    kept = {version, _current_name(folder)}
    passing = folder / f"{_STAGING}{CURRENT}"
    passing.write_text(f"{version}\n", encoding="utf-8")
    _sync(passing)
    _sync(folder)
    passing.replace(folder / CURRENT)
    _sync(folder)
    _remove(path for path in folder.iterdir() if is_version(path.name) and path.name not in kept)


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """Have the system write ``path``, a file or a folder, to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(paths: Iterator[Path]) -> None:
    """Delete what no reader needs; what stays behind is met again at the next build."""
    for path in list(paths):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _ignore(done: int, total: int, stage: str) -> None:
    """Report to nobody."""
