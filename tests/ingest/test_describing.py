from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.describing import Description, describe
from ingest.manifest import ManifestEntry
from klausul.types import Clause, DocumentKind, Party

Cut = Callable[[str], tuple[Clause, ...]]
BODY = "\n\n1. Formål\n\n1.1 Aftalen gælder.\n"


@pytest.fixture
def about(cut: Cut) -> Callable[[str], Description]:
    return lambda opening: describe(cut(opening + BODY), document_id="prøve", entry=None)


About = Callable[[str], Description]


@pytest.mark.parametrize(
    ("opening", "vendor", "names"),
    [
        pytest.param(
            "Aftale\n\nmellem\n\nVi A/S\n(dataansvarlig)\n\nog\n\nNord Lys ApS\n(databehandler)",
            "nord-lys",
            ("Nord Lys ApS", "Nord Lys"),
            id="the processor of two",
        ),
        pytest.param(
            "Aftale\n\nLeveres af Nordlys ApS.", "nordlys", ("Nordlys ApS", "Nordlys"), id="one"
        ),
        pytest.param(
            "Aftale mellem Skolen og Nordlys ApS.", "nordlys", ("Nordlys ApS", "Nordlys"), id="og"
        ),
        pytest.param(
            "Aftale\n\nLeveres af Holm og Søn A/S.",
            "holm-og-søn",
            ("Holm og Søn A/S", "Holm og Søn"),
            id="a name that holds og",
        ),
        pytest.param("Aftale\n\nMellem kunden og os.", "prøve", (), id="no company"),
        pytest.param("Aftale\n\nMellem Nord A/S og Syd A/S.", "prøve", (), id="two without roles"),
    ],
)
def test_vendor(about: About, opening: str, vendor: str, names: tuple[str, ...]) -> None:
    found = about(opening)
    assert (found.vendor, found.vendor_names) == (vendor, names)


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        pytest.param("Databehandleraftale", "Databehandleraftale", id="one line"),
        pytest.param("Nordlys\n\nDatabehandleraftale", "Databehandleraftale", id="the naming line"),
        pytest.param(
            "Standardbestemmelser i henhold til artikel 28, stk. 3",
            "Standardbestemmelser",
            id="grounds",
        ),
        pytest.param("", "prøve", id="none"),
    ],
)
def test_title(about: About, opening: str, title: str) -> None:
    assert about(opening).title == title


def test_a_long_title_is_cut_between_words(about: About) -> None:
    title = about("Databehandleraftale om " + "behandling " * 15).title
    assert len(title) <= 122
    assert title.endswith("behandling …")


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        pytest.param("Databehandleraftale", DocumentKind.AGREEMENT, id="agreement"),
        pytest.param("Handelsbetingelser", DocumentKind.TERMS, id="terms"),
        pytest.param("Betingelser og databehandleraftale", DocumentKind.AGREEMENT, id="both"),
        pytest.param("FAQ\n\nQ: Hvor?\nA: I Danmark.", DocumentKind.FAQ, id="faq"),
        pytest.param("Noget helt andet", DocumentKind.AGREEMENT, id="unknown"),
    ],
)
def test_kind(about: About, opening: str, kind: DocumentKind) -> None:
    assert about(opening).kind is kind


@pytest.mark.parametrize(
    ("opening", "version"),
    [
        ("Aftale\n\nVersion 3.2", "3.2"),
        ("Aftale\n\n(opdateret august 2019)", "august 2019"),
        ("Aftale af 1. maj 2024", "1. maj 2024"),
        ("Aftale af 01-05-2024", "01-05-2024"),
        ("Aftale\n\nVi bruger TLS version 1.2", None),
        ("Aftale efter lov nr. 502 af 23. maj 2018", None),
        ("Aftale efter forordning (EU) 2016/679 af 27. april 2016", None),
        ("Aftale\n\nUdgave: 4", "4"),
        ("Aftale\n\n12.03.2024", "12.03.2024"),
        ("Aftale som supplerer licensaftalen af 3. maj 2021", None),
        ("Aftale", None),
    ],
)
def test_version(about: About, opening: str, version: str | None) -> None:
    assert about(opening).version == version


def test_the_manifest_says_it_better(cut: Cut) -> None:
    entry = ManifestEntry(
        file="a.txt",
        vendor="nord",
        vendor_names=("Nord",),
        title="Vilkår",
        kind=DocumentKind.FAQ,
        version="7",
    )
    clauses = cut(f"Databehandleraftale\n\nVersion 1, Syd ApS{BODY}")
    assert describe(clauses, document_id="prøve", entry=entry) == Description(
        vendor="nord",
        vendor_names=("Nord",),
        title="Vilkår",
        kind=DocumentKind.FAQ,
        version="7",
        parties=(Party(name="Syd ApS"),),
    )
