"""Whole agreements whose references are shifted, in part or in whole, and one that is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from ingest.referencing import find_references
from klausul.types import Clause, NoteKind, Reference, ReferenceStatus

Cut = Callable[[str], tuple[Clause, ...]]

# Made from a template that opened with definitions and interpretation: two sections were taken
# out, the references kept the numbers. No contents and no "nærværende punkt" tell it.
TWO_TOO_HIGH = """Databehandleraftale

mellem Klitgårdens Efterskole og Tidsrum ApS

1. Formål

1.1 Tidsrum stiller et skemasystem til rådighed for efterskolen.

1.2 Aftalen bygger på efterskolens instruks, jf. punkt 5.

2. Oplysninger

2.1 Systemet indeholder elevernes navne, fag og fravær.

3. Instruks

3.1 Tidsrum må kun handle efter dokumenteret instruks fra efterskolen.

3.2 Mener Tidsrum, at en instruks er ulovlig, giver Tidsrum straks besked.

4. Tavshedspligt

4.1 Medarbejdere hos Tidsrum har tavshedspligt.

5. Sikkerhedskopiering og kryptering

5.1 Der tages sikkerhedskopi hver nat, og kopierne krypteres.

5.2 Kopier opbevares i Danmark.

6. Underleverandører

6.1 Tidsrum bruger de underleverandører, som står på listen hos efterskolens sekretær.

6.2 Udskiftning af underleverandører varsles to måneder før. Underleverandører pålægges samme
tavshedspligt som i punkt 6.1 og skal tage sikkerhedskopi og kryptere, jf. punkt 7.1.

7. Brud på sikkerheden

7.1 Tidsrum underretter efterskolen om et brud uden unødig forsinkelse og inden 30 timer.

7.2 Underretningen beskriver bruddets karakter.

8. Ophør og sletning

8.1 Aftalen ophører, når skemasystemet opsiges.

8.2 Elevernes navne, fag og fravær slettes 45 dage efter ophør.

9. Kontrol

9.1 Efterskolen kan hvert år kræve en erklæring fra en revisor.

9.2 Er et brud underrettet for sent, jf. punkt 9.1, betaler Tidsrum for erklæringen. Viser
erklæringen, at sletning ikke er sket efter punkt 10.2, kan efterskolen kræve den gentaget.
"""

# A section on definitions was put in after the references were written: they are one too low.
ONE_TOO_LOW = """Aftale om behandling af personoplysninger

mellem Hyldemosens Andelsforening og Nøglefri ApS

1. Baggrund

1.1 Nøglefri driver foreningens låsesystem.

2. Definitioner

2.1 "Beboer" er enhver, der bor i foreningen.

3. Instruks

3.1 Nøglefri følger bestyrelsens instruks. Er instruksen ulovlig, siger Nøglefri til.

3.2 Bestyrelsen kan ændre instruksen skriftligt.

4. Adgangslog

4.1 Låsene fører en log over, hvornår en dør åbnes.

4.2 Loggen læses kun ved mistanke om indbrud.

5. Fortrolighed

5.1 Nøglefris montører skriver under på en erklæring om fortrolighed.

6. Hændelser

6.1 Nøglefri melder hændelser til bestyrelsen inden 12 timer.

6.2 Læses loggen over døre ved en mistanke om indbrud, jf. punkt 3.2, får beboerne besked bagefter.

7. Opsigelse

7.1 Aftalen kan opsiges med seks måneders varsel.

7.2 Ved opsigelse sletter Nøglefri loggen. Montørers erklæring om fortrolighed, jf. punkt 4.1,
gælder fortsat.

8. Betaling

8.1 Bistand ved hændelser, som Nøglefri melder til bestyrelsen efter punkt 5.1, er gratis.

8.2 Bistand til at ændre instruksen skriftligt efter punkt 2.2 koster 800 kr. i timen.
"""

# The agreement is sound; its last annex quotes the numbers of the template that it departs from.
ONLY_THE_ANNEX = """Databehandleraftale

1. Formål

1.1 Havnekontoret bruger et system til bådpladser. Sletning sker efter punkt 6.1.

2. Instruks

2.1 Leverandøren følger havnekontorets instruks om bådpladser.

3. Fortrolighed

3.1 Medarbejdere har tavshedspligt, også om det, de ser på broerne.

4. Underdatabehandlere

4.1 Nye underdatabehandlere varsles 20 dage før; de skal have samme tavshedspligt som
medarbejdere efter punkt 3.1.

5. Brud

5.1 Leverandøren melder brud til havnekontoret inden 18 timer, også brud hos
underdatabehandlere, der er varslet efter punkt 4.1.

6. Sletning

6.1 Oplysninger om bådejere slettes tre måneder efter pladsens opsigelse.

7. Takster

7.1 Hjælp til sletning efter punkt 6.1 og til at melde brud efter punkt 5.1 er med i prisen.

Bilag 1
Afvigelser fra skabelonen

Punkt 8.1: fristen for sletning af oplysninger om bådejere er ændret til tre måneder efter
pladsens opsigelse.

Punkt 7.1: fristen for at melde brud til havnekontoret er ændret til 18 timer.

Punkt 5.1: medarbejdere har også tavshedspligt om det, de ser på broerne.
"""

SOUND = """Databehandleraftale

mellem Brombærskovens Børnehuse ("Børnehuset") og Madkassen IT ApS ("Leverandøren")

1. Baggrund og formål

1.1 Leverandøren driver et system til madbestilling. Priser fremgår af hovedaftalen.

1.2 Aftalen opfylder databeskyttelsesforordningens artikel 28, stk. 3. Bilag 1-3 er en del af den.

1.3 Er der modstrid, går aftalen forud for hovedaftalen, jf. dog punkt 9.2.

2. Instruks

2.1 Leverandøren behandler kun oplysninger efter den instruks, der står i Bilag 1.

2.2 Er en instruks ulovlig, giver Leverandøren besked. Punkt 10.1 gælder tilsvarende.

2.3 Ændringer af instruksen sker efter punkt 11.1, og betales efter punkt 9.1, litra b.

3. Leverandørens pligter

3.1 Leverandøren skal:

a) føre en fortegnelse efter artikel 30, stk. 2,

b) bistå med henvendelser fra forældre, jf. punkt 6, og

c) stille dokumentation til rådighed, jf. punkt 8.1 og 8.2.

3.2 Pligterne i punkt 3.1, litra a og c, gælder også efter ophør.

4. Sikkerhed

4.1 Leverandøren gennemfører foranstaltningerne i Bilag 2.

4.2 Kravene i Bilag 2, punkt 1, kan skærpes efter punkt 2.3.

4.3 Sikkerheden svarer til ISO 27001.

5. Underdatabehandlere

5.1 De godkendte underdatabehandlere står i Bilag 3. Ændringer varsles som i punkt 11.2.

5.2 Underdatabehandlere pålægges de pligter, der følger af punkt 3, 4 og 7.

5.3 Leverandøren hæfter for dem, jf. punkt 10.

6. De registreredes rettigheder

6.1 Henvendelser fra forældre sendes videre inden to dage.

6.2 Bistand ud over punkt 6.1 betales efter punkt 9.1, litra a.

7. Brud på sikkerheden

7.1 Brud meldes inden 24 timer til kontaktpersonen i punkt 12.

7.2 Meldingen indeholder det, der kræves efter artikel 33, stk. 3.

7.3 Børnehuset anmelder selv til Datatilsynet. Foregående punkt gælder også opfølgning.

8. Kontrol

8.1 Leverandøren sender hvert år en ISAE 3000-erklæring.

8.2 Børnehuset kan føre tilsyn på stedet. Det varsles efter punkt 11.2 og betales efter punkt 9.

9. Betaling

9.1 Leverandøren kan kræve betaling for:

a) bistand, jf. punkt 6.2, og

b) ændringer, jf. punkt 2.3.

9.2 Timeprisen følger af hovedaftalens bilag 4.

10. Ansvar

10.1 Ansvar følger dansk rets almindelige regler og databeskyttelseslovens § 40.

10.2 Begrænsninger i hovedaftalens punkt 17 gælder ikke brud på punkt 4.1 og 7.1.

11. Ændringer

11.1 Ændringer er skriftlige.

11.2 Varsler er på 30 dage, medmindre andet følger af punkt 5.1 eller Bilag 3, punkt 2.

12. Kontakt

12.1 Hos Leverandøren: drift@madkassen.example.

13. Ophør

13.1 Aftalen gælder, så længe hovedaftalen gælder, jf. punkt 1.3.

13.2 Ved ophør slettes oplysninger inden 60 dage, jf. Bilag 1, punkt 3.

13.3 Punkt 3.2, 10.1 og 10.2 gælder også efter ophør.

Bilag 1 Instruks

1. Formål
Bestilling af mad, jf. punkt 1.1.

2. Oplysninger
Barnets navn, stue og allergier. Om allergier gælder punkt 4.1 i aftalen.

3. Sletning
Oplysninger om bestillinger slettes efter et år.

Bilag 2 Sikkerhed

1. Adgang
Adgang kræver to faktorer, jf. punkt 4.2 i aftalen.

2. Logning
Adgang logges. Loggen udleveres efter punkt 8.2 i aftalen.

Bilag 3 Underdatabehandlere

1. Godkendte
Kastanjens Hosting ApS, Horsens.

2. Varsel
45 dage, jf. punkt 5.1.
"""


def flags(references: tuple[Reference, ...]) -> dict[str, str]:
    """Return what is said to be shifted or dangling, and where it is said to point."""
    doubtful = (ReferenceStatus.SHIFTED, ReferenceStatus.DANGLING)
    return {f"{r.clause_id}: {r.text}": r.target for r in references if r.status in doubtful}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            TWO_TOO_HIGH,
            {
                "prøve/1.2: punkt 5": "3",
                "prøve/6.2: punkt 6.1": "4.1",
                "prøve/6.2: punkt 7.1": "5.1",
                "prøve/9.2: punkt 9.1": "7.1",
                "prøve/9.2: punkt 10.2": "8.2",
            },
            id="two too high",
        ),
        pytest.param(
            ONE_TOO_LOW,
            {
                "prøve/6.2: punkt 3.2": "4.2",
                "prøve/7.2: punkt 4.1": "5.1",
                "prøve/8.1: punkt 5.1": "6.1",
                "prøve/8.2: punkt 2.2": "3.2",
            },
            id="one too low",
        ),
        pytest.param(
            ONLY_THE_ANNEX,
            {
                "prøve/Bilag-1: Punkt 8.1": "6.1",
                "prøve/Bilag-1: Punkt 7.1": "5.1",
                "prøve/Bilag-1: Punkt 5.1": "3.1",
            },
            id="only the annex",
        ),
        pytest.param(SOUND, {}, id="sound"),
    ],
)
def test_what_is_shifted(cut: Cut, text: str, expected: dict[str, str]) -> None:
    references, clauses = find_references(cut(text))
    assert flags(references) == expected
    noted = Counter(note.kind for clause in clauses for note in clause.notes)
    assert noted[NoteKind.SHIFTED_REFERENCE] == len(expected)


def test_a_sound_agreement_has_many_references(cut: Cut) -> None:
    references, _ = find_references(cut(SOUND))
    assert len(references) > 40
    assert {r.status for r in references} == {ReferenceStatus.OK, ReferenceStatus.EXTERNAL}
    inside = [r for r in references if r.status is ReferenceStatus.OK]
    assert all(r.target_id for r in inside)


def test_a_heading_that_begins_with_points_has_no_section_number(cut: Cut) -> None:
    clauses = cut("AFTALE\n\n...... FORMÅL\n\nSkolen giver instruks, jf. artikel 28.\n")
    assert any(clause.label.startswith(".") for clause in clauses)
    references, _ = find_references(clauses)
    assert [r.status for r in references] == [ReferenceStatus.EXTERNAL]
