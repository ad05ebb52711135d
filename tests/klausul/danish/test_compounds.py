import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.compounds import split_compound


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(parts, id=parts)
        for parts in (
            "slette|frist opsigelses|varsel sikkerheds|brud data|ansvarlige under|data|behandler "
            "under|data|behandler|aftalen data|beskyttelses|forordningens tredje|lands|overførsler "
            "revisions|erklæringen standard|kontrakt|bestemmelser sårbarheds|test lov|valg "
            "hjemme|arbejds|pladser log|oplysninger ophørs|bestemmelserne indsigts|ret "
            "kontor|netværk medlems|staternes drifts|afbrydelser erstatnings|ansvar server|rum "
            "betalings|frist lager|plads års|rapport bøde|størrelse sky|tjeneste journal|system"
        ).split()
    ],
)
def test_a_compound_is_cut_where_its_words_meet(parts: str) -> None:
    assert split_compound(parts.replace("|", "")) == tuple(parts.split("|"))


@pytest.mark.parametrize(
    "word",
    (
        "behandling underretning forordning overensstemmelse oplysninger rettigheder leverandør "
        "overførsel bestemmelserne foranstaltninger kryptering krypteret dokumenteret registrere "
        "godkendelser vedligeholdelse netværk indsigelse udtrykkelig årsagen begivenhed dag"
    ).split(),
)
def test_a_simple_word_stays_whole(word: str) -> None:
    assert split_compound(word) == (word,)


def test_case_and_unicode_form_do_not_matter() -> None:
    decomposed = "A\u030abningstid"
    assert split_compound(decomposed) == ("åbnings", "tid")


@pytest.mark.parametrize("token", ["", "10.1", "to-faktor", "office365", "x" * 400])
def test_what_is_no_word_comes_back_alone(token: str) -> None:
    assert split_compound(token) == (token,)


@given(st.text(alphabet="abdeghiklnorstuvæøå", max_size=24))
def test_the_parts_joined_are_the_word(word: str) -> None:
    assert "".join(split_compound(word)) == word
