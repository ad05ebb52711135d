"""What is asked, and of which documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
