from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klausul.danish.references import GDPR, Mention, MentionKind, find_mentions

Brief = tuple[str, str | None, str | None, str | None, str | None]


def brief(mention: Mention) -> Brief:
    return (mention.kind.value, mention.number, mention.annex, mention.part, mention.law)


def clause(number: str, annex: str | None = None, part: str | None = None) -> Brief:
    return ("clause", number, annex, part, None)


def annex(letter: str, number: str | None = None) -> Brief:
    return ("annex", number, letter, None, None)


def law(number: str | None, name: str = GDPR) -> Brief:
    return ("law", number, None, None, name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=text.replace(" ", "_"))
        for text, expected in {
            "punkt 10.1": [clause("10.1")],
            "pkt 10, stk. 1": [clause("10.1")],
            "pkt.10.1": [clause("10.1")],
            "klausul 9.2": [clause("9.2")],
            "afsnit 4": [clause("4")],
            "punkt 10.": [clause("10")],
            "Punkt nr. 5": [clause("5")],
            "Bestemmelse 9.1. og 9.2.": [clause("9.1"), clause("9.2")],
            "Bestemmelse 9.2.a skal": [clause("9.2.a")],
            "punkt 3, 5 og 7": [clause("3"), clause("5"), clause("7")],
            "punkt 4 og 30 dage": [clause("4")],
            "stk. 3": [clause("3")],
            "kontraktsbestemmelse stk. 7, 7.3.": [clause("7.3")],
            "§ 4, stk. 2": [clause("4.2")],
            "DBA 9.2": [clause("9.2", part="DBA")],
            "databehandleraftalens punkt 9.2": [clause("9.2")],
            "DBA'ens pkt. 4": [clause("4", part="DBA")],
            "Betingelser 4.2": [clause("4.2", part="Betingelser")],
            "punkt C.7 og C.8": [clause("C.7", "C"), clause("C.8", "C")],
            "Bilag C": [annex("C")],
            "bilag a": [annex("A")],
            "Bilag II": [annex("II")],
            "bilag C.4": [annex("C", "C.4")],
            "bilag C4": [annex("C", "C.4")],
            "Bilag C.2.10": [annex("C", "C.2.10")],
            "Bilag C, afsnit C.4": [annex("C", "C.4")],
            "bilag C punkt 4": [annex("C", "C.4")],
            "punkt 4 i Bilag C": [annex("C", "C.4")],
            "Bilag 2, pkt. 3": [annex("2", "3")],
            "Bilag A og C.": [annex("A"), annex("C")],
            "bilag A, A.1 og A.2": [annex("A", "A.1"), annex("A", "A.2")],
            "Bilag C.7. og C.8.": [annex("C", "C.7"), annex("C", "C.8")],
            "Bestemmelse 11.1 og Bilag C.4": [clause("11.1"), annex("C", "C.4")],
            "artikel 28, stk. 3, litra a": [law("28.3.a")],
            "artikel 32-36 i GDPR": [law("32-36")],
            "artikel 79 og\n82, over": [law("79"), law("82")],
            "GDPR, artikel 46(2)(c)": [law("46.2.c")],
            "forordningens artikel 24": [law("24")],
            "databeskyttelsesforordningens artikel 28, stk. 2, og stk. 4": [
                law("28.2"),
                law("28.4"),
            ],
            "databeskyttelsesforordningens kapitel V": [law("kapitel V")],
            "retsplejelovens § 225": [law("225", "retsplejeloven")],
            "§ 2, stk. 5, i databeskyttelsesloven": [law("2.5", "databeskyttelsesloven")],
            "retsplejelovens § 225 og § 226": [
                law("225", "retsplejeloven"),
                law("226", "retsplejeloven"),
            ],
            "bogføringsloven": [law(None, "bogføringsloven")],
            "clause 10.1": [clause("10.1")],
            "sections 4.2 and 4.3": [clause("4.2"), clause("4.3")],
            "section 4.2 of Annex C": [annex("C", "C.4.2")],
            "appendix C": [annex("C")],
            "Underbilag 2a": [annex("2", "2.a")],
            "underbilag 2a, punkt 3": [annex("2", "2.a.3")],
            "tillæg 3": [annex("3")],
            "afsnit I, pkt. 2": [clause("I"), clause("2")],
            "punkt (3.1)": [clause("3.1")],
            "§ 152 a, stk. 2": [clause("152.a.2")],
            "Article 28(3)(a) GDPR": [law("28.3.a")],
        }.items()
    ],
)
def test_forms(text: str, expected: list[Brief]) -> None:
    assert [brief(mention) for mention in find_mentions(text)] == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Hvad siger 10.1?", "10.1", id="decimal"),
        pytest.param("hvad siger C.2.10 om adgang", "C.2.10", id="annex"),
        pytest.param("hvad staar der i c.4", "C.4", id="lower-case"),
        pytest.param("Hvad er 2.4.IV", "2.4.IV", id="roman"),
        pytest.param("Leverandøren 6.6", "6.6", id="keyword-style"),
        pytest.param("Hvad er det, 4.12 går ud på?", "4.12", id="middle"),
    ],
)
def test_a_bare_number_in_a_question(text: str, number: str) -> None:
    assert [mention.number for mention in find_mentions(text)] == [number]
    assert find_mentions(text, bare_numbers=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "27. april 2016",
        "01.03.2024",
        "kr. 10.50",
        "det koster 1.500 kr.",
        "99.9 % oppetid",
        "ISO 27001",
        "TLS 1.2",
        "version 2.1",
        "24 timer",
        "kl. 9.30",
        "tlf. 70 20 30 40",
        "+45 12.34.56",
        "10.1.2.3",
        "udgangspunkt 3",
        "bilag i aftalen",
        "bilag e-mail",
        "schedule a call",
        "a.1.dk",
        "Office 365",
        "litra a",
        "tilsynskoncept 3 og 5",
        "tillæg til aftalen",
        "med et tillæg 3 dage senere",
        "de punkter I har sendt",
        "afsnit 2019",
        "5 bilag",
    ],
)
def test_no_mention(text: str) -> None:
    assert find_mentions(text) == []


@pytest.mark.parametrize(
    ("text", "law", "number"),
    [
        pytest.param("forordning (EU) 2016/679", GDPR, None, id="the regulation by its number"),
        pytest.param("forordning (EU) 2022/2554", "forordning 2022/2554", None, id="another"),
        pytest.param("direktiv 95/46/EF", "direktiv 95/46", None, id="a directive"),
        pytest.param(
            "artikel 28, stk. 3, i Europa-Parlamentets og Rådets forordning (EU) 2016/679",
            GDPR,
            "28.3",
            id="an article of an act by its number",
        ),
        pytest.param(
            "lov nr. 502 af 23. maj 2018, § 12", "lov nr. 502 af 23. maj 2018", "12", id="a date"
        ),
        pytest.param(
            "§ 42 i lov om behandling af personoplysninger.",
            "lov om behandling af personoplysninger",
            "42",
            id="a law by its title",
        ),
        pytest.param(
            "bekendtgørelsen om journalføring § 15",
            "bekendtgørelsen om journalføring",
            "15",
            id="an order by its topic",
        ),
    ],
)
def test_laws_by_number_and_title(text: str, law: str, number: str | None) -> None:
    assert [(m.kind, m.law, m.number) for m in find_mentions(text)] == [
        (MentionKind.LAW, law, number)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("Bilag 1.B", "1.B", id="a part after a point"),
        pytest.param("bilag 2a", "2.a", id="a part without one"),
    ],
)
def test_annexes_in_parts(text: str, number: str) -> None:
    assert [(m.kind, m.annex, m.number) for m in find_mentions(text)] == [
        (MentionKind.ANNEX, number[0], number)
    ]


@pytest.mark.parametrize(
    ("text", "annexes"),
    [
        pytest.param("Bilag I-IV er en del af aftalen.", ["I", "IV"], id="range"),
        pytest.param("Bilag I, II og III hører til.", ["I", "II", "III"], id="row"),
    ],
)
def test_roman_annexes(text: str, annexes: list[str]) -> None:
    found = find_mentions(text)
    assert [mention.annex for mention in found] == annexes
    assert all(mention.number is None for mention in found)


def test_the_printed_number_of_a_clause_is_no_mention() -> None:
    text = "1.1 Begge Parter bekræfter det.\n2.2. I tilfælde af nedbrud gælder pkt. 1.2."
    assert [mention.text for mention in find_mentions(text)] == ["pkt. 1.2"]


def test_the_text_of_a_mention_is_what_was_read() -> None:
    text = "Jf. retsplejelovens § 225, Bilag C, afsnit C.4, og DBA 9.2."
    assert [mention.text for mention in find_mentions(text)] == [
        "retsplejelovens § 225",
        "Bilag C, afsnit C.4",
        "DBA 9.2",
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "punkt ",
            "Bilag ",
            "artikel ",
            "§ ",
            "stk. ",
            "litra ",
            "a",
            "C",
            ".4",
            "10",
            ".1",
            ", ",
            " og ",
            "-",
            "GDPR ",
            "retsplejelovens ",
            " i ",
            "DBA ",
            "24 timer",
            "\n",
            "V",
            "(3)",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), PIECES))
def test_spans_are_true_ordered_and_apart(text: str) -> None:
    found = find_mentions(text)
    assert all(mention.text == mention.span.of(text) for mention in found)
    assert all(m.law for m in found if m.kind is MentionKind.LAW)
    assert all(m.annex for m in found if m.kind is MentionKind.ANNEX)
    assert all(m.number for m in found if m.kind is MentionKind.CLAUSE)
    pairs = pairwise(found)
    assert all(one.span.end <= other.span.start for one, other in pairs)
