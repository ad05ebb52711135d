from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.layout import (
    CURRENT,
    SCHEMA_VERSION,
    Layout,
    current_layout,
    is_version,
    version_name,
)
from index.reading import open_index
from klausul.errors import CorruptIndexError, IndexMismatchError, MissingIndexError

Damage = Callable[[Path], object]

FILES = [
    "manifest.json",
    "records.jsonl",
    "passages.jsonl",
    "vectors.faiss",
    "bm25/data.csc.index.npy",
    "bm25/indices.csc.index.npy",
    "bm25/indptr.csc.index.npy",
    "bm25/params.index.json",
    "bm25/vocab.index.json",
    "bm25/words.json",
]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the index that may be damaged."""
    return Path(shutil.copytree(built, tmp_path / "collection"))


@pytest.fixture
def layout(folder: Path) -> Layout:
    return current_layout(folder)


def test_files_of_an_index_are_those_tested_here(layout: Layout) -> None:
    assert sorted([*layout.files(), "manifest.json"]) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [truncate, change, empty, Path.unlink, make_folder])
def test_damaged_file_is_named(folder: Path, layout: Layout, name: str, damage: Damage) -> None:
    damage(layout.folder / name)

    with pytest.raises(CorruptIndexError, match=Path(name).name.replace(".", r"\.")):
        open_index(folder)


@pytest.mark.parametrize("name", ["notes.txt", "bm25/old.npy", "encoder/encoder.onnx"])
def test_foreign_file_is_named(folder: Path, layout: Layout, name: str) -> None:
    (layout.folder / name).parent.mkdir(exist_ok=True)
    (layout.folder / name).write_text("x")

    with pytest.raises(CorruptIndexError, match=f"foreign.*{name}"):
        open_index(folder)


def test_manifest_that_its_version_does_not_vouch_for_is_named(
    folder: Path, layout: Layout
) -> None:
    manifest = json.loads(layout.manifest.read_text())
    manifest["encoder"]["identity"] = "another"
    layout.manifest.write_text(json.dumps(manifest))

    with pytest.raises(CorruptIndexError, match=r"manifest\.json"):
        open_index(folder)


@pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1, "1", None], ids=repr)
def test_other_format_is_told_from_damage(folder: Path, layout: Layout, version: object) -> None:
    manifest = json.loads(layout.manifest.read_text()) | {"schema_version": version}
    layout.manifest.write_text(json.dumps(manifest))

    with pytest.raises(IndexMismatchError, match=f"format {version!r}, expected {SCHEMA_VERSION}"):
        open_index(folder)


def test_manifest_without_its_fields_is_named(folder: Path, layout: Layout) -> None:
    bare = f'{{"schema_version": {SCHEMA_VERSION}}}\n'
    layout.manifest.write_text(bare)
    name = version_of(bare)
    layout.folder.rename(folder / name)
    (folder / CURRENT).write_text(name)

    with pytest.raises(CorruptIndexError, match=r"manifest\.json"):
        open_index(folder)


@pytest.mark.parametrize("content", ["", "../../etc", "latest", "æ" * 30], ids=repr)
def test_pointer_to_no_version_is_named(folder: Path, content: str) -> None:
    (folder / CURRENT).write_text(content)

    with pytest.raises(CorruptIndexError, match=CURRENT):
        open_index(folder)


def test_pointer_that_is_not_text_is_named(folder: Path) -> None:
    (folder / CURRENT).write_bytes(b"\xff\xfe")

    with pytest.raises(CorruptIndexError, match=CURRENT):
        open_index(folder)


def test_pointer_to_a_removed_version_is_named(folder: Path, layout: Layout) -> None:
    shutil.rmtree(layout.folder)

    with pytest.raises(CorruptIndexError, match=layout.folder.name):
        open_index(folder)


def test_folder_without_an_index_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(MissingIndexError, match="no index"):
            open_index(folder)


def test_version_is_named_after_time_and_content(layout: Layout) -> None:
    manifest = layout.verify()
    later = manifest.model_copy(update={"passages": manifest.passages + 1})

    name = version_name(manifest, built_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC))

    assert is_version(name)
    assert name.startswith("20261120T090500000000Z-")
    assert name.endswith(layout.folder.name.partition("-")[2])
    assert name != version_name(later, built_at=datetime(2026, 11, 20, 9, 5, tzinfo=UTC))


def version_of(manifest: str) -> str:
    """Return a version's name that vouches for the text of a manifest."""
    return f"20261120T090500000000Z-{hashlib.sha256(manifest.encode()).hexdigest()[:12]}"
