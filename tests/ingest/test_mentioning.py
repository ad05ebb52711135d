"""Articles of a law and of the agreement, and how a place in a law is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.mentioning import name_place
from ingest.referencing import find_references
from klausul.danish.references import find_mentions
from klausul.types import Clause, ReferenceStatus

Cut = Callable[[str], tuple[Clause, ...]]

ARTICLES = """Databehandleraftale

Artikel 1 Formål

1. {sentence}

Artikel 2 Instruks

1. Instruksen er skriftlig.

Artikel 3 Sikkerhed

1. Adgang kræver kode.

Artikel 4 Brud

1. Brud meldes.

Artikel 5 Ophør

1. Aftalen ophører.
"""
LAW = "databeskyttelsesforordningen"


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        pytest.param("Se artikel 3-5.", ["3", "5"], id="a range of its own"),
        pytest.param("Se artikel 3 til 5.", ["3", "5"], id="a range in words"),
        pytest.param("Se artikel 4.", ["4"], id="one of its own"),
        pytest.param("Se artikel 32-36.", [f"{LAW} artikel 32-36"], id="the regulation's"),
        pytest.param(
            "Se databeskyttelsesforordningens artikel 3-5.", [f"{LAW} artikel 3-5"], id="by name"
        ),
        pytest.param("Se kapitel V.", [f"{LAW} kapitel V"], id="a chapter"),
    ],
)
def test_articles_of_an_agreement(cut: Cut, sentence: str, targets: list[str]) -> None:
    references, _ = find_references(cut(ARTICLES.format(sentence=sentence)))
    assert [reference.target for reference in references] == targets
    assert ReferenceStatus.DANGLING not in {reference.status for reference in references}


def test_an_article_just_behind_the_last_is_lost(cut: Cut) -> None:
    (reference,), _ = find_references(cut(ARTICLES.format(sentence="Se artikel 6.")))
    assert reference.status is ReferenceStatus.DANGLING


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("artikel 4, nr. 1", f"{LAW} artikel 4, nr. 1", id="nr"),
        pytest.param("artikel 28, stk. 3, litra a", f"{LAW} artikel 28, stk. 3, litra a", id="stk"),
        pytest.param("artikel 46(2)(c)", f"{LAW} artikel 46, stk. 2, litra c", id="brackets"),
        pytest.param("retsplejelovens § 152 a", "retsplejeloven § 152 a", id="letter"),
        pytest.param(
            "retsplejelovens § 152 a, stk. 2", "retsplejeloven § 152 a, stk. 2", id="both"
        ),
    ],
)
def test_a_place_in_a_law(text: str, place: str) -> None:
    (mention,) = find_mentions(text)
    assert name_place(mention) == place


def test_a_lettered_paragraph_is_its_own(cut: Cut) -> None:
    text = "Vilkår\n\n§ 1. Se § 2 a.\n\n§ 2. De gælder.\n\n§ 2 a. Særligt.\n\n§ 3. Slut.\n"
    (reference,), _ = find_references(cut(text))
    assert reference.text == "§ 2 a"
    assert (reference.target or "").replace(" ", "") == "§2a"
