import pytest

from klausul.danish.spelling import Speller

VOCABULARY = (
    "databehandler underdatabehandler personoplysninger ændringer overførsel sårbarhed måneder "
    "underretning underretning sikkerhedsbrud abonnement vores må får på slettes følsomme support "
    "testmiljø leverandør backup plangy kryptering faktor"
).split()


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(VOCABULARY, protected=["Romexis", "Plandisc"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("aendringer", "ændringer", id="ae"),
        pytest.param("andringer", "ændringer", id="lazy-a"),
        pytest.param("overforsel", "overførsel", id="lazy-o"),
        pytest.param("maaneder", "måneder", id="aa"),
        pytest.param("sarbarhed", "sårbarhed", id="lazy-aa"),
        pytest.param("maa", "må", id="short-digraph"),
        pytest.param("paa", "på", id="old-spelling"),
        pytest.param("databehadler", "databehandler", id="left-out"),
        pytest.param("personopplysninger", "personoplysninger", id="doubled"),
        pytest.param("krpytering", "kryptering", id="swapped"),
        pytest.param("underetning", "underretning", id="chance-compound"),
        pytest.param("persnoplysninger", "personoplysninger", id="slip-before-a-known-tail"),
        pytest.param("Maa", "Må", id="short-and-capital"),
        pytest.param("Aendringsvarsel", "Ændringsvarsel", id="capital-compound"),
        pytest.param("Suport", "Support", id="capital-kept"),
    ],
)
def test_a_slip_is_corrected_and_told(speller: Speller, typed: str, meant: str) -> None:
    correction = speller.correct(f"{typed} nu?")
    assert correction.text == f"{meant} nu?"
    assert correction.changes == ((typed, meant),)


@pytest.mark.parametrize(
    "text",
    [
        "mange billeder af norge",
        "mobil",
        "usa",
        "slettefrist",
        "kundedataene",
        "hund og kat",
        "Romexis",
        "romexis",
        "Plandiscs",
        "iPhone",
        "ABONEMENT",
        "abonemnt365",
        "10.1 og c.4",
        "suport.plandisc.dk",
        "x@suport.dk",
        "databehandler",
        "qzxv",
        "tofaktor",
        "Tofaktor",
        "xfaktor",
        "Does",
        "Does Plandisc encrypt",
        "Hvad does",
        "Goes",
        "who",
        "How",
        "",
    ],
)
def test_what_is_known_named_or_hopeless_is_left_alone(speller: Speller, text: str) -> None:
    correction = speller.correct(text)
    assert (correction.text, correction.changes) == (text, ())


def test_a_name_inside_a_sentence_needs_a_closer_match(speller: Speller) -> None:
    assert speller.correct("Hos Abonementi").changes == ()
    assert speller.correct("hos abonementi").changes == (("abonementi", "abonnement"),)


def test_english_questions_are_left_alone(speller: Speller) -> None:
    text = "What is the notification suport for personal data?"
    assert speller.correct(text).text == text


def test_spaces_and_order_survive(speller: Speller) -> None:
    correction = speller.correct("  Hvad  om aendringer,\nog maaneder? ")
    assert correction.text == "  Hvad  om ændringer,\nog måneder? "
    assert correction.changes == (("aendringer", "ændringer"), ("maaneder", "måneder"))


def test_the_commoner_word_wins_whatever_the_order() -> None:
    words = ["stiller", "stilles", "stilles"]
    assert Speller(words).correct("stillex").text == "stilles"
    assert Speller(reversed(words)).correct("stillex").text == "stilles"


def test_an_empty_vocabulary_corrects_nothing_by_likeness() -> None:
    assert Speller([]).correct("databehadler").changes == ()
