from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.collection import (
    came_from,
    changing,
    erase,
    keep_revision,
    kept_revisions,
    next_revision,
    stored_ids,
)
from ingest.origins import Origin
from ingest.storing import Packed, find_origin, write_document
from klausul.errors import BuildInProgressError


def store(folder: Path, name: str, *, revision: int = 1, source: Path = Path("/arkiv")) -> Origin:
    packed = Packed(
        document_id=name,
        sha256=f"{revision:064}",
        revision=revision,
        clauses=2,
        record=b'{"document": "%d"}' % revision,
        offsets=b"{}",
    )
    write_document(folder, packed, path=source / f"{name}.txt", fingerprint="f" * 64)
    origin = find_origin(folder, name)
    assert origin is not None
    return origin


def files(folder: Path) -> list[str]:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def test_one_change_at_a_time(tmp_path: Path) -> None:
    with (
        changing(tmp_path / "ny"),
        pytest.raises(BuildInProgressError, match="another process") as caught,
        changing(tmp_path / "ny"),
    ):
        pass
    assert "Vent, til den er færdig" in caught.value.__notes__[0]
    with changing(tmp_path / "ny"):
        pass


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ingest.collection import changing\n"
        "with changing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BuildInProgressError), changing(tmp_path):
            pass
        other.kill()
    with changing(tmp_path):
        pass


def test_half_written_files_are_swept_and_nothing_else(tmp_path: Path) -> None:
    store(tmp_path, "nord")
    (tmp_path / "versions" / "nord").mkdir(parents=True)
    keep_revision(tmp_path, "nord", store(tmp_path, "nord"))
    before = files(tmp_path)
    for name in (
        ".nord.record.json-a1b2_x9z", ".nord.offsets.json-12345678",
        "versions/nord/.1.record.json-abcdefgh",
    ):  # fmt: skip
        (tmp_path / name).write_text("half", encoding="utf-8")
    (tmp_path / ".skjult").write_text("en andens", encoding="utf-8")
    with changing(tmp_path):
        assert files(tmp_path) == sorted([*before, ".skjult", "LOCK"])


def test_what_is_stored_is_known_by_any_of_its_files(tmp_path: Path) -> None:
    assert stored_ids(tmp_path / "mangler") == []
    store(tmp_path, "syd")
    store(tmp_path, "nord")
    (tmp_path / "nord.record.json").unlink()
    (tmp_path / "versions" / "øst").mkdir(parents=True)
    (tmp_path / ".vest.record.json-a1b2c3d4").write_text("half", encoding="utf-8")
    assert stored_ids(tmp_path) == ["nord", "syd", "øst"]


def test_where_documents_came_from(tmp_path: Path) -> None:
    store(tmp_path, "nord")
    store(tmp_path, "syd", source=Path("/arkiv/under"))
    store(tmp_path, "øst", source=Path("/andre"))
    below = {"nord": Path("/arkiv/nord.txt"), "syd": Path("/arkiv/under/syd.txt")}
    assert came_from(tmp_path, {Path("/arkiv")}) == below
    assert came_from(tmp_path, {Path("/arkiv/under")}) == {"syd": below["syd"]}
    assert came_from(tmp_path, {Path("/ark")}) == {}


def test_another_file_counts_the_revision_up(tmp_path: Path) -> None:
    origin = store(tmp_path, "nord", revision=3)
    assert next_revision(tmp_path, "nord", sha256=origin.sha256, origin=origin) == 3
    assert next_revision(tmp_path, "nord", sha256="x", origin=origin) == 4
    assert next_revision(tmp_path, "ny", sha256="x", origin=None) == 1
    keep_revision(tmp_path, "nord", origin)
    assert next_revision(tmp_path, "nord", sha256="x", origin=None) == 4


def test_a_superseded_revision_is_never_written_again(tmp_path: Path) -> None:
    first = store(tmp_path, "nord", revision=1)
    assert keep_revision(tmp_path, "nord", first)
    kept = (tmp_path / "versions/nord/1.record.json").read_bytes()
    store(tmp_path, "nord", revision=2)
    assert keep_revision(tmp_path, "nord", first)  # the files are those of another one
    assert (tmp_path / "versions/nord/1.record.json").read_bytes() == kept
    assert kept_revisions(tmp_path, "nord") == [1]


def test_a_damaged_document_is_not_kept(tmp_path: Path) -> None:
    origin = store(tmp_path, "nord")
    (tmp_path / "nord.offsets.json").write_bytes(b"x")
    assert not keep_revision(tmp_path, "nord", origin)
    assert kept_revisions(tmp_path, "nord") == []


def test_erasing_leaves_nothing_of_a_document_and_all_of_the_others(tmp_path: Path) -> None:
    for name in ("nord", "nord-2", "nord.2"):
        keep_revision(tmp_path, name, store(tmp_path, name))
        store(tmp_path, name, revision=2)
    others = [name for name in files(tmp_path) if "nord-2" in name or "nord.2" in name]
    assert len(others) == 8
    erase(tmp_path, ["nord", "mangler"])
    assert stored_ids(tmp_path) == ["nord-2", "nord.2"]
    assert files(tmp_path) == others


@pytest.mark.parametrize("again", ["asked for again", "by the next change"])
def test_an_erasure_that_was_interrupted_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    store(tmp_path, "nord")
    keep_revision(tmp_path, "syd", store(tmp_path, "syd"))
    unlink, taken = Path.unlink, 0

    def die(self: Path, missing_ok: bool = False) -> None:
        nonlocal taken
        taken += 1
        if taken == 3:
            raise KeyboardInterrupt
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", die)
        with pytest.raises(KeyboardInterrupt):
            erase(tmp_path, ["nord", "syd"])
    assert "nord.record.json" not in files(tmp_path)
    assert stored_ids(tmp_path) == ["nord", "syd"]
    if again == "asked for again":
        erase(tmp_path, ["nord", "syd"])
    else:
        with changing(tmp_path):
            assert stored_ids(tmp_path) == []
    assert [name for name in files(tmp_path) if name != "LOCK"] == []
