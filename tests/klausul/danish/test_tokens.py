import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.tokens import restore_letters, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hvad siger 10.1?", ["hvad", "siger", "10.1"], id="decimal"),
        pytest.param("Bilag C.4, 8.2.a", ["bilag", "c.4", "8.2.a"], id="lettered"),
        pytest.param("C.2.10 og 2.4.IV.", ["c.2.10", "og", "2.4.iv"], id="deep"),
        pytest.param("to-faktor", ["to-faktor", "to", "faktor"], id="hyphen"),
        pytest.param(
            "72-timersfristen", ["72-timersfristen", "72", "timersfristen"], id="number-hyphen"
        ),
        pytest.param("Office365/ISO 27001", ["office365", "iso", "27001"], id="mixed"),
        pytest.param("mit.plandent.dk", ["mit", "plandent", "dk"], id="address"),
        pytest.param("1.500,50 kr.", ["1.500,50", "kr"], id="amount"),
        pytest.param("(hvilke[t]) §72!", ["hvilke", "t", "72"], id="punctuation"),
        pytest.param("", [], id="empty"),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_do_not_depend_on_case_or_unicode_form(text: str) -> None:
    found = words(text)
    assert all(word and word == unicodedata.normalize("NFC", word) for word in found)
    assert words(unicodedata.normalize("NFD", text)) == words(unicodedata.normalize("NFC", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ændringer", "aendringer", id="ae"),
        pytest.param("sårbarhed", "saarbarhed", id="aa"),
        pytest.param("overførselsgrundlag", "overfoerselsgrundlag", id="oe-in-a-compound"),
        pytest.param("måneder", "måned", id="inflection"),
        pytest.param("databehandleraftalen", "Databehandleraftale", id="definite-compound"),
        pytest.param("e-mail", "email", id="hyphen"),
        pytest.param("A\u030abningstid", "åbningstid", id="decomposed"),
    ],
)
def test_spellings_and_inflections_share_the_first_term(one: str, other: str) -> None:
    whole_one = next(term for term in terms(one))
    assert whole_one in terms(other)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("frist for sletning", "slettefristen", id="frist"),
        pytest.param("behandler", "underdatabehandlere", id="behandler"),
        pytest.param("sikkerhed", "sikkerhedsbrud", id="linking-s"),
        pytest.param("ansvarlig", "dataansvarlige", id="aa-across-the-seam"),
        pytest.param("vaerneting", "værnetinget", id="both"),
    ],
)
def test_parts_of_compounds_are_counted(question: str, text: str) -> None:
    assert set(terms(question)) & set(terms(text))


def test_unrelated_words_share_nothing() -> None:
    assert not set(terms("opsigelsesvarsel")) & set(terms("kryptering"))


def test_stop_words_are_left_out_in_every_spelling() -> None:
    assert terms("hvad skal vi når naar på paa den") == []


def test_negations_are_counted() -> None:
    assert terms("ikke uden varsel") != terms("varsel")


def test_clause_numbers_are_terms() -> None:
    assert {"10.1", "c.4"} <= set(terms("punkt 10.1 i Bilag C.4"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("aendringsvarsel", "ændringsvarsel", id="restored"),
        pytest.param("dataansvarlig", "dataansvarlig", id="seam-kept"),
        pytest.param("videoen", "videoen", id="known-word-kept"),
        pytest.param("xqaaz", "xqaaz", id="nonsense-kept"),
    ],
)
def test_restore_letters(typed: str, meant: str) -> None:
    assert restore_letters(typed) == meant


def test_threads_get_the_same_terms() -> None:
    texts = [
        f"underdatabehandler{ending} og slettefrister{i}"
        for i, ending in enumerate(("ne", "en", "ens", "es") * 50)
    ]
    expected = [terms(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(terms, texts)) == expected
