"""References in invented agreements of other layouts than those that the grammar was made on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.referencing import find_references
from klausul.types import Clause, ReferenceStatus

Cut = Callable[[str], tuple[Clause, ...]]
Expected = tuple[str, str | None, str]

DECIMAL = """Databehandleraftale

mellem

Fjordens Friluftsskole (herefter "Skolen")

og

Lygteskriver ApS (herefter "Leverandøren")

1. Baggrund

1.1 Skolen bruger Leverandørens system til at skrive elevudtalelser.

1.2 {sentence}

2. Instruks

2.1 Leverandøren behandler kun oplysninger efter Skolens instruks.

2.2 Leverandøren skal:

a) føre en fortegnelse,

b) give Skolen besked om ulovlige instrukser, og

c) lære sine ansatte op.

2.3 Instruksen kan ændres med 14 dages varsel.

3. Sikkerhed

3.1 Adgang kræver to faktorer.

3.2 Sikkerhedskopier tages hver nat og gemmes i 35 dage.

3.3 Ansatte har tavshedspligt, også efter deres ansættelse er ophørt.

4. Underleverandører

4.1 Leverandøren bruger de underleverandører, der står i Bilag 2.

4.2 Nye underleverandører varsles 30 dage før.

5. Brud

5.1 Leverandøren giver besked om brud inden 24 timer.

5.2 Beskeden indeholder bruddets art og omfang.

6. Ophør

6.1 Aftalen kan opsiges med tre måneders varsel.

6.2 Ved ophør slettes elevernes oplysninger inden 60 dage.

Bilag 1
Instruks

1. Formål
Udtalelser om elever.

2. Kategorier af oplysninger
Navn, hold og karakterer.

3. Sikkerhedsforanstaltninger

a) Kryptering

b) Logning

Bilag 2
Underleverandører

1. Godkendte underleverandører
Nattergalen Hosting ApS, Ribe.

2. Varsling
Ændringer meldes til skolens leder.
"""

PARAGRAPHS = """Vilkår for behandling af medlemmers oplysninger

§ 1. Vilkårene gælder for foreningens medlemssystem.

§ 2. {sentence}

§ 3. Leverandøren følger foreningens instruks.
Stk. 2. Instruksen er skriftlig.
Stk. 3. Ændringer varsles 30 dage før.

§ 4. Leverandøren skal
1) kryptere oplysninger,
2) logge adgang, og
3) tage kopier.
Stk. 2. Kopier gemmes i 35 dage.

§ 5. Brud meldes inden 24 timer.

§ 6. Vilkårene kan opsiges med 3 måneders varsel.
Stk. 2. Oplysninger slettes ved ophør.
"""

ROMAN = """Databehandleraftale for Sandgravens Ridecenter

I. Baggrund

1. Rytterbogen ApS er databehandler.

2. {sentence}

II. Leverandørens pligter

1. Leverandøren følger instruksen.

2. Leverandøren skal:

a) logge adgang,

b) slette kopier, og

c) melde brud.

3. Ansatte har tavshedspligt.

III. Ophør

1. Aftalen opsiges med en måneds varsel.

2. Oplysninger slettes efter 90 dage.
"""

LETTERED = """Databehandleraftale

1. Indledning

1. {sentence}

2. Aftalen gælder fra underskriften.

2. Behandlingssikkerhed

1. Leverandøren gennemfører passende foranstaltninger.

2. Leverandøren bistår med konsekvensanalyser.

3. Underdatabehandlere

1. Den dataansvarlige har givet en generel godkendelse.

2. Ændringer varsles.

Bilag A Oplysninger om behandlingen

A.1. Formålet med behandlingen

At drive et bookingsystem.

A.2. Behandlingens varighed

Behandlingen varer, så længe abonnementet løber.

Bilag B Underdatabehandlere

B.1. Godkendte underdatabehandlere

Mosekonge Data ApS, Viborg.

B.2. Varsel for godkendelse

30 dage.

Bilag C Instruks

C.1 Genstand

Opbevaring af bookinger.

C.2 Behandlingssikkerhed

C.2.1 Kryptering

Data krypteres.

C.2.2 Logning

Adgang logges.

C.3 Tilsyn

Der føres tilsyn hvert år.
"""

PARTS = """Kornbladets vilkår og databehandleraftale

Betingelser

1. Abonnement

1.1. Prisen er 300 kr. om måneden.

1.2. Abonnementet løber en måned ad gangen.

2. Opsigelse

2.1. Kunden kan opsige med en måneds varsel.

Databehandleraftale

1. Formål

1.1. Kornbladet behandler kundens medlemslister.

1.2. {sentence}

2. Brud

2.1. Brud meldes inden 36 timer.

Bilag A

1. Oplysninger
Navn og adresse.

2. Opbevaring
Oplysninger gemmes i to år.
"""

CHAPTERS = """Aftale om databehandling i Hedens Museumsforbund

Kapitel 1 – Indledning

§ 1. Forbundet er dataansvarligt.

§ 2. {sentence}

Kapitel 2 – Sikkerhed

§ 3. Leverandøren krypterer oplysninger.

§ 4. Adgang logges.

Kapitel 3 – Ophør

§ 5. Oplysninger slettes efter 30 dage.
Stk. 2. Kopier slettes efter 60 dage.
"""

ENGLISH = """Data Processing Agreement

1. Scope

1.1 The Processor runs the booking system.

1.2 {sentence}

2. Security

2.1 Access requires two factors.

2.2 Backups are kept for 35 days.

3. Termination

3.1 Data is erased within 60 days.

Annex 1
Instructions

1. Purpose
Bookings.

2. Data
Names and e-mail addresses.
"""

OK, DANGLING, EXTERNAL = (
    s.value for s in (ReferenceStatus.OK, ReferenceStatus.DANGLING, ReferenceStatus.EXTERNAL)
)


def _case(text: str, sentence: str, *expected: Expected, id: str) -> object:
    return pytest.param(text, sentence, list(expected), id=id)


CASES = [
    _case(DECIMAL, "Besked gives efter punkt 5.1.", ("punkt 5.1", "5.1", OK), id="point"),
    _case(DECIMAL, "Besked gives efter pkt. 5.", ("pkt. 5", "5", OK), id="section"),
    _case(DECIMAL, "Se pkt. 4-6.", ("pkt. 4", "4", OK), ("6", "6", OK), id="range"),
    _case(
        DECIMAL,
        "Pkt. 3.1, 3.2 og 6.2 gælder.",
        ("Pkt. 3.1", "3.1", OK),
        ("3.2", "3.2", OK),
        ("6.2", "6.2", OK),
        id="list",
    ),
    _case(DECIMAL, "Se punkt 2.2, litra b.", ("punkt 2.2, litra b", "2.2.b", OK), id="letter"),
    _case(
        DECIMAL,
        "Se punkt 2.2 litra a) og c).",
        ("punkt 2.2 litra a)", "2.2.a", OK),
        ("c", "2.2.c", OK),
        id="letters",
    ),
    _case(DECIMAL, "Se punkt 2.2(c).", ("punkt 2.2(c)", "2.2.c", OK), id="letter in brackets"),
    _case(
        DECIMAL,
        "Klausul 6.2, 2. led, gælder.",
        ("Klausul 6.2", "6.2", OK),
        id="sentence of a clause",
    ),
    _case(DECIMAL, "Se afsnit 3 ovenfor.", ("afsnit 3", "3", OK), id="section above"),
    _case(
        DECIMAL,
        "Det følger nedenfor under punkt 6.2.",
        ("punkt 6.2", "6.2", OK),
        id="below, with a number",
    ),
    _case(DECIMAL, "Sektion 4.2 finder anvendelse.", ("Sektion 4.2", "4.2", OK), id="sektion"),
    _case(DECIMAL, "Jf. 4.2 og 5.1.", ("4.2", "4.2", OK), ("5.1", "5.1", OK), id="bare numbers"),
    _case(
        DECIMAL, "Fristen i 5.1 løber.", ("5.1", "5.1", OK), id="bare number after a preposition"
    ),
    _case(DECIMAL, "Se dog 6.1.", ("6.1", "6.1", OK), id="bare number after dog"),
    _case(DECIMAL, "Varslet gives skriftligt (4.2).", ("4.2", "4.2", OK), id="in brackets"),
    _case(DECIMAL, "Skolen kører 4.2 på alle maskiner.", id="a decimal that nothing leads to"),
    _case(DECIMAL, "Der er adgang efter 5.1 mio. opslag.", id="an amount"),
    _case(
        DECIMAL, "Der krypteres med TLS 3.1, og fejl rettes i 5.1 timer.", id="a standard, a time"
    ),
    _case(DECIMAL, "Fejlen rettes i version 3.1 og i 3.2 af programmet.", id="a version"),
    _case(DECIMAL, "Telefoner med Android (5.1) er udgået.", id="a version in brackets"),
    _case(DECIMAL, "Jf. 8.7 herom.", id="a decimal that is no number of the agreement"),
    _case(DECIMAL, "Se punkt (5.1).", ("punkt (5.1)", "5.1", OK), id="a number in brackets"),
    _case(
        DECIMAL,
        "Overførsler følger kapitel V.",
        ("kapitel V", None, EXTERNAL),
        id="chapter of the law",
    ),
    _case(
        PARAGRAPHS, "Se § 5 a.", ("§ 5 a", None, DANGLING), id="a lettered paragraph is not another"
    ),
    _case(DECIMAL, "Se Bilag 1.", ("Bilag 1", "Bilag 1", OK), id="annex"),
    _case(
        DECIMAL, "Se Bilag 1, pkt. 2.", ("Bilag 1, pkt. 2", "Bilag 1.2", OK), id="point of an annex"
    ),
    _case(
        DECIMAL,
        "Se Bilag 1, punkt 3, litra b.",
        ("Bilag 1, punkt 3, litra b", "Bilag 1.3.b", OK),
        id="letter of a list in an annex",
    ),
    _case(
        DECIMAL,
        "Se pkt. 2 i bilag 2.",
        ("pkt. 2 i bilag 2", "Bilag 2.2", OK),
        id="point in an annex",
    ),
    _case(
        DECIMAL,
        "Bilag 1 og 2 er en del af aftalen.",
        ("Bilag 1", "Bilag 1", OK),
        ("2", "Bilag 2", OK),
        id="annexes",
    ),
    _case(DECIMAL, "Se bilag 4.", ("bilag 4", None, DANGLING), id="no such annex"),
    _case(
        DECIMAL,
        "Se Bilag 2, pkt. 5.",
        ("Bilag 2, pkt. 5", None, DANGLING),
        id="no such point of an annex",
    ),
    _case(DECIMAL, "Se punkt 8.3.", ("punkt 8.3", None, DANGLING), id="no such point"),
    _case(DECIMAL, "Se punkt 3.9.", ("punkt 3.9", None, DANGLING), id="no such point of a section"),
    _case(
        DECIMAL,
        "Prisen står i hovedaftalens punkt 8.3.",
        ("hovedaftalens punkt 8.3", None, EXTERNAL),
        id="another agreement's point",
    ),
    _case(
        DECIMAL,
        "Prisen står i punkt 4.1 i Rammeaftalen.",
        ("punkt 4.1 i Rammeaftalen", None, EXTERNAL),
        id="a point in another agreement",
    ),
    _case(
        DECIMAL,
        "Prisen står i bilag 7 til Licensaftalen.",
        ("bilag 7 til Licensaftalen", None, EXTERNAL),
        id="another agreement's annex",
    ),
    _case(
        DECIMAL,
        "Leverandørens handelsbetingelser gælder.",
        ("handelsbetingelser", None, EXTERNAL),
        id="terms",
    ),
    _case(
        DECIMAL,
        "Det følger af den mellem parterne indgåede aftale.",
        ("mellem parterne indgåede aftale", None, EXTERNAL),
        id="the agreement made",
    ),
    _case(
        DECIMAL,
        "Prisen følger af aftalen indgået mellem parterne.",
        ("aftalen indgået mellem parterne", None, EXTERNAL),
        id="the agreement made, behind",
    ),
    _case(DECIMAL, "Erklæringen følger ISAE 3000.", ("ISAE 3000", None, EXTERNAL), id="standard"),
    _case(
        DECIMAL,
        "Sikkerheden følger ISO/IEC 27001:2022.",
        ("ISO/IEC 27001:2022", None, EXTERNAL),
        id="standard with a year",
    ),
    _case(
        DECIMAL,
        "Se Datatilsynets vejledning om tilsyn.",
        ("Datatilsynets vejledning", None, EXTERNAL),
        id="guidance",
    ),
    _case(
        DECIMAL,
        "Listen findes på https://lygteskriver.example/liste.",
        ("https://lygteskriver.example/liste", None, EXTERNAL),
        id="list on the web",
    ),
    _case(
        DECIMAL,
        "Databeskyttelseslovens § 10 gælder.",
        ("Databeskyttelseslovens § 10", None, EXTERNAL),
        id="law",
    ),
    _case(
        DECIMAL,
        "Se forordning (EU) 2022/2554.",
        ("forordning (EU) 2022/2554", None, EXTERNAL),
        id="law by its number",
    ),
    _case(
        DECIMAL,
        "Se artikel 28, stk. 3, litra a.",
        ("artikel 28, stk. 3, litra a", None, EXTERNAL),
        id="article",
    ),
    _case(
        DECIMAL,
        "Se artikel 32 til 36.",
        ("artikel 32 til 36", None, EXTERNAL),
        id="range of articles",
    ),
    _case(
        DECIMAL,
        "Overførsel følger forordningens kapitel V.",
        ("forordningens kapitel V", None, EXTERNAL),
        id="chapter of a law",
    ),
    _case(
        DECIMAL,
        "Se lov nr. 502 af 23. maj 2018, § 12.",
        ("lov nr. 502 af 23. maj 2018, § 12", None, EXTERNAL),
        id="law by number and date",
    ),
    _case(
        DECIMAL,
        "Denne bestemmelse gælder efter ophør.",
        ("Denne bestemmelse", "1.2", OK),
        id="this clause",
    ),
    _case(
        DECIMAL, "Dette afsnit gælder efter ophør.", ("Dette afsnit", "1", OK), id="this section"
    ),
    _case(
        DECIMAL,
        "Foregående punkt gælder dog ikke kladder.",
        ("Foregående punkt", "1.1", OK),
        id="the clause before",
    ),
    _case(
        DECIMAL,
        "Ovennævnte elevudtalelser slettes.",
        ("Ovennævnte elevudtalelser", "1.1", OK),
        id="named above",
    ),
    _case(
        DECIMAL,
        "Uanset ovenstående slettes kladder.",
        ("ovenstående slettes", "1.1", OK),
        id="the above",
    ),
    _case(
        DECIMAL,
        "Se nedenstående tavshedspligt.",
        ("nedenstående tavshedspligt", "3.3", OK),
        id="named below",
    ),
    _case(
        DECIMAL,
        "Satserne ses i tabellen ovenfor.",
        ("tabellen ovenfor", None, DANGLING),
        id="no table above",
    ),
    _case(
        DECIMAL, "Bestemmelserne om underleverandører gælder.", id="by the topic, of two headings"
    ),
    _case(
        DECIMAL,
        "Bestemmelsen om ophør gælder.",
        ("Bestemmelsen om ophør", "6", OK),
        id="by the topic",
    ),
    _case(
        DECIMAL,
        "Version 5.1 af systemet koster 4.2 mio. kr.",
        id="no reference: version and amount",
    ),
    _case(
        DECIMAL, "Leverandøren svarer inden for 5 dage, jf. TLS 1.2.", id="no reference: a protocol"
    ),
    _case(
        DECIMAL,
        "Kravene svarer til databeskyttelsesforordningen.",
        id="no reference: a law spoken of",
    ),
    _case(PARAGRAPHS, "Se § 3, stk. 2.", ("§ 3, stk. 2", "§ 3, stk. 2", OK), id="paragraph"),
    _case(PARAGRAPHS, "Se § 5.", ("§ 5", "§ 5", OK), id="paragraph of one part"),
    _case(
        PARAGRAPHS, "Se § 5, stk. 1.", ("§ 5, stk. 1", "§ 5", OK), id="the only part of a paragraph"
    ),
    _case(PARAGRAPHS, "Se §§ 3-5.", ("§§ 3-5", "§ 3", OK), id="range of paragraphs"),
    _case(
        PARAGRAPHS,
        "Se § 4, stk. 1, nr. 2.",
        ("§ 4, stk. 1, nr. 2", "§ 4.2", OK),
        id="number of a paragraph",
    ),
    _case(
        PARAGRAPHS,
        "Se § 4, nr. 3.",
        ("§ 4, nr. 3", "§ 4.3", OK),
        id="number of a paragraph without parts",
    ),
    _case(
        PARAGRAPHS,
        "Se § 4, stk. 2.",
        ("§ 4, stk. 2", "§ 4, stk. 2", OK),
        id="part of a paragraph with numbers",
    ),
    _case(PARAGRAPHS, "Se § 6, stk. 4.", ("§ 6, stk. 4", None, DANGLING), id="no such part"),
    _case(PARAGRAPHS, "Se § 12.", ("§ 12", None, DANGLING), id="no such paragraph"),
    _case(
        PARAGRAPHS,
        "Se straffelovens § 152.",
        ("straffelovens § 152", None, EXTERNAL),
        id="a law's paragraph",
    ),
    _case(
        PARAGRAPHS,
        "Se § 41 i databeskyttelsesloven.",
        ("§ 41 i databeskyttelsesloven", None, EXTERNAL),
        id="a law's paragraph, behind",
    ),
    _case(ROMAN, "Se afsnit II, punkt 3.", ("afsnit II, punkt 3", "II.3", OK), id="roman section"),
    _case(ROMAN, "Se afsnit I, punkt 1.", ("afsnit I, punkt 1", "I.1", OK), id="roman one"),
    _case(
        ROMAN,
        "Se afsnit II, pkt. 2, litra c.",
        ("afsnit II, pkt. 2, litra c", "II.2.c", OK),
        id="letter of a roman section",
    ),
    _case(ROMAN, "Se afsnit III.", ("afsnit III", "III", OK), id="whole roman section"),
    _case(
        LETTERED,
        "Sikkerheden er beskrevet i bilag C, afsnit C.2.",
        ("bilag C, afsnit C.2", "Bilag C.2", OK),
        id="lettered point",
    ),
    _case(
        LETTERED,
        "Se C.2.2 og C.3.",
        ("C.2.2", "Bilag C.2.2", OK),
        ("C.3", "Bilag C.3", OK),
        id="letters alone",
    ),
    _case(LETTERED, "Se punkt C.2.1.", ("punkt C.2.1", "Bilag C.2.1", OK), id="point C.2.1"),
    _case(
        LETTERED,
        "Bilag A-C hører til aftalen.",
        ("Bilag A", "Bilag A", OK),
        ("C", "Bilag C", OK),
        id="range of annexes",
    ),
    _case(
        LETTERED,
        "Varighed er angivet i bilag A.",
        ("bilag A", "Bilag A.2", OK),
        id="the point that is about it",
    ),
    _case(
        LETTERED,
        "Ændringer sker med det varsel, der fremgår af bilag B.1.",
        ("bilag B.1", "Bilag B.2", "shifted"),
        id="the point beside it",
    ),
    _case(
        LETTERED,
        "Se Bestemmelse 2.1 og 3.2.",
        ("Bestemmelse 2.1", "2.1", OK),
        ("3.2", "3.2", OK),
        id="bestemmelse",
    ),
    _case(LETTERED, "Se bilag C.9.", ("bilag C.9", None, DANGLING), id="no such lettered point"),
    _case(
        LETTERED,
        "Bilag D er ikke udfyldt.",
        ("Bilag D", None, DANGLING),
        id="no such lettered annex",
    ),
    _case(
        PARTS,
        "Opsigelse sker efter Betingelsernes pkt. 2.1.",
        ("Betingelsernes pkt. 2.1", "Betingelser 2.1", OK),
        id="the other part",
    ),
    _case(PARTS, "Brud meldes efter pkt. 2.1.", ("pkt. 2.1", "DBA 2.1", OK), id="the own part"),
    _case(
        PARTS, "Se bilag A, punkt 2.", ("bilag A, punkt 2", "Bilag A.2", OK), id="annex of a part"
    ),
    _case(CHAPTERS, "Se kapitel 3.", ("kapitel 3", "Kapitel 3", OK), id="chapter"),
    _case(
        CHAPTERS, "Se § 5, stk. 2.", ("§ 5, stk. 2", "§ 5, stk. 2", OK), id="paragraph in a chapter"
    ),
    _case(
        CHAPTERS,
        "Se kapitel 2, § 4.",
        ("kapitel 2", "Kapitel 2", OK),
        ("§ 4", "§ 4", OK),
        id="chapter and paragraph",
    ),
    _case(ENGLISH, "See section 2.2.", ("section 2.2", "2.2", OK), id="english section"),
    _case(
        ENGLISH,
        "See clause 3.1 and Annex 1.",
        ("clause 3.1", "3.1", OK),
        ("Annex 1", "Annex 1", OK),
        id="english annex",
    ),
    _case(
        ENGLISH,
        "See section 2 of Annex 1.",
        ("section 2 of Annex 1", "Annex 1.2", OK),
        id="english point of an annex",
    ),
    _case(
        ENGLISH,
        "Pursuant to Article 28(3)(a) of the GDPR.",
        ("Article 28(3)(a) of the GDPR", None, EXTERNAL),
        id="english article",
    ),
]


@pytest.mark.parametrize(("text", "sentence", "expected"), CASES)
def test_a_sentence(cut: Cut, text: str, sentence: str, expected: list[Expected]) -> None:
    document = text.format(sentence=sentence)
    start = document.index(sentence)
    references, _ = find_references(cut(document))
    found = [r for r in references if start <= r.span.start < start + len(sentence)]
    by_id = {c.clause_id: c.label for c in cut(document)}
    assert [(r.text, by_id.get(r.target_id or ""), r.status.value) for r in found] == expected
