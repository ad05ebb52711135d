"""What a printed quantity is about."""

from __future__ import annotations

import pytest

from answer.matters import Matter, are_related, are_same, matters_in
from klausul.types import Clause, ClauseKind, Span


def _matter(text: str, *, heading: str | None = None) -> Matter:
    clause = Clause(
        clause_id=text,
        document_id="d",
        label="1",
        heading=heading,
        text=text,
        span=Span(0, len(text)),
        kind=ClauseKind.CLAUSE,
    )
    return next(matters_in(clause))


SAME = (
    (
        "Databehandleren giver besked om brud inden 12 timer.",
        "Databehandleren giver skriftlig besked om bruddet inden 24 timer.",
    ),
    (
        "Kunden får besked om brud inden 12 timer, og en redegørelse følger inden 24 timer.",
        "Databehandleren giver besked om brud inden 48 timer.",
    ),
    (
        "Abonnementet betales kvartalsvis forud.",
        "Abonnementet faktureres hvert år.",
    ),
    (
        "Databehandleren sletter alle oplysninger senest 30 dage efter ophør.",
        "Ved aftalens ophør destrueres personoplysningerne inden 90 dage.",
    ),
    (
        "Data slettes inden 3 måneder efter aftalens ophør.",
        "Der er indsat en tidsfrist for sletning på 30 dage.",
    ),
    (
        "Brud meddeles den dataansvarlige inden 24 timer.",
        "Leverandøren orienterer kunden om sikkerhedsbrud senest 48 timer efter opdagelsen.",
    ),
    (
        "Logfiler opbevares i 6 måneder.",
        "Loggen gemmes i 12 måneder.",
    ),
    (
        "Backup gemmes i 30 dage.",
        "Sikkerhedskopier opbevares i 90 dage.",
    ),
    (
        "Nye underdatabehandlere varsles med 30 dages varsel.",
        "Vi giver besked om nye underleverandører 14 dage før, de tages i brug.",
    ),
    (
        "Indsigelse mod en ny underdatabehandler skal ske inden 14 dage.",
        "Kundens indsigelse mod en underdatabehandler fremsættes senest 30 dage efter varslet.",
    ),
    (
        "Fakturaen forfalder efter 8 dage.",
        "Fakturaer betales inden 30 dage.",
    ),
    (
        "Anmodninger om indsigt besvares inden 5 dage.",
        "Vi svarer på anmodninger om indsigt senest 10 dage efter modtagelsen.",
    ),
    (
        "Adgangskoder skiftes hver 90. dag.",
        "Adgangskoder skal skiftes en gang om året.",
    ),
)

DIFFERENT = (
    (
        "Databehandleren giver besked om brud inden 12 timer.",
        "Databehandleren giver herefter skriftlig underretning om bruddet inden 24 timer.",
    ),
    (
        "Databehandleren giver telefonisk besked om brud inden 12 timer.",
        "Databehandleren giver skriftlig besked om bruddet inden 24 timer.",
    ),
    (
        "Databehandleren giver besked om brud inden 12 timer.",
        "Skriftlig opfølgning på beskeden om bruddet sendes inden 24 timer.",
    ),
    (
        "Abonnementet betales kvartalsvis forud.",
        "Priserne reguleres hvert år efter nettoprisindekset.",
    ),
    (
        "Databehandleren underretter kunden om brud senest 24 timer efter opdagelsen.",
        "Den dataansvarlige skal anmelde brud til Datatilsynet senest 72 timer efter kendskab.",
    ),
    (
        "Vi underretter om nye underdatabehandlere med 60 dages varsel.",
        "Den dataansvarlige kan gøre indsigelse mod nye underdatabehandlere inden 30 dage.",
    ),
    (
        "Personoplysninger slettes senest 30 dage efter ophør.",
        "Logfiler slettes efter 12 måneder.",
    ),
    (
        "Personoplysninger slettes senest 30 dage efter ophør.",
        "Oplysninger slettes senest 10 dage efter anmodning.",
    ),
    (
        "Backup gemmes i 30 dage.",
        "Personoplysninger opbevares i 5 år.",
    ),
    (
        "Kritiske fejl udbedres inden 4 timer.",
        "Øvrige fejl udbedres inden 5 dage.",
    ),
    (
        "Vi giver besked om brud inden 24 timer.",
        "Vi giver besked om nye underdatabehandlere 30 dage før.",
    ),
    (
        "Aftalen kan opsiges med 3 måneders varsel.",
        "Prisændringer varsles med 1 måneds varsel.",
    ),
    (
        "Den dataansvarlige skal senest 30 dage efter ophør meddele, om data skal slettes.",
        "Databehandleren sletter data senest 90 dage efter ophør.",
    ),
    (
        "Vi underretter om brud inden 24 timer.",
        "Vedrører bruddet børn eller helbred, underretter vi om bruddet inden 4 timer.",
    ),
    (
        "Stemmeprøver slettes efter 24 timer.",
        "Testkopier slettes efter 7 dage.",
    ),
    (
        "Vi underretter om brud inden 24 timer.",
        "Vi sender en rapport om brud inden 14 dage.",
    ),
    (
        "Revision kan ske én gang årligt.",
        "Revision varsles 4 uger før.",
    ),
    (
        "Databehandleren sletter data inden 30 dage.",
        "Data udleveres inden 14 dage.",
    ),
)


@pytest.mark.parametrize(("one", "other"), [pytest.param(*pair, id=pair[0][:40]) for pair in SAME])
def test_the_same_matter_in_other_words(one: str, other: str) -> None:
    assert are_same(_matter(one), _matter(other))
    assert are_same(_matter(other), _matter(one))


@pytest.mark.parametrize(("one", "other"), [pytest.param(*p, id=p[1][:40]) for p in DIFFERENT])
def test_matters_that_only_look_alike(one: str, other: str) -> None:
    assert not are_same(_matter(one), _matter(other))
    assert not are_same(_matter(other), _matter(one))


def test_a_heading_says_what_a_short_sentence_leaves_out() -> None:
    about_breach = _matter("Kunden underrettes inden 24 timer.", heading="Brud på sikkerheden")
    about_sub = _matter("Kunden underrettes 30 dage før.", heading="Underdatabehandlere")
    assert about_breach.objects == {"breach"}
    assert are_same(about_breach, _matter("Kunden får besked om brud inden 12 timer."))
    assert not are_same(about_breach, about_sub)


def test_a_notice_and_an_objection_to_it_are_related() -> None:
    notice = _matter(
        "Kunden underrettes om nye underdatabehandlere med 60 dages varsel og kan gøre indsigelse."
    )
    objection = _matter(
        "Har kunden indsigelse mod nye underdatabehandlere inden 30 dage efter en meddelelse, "
        "drøfter parterne det."
    )
    assert are_related(notice, objection)
    assert not are_same(notice, objection)
    assert not are_related(notice, _matter("Brud meddeles inden 24 timer."))


def test_the_second_figure_of_a_sentence_is_not_held_against_others() -> None:
    text = "Data slettes 30 dage efter ophør, dog 60 dage, hvis kunden beder om det."
    clause = Clause(
        clause_id="c",
        document_id="d",
        label="1",
        text=text,
        span=Span(10, 10 + len(text)),
        kind=ClauseKind.CLAUSE,
    )
    found = list(matters_in(clause))
    assert [matter.quantity.text for matter in found] == ["30 dage"]
    assert found[0].sentence == text
