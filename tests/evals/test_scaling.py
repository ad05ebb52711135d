from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from evals.costing import SearchCost, ViewsCost
from evals.scaling import Point, main, measure, render_points
from index.encoders import HashingEncoder

AGREEMENT = """Databehandleraftale

1. Sletning
1.1 Databehandleren sletter oplysningerne senest 90 dage efter ophør.
1.2 Databehandleren bekræfter skriftligt, at oplysningerne er slettet.

2. Sikkerhed
2.1 Brud på sikkerheden meddeles senest 24 timer efter, at de er opdaget.
2.2 Adgang til oplysningerne kræver to faktorer og logges i 6 måneder.

3. Tilsyn
3.1 Den dataansvarlige kan føre tilsyn 1 gang om året med 30 dages varsel.
3.2 Den dataansvarlige betaler for tilsynet, medmindre det viser fejl.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "aftale.txt").write_text(AGREEMENT, encoding="utf-8")
    return folder


def test_each_size_is_built_and_searched(documents: Path, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()

    whole, views = measure(
        documents,
        encoder=HashingEncoder(32),
        questions=["Hvornår slettes data?", "Hvem betaler tilsynet?"],
        sizes=[20, 80],
        encoded_clauses=30,
        whole_up_to=20,
        folder=folder,
    )

    assert (whole.clauses, views.clauses) == (20, 80)
    assert whole.search is not None
    assert 0 < whole.search.p50_ms <= whole.search.p95_ms
    assert whole.search.memory_mb > 10
    assert not whole.search.has_late
    assert views.search is None
    assert views.views.recall == 1.0
    assert views.views.is_exact
    assert min(views.views.encode_ms, views.views.dense_ms, views.views.lexical_ms) > 0
    assert views.index_mb > 80 * 32 * 4 / 1_000_000
    assert min(views.dense_build_s, views.lexical_build_s) > 0
    assert [path.name for path in sorted(folder.iterdir())] == ["documents", "real"]


def point(clauses: int, *, search: SearchCost | None, target: float | None) -> Point:
    views = ViewsCost(
        encode_ms=3.21,
        dense_ms=0.4,
        exact_ms=4.5,
        lexical_ms=0.1,
        recall=0.9987,
        is_exact=search is not None,
        memory_mb=1234.5,
    )
    return Point(
        clauses=clauses,
        dense_build_s=1.5,
        lexical_build_s=2.5,
        index_mb=99.9,
        views=views,
        search=search,
        target_p50_ms=target,
    )


def test_sizes_stand_side_by_side_with_their_targets() -> None:
    stream = io.StringIO()
    search = SearchCost(p50_ms=4.2, p95_ms=6.0, memory_mb=200.0, has_late=True)
    points = [point(1000, search=search, target=5.0), point(1_000_000, search=None, target=None)]

    render_points(points, Console(file=stream, width=100))

    rows = [
        [cell.strip() for cell in line.split("│")[1:-1]] for line in stream.getvalue().splitlines()
    ]
    assert ["hele søgningen: p50", "4.2 ms", "-"] in rows
    assert ["mål for p50", "≤ 5 ms", ""] in rows
    assert ["recall@10", "0.999", "0.999"] in rows
    assert ["vektorindeks", "Flat", "PQ4 + eksakt"] in rows
    assert "1.000.000" in stream.getvalue()


def test_a_missing_encoder_is_named(
    documents: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--documents", str(documents), "--encoder", str(tmp_path / "mangler")]

    assert main([*arguments, "--sizes", "10"]) == 1
    assert "mangler" in capsys.readouterr().err


@pytest.mark.parametrize("sizes", ["1", "10,x", ""])
def test_a_size_must_be_a_number_of_clauses(sizes: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--sizes", sizes])

    assert "--sizes" in capsys.readouterr().err
