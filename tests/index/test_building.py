from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from index.building import build_index
from index.encoders import HashingEncoder, SentenceEncoder
from index.layout import CURRENT, LOCK, current_layout, is_version
from index.reading import open_index
from klausul.errors import (
    CorruptIndexError,
    IndexFolderError,
    MissingIndexError,
)
from klausul.ports import FloatMatrix
from klausul.records import DocumentRecord, dump_record
from klausul.types import ClauseKind, Scope

MakeRecord = Callable[..., DocumentRecord]


class CountingEncoder(HashingEncoder):
    """Remembers which passages it was asked for."""

    def __init__(self) -> None:
        super().__init__(64)
        self.asked: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> FloatMatrix:
        self.asked += texts
        return super().encode_passages(texts)


def build(folder: Path, records: Sequence[DocumentRecord]) -> str:
    return build_index(records, folder=folder, encoder=HashingEncoder(64))


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if is_version(path.name))


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of the current version but the manifest's name."""
    layout = current_layout(folder)
    return {name: path.read_bytes() for name, path in layout.files().items()}


def test_built_index_is_current_and_answers(tmp_path: Path, records: list[DocumentRecord]) -> None:
    version = build(tmp_path / "new" / "folder", records)

    index = open_index(tmp_path / "new" / "folder")

    assert index.version == version
    assert list(index.documents) == ["nord-dba", "nord-vilkaar", "syd-dba"]
    hits = index.search("brud på persondatasikkerheden", scope=Scope(), top_k=1)
    assert hits[0].clause.clause_id == "syd-dba/1"


def test_one_earlier_version_is_kept(tmp_path: Path, records: list[DocumentRecord]) -> None:
    names = [build(tmp_path, records[:count]) for count in (1, 2, 3)]

    assert versions(tmp_path) == names[1:]
    assert (tmp_path / CURRENT).read_text() == f"{names[2]}\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names[1:], CURRENT, LOCK])


def test_version_tells_when_it_was_built(tmp_path: Path, records: list[DocumentRecord]) -> None:
    version = build_index(
        records,
        folder=tmp_path,
        encoder=HashingEncoder(),
        clock=lambda: datetime(2026, 11, 20, 10, 15, tzinfo=UTC),
    )

    assert version.startswith("20261120T101500000000Z-")


def test_same_records_give_the_same_files_in_any_order(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    names = [build(tmp_path / "a", records), build(tmp_path / "b", records[::-1])]

    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert len({name.partition("-")[2] for name in names}) == 1


def test_files_do_not_depend_on_the_hash_seed(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text("\n".join(map(dump_record, records)), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path\n"
        "from index.building import build_index\n"
        "from index.encoders import HashingEncoder\n"
        "from klausul.records import parse_record\n"
        "lines = Path(sys.argv[1]).read_text(encoding='utf-8').splitlines()\n"
        "build_index([parse_record(line) for line in lines],"
        " folder=Path(sys.argv[2]), encoder=HashingEncoder(64))\n"
    )
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, str(lines), str(tmp_path / seed)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )

    assert content(tmp_path / "1") == content(tmp_path / "2")


def test_progress_runs_to_the_end_of_each_stage(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    seen: list[tuple[int, int, str]] = []

    build_index(
        records,
        folder=tmp_path,
        encoder=HashingEncoder(),
        on_progress=lambda done, total, stage: seen.append((done, total, stage)),
    )

    stages = list(dict.fromkeys(stage for *_, stage in seen))
    assert len(stages) == 3
    for stage in stages:
        steps = [(done, total) for done, total, name in seen if name == stage]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1]


def test_only_new_texts_are_encoded(tmp_path: Path, records: list[DocumentRecord]) -> None:
    first, second = CountingEncoder(), CountingEncoder()

    build_index(records[:2], folder=tmp_path, encoder=first)
    build_index(records, folder=tmp_path, encoder=second)

    assert len(second.asked) == 3
    assert not set(second.asked) & set(first.asked)
    build(tmp_path / "fresh", records)
    assert content(tmp_path) == content(tmp_path / "fresh")


def test_repeated_text_is_encoded_once(tmp_path: Path, make_record: MakeRecord) -> None:
    encoder = CountingEncoder()

    build_index(
        [make_record("nord", "Ingen."), make_record("syd", "Ingen.")],
        folder=tmp_path,
        encoder=encoder,
    )

    assert encoder.asked == ["Ingen."]


def test_vectors_of_another_encoder_are_not_taken_over(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    build_index(records, folder=tmp_path, encoder=HashingEncoder(32))

    build_index(records, folder=tmp_path, encoder=HashingEncoder(64))

    assert open_index(tmp_path).encoder.identity == "hashing-64"
    build(tmp_path / "fresh", records)
    assert content(tmp_path) == content(tmp_path / "fresh")


def test_damaged_index_is_replaced_by_a_whole_one(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    build(tmp_path, records)
    current_layout(tmp_path).vectors.write_bytes(b"damaged")
    with pytest.raises(CorruptIndexError):
        open_index(tmp_path)

    build(tmp_path, records)

    assert open_index(tmp_path).documents.keys() == {"nord-dba", "nord-vilkaar", "syd-dba"}


def test_nothing_to_search_is_told_and_leaves_the_index(
    tmp_path: Path, records: list[DocumentRecord], make_record: MakeRecord
) -> None:
    before = build(tmp_path, records)
    heading = make_record("tom", {"text": "Bilag A", "kind": ClauseKind.HEADING})

    for empty in ([], [heading]):
        with pytest.raises(MissingIndexError, match=f"{len(empty)} documents"):
            build(tmp_path, empty)

    assert versions(tmp_path) == [before]


def test_two_documents_of_one_id_are_refused(tmp_path: Path, make_record: MakeRecord) -> None:
    with pytest.raises(ValueError, match="'dba'"):
        build(tmp_path, [make_record("dba", "En."), make_record("dba", "To.")])


def test_folder_that_cannot_be_written_is_named(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(IndexFolderError, match="file"):
        build(tmp_path / "file", records)


@pytest.mark.slow
def test_real_encoder_is_kept_and_taken_over(
    tmp_path: Path,
    records: list[DocumentRecord],
    bundled_encoder: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    encoder = SentenceEncoder(str(bundled_encoder))

    build_index(records, folder=tmp_path, encoder=encoder)
    first = content(tmp_path)
    build_index(records, folder=tmp_path, encoder=SentenceEncoder(str(bundled_encoder)))

    index = open_index(tmp_path)
    assert content(tmp_path) == first
    assert np.allclose(
        index.encoder.encode_queries(["frist"]), encoder.encode_queries(["frist"]), atol=1e-5
    )
    assert capfd.readouterr() == ("", "")
    (hit, *_) = index.search("Hvor hurtigt får vi besked om et brud?", scope=Scope(), top_k=3)
    assert hit.clause.clause_id == "syd-dba/1"
