from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.cases import GoldEntry
from evals.matching import Matcher, are_kin_by_form, bare_text, share_in_order, words_of
from klausul.ports import Library
from klausul.types import Clause

WORDS = st.lists(st.sampled_from("data slettes senest tre måneder efter ophør".split()), max_size=9)


def entry(document_id: str, label: str, evidence: str = "findes ikke nogen steder") -> GoldEntry:
    return GoldEntry(document_id=document_id, label=label, evidence=evidence)


@pytest.mark.parametrize(
    ("label", "other", "expected"),
    [
        pytest.param("2.4", "2.4.IV", True, id="roman-item"),
        pytest.param("9.3", "9.3.a", True, id="letter-item"),
        pytest.param("Bilag C.2", "Bilag C.2.1", True, id="annex"),
        pytest.param("DBA 5.1", "DBA 5.1 •2", True, id="bullet"),
        pytest.param("Bilag C.7", "Bilag C.7 Koncept 5", True, id="named-item"),
        pytest.param("5.1", "5.10", False, id="same-digits"),
        pytest.param("Bilag C.2", "Bilag C.2.2.1", False, id="grandchild"),
        pytest.param("2.4.I", "2.4.II", False, id="siblings"),
        pytest.param("10.1", "10.1", False, id="equal-is-not-kin"),
        pytest.param("Bilag A", "DBA 1", False, id="strangers"),
    ],
)
def test_kin_by_the_form_of_labels(label: str, other: str, expected: bool) -> None:
    assert are_kin_by_form(label, other) is expected
    assert are_kin_by_form(other, label) is expected


@pytest.mark.parametrize(
    ("clause_id", "gold", "expected"),
    [
        pytest.param("alfa-dba/10.1", entry("alfa-dba", "10.1"), True, id="same-label"),
        pytest.param("alfa-dba/10.1", entry("alfa-dba", "10.1.b"), True, id="parent"),
        pytest.param("alfa-dba/10.1.a", entry("alfa-dba", "10.1"), True, id="child"),
        pytest.param("alfa-dba/10.1.a", entry("alfa-dba", "10.1.b"), False, id="sibling-item"),
        pytest.param("alfa-dba/10.2", entry("alfa-dba", "10.1"), False, id="sibling"),
        pytest.param("alfa-dba/10", entry("alfa-dba", "10.1"), False, id="heading-above"),
        pytest.param("alfa-dba/10", entry("alfa-dba", "10"), True, id="heading-itself"),
        pytest.param(
            "alfa-dba/10.1",
            entry("alfa-dba", "X", "senest  tre må-\nneder efter"),
            True,
            id="holds-evidence",
        ),
        pytest.param(
            "beta-dba/4.1", entry("alfa-dba", "10.1", "slettes senest"), False, id="other-document"
        ),
        pytest.param("beta-dba/9.9", entry("beta-dba", "9.9"), False, id="unknown-clause"),
    ],
)
def test_right_by_place_or_evidence(
    library: Library, clause_id: str, gold: GoldEntry, expected: bool
) -> None:
    assert Matcher(library).is_right(clause_id, gold) is expected


def test_kin_by_parent_whatever_the_labels(
    library: Library, replace_clauses: Callable[[Library, Iterable[Clause]], Library]
) -> None:
    renamed = replace_clauses(
        library,
        [replace(c, label="Punkt") if c.label == "10.1.a" else c for c in library.clauses.values()],
    )
    assert Matcher(renamed).is_right("alfa-dba/10.1.a", entry("alfa-dba", "10.1"))
    assert Matcher(renamed).is_right("alfa-dba/10.1", entry("alfa-dba", "Punkt"))
    assert not Matcher(renamed).is_right("alfa-dba/10.2", entry("alfa-dba", "Punkt"))


def test_a_circle_of_parents_ends(
    library: Library, replace_clauses: Callable[[Library, Iterable[Clause]], Library]
) -> None:
    circle = [
        replace(c, parent_id="alfa-dba/10.1.b" if c.label == "10.1.a" else "alfa-dba/10.1.a")
        for c in library.clauses.values()
    ]
    assert Matcher(replace_clauses(library, circle)).is_right(
        "alfa-dba/10.1.a", entry("alfa-dba", "10.1.b")
    )


@pytest.mark.parametrize(
    ("quote", "evidence", "share"),
    [
        pytest.param("Data slettes senest", "data slettes", 1.0, id="all"),
        pytest.param("slettes data", "data slettes", 0.5, id="order-counts"),
        pytest.param("data, som man ved, slettes", "data slettes", 1.0, id="words-between"),
        pytest.param("intet", "data slettes", 0.0, id="none"),
        pytest.param("IRM-beskyttet mail", "IRM- beskyttet mail", 1.0, id="hyphen-at-line-end"),
        pytest.param("data", "!", 0.0, id="evidence-without-words"),
    ],
)
def test_share_of_words_in_order(quote: str, evidence: str, share: float) -> None:
    assert share_in_order(quote, evidence) == share


@given(before=WORDS, evidence=WORDS.filter(bool), after=WORDS)
def test_a_quote_that_holds_the_evidence_shares_all_of_it(
    before: list[str], evidence: list[str], after: list[str]
) -> None:
    assert share_in_order(" ".join([*before, *evidence, *after]), " ".join(evidence)) == 1.0


@given(quote=WORDS, evidence=WORDS.filter(bool))
def test_the_share_is_bounded_by_the_words_in_common(quote: list[str], evidence: list[str]) -> None:
    share = share_in_order(" ".join(quote), " ".join(evidence))
    common = sum(min(quote.count(word), evidence.count(word)) for word in set(evidence))
    assert 0.0 <= share <= common / len(evidence) <= 1.0


@given(words=WORDS, joint=st.sampled_from([" ", "\n", "-\n", "\u00ad", " • ", "- "]))
def test_bare_text_does_not_see_how_words_are_joined(words: list[str], joint: str) -> None:
    assert bare_text(joint.join(words)) == "".join(words)


def test_composed_and_decomposed_letters_are_equal() -> None:
    assert bare_text("a\u030arhus") == bare_text("\u00e5rhus")
    assert words_of("A\u030ar") == words_of("år")
