from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from evals.cases import Case, GoldEntry
from evals.peers import __main__ as program
from evals.peers.comparing import Row, asked_cases, compare
from evals.peers.measuring import TOP_K, Query, Run, measure_stack
from evals.peers.processes import StackError, run_in_process
from evals.peers.registry import STACKS, Entry, choose, missing_packages
from evals.peers.showing import Setting, render_rows, rows_to_json
from evals.peers.stacks import Corpus, Piece, Stack, danish_terms, distinct, make_corpus
from evals.peers.worker import Job, dump_run, parse_run
from ingest.storing import read_records
from klausul.errors import EvaluationFileError, UnknownDocumentError
from klausul.library import RecordLibrary
from klausul.ports import Library
from klausul.records import DocumentRecord, dump_record

NO_ENCODER = Path("no-encoder")


class ByWords:
    """Ranks the pieces by the words that they share with the question."""

    def __init__(self, folder: Path) -> None:
        self._corpus = Corpus(records=(), pieces=())

    def build(self, corpus: Corpus, encoder: Path) -> None:
        self._corpus = corpus

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        wanted = set(danish_terms(question))
        found = [p for p in self._corpus.pieces if scope in (None, p.vendor)]
        found.sort(key=lambda p: (-len(wanted & set(danish_terms(p.text))), p.clause_id))
        return distinct((piece.clause_id for piece in found), k)


class Backwards(ByWords):
    """Knows no scope and shows the worst first."""

    def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
        return super().search(question, scope=None, k=100)[::-1][:k]


def make_entry(name: str, *, packages: tuple[str, ...] = ()) -> Entry:
    return Entry(
        name=name, title=name.title(), path=f"{name}:Stack", packages=packages, scoping="filter"
    )


def make_case(case_id: str, question: str, label: str, *, scope: str | None = None) -> Case:
    document_id = "beta-dba" if label.startswith("4") else "alfa-dba"
    gold = GoldEntry(document_id=document_id, label=label, evidence="ikke i nogen klausul")
    return Case(case_id=case_id, question=question, scope=scope, type="t", style="s", gold=(gold,))


CASES = [
    make_case("betaling", "Hvem betaler for udlevering?", "10.2"),
    make_case("brud", "Hvornår meddeles brud?", "4.2", scope="beta"),
]
QUERIES = [Query(text=case.question, scope=case.scope) for case in CASES]


@pytest.fixture
def records(library: Library) -> tuple[DocumentRecord, ...]:
    return tuple(
        DocumentRecord(document=document, clauses=tuple(library.clauses_of(name)))
        for name, document in library.documents.items()
    )


@pytest.fixture
def corpus(records: Sequence[DocumentRecord]) -> Corpus:
    return make_corpus(records)


@pytest.fixture
def launch(corpus: Corpus, tmp_path: Path) -> Callable[[Entry], Run]:
    """Return a launcher that runs the two small stacks in this process."""
    stacks: dict[str, Stack] = {"ord": ByWords(tmp_path), "bagfra": Backwards(tmp_path)}
    return lambda entry: measure_stack(
        stacks[entry.name], corpus=corpus, encoder=NO_ENCODER, queries=QUERIES
    )


@pytest.fixture
def rows(library: Library, launch: Callable[[Entry], Run]) -> list[Row]:
    entries = [make_entry("ord"), make_entry("bagfra")]
    return compare(entries, cases=CASES, library=library, rounds=2, launch=launch)


def run_of(*found: Sequence[str]) -> Run:
    return Run(
        found=tuple(tuple(ids) for ids in found),
        seconds=tuple(0.001 * n for n in range(1, len(found) + 1)),
        build_s=1.0,
        memory_mb=100.0,
        peak_mb=200.0,
    )


def test_pieces_are_those_of_the_index(corpus: Corpus, library: Library) -> None:
    assert {piece.clause_id for piece in corpus.pieces} == {
        "alfa-dba/10.1",
        "alfa-dba/10.1.a",
        "alfa-dba/10.1.b",
        "alfa-dba/10.2",
        "beta-dba/4.1",
        "beta-dba/4.2",
    }  # the heading answers nothing
    for piece in corpus.pieces:
        clause = library.clauses[piece.clause_id]
        assert clause.text in piece.text
        assert piece.vendor == library.documents[clause.document_id].vendor


def test_rates_count_the_rank_of_the_first_right_clause(rows: list[Row]) -> None:
    words, backwards = (row.figures for row in rows)
    assert words is not None
    assert dict(words.ranks) == {"betaling": 1, "brud": 1}
    assert (words.hit_at_1.value, words.hit_at_5.value, words.leaks) == (1.0, 1.0, 0)
    assert backwards is not None
    assert dict(backwards.ranks) == {"betaling": None, "brud": None}
    assert (backwards.hit_at_1.value, backwards.hit_at_5.value) == (0.0, 0.0)
    assert backwards.hit_at_1.n == len(CASES)


def test_a_clause_of_another_vendor_is_a_leak(rows: list[Row]) -> None:
    leaks = [row.figures.leaks for row in rows if row.figures]
    assert leaks == [0, 4]  # all but the one of beta's that is not last by words


def test_a_right_clause_at_rank_two_is_no_first_hit(library: Library) -> None:
    found = [["alfa-dba/10.1", "alfa-dba/10.2"], ["beta-dba/4.2"]]
    (row,) = compare(
        [make_entry("a")], cases=CASES, library=library, rounds=1, launch=lambda _: run_of(*found)
    )
    assert row.figures is not None
    assert (row.figures.hit_at_1.value, row.figures.hit_at_5.value) == (0.5, 1.0)


def test_times_and_memory_are_medians_over_the_rounds(library: Library) -> None:
    found = [["alfa-dba/10.2"], ["beta-dba/4.2"]]
    slow = Run(
        found=run_of(*found).found, seconds=(9.0, 9.0), build_s=9.0, memory_mb=900, peak_mb=900
    )
    runs = iter([run_of(*found), slow, run_of(*found)])
    (row,) = compare(
        [make_entry("a")], cases=CASES, library=library, rounds=3, launch=lambda _: next(runs)
    )
    assert row.figures is not None
    assert row.figures.p50_ms == pytest.approx(1.5)
    assert row.figures.p95_ms == pytest.approx(1.95)
    assert (row.figures.build_s, row.figures.memory_mb, row.figures.peak_mb) == (1.0, 100.0, 200.0)
    assert row.figures.unsteady == 0


def test_a_ranking_that_changes_between_rounds_is_told(library: Library) -> None:
    runs = iter([run_of(["alfa-dba/10.2"], []), run_of(["alfa-dba/10.1"], [])])
    (row,) = compare(
        [make_entry("a")], cases=CASES, library=library, rounds=2, launch=lambda _: next(runs)
    )
    assert row.figures is not None
    assert row.figures.unsteady == 1


@pytest.mark.parametrize("size", [pytest.param(2, id="two"), pytest.param(7, id="seven")])
def test_every_round_runs_every_stack_in_another_order(library: Library, size: int) -> None:
    launched: list[str] = []

    def launch(entry: Entry) -> Run:
        launched.append(entry.name)
        return run_of([], [])

    entries = [make_entry(f"s{n}") for n in range(size)]
    compare(entries, cases=CASES, library=library, rounds=2, launch=launch)
    first, second = launched[:size], launched[size:]
    assert sorted(first) == sorted(second) == sorted(entry.name for entry in entries)
    assert first != second
    assert first[0] != second[0]


def test_a_stack_that_is_not_installed_is_named_and_never_run(library: Library) -> None:
    def launch(entry: Entry) -> Run:
        raise AssertionError(f"{entry.name} was run")

    absent = make_entry("fraværende", packages=("pytest", "klausul-findes-ikke"))
    (row,) = compare([absent], cases=CASES, library=library, rounds=2, launch=launch)
    assert row.figures is None
    assert row.problem == "ikke installeret: klausul-findes-ikke"


def test_a_stack_that_fails_does_not_end_the_others(library: Library) -> None:
    tries: list[str] = []

    def launch(entry: Entry) -> Run:
        tries.append(entry.name)
        if entry.name == "itu":
            raise StackError("ValueError: gik galt")
        return run_of(["alfa-dba/10.2"], ["beta-dba/4.2"])

    entries = [make_entry("itu"), make_entry("hel")]
    broken, whole = compare(entries, cases=CASES, library=library, rounds=3, launch=launch)
    assert (broken.figures, broken.problem) == (None, "fejlede: ValueError: gik galt")
    assert whole.figures is not None
    assert (tries.count("itu"), tries.count("hel")) == (1, 3)


def test_the_warm_up_is_not_timed(corpus: Corpus, tmp_path: Path) -> None:
    asked: list[tuple[str, str | None, int]] = []

    class Noting(ByWords):
        def search(self, question: str, *, scope: str | None, k: int) -> list[str]:
            asked.append((question, scope, k))
            return ["x"]

    ticks = count()
    run = measure_stack(
        Noting(tmp_path),
        corpus=corpus,
        encoder=NO_ENCODER,
        queries=QUERIES,
        clock=lambda: float(next(ticks)),
    )
    assert run.found == (("x",), ("x",))
    assert run.seconds == (1.0, 1.0)
    assert run.build_s == 1.0
    once = [(query.text, query.scope, TOP_K) for query in QUERIES]
    assert asked == once + once


STACK = """
import os

class Stack:
    def __init__(self, folder):
        self.folder = folder

    def build(self, corpus, encoder):
        print("støj på standard output")
        self.clause_id = corpus.pieces[-1].clause_id

    def search(self, question, *, scope, k):
        if question == "fejl":
            raise RuntimeError("kan ikke søge")
        return [self.clause_id, os.environ["OMP_NUM_THREADS"], str(os.getpid()), str(scope)]
"""


@pytest.fixture
def make_job(
    tmp_path: Path, records: Sequence[DocumentRecord], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Job]:
    """Return a maker of jobs for a stack that is a file of its own."""
    (tmp_path / "peer_for_test.py").write_text(STACK, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    for record in records:
        path = tmp_path / f"{record.document.document_id}.record.json"
        path.write_text(dump_record(record), encoding="utf-8")
    return lambda *queries: Job(
        stack="peer_for_test:Stack",
        records=tmp_path,
        pieces=make_corpus(records).pieces,
        encoder=NO_ENCODER,
        queries=queries,
    )


def test_a_stack_runs_in_a_process_of_its_own_with_one_thread(make_job: Callable[..., Job]) -> None:
    run = run_in_process(make_job(Query(text="å", scope="beta")))
    ((clause_id, threads, pid, scope),) = run.found
    assert (clause_id, threads, scope) == ("beta-dba/4.2", "1", "beta")
    again = run_in_process(make_job(Query(text="å")))
    assert again.found[0][2] != pid
    assert run.memory_mb > 0 or not Path("/proc").is_dir()


def test_what_a_failing_process_says_is_told(make_job: Callable[..., Job]) -> None:
    with pytest.raises(StackError, match="RuntimeError: kan ikke søge"):
        run_in_process(make_job(Query(text="fejl")))


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(deadline=None, max_examples=30)  # a busy machine is no fault
@given(
    queries=st.lists(st.builds(Query, text=words, scope=st.none() | words), max_size=4),
    found=st.lists(st.lists(words, max_size=3), max_size=4),
)
def test_jobs_and_runs_survive_their_files(queries: list[Query], found: list[list[str]]) -> None:
    job = Job(
        stack="a:B",
        records=Path("r"),
        pieces=tuple(Piece(clause_id=q.text, vendor="v", text=q.text) for q in queries),
        encoder=Path("e"),
        queries=tuple(queries),
    )
    assert Job.from_json(job.to_json()) == job
    run = run_of(*found)
    assert parse_run(dump_run(run)) == run


def test_stacks_are_chosen_by_name() -> None:
    assert choose(None) == STACKS
    assert [entry.name for entry in choose("txtai, klausul,txtai")] == ["txtai", "klausul"]
    with pytest.raises(ValueError, match=r"no stack elastik; there are klausul, "):
        choose("klausul,elastik")


@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.name) for entry in STACKS])
def test_every_stack_has_an_adapter_that_needs_no_library_to_be_imported(
    entry: Entry, tmp_path: Path
) -> None:
    module, _, name = entry.path.partition(":")
    stack = getattr(import_module(module), name)(tmp_path)
    assert callable(stack.build)
    assert callable(stack.search)


def test_stop_words_and_endings_do_not_count() -> None:
    assert danish_terms("Sletningen af oplysningerne") == danish_terms("sletning, oplysninger")


def test_a_clause_found_twice_is_shown_once() -> None:
    assert distinct(iter(["b", "a", "b", "c", "d"]), 3) == ["b", "a", "c"]


def test_a_library_of_records_is_that_of_its_documents(
    records: Sequence[DocumentRecord], library: Library
) -> None:
    ours = RecordLibrary(records)
    assert dict(ours.documents) == dict(library.documents)
    assert dict(ours.clauses) == dict(library.clauses)
    assert list(ours.clauses_of("beta-dba")) == list(library.clauses_of("beta-dba"))
    assert list(ours.references_of("beta-dba")) == []
    with pytest.raises(UnknownDocumentError, match="gamma"):
        ours.clauses_of("gamma")


def test_only_questions_that_the_documents_answer_are_asked(library: Library) -> None:
    silent = Case(case_id="x", question="Hvad koster det?", type="unanswerable", style="s")
    assert asked_cases([silent, *CASES], library) == CASES
    with pytest.raises(EvaluationFileError, match="no answerable"):
        asked_cases([silent], library)


def test_questions_about_other_documents_are_refused(library: Library) -> None:
    foreign = make_case("x", "Hvad?", "10.1", scope="gamma")
    with pytest.raises(EvaluationFileError, match="gamma"):
        asked_cases([foreign], library)


SETTING = Setting(questions=2, scoped=1, pieces=6, rounds=2, encoder="encoder")


def test_the_table_shows_figures_and_what_is_missing(rows: list[Row]) -> None:
    missing = Row(entry=make_entry("fjern"), version="", problem="ikke installeret: fjern[alt]")
    stream = io.StringIO()
    render_rows([*rows, missing], SETTING, Console(file=stream, width=190))
    lines = stream.getvalue().splitlines()
    assert any("Ord" in line and "1.000" in line for line in lines)
    assert any("Fjern" in line and "ikke installeret: fjern[alt]" in line for line in lines)
    assert any("2 spørgsmål (1 til én leverandør)" in line for line in lines)


def test_the_json_holds_every_rank(rows: list[Row]) -> None:
    data = json.loads(rows_to_json(rows, SETTING))
    assert data["setting"]["rounds"] == 2
    ranks = [stack["figures"]["ranks"] for stack in data["stacks"]]
    assert ranks == [{"betaling": 1, "brud": 1}, {"betaling": None, "brud": None}]


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    documents = tmp_path / "documents"
    documents.mkdir()
    text = "Aftale\n\n1. Sletning\n\n1.1 Data slettes senest tre måneder efter ophør.\n"
    (documents / "gamma.txt").write_text(text, encoding="utf-8")
    gold = {"document": "gamma", "clause": "1.1", "evidence": "tre måneder", "answer": []}
    line = {"id": "q", "question": "Hvornår?", "type": "t", "style": "s", "gold": [gold]}
    questions = tmp_path / "questions.jsonl"
    questions.write_text(json.dumps(line), encoding="utf-8")
    return ["--documents", str(documents), "--questions", str(questions), "--stacks", "klausul"]


def test_the_program_ingests_asks_and_prints(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    jobs: list[Job] = []

    def run(job: Job) -> Run:
        jobs.append(job)
        assert [record.document.document_id for record in read_records(job.records)] == ["gamma"]
        corpus = Corpus(records=(), pieces=job.pieces)
        return measure_stack(
            ByWords(job.records), corpus=corpus, encoder=job.encoder, queries=job.queries
        )

    monkeypatch.setattr(program, "run_in_process", run)
    assert program.main([*arguments, "--rounds", "2", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["stacks"][0]["figures"]["ranks"] == {"q": 1}
    assert [job.queries for job in jobs] == [(Query(text="Hvornår?"),)] * 2
    assert jobs[0].encoder.name == "encoder"


def test_a_missing_file_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main([*arguments, "--questions", "mangler.jsonl"]) == 1
    assert "mangler.jsonl" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("entry", [pytest.param(entry, id=entry.name) for entry in STACKS])
def test_a_real_stack_finds_inside_the_scope(
    entry: Entry, make_job: Callable[..., Job], data_folder: Path, library: Library
) -> None:
    if missing := missing_packages(entry):
        pytest.skip(f"not installed: {', '.join(missing)}")
    job = make_job(
        Query(text="Hvem betaler for udlevering af data?"),
        Query(text="Hvornår slettes data efter ophør?", scope="beta"),
        Query(text="Xyzzy", scope="alfa"),
        Query(text="?!", scope="alfa"),
    )
    run = run_in_process(replace(job, stack=entry.path, encoder=data_folder / "encoder"))
    first, scoped, *senseless = run.found
    assert "alfa-dba/10.2" in first[:2]
    assert scoped[0] == "beta-dba/4.1"
    assert {library.clauses[clause_id].document_id for clause_id in scoped} == {"beta-dba"}
    for found in senseless:
        assert {library.clauses[clause_id].document_id for clause_id in found} <= {"alfa-dba"}
    assert all(len(set(found)) == len(found) <= TOP_K for found in run.found)
