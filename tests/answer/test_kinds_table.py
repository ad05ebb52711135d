"""Eighty-odd questions as people put them, and what each asks for."""

from __future__ import annotations

import pytest

from answer.kinds import AnswerKind, kind_of

_QUESTIONS: dict[AnswerKind, tuple[str, ...]] = {
    AnswerKind.DURATION: (
        "Hvor længe ligger vores filer hos jer, når vi er stoppet?",
        "Inden for hvilken frist skal en indsigelse være fremme?",
        "slettefrist",
        "varsel ved prisændring",
        "opbevaringsperiode for log",
        "opsigelsesvarsel",
        "Hvad er svartiden på support?",
        "Hvor mange hele dage har vi til at hente data?",
        "Kan I oplyse, hvor lang tid backuppen gemmes?",
        "Hvis I bliver hacket i weekenden, hvor hurtigt hører vi så om det?",
        "Opsiger vi i dag, hvor længe har vi så adgang?",
        "hvor laenge gemmer i backup",
        "How many working days do you take to answer?",
        "Hi, can you tell me how long you keep the logs?",
        "Er der en log? Hvor længe gemmes den?",
    ),
    AnswerKind.FREQUENCY: (
        "Hvor tit testes beredskabsplanen?",
        "Med hvilket interval skiftes nøglerne?",
        "hyppighed af revision",
    ),
    AnswerKind.WHEN: (
        "hvornaar traeder aftalen i kraft",
        "På hvilket tidspunkt går ansvaret over?",
    ),
    AnswerKind.AMOUNT: (
        "timepris",
        "Hvad koster det at få en kopi?",
        "Hvilken takst gælder for konsulenter?",
        "pris for tilsyn",
        "Hvad kommer vi til at betale, og hvor meget er timeprisen?",
        "erstatningsloft",
        "How much do you charge for an audit?",
    ),
    AnswerKind.COUNT: (
        "Hvor mange ansatte har adgang?",
        "antal underleverandører",
    ),
    AnswerKind.CONTACT: ("Hvilken mailadresse skal henvendelser sendes til?",),
    AnswerKind.WHO: (
        "Hvem må se vores journaler?",
        "Hvis regning er det?",
        "Er det os eller jer, der skal anmelde bruddet?",
        "Skal nogen godkende det, og i så fald hvem?",
        "Hvilken myndighed fører tilsyn?",
        "Who pays for the auditor?",
        "Jeg vil gerne vide, hvem der har ansvaret.",
    ),
    AnswerKind.WHERE: (
        "værneting",
        "Hvor ligger serverne henne?",
        "Where is the data stored?",
    ),
    AnswerKind.LIST: (
        "underdatabehandlere",
        "Hvilke oplysninger må vi lægge ind?",
        "tekniske foranstaltninger",
        "What kinds of data do you handle?",
        "kategorier af registrerede",
    ),
    AnswerKind.DEFINITION: (
        "Hvad betyder pseudonymisering?",
        "Hvad er en underdatabehandler?",
    ),
    AnswerKind.PROCEDURE: (
        "Hvordan får vi data udleveret?",
        "How do you dispose of old disks?",
    ),
    AnswerKind.REASON: (
        "Hvorfor skal vi skrive under?",
        "Til hvilket formål behandles oplysningerne?",
        "Hvad er begrundelsen for kravet?",
    ),
    AnswerKind.REFERENCE: ("Hvilket bilag beskriver sikkerheden?",),
    AnswerKind.OTHER: (
        "kryptering",
        "På hvilket grundlag?",
    ),
    AnswerKind.YES_NO: (
        "Er det rigtigt, at I gemmer alt i fem år?",
        "Gælder det også, hvis vi selv er skyld i det?",
        "Bliver vores data slettet, når aftalen udløber?",
        "Fremgår det, hvor længe I gemmer loggen?",
        "Skal vi have at vide, hvem der har haft adgang?",
        "Må vi selv vælge, hvornår kontrollen finder sted?",
        "Når kunden er gået konkurs, kan boet så kræve data udleveret?",
        "Jeres folk i Polen, tæller de som en ekstern?",
        "Vi har skiftet navn. Skal aftalen underskrives igen?",
        "sletter i også sikkerhedskopierne",
        "Kontrolleres underleverandører af en tredjepart?",
        "Omfatter pligten også art. 28, stk. 3, litra g?",
        "Udgør en tabt telefon et brud?",
        "Hvad så hvis vi ikke har betalt, må I så lukke for adgangen?",
        "Vi er i tvivl om, hvorvidt vi må dele login.",
        "Jeg vil gerne vide, om backup er inkluderet.",
        "I sletter vel også kopierne?",
        "Så vi skal selv betale for revisoren?",
        "ka man faa rabat som forening",
        "Kan I bekræfte, at data bliver i EU?",
        "Er der nogen, der holder øje om natten, eller hvad?",
        "Do you encrypt data at rest?",
        "If we leave, will you delete the backups too?",
        "The supplier is American. Is that allowed?",
        "When you change host, do you tell us first?",
        "fjernadgang fra udlandet tilladt",
        "Hvis jeg sletter min konto, ryger billederne så også?",
        "Ligger der noget i USA, og har I i så fald en aftale om det?",
    ),
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [(text, kind) for kind, texts in _QUESTIONS.items() for text in texts],
)
def test_what_is_asked_for_is_told_from_how_it_is_put(text: str, kind: AnswerKind) -> None:
    assert kind_of(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Opsigelse", AnswerKind.OTHER, id="one noun"),
        pytest.param("Hvornår slettes data?", AnswerKind.WHEN, id="plain"),
    ],
)
def test_case_and_marks_change_nothing(text: str, kind: AnswerKind) -> None:
    assert {kind_of(text), kind_of(text.upper()), kind_of(f"  {text} ")} == {kind}


def test_a_comparison_wants_more_than_yes_or_no() -> None:
    text = "Er der forskel på, hvornår data slettes?"
    assert kind_of(text, compares=True) is AnswerKind.WHEN
