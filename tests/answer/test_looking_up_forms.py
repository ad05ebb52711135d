"""The ways in which people name a clause, over five invented documents."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from answer.looking_up import look_up
from klausul.danish.references import find_mentions
from klausul.types import (
    Clause,
    ClauseKind,
    Document,
    DocumentKind,
    Reference,
    ReferenceKind,
    ReferenceStatus,
    Span,
)

_ITEMS = "Leverandøren sikrer:\na) at nøgler gemmes, og\nb) at de skiftes."
_THREE_PARAGRAPHS = "Første led.\nAndet led.\nTredje led."

# document: its labels, each with its text (the label itself where the text does not matter).
PRINTED = MappingProxyType(
    {
        "points": "5|5.2|7|8.2|9|9.2|9.2.a|9.2.b|10|10.1|10.2|2.4|2.4.I|2.4.IV|6|6.1|12.3|13.1",
        "annexes": "1.1|Bilag A|Bilag B.1|Bilag C|Bilag C.1|Bilag C.2|Bilag C.2.10|Bilag C.4"
        "|Bilag E|Bilag 2|Bilag 2.3|Bilag II.1",
        "paragraphs": "§ 7|§ 7, stk. 1|§ 7, stk. 2|§ 10|§ 12 a",
        "parts": "Betingelser 4.2|Betingelser 9.2|DBA 9.2|DBA 10.1",
        "chapters": "Kapitel 3|3|3.1|Kapitel IV",
    }
)
_TEXTS = MappingProxyType({"12.3": _ITEMS, "13.1": _THREE_PARAGRAPHS})
_ROWS = MappingProxyType({"Bilag E": ("11.1", "14.5 Underskrift")})
_KINDS = MappingProxyType({"parts": DocumentKind.TERMS})


class _Library:
    """One of the documents, with a reference that prints 10.5 and means 9.2."""

    version = "test"

    def __init__(self, name: str) -> None:
        self._clauses: list[Clause] = []
        text = ""
        for label in PRINTED[name].split("|"):
            text = self._add(name, text, label, heading=None, kind=ClauseKind.CLAUSE)
            for heading in _ROWS.get(label, ()):
                text = self._add(name, text, label, heading=heading, kind=ClauseKind.ROW)
        self.documents = {
            name: Document(
                document_id=name,
                vendor="v",
                title="Aftale",
                kind=_KINDS.get(name, DocumentKind.AGREEMENT),
                source="d.txt",
                sha256="0",
                text=text,
            )
        }
        self.clauses = {clause.clause_id: clause for clause in self._clauses}
        self._references = (
            Reference(
                clause_id="6.1",
                text="Bestemmelse 10.5",
                span=Span(0, 1),
                kind=ReferenceKind.INTERNAL,
                target_id="9.2",
                target="9.2",
                status=ReferenceStatus.SHIFTED,
            ),
        )

    def _add(
        self, name: str, text: str, label: str, *, heading: str | None, kind: ClauseKind
    ) -> str:
        words = _TEXTS.get(label, heading or label)
        self._clauses.append(
            Clause(
                clause_id=f"{label}/{heading}" if heading else label,
                document_id=name,
                label=label,
                heading=heading,
                text=words,
                span=Span(len(text), len(text) + len(words)),
                kind=kind,
            )
        )
        return f"{text}{words}\n"

    def clauses_of(self, document_id: str) -> list[Clause]:
        return self._clauses

    def references_of(self, document_id: str) -> tuple[Reference, ...]:
        return self._references if document_id == "points" else ()


FORMS: tuple[tuple[str, str, str], ...] = (
    ("points", "pkt. 10.1", "10.1"),
    ("points", "pkt 10.1", "10.1"),
    ("points", "pkt.10.1", "10.1"),
    ("points", "punkt 10.1", "10.1"),
    ("points", "Punkt 10.1.", "10.1"),
    ("points", "punkt. 10.1", "10.1"),
    ("points", "punktet 10.1", "10.1"),
    ("points", "punkt nr. 10.1", "10.1"),
    ("points", "punkt nummer 10.1", "10.1"),
    ("points", "underpunkt 10.1", "10.1"),
    ("points", "klausul 10.1", "10.1"),
    ("points", "klausulen 10.1", "10.1"),
    ("points", "bestemmelse 10.1", "10.1"),
    ("points", "kontraktsbestemmelse 10.1", "10.1"),
    ("points", "afsnit 10.1", "10.1"),
    ("points", "sektion 10.1", "10.1"),
    ("points", "clause 10.1", "10.1"),
    ("points", "section 10.1", "10.1"),
    ("points", "§ 10.1", "10.1"),
    ("points", "§10.1", "10.1"),
    ("points", "§ 10, stk. 1", "10.1"),
    ("points", "paragraf 10 stk. 1", "10.1"),
    ("points", "10, stk. 1", "10.1"),
    ("points", "10 stk 1", "10.1"),
    ("points", "10. stk. 1", "10.1"),
    ("points", "punkt 10 stk 1", "10.1"),
    ("points", "pkt. 10, stk. 1", "10.1"),
    ("points", "punkt 10, stykke 1", "10.1"),
    ("points", "stk. 1 i punkt 10", "10.1"),
    ("points", "punkt 1 i afsnit 10", "10.1"),
    ("points", "nr. 1 under punkt 10", "10.1"),
    ("points", "punkt 10,1", "10.1"),
    ("points", "punkt 10-1", "10.1"),
    ("points", "10.1", "10.1"),
    ("points", "punkt ti", "10"),
    ("points", "afsnit 7", "7"),
    ("points", "afsnittet 7", "7"),
    ("points", "kapitel 7", "7"),
    ("points", "artikel 5 i aftalen", "5"),
    ("points", "artikel 5 i jeres databehandleraftale", "5"),
    ("points", "aftalens artikel 5", "5"),
    ("points", "artikel 5, stk. 2, i kontrakten", "5.2"),
    ("points", "artikel 5 i DBA'en", "5"),
    ("points", "bestemmelse 9.2.a", "9.2.a"),
    ("points", "bestemmelse 9.2, litra a", "9.2.a"),
    ("points", "bestemmelse 9.2 litra a", "9.2.a"),
    ("points", "punkt 9.2 a", "9.2.a"),
    ("points", "punkt 9.2a", "9.2.a"),
    ("points", "punkt 9.2 a)", "9.2.a"),
    ("points", "punkt 9.2(a)", "9.2.a"),
    ("points", "litra b i 9.2", "9.2.b"),
    ("points", "litra b i punkt 9.2", "9.2.b"),
    ("points", "litra b i stk. 2 i punkt 9", "9.2.b"),
    ("points", "9.2, litra b", "9.2.b"),
    ("points", "DBA 9.2", "9.2"),
    ("points", "databehandleraftalens punkt 9.2", "9.2"),
    ("points", "pkt. 9.2 i DBA'en", "9.2"),
    ("points", "2.4.IV", "2.4.IV"),
    ("points", "punkt 2.4.iv", "2.4.IV"),
    ("points", "punkt 2.4 IV", "2.4.IV"),
    ("points", "punkt 2.4 nr. IV", "2.4.IV"),
    ("points", "punkt 2.4, romertal IV", "2.4.IV"),
    ("points", "punkt 2.4 nr. 4", "2.4.IV"),
    ("points", "punkt 8", "8.2"),
    ("points", "litra b i punkt 12.3", "12.3"),
    ("points", "12.3, litra a", "12.3"),
    ("points", "punkt 13.1, stk. 3", "13.1"),
    ("points", "13.1 stk. 2", "13.1"),
    ("points", "punkt 10.5", "9.2"),
    ("annexes", "Bilag C", "Bilag C"),
    ("annexes", "bilag c", "Bilag C"),
    ("annexes", "bilaget C", "Bilag C"),
    ("annexes", "annex C", "Bilag C"),
    ("annexes", "appendiks C", "Bilag C"),
    ("annexes", "Bilag C.4", "Bilag C.4"),
    ("annexes", "bilag c.4", "Bilag C.4"),
    ("annexes", "bilag C4", "Bilag C.4"),
    ("annexes", "bilag c4", "Bilag C.4"),
    ("annexes", "bilag C-4", "Bilag C.4"),
    ("annexes", "bilag C 4", "Bilag C.4"),
    ("annexes", "bilag c, pkt. 4", "Bilag C.4"),
    ("annexes", "bilag c punkt 4", "Bilag C.4"),
    ("annexes", "bilag C, afsnit 4", "Bilag C.4"),
    ("annexes", "bilag C nr. 4", "Bilag C.4"),
    ("annexes", "Bilag C, afsnit C.4", "Bilag C.4"),
    ("annexes", "bilag C's punkt 4", "Bilag C.4"),
    ("annexes", "bilag Cs pkt. 4", "Bilag C.4"),
    ("annexes", "bilag C under punkt 4", "Bilag C.4"),
    ("annexes", "punkt 4 i bilag C", "Bilag C.4"),
    ("annexes", "pkt. C.4", "Bilag C.4"),
    ("annexes", "punkt C4", "Bilag C.4"),
    ("annexes", "C.4", "Bilag C.4"),
    ("annexes", "c.4", "Bilag C.4"),
    ("annexes", "afsnit C.4", "Bilag C.4"),
    ("annexes", "bilag C.2.10", "Bilag C.2.10"),
    ("annexes", "bilag C 2.10", "Bilag C.2.10"),
    ("annexes", "C.2.10", "Bilag C.2.10"),
    ("annexes", "bilag b1", "Bilag B.1"),
    ("annexes", "Bilag E, række 11.1", "Bilag E/11.1"),
    ("annexes", "bilag E 14.5", "Bilag E/14.5 Underskrift"),
    ("annexes", "bilag 2", "Bilag 2"),
    ("annexes", "bilag nr. 2", "Bilag 2"),
    ("annexes", "bilag 2, afsnit 3", "Bilag 2.3"),
    ("annexes", "bilag 2.3", "Bilag 2.3"),
    ("annexes", "punkt 3 i bilag 2", "Bilag 2.3"),
    ("annexes", "bilag II, punkt 1", "Bilag II.1"),
    ("paragraphs", "§ 7", "§ 7"),
    ("paragraphs", "§7", "§ 7"),
    ("paragraphs", "paragraf 7", "§ 7"),
    ("paragraphs", "punkt 7", "§ 7"),
    ("paragraphs", "§ 7, stk. 2", "§ 7, stk. 2"),
    ("paragraphs", "§ 7 stk 2", "§ 7, stk. 2"),
    ("paragraphs", "paragraf 7, stykke 2", "§ 7, stk. 2"),
    ("paragraphs", "stk. 2 i § 7", "§ 7, stk. 2"),
    ("paragraphs", "7, stk. 2", "§ 7, stk. 2"),
    ("paragraphs", "§ 12 a", "§ 12 a"),
    ("parts", "DBA 9.2", "DBA 9.2"),
    ("parts", "DBA pkt. 9.2", "DBA 9.2"),
    ("parts", "DBA'ens punkt 9, stk. 2", "DBA 9.2"),
    ("parts", "punkt 9.2 i DBA'en", "DBA 9.2"),
    ("parts", "Betingelsernes pkt. 4.2", "Betingelser 4.2"),
    ("parts", "vilkårenes punkt 4.2", "Betingelser 4.2"),
    ("parts", "punkt 9.2 i betingelserne", "Betingelser 9.2"),
    ("parts", "pkt. 9.2 i jeres vilkår", "Betingelser 9.2"),
    ("parts", "punkt 10.1", "DBA 10.1"),
    ("chapters", "kapitel 3", "Kapitel 3"),
    ("chapters", "punkt 3", "3"),
    ("chapters", "kapitel IV", "Kapitel IV"),
    ("chapters", "kapitel 4", "Kapitel IV"),
)


@pytest.mark.parametrize(
    ("document_id", "form", "clause_id"),
    [pytest.param(*row, id=f"{row[0]}: {row[1]}") for row in FORMS],
)
@pytest.mark.parametrize("question", ["Hvad siger {}?", "{} – hvad står der?", "{}"])
def test_every_way_to_name_a_clause_finds_it(
    document_id: str, form: str, clause_id: str, question: str
) -> None:
    library = _Library(document_id)
    lookup = look_up(
        find_mentions(question.format(form)),
        documents=list(library.documents.values()),
        library=library,
        speaks_of_clause=True,
    )
    assert [clause.clause_id for clause in lookup.clauses] == [clause_id]
    assert lookup.missing == ()


@pytest.mark.parametrize(
    "form",
    [
        "artikel 5",
        "artikel 5 i forordningen",
        "forordningens artikel 10, stk. 1",
        "artikel 10 i GDPR",
        "GDPR artikel 9, stk. 2, litra a",
        "art. 9(2)(a)",
        "databeskyttelseslovens § 7",
        "§ 10 i databeskyttelsesloven",
        "§ 10, stk. 1, i bogføringsloven",
        "stk. 2 i artikel 9",
        "litra a i artikel 9, stk. 2",
        "kapitel V i forordningen",
        "databeskyttelsesforordningens artikel 5 og 6",
        "stk. 2",
        "9,2 procent",
        "10.1 kr.",
    ],
)
@pytest.mark.parametrize("document_id", ["points", "paragraphs"])
def test_what_is_no_clause_finds_none(form: str, document_id: str) -> None:
    library = _Library(document_id)
    lookup = look_up(
        find_mentions(f"Hvad siger {form}?"),
        documents=list(library.documents.values()),
        library=library,
        speaks_of_clause=True,
    )
    assert lookup.clauses == ()
    assert lookup.missing == ()


@pytest.mark.parametrize(
    "form", ["punkt 99.1", "pkt. 10.9", "bilag X", "litra q i punkt 9.2", "stk. 7 i punkt 13.1"]
)
def test_a_clause_that_is_not_there_is_missing(form: str) -> None:
    library = _Library("points")
    lookup = look_up(
        find_mentions(f"Hvad siger {form}?"),
        documents=list(library.documents.values()),
        library=library,
        speaks_of_clause=True,
    )
    assert lookup.clauses == ()
    assert len(lookup.missing) == 1


def test_a_number_that_only_a_shifted_reference_prints_is_told() -> None:
    library = _Library("points")
    documents = list(library.documents.values())
    mentions = find_mentions("Hvad siger punkt 10.5?")
    lookup = look_up(mentions, documents=documents, library=library, speaks_of_clause=True)
    assert [reference.text for reference in lookup.repaired] == ["Bestemmelse 10.5"]
    printed = look_up(
        find_mentions("Hvad siger punkt 9.2?"),
        documents=documents,
        library=library,
        speaks_of_clause=True,
    )
    assert printed.repaired == ()
