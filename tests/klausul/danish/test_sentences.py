import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.sentences import split_sentences

# "|" marks where a sentence ends.
CASES = {
    "paragraph-of-law": "Se pkt. 3, stk. 2, i aftalen.| Den gælder.",
    "article": "Jf. art. 33 i forordningen.| Fristen er kort.",
    "date": "Aftalen af 27. april 2016 gælder.| Den er lang.",
    "date-at-the-end": "Fristen er kl. 12.00 den 1. maj.| Derefter er det for sent.",
    "abbreviation": "Det gælder bl.a. for navne og f.eks. Microsoft Azure.| Det er sikkert.",
    "final-abbreviation": "Det gælder logs, backup mv.| Databehandleren sletter dem.",
    "others": "Databehandleren m.fl. er bundet.| Det gælder alle.",
    "price": "Prisen er 1.500 kr. pr. time.| Den reguleres.",
    "price-at-the-end": "Prisen er 500 kr.| Den reguleres årligt.",
    "months": "Efter 3 mdr.| Derefter slettes.",
    "printed-number": "1. Databehandleren skal slette.| 2. Kunden skal betale.",
    "decimal-number": "10.1 Ved ophør slettes data.| Det bekræftes.",
    "two-references": "Følger af Bestemmelse 9.1. og 9.2.| Parterne er enige.",
    "question": "Er det tilladt?| Nej!| Aldrig.",
    "quotation": 'Han sagde: "Vi sletter."| Så gik han.',
    "clause-number": "Se Bilag C.7.| Databehandleren fører tilsyn.",
    "annex-letters": "Angivet i bilag A og C.| Efterfølgende instruks gives.",
    "chapter": "Efter kap. V.| Det er forbudt.",
    "initial": "Kontakt J. Hansen hos os.| Han svarer.",
    "address": "Se www.plandent.dk.| Der står det.",
    "version": "Version 1.2 af TLS bruges.| Ældre afvises.",
    "parenthesis": "Data slettes (jf. pkt. 10.1).| Backup slettes senere.",
    "company": "Leverandøren A/S hæfter.| Kunden hæfter ikke.",
    "dots": "Slettes efter 30 dage...| Derefter ikke.",
    "phone": "Kontakt support tlf. 70 20 30 40.| De hjælper.",
    "wrapped": "Det sker senest 24 timer\nefter bruddet.| Så skal\nman anmelde.",
    "wrapped-before-a-capital": "Bilagene udgør en del af\nBestemmelserne.| De er fire.",
    "wrapped-before-a-number": "Gælder efter artikel 28, \n3 og senest den\n27. april.| Slut.",
    "wrapped-by-width": (
        "Databehandleren underretter uden unødig forsinkelse straks hele\nKunden.| Slut."
    ),
    "page-break": "evne til at genoprette adgangen til\n\npersonoplysninger i tide.| Slut.",
    "dash-in-prose": (
        "Efter artikel 32 skal databehandleren helt uafhængigt af kunden\n– også vurdere risici."
    ),
    "letters": "a) navn|\nb) adresse",
    "bullets": "Det omfatter:|\n- navn|\n- e-mail",
    "roman": "• I. navn;|\n• II. adresse.",
    "heading": "Overskrift|\nDatabehandleren sletter.",
    "annex-heading": "Bilag A|\n\nFormålet er drift.",
    "rows": "Antivirus|\nCheck-in|\nDatasafe",
}


@pytest.mark.parametrize("marked", [pytest.param(text, id=name) for name, text in CASES.items()])
def test_hard_cases(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [sentence.strip() for sentence in marked.split("|")]
    assert [span.of(text) for span in split_sentences(text)] == expected


@pytest.mark.parametrize("blank", ["", " ", "\n\n \t\n"])
def test_blank_text_has_no_sentence(blank: str) -> None:
    assert split_sentences(blank) == []


WORDS = st.sampled_from(
    ["Data", "slettes", "jf.", "pkt.", "3.", "C.", "27.", "april", "mv.", "–", "a)", "(se", "§"]
)
GAPS = st.sampled_from([" ", ". ", "? ", "\n", ".\n\n", ":\n- ", ";\n", "\t", "…", '." '])


@given(
    st.one_of(
        st.text(),
        st.lists(st.tuples(WORDS, GAPS)).map(lambda pairs: "".join(w + g for w, g in pairs)),
    )
)
def test_sentences_cover_every_character_once_and_are_trimmed(text: str) -> None:
    spans = split_sentences(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    inside = set(covered)
    assert all(c.isspace() for i, c in enumerate(text) if i not in inside)
