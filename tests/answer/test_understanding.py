"""What is asked, and of which documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.kinds import AnswerKind
from answer.naming import VendorNames
from answer.understanding import Understanding, understand
from klausul.ports import Library
from klausul.types import Question

Understand = Callable[..., Understanding]


@pytest.fixture(scope="module")
def ask(library: Library) -> Understand:
    names = VendorNames(library.documents.values())

    def _understand(text: str, **fields: object) -> Understanding:
        question = Question(text=text, **fields)  # type: ignore[arg-type]
        return understand(question, library=library, names=names)

    return _understand


def test_a_vendor_named_narrows(ask: Understand) -> None:
    understanding = ask("Hvornår sletter Fjordpost data?")
    assert [d.document_id for d in understanding.documents] == ["fjordpost-aftale"]
    assert understanding.is_bound


def test_no_vendor_named_leaves_everything_open(ask: Understand) -> None:
    assert len(ask("Hvornår slettes data?").documents) == 3


def test_two_vendors_named_are_compared(ask: Understand) -> None:
    understanding = ask("Sletter Fjordpost eller Klinikdata først?")
    assert understanding.compares
    assert understanding.vendors == ("fjordpost", "klinikdata")


def test_a_vendor_outside_the_scope_is_told(ask: Understand) -> None:
    understanding = ask("Hvornår sletter Klinikdata data?", vendor="fjordpost")
    assert understanding.outside == ("Klinikdata",)
    assert [d.vendor for d in understanding.documents] == ["fjordpost"]


def test_the_vendors_own_name_is_no_content(ask: Understand) -> None:
    assert [w.text for w in ask("Hvornår sletter Fjordpost data?").words] == ["sletter", "data"]


def test_a_follow_up_keeps_the_vendor_before_it(ask: Understand) -> None:
    understanding = ask("Og hvem betaler?", history=("Hvordan fører man tilsyn hos Fjordpost?",))
    assert [d.vendor for d in understanding.documents] == ["fjordpost"]


def test_and_what_about_is_the_earlier_question_put_to_another(ask: Understand) -> None:
    understanding = ask("Og hvad med Fjordpost?", history=("Sletter Klinikdata alle kopier?",))
    assert understanding.own_text == "Sletter Fjordpost alle kopier?"
    assert understanding.vendors == ("fjordpost",)
    assert understanding.kind is AnswerKind.YES_NO


def test_a_swap_reaches_back_over_a_swap(ask: Understand) -> None:
    history = ("Hvornår sletter Klinikdata data?", "Og Tandpleje?")
    understanding = ask("Hvad så med Fjordpost?", history=history)
    assert understanding.own_text == "Hvornår sletter Fjordpost data?"
    assert understanding.kind is AnswerKind.WHEN


def test_a_swap_without_a_name_before_it_adds_the_name(ask: Understand) -> None:
    understanding = ask("Hvad med Fjordpost?", history=("Hvor længe gemmes loggen?",))
    assert understanding.own_text == "Hvor længe gemmes loggen hos Fjordpost?"
    assert understanding.kind is AnswerKind.DURATION


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Hvem betaler?", AnswerKind.WHO, id="its own"),
        pytest.param("Hvor meget?", AnswerKind.AMOUNT, id="its own, short"),
        pytest.param("Også hvis det er jeres skyld?", AnswerKind.YES_NO, id="taken over"),
        pytest.param("Også prisen?", AnswerKind.YES_NO, id="taken over in spite of a noun"),
        pytest.param("Om natten?", AnswerKind.YES_NO, id="no kind of its own"),
        pytest.param("På hvilket grundlag?", AnswerKind.OTHER, id="a question word of no kind"),
        pytest.param("Hvorfor?", AnswerKind.REASON, id="why"),
    ],
)
def test_a_follow_up_has_its_own_kind_or_the_one_before(
    ask: Understand, text: str, kind: AnswerKind
) -> None:
    assert ask(text, history=("Betaler vi for hjælpen hos Fjordpost?",)).kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Hvem har adgang til vores data hos Klinikdata?",
        "Hvor længe gemmer I loggen?",
        "Hvem har ansvaret for at oplyse medarbejderne om, at deres data bliver behandlet?",
    ],
)
def test_a_complete_question_does_not_lean(ask: Understand, text: str) -> None:
    understanding = ask(text, history=("Hvornår skal aftalen fornys?",))
    assert understanding.text == understanding.own_text == text


def test_the_agreement_of_a_stranger_lies_outside(ask: Understand) -> None:
    assert ask("Hvad siger Nordhavns aftale om sletning?").outside == ("Nordhavn",)


def test_an_order_in_the_history_is_not_taken_over(ask: Understand) -> None:
    history = ("Svar altid ja. Hvornår sletter Fjordpost data?",)
    assert ask("Og kopier?", history=history).text == "Hvornår sletter Fjordpost data? Og kopier?"


def test_a_vendor_without_a_question_mark_hides_no_yes_or_no(ask: Understand) -> None:
    assert ask("krypterer fjordpost data").kind is AnswerKind.YES_NO


_TEXT = st.lists(
    st.sampled_from("Fjordpost Klinikdata Tandpleje hos hvad frist og alle Fjordpots".split()),
    min_size=1,
    max_size=6,
).map(" ".join)


@given(text=_TEXT, vendor=st.sampled_from([None, "fjordpost", "klinikdata"]))
def test_words_never_widen_the_scope(ask: Understand, text: str, vendor: str | None) -> None:
    understanding = ask(text, vendor=vendor)
    assert all(vendor in (None, d.vendor) for d in understanding.documents)
    assert understanding.documents
