"""A build that fails, is killed or meets another one never harms the index in use."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index.building import build_index
from index.encoders import HashingEncoder
from index.layout import LOCK, is_version
from index.reading import open_index
from klausul.errors import BuildInProgressError
from klausul.records import DocumentRecord

KILLED = 9


def build(folder: Path, records: Sequence[DocumentRecord]) -> str:
    return build_index(records, folder=folder, encoder=HashingEncoder(64))


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if is_version(path.name))


def steps_of(folder: Path, records: list[DocumentRecord]) -> int:
    """Return how often a build reports and goes to the disk."""
    return fail_at(10_000, folder, records)


def fail_at(step: int, folder: Path, records: list[DocumentRecord]) -> int:
    """Build, but fail at a step; return the number of steps that were taken."""
    taken = 0

    def count(*args: object) -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "rename", "replace"):
            patch.setattr(os, name, _before(count, getattr(os, name)))
        try:
            build_index(records, folder=folder, encoder=HashingEncoder(64), on_progress=count)
        except KeyboardInterrupt:
            assert taken == step
    return taken


def _before(count: Callable[..., None], call: Callable[..., object]) -> Callable[..., object]:
    def both(*args: object) -> object:
        count()
        return call(*args)

    return both


def test_build_that_fails_anywhere_leaves_a_whole_index(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    steps = steps_of(tmp_path / "count", records)
    assert steps > 20
    before = build(tmp_path / "used", records[:1])

    for step in range(1, steps + 1):
        fail_at(step, tmp_path / "used", records)

        index = open_index(tmp_path / "used")
        assert index.version == before or len(index.documents) == len(records)
        assert not [p for p in (tmp_path / "used").iterdir() if p.is_dir() and p.name[0] == "."]

    after = build(tmp_path / "used", records[:2])
    assert open_index(tmp_path / "used").version == after
    assert len(versions(tmp_path / "used")) == 2


def test_killed_build_leaves_the_index_and_is_cleared_away(
    tmp_path: Path, records: list[DocumentRecord]
) -> None:
    before = build(tmp_path, records)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from index.building import build_index\n"
        "from index.encoders import HashingEncoder\n"
        "from index.reading import open_index\n"
        "folder = Path(sys.argv[1])\n"
        "records = list(open_index(folder)._records.values())\n"
        "def die(done, total, stage):\n"
        f"    if (done, total) == (1, 2): os._exit({KILLED})\n"
        "build_index(records, folder=folder, encoder=HashingEncoder(64), on_progress=die)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert ended.returncode == KILLED
    left = [path for path in tmp_path.iterdir() if path.name.startswith(".building-")]
    assert [path.is_dir() for path in left] == [True]
    assert open_index(tmp_path).version == before

    build(tmp_path, records)

    assert not left[0].exists()


def test_second_builder_is_refused_at_once(tmp_path: Path, records: list[DocumentRecord]) -> None:
    before = build(tmp_path, records)

    with (tmp_path / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BuildInProgressError, match=str(tmp_path)):
            build(tmp_path, records)

    assert versions(tmp_path) == [before]
    build(tmp_path, records)
