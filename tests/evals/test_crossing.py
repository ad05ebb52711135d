from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from evals.cases import kind_of_file
from evals.crossing import CrossingReport, score_references
from evals.crossing_gold import load_references
from evals.crossing_report import references_to_json, render_references
from evals.placing import find_place
from klausul.errors import EvaluationFileError
from klausul.types import (
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

TEXTS = {
    "1": "1 Se punkt 2. og 3. samt hovedaftalen.",
    "2": "2 Brud meldes efter artikel 33, stk. 3.",
    "3": "3 Data slettes, jf. punkt 9.",
    "3.a": "a) straks",
}
TEXT = "\n".join(TEXTS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class OneDocument:
    """A library of one document and the references that are to be measured."""

    documents: Mapping[str, Document]
    clauses: Mapping[str, Clause]
    references: Sequence[Reference]
    version: str = "v1"

    def clauses_of(self, document_id: str) -> Sequence[Clause]:
        return list(self.clauses.values())

    def references_of(self, document_id: str) -> Sequence[Reference]:
        return self.references


def clause(label: str) -> Clause:
    start = TEXT.index(TEXTS[label])
    return Clause(
        clause_id=f"d/{label}",
        document_id="d",
        label=label,
        text=TEXTS[label],
        span=Span(start, start + len(TEXTS[label])),
        kind=ClauseKind.CLAUSE,
    )


def refer(
    text: str,
    target: str | None,
    *,
    kind: ReferenceKind = ReferenceKind.INTERNAL,
    status: ReferenceStatus = ReferenceStatus.OK,
    named: str = "",
) -> Reference:
    start = TEXT.index(text)
    return Reference(
        clause_id="d/1",
        text=text,
        span=Span(start, start + len(text)),
        kind=kind,
        target_id=f"d/{target}" if target else None,
        target=target or named,
        status=status,
    )


def gold(clause: str, text: str, kind: str, target: str | None, status: str, **more: str) -> str:
    line = {
        "document": "d",
        "clause": clause,
        "text": text,
        "kind": kind,
        "target": target,
        "printed_target_exists": True,
        "status": status,
        **more,
    }
    return json.dumps(line)


GOLD = (
    gold("1", "punkt 2. og 3.", "internal", "2", "ok", printed="2"),
    gold("1", "punkt 2. og 3.", "internal", "3", "ok", printed="3"),
    gold("1", "hovedaftalen", "other_document", "the main agreement", "external"),
    gold("2", "efter artikel 33, stk. 3", "external_law", "GDPR art. 33(3)", "external"),
    gold("3", "punkt 9", "internal", None, "dangling"),
)
RIGHT = (
    refer("punkt 2", "2"),
    refer("3", "3"),
    refer("hovedaftalen", None, kind=ReferenceKind.OTHER_DOCUMENT, status=ReferenceStatus.EXTERNAL),
    refer(
        "artikel 33, stk. 3",
        None,
        kind=ReferenceKind.LAW,
        status=ReferenceStatus.EXTERNAL,
        named="databeskyttelsesforordningen artikel 33, stk. 3",
    ),
    refer("punkt 9", None, status=ReferenceStatus.DANGLING, named="punkt 9"),
)


def measure(tmp_path: Path, references: Sequence[Reference]) -> CrossingReport:
    path = tmp_path / "references.jsonl"
    path.write_text("\n".join(GOLD) + "\n", encoding="utf-8")
    document = Document(
        document_id="d",
        vendor="v",
        title="d",
        kind=DocumentKind.AGREEMENT,
        source="d.txt",
        sha256="0" * 64,
        text=TEXT,
    )
    clauses = {f"d/{label}": clause(label) for label in TEXTS}
    library = OneDocument(documents={"d": document}, clauses=clauses, references=references)
    return score_references(path, library=library)


def test_what_is_right_scores_one(tmp_path: Path) -> None:
    report = measure(tmp_path, RIGHT)
    score = report.overall
    assert (score.f1, score.precision, score.recall) == (1.0, 1.0, 1.0)
    assert score.share(score.target_right) == score.share(score.status_right) == 1.0
    assert score.share(score.kind_right) == 1.0
    assert (report.extras, report.false_dangling) == ((), ())


def test_each_target_of_a_row_needs_a_reference(tmp_path: Path) -> None:
    report = measure(tmp_path, [RIGHT[0]])
    assert [one.gold.printed for one in report.judged if one.ours] == ["2"]
    assert report.overall.recall == pytest.approx(1 / 5)
    assert report.overall.precision == 1.0


def test_one_reference_over_a_whole_row_finds_one_target(tmp_path: Path) -> None:
    report = measure(tmp_path, [refer("punkt 2. og 3.", "2")])
    assert report.overall.paired == 1


def test_what_the_gold_does_not_list_is_an_extra(tmp_path: Path) -> None:
    extra = refer("Brud", "3")
    report = measure(tmp_path, [*RIGHT, extra])
    assert report.extras == (extra,)
    assert report.overall.precision == pytest.approx(5 / 6)


@pytest.mark.parametrize(
    ("changed", "kind", "target", "same", "status"),
    [
        pytest.param(refer("punkt 2", "3"), 5, 4, 4, 5, id="another clause"),
        pytest.param(
            refer("punkt 2", "2", status=ReferenceStatus.SHIFTED), 5, 5, 5, 4, id="status"
        ),
        pytest.param(
            refer("punkt 2", None, kind=ReferenceKind.LAW, named="punkt 2"), 4, 4, 4, 5, id="kind"
        ),
    ],
)
def test_what_is_wrong_counts_where_it_is(
    tmp_path: Path, changed: Reference, kind: int, target: int, same: int, status: int
) -> None:
    score = measure(tmp_path, [changed, *RIGHT[1:]]).overall
    counts = (score.kind_right, score.target_right, score.same_place, score.status_right)
    assert counts == (kind, target, same, status)
    assert score.paired == 5


def test_a_child_is_the_same_place_and_not_the_target(tmp_path: Path) -> None:
    score = measure(tmp_path, [RIGHT[0], refer("3", "3.a"), *RIGHT[2:]]).overall
    assert (score.target_right, score.same_place) == (4, 5)


def test_the_place_in_a_law_counts(tmp_path: Path) -> None:
    law = refer(
        "artikel 33, stk. 3",
        None,
        kind=ReferenceKind.LAW,
        status=ReferenceStatus.EXTERNAL,
        named="databeskyttelsesforordningen artikel 33",
    )
    score = measure(tmp_path, [*RIGHT[:3], law, RIGHT[4]]).overall
    assert (score.kind_right, score.target_right) == (5, 4)


def test_a_sound_reference_said_to_dangle_is_told(tmp_path: Path) -> None:
    false = refer("punkt 2", None, status=ReferenceStatus.DANGLING, named="punkt 2")
    report = measure(tmp_path, [false, *RIGHT[1:]])
    assert report.false_dangling == (false,)
    assert report.overall.false_dangling == 1
    assert measure(tmp_path, RIGHT).overall.false_dangling == 0


@pytest.mark.parametrize(
    ("words", "printed", "expected"),
    [
        pytest.param("bilag B.", None, "bilag B.", id="a number that does not go on"),
        pytest.param("artikel 2 og 4", "artikel 4", "4", id="the last words that are there"),
        pytest.param("Bilag D er", "Bilag D (ny)", "Bilag D", id="without a remark"),
        pytest.param("be- handling", None, "be-\nhandling", id="a broken word"),
        pytest.param("staterne1", "1", "1", id="a mark at a word"),
    ],
)
def test_a_place_is_found(words: str, printed: str | None, expected: str) -> None:
    text = "Se bilag B.1 og bilag B. Efter artikel 2 og 4. Bilag D er be-\nhandling i staterne1."
    place = find_place(text, words, printed=printed, inside=[])
    assert place is not None
    assert place.of(text) == expected
    if words == "bilag B.":
        assert place.start == text.rindex("bilag B.")


def test_the_same_words_are_found_once_each() -> None:
    text = "Bilag A. Bilag A."
    first = find_place(text, "Bilag A", printed=None, inside=[])
    assert first is not None
    second = find_place(text, "Bilag A", printed=None, inside=[], taken=[first])
    assert second is not None
    assert second.start == text.rindex("Bilag A")
    assert find_place(text, "Bilag A", printed=None, inside=[], taken=[first, second]) is None
    assert find_place(text, "Bilag A", printed=None, inside=[Span(9, 17)]) == second


def test_the_gold_file_is_valid(data_folder: Path) -> None:
    references = load_references(data_folder / "evals" / "references.jsonl")
    assert len(references) == 289
    assert sum(r.status is ReferenceStatus.DANGLING for r in references) == 5
    assert ("Bilag A.1", "Bilag A.2", "Bilag A.3") in {r.targets for r in references}


def test_a_document_that_is_not_here_is_named(tmp_path: Path) -> None:
    path = tmp_path / "references.jsonl"
    path.write_text(GOLD[0].replace('"d"', '"andet"'), encoding="utf-8")
    library = OneDocument(documents={}, clauses={}, references=())
    with pytest.raises(EvaluationFileError, match="andet"):
        score_references(path, library=library)


def test_a_report_is_shown_and_dumped(tmp_path: Path) -> None:
    report = measure(tmp_path, [RIGHT[0], refer("Brud", "3")])
    console = Console(record=True, width=100)
    render_references(report, console)
    shown = console.export_text()
    assert "Ikke fundet: 4" in shown
    assert "I overskud: 1" in shown
    data = json.loads(references_to_json(report))
    assert data["overall"]["recall"] == pytest.approx(0.2)
    assert [row["ours"] is None for row in data["references"]] == [False, True, True, True, True]
    assert data["extras"][0]["text"] == "Brud"


def test_the_gold_is_told_from_the_other_files(data_folder: Path) -> None:
    assert kind_of_file(data_folder / "evals" / "references.jsonl") == "references"
    assert kind_of_file(data_folder / "evals" / "clauses.jsonl") == "clauses"
