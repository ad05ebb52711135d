from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.manifest import ManifestEntry, ManifestParty, file_key, load_manifest
from ingest.manifest_faults import PATTERNS
from klausul.errors import ManifestError
from klausul.types import DocumentKind, Party, PartyRole


def test_entries_by_file_name(tmp_path: Path) -> None:
    entry = {"file": "a.txt", "document_id": "a-dba", "vendor": "a", "kind": "terms"}
    (tmp_path / "manifest.json").write_text(json.dumps({"documents": [entry]}), encoding="utf-8")
    found = load_manifest(tmp_path)["a.txt"]
    assert (found.document_id, found.vendor, found.kind) == ("a-dba", "a", DocumentKind.TERMS)
    assert found.title is None


def test_no_manifest_no_entries(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("{", "file", id="not JSON"),
        pytest.param("[]", "file", id="not an object"),
        pytest.param('{"documents": [{}]}', r"documents\.0\.file", id="no file"),
        pytest.param('{"documents": [{"file": "a", "x": 1}]}', r"documents\.0\.x", id="unknown"),
        pytest.param(
            '{"documents": [{"file": "a", "kind": "brev"}]}', r"documents\.0\.kind", id="kind"
        ),
        pytest.param(
            '{"documents": [{"file": "a", "document_id": "a/b"}]}',
            r"documents\.0\.document_id",
            id="an id that no path can hold",
        ),
        pytest.param(
            '{"documents": [{"file": "a", "document_id": ".."}]}',
            r"documents\.0\.document_id",
            id="an id that leads out of the folder",
        ),
        pytest.param(
            '{"documents": [{"file": "a", "sha256": "12"}]}', r"documents\.0\.sha256", id="checksum"
        ),
        pytest.param(
            '{"documents": [{"file": "a", "parties": [{"name": "A", "cvr": "12"}]}]}',
            r"documents\.0\.parties\.0\.cvr",
            id="company number",
        ),
        pytest.param(
            '{"documents": [{"file": "a", "parties": [{"name": "A", "rolle": "x"}]}]}',
            r"documents\.0\.parties\.0\.rolle",
            id="unknown of a party",
        ),
        pytest.param('{"documents": [{"file": "a"}, {"file": "a"}]}', "'a' is named 2", id="twice"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError, match=rf"^manifest\.json: {place}"):
        load_manifest(tmp_path)


def test_a_manifest_in_another_encoding_is_a_manifest_error(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes('{"documents": [], "å": 1}'.encode("cp1252"))
    with pytest.raises(ManifestError, match=r"manifest\.json"):
        load_manifest(tmp_path)


def test_parties_are_those_of_a_document(tmp_path: Path) -> None:
    party = {"name": "Nord ApS", "role": "processor", "cvr": "12345678"}
    entry = {"file": "a.txt", "parties": [party, {"name": "Kunden"}]}
    (tmp_path / "manifest.json").write_text(json.dumps({"documents": [entry]}), encoding="utf-8")
    assert load_manifest(tmp_path)["a.txt"].named_parties == (
        Party(name="Nord ApS", role=PartyRole.PROCESSOR, cvr="12345678"),
        Party(name="Kunden", role=PartyRole.OTHER),
    )


def test_a_name_is_the_same_in_either_form_of_unicode(tmp_path: Path) -> None:
    entry = {"file": "A\u030arhus.txt", "title": "Aftalen"}
    (tmp_path / "manifest.json").write_text(json.dumps({"documents": [entry]}), encoding="utf-8")
    assert load_manifest(tmp_path)[file_key("\u00c5rhus.txt")].title == "Aftalen"


def faulty(**fields: object) -> str:
    return json.dumps({"documents": [{"file": "a.txt", **fields}]})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(
            '{\n "documents": [\n  {"file": "a"},\n ]\n}', "linje 4: Det er ikke gyldig JSON: der "
            "står et komma for meget.", id="trailing comma",
        ),
        pytest.param("{", "linje 1: Det er ikke gyldig JSON: filen slutter", id="cut off"),
        pytest.param("x", "linje 1: Det er ikke gyldig JSON: tegnene her", id="no JSON at all"),
        pytest.param(
            faulty(kind="aftale"),
            "documents[0].kind er »aftale«, men skal være agreement, terms eller faq.", id="kind",
        ),
        pytest.param(
            faulty(vendor="Nord ApS"), "documents[0].vendor er »Nord ApS«, men skal være "
            "bogstaver, cifre, punktum, bindestreg og understreg, uden mellemrum.", id="vendor",
        ),
        pytest.param(
            faulty(document_id="-a"), "documents[0].document_id er »-a«, men skal", id="id",
        ),
        pytest.param(
            faulty(document_id="a" * 200), "er for lang; højst 180 tegn er tilladt.", id="long id",
        ),
        pytest.param(faulty(sha256="x"), "men skal være 64 tegn", id="sum"),
        pytest.param(faulty(title=3), "er »3«, men skal være en tekst i anfør", id="number"),
        pytest.param(faulty(parties={}), "er »{}«, men skal være en liste", id="no list"),
        pytest.param(faulty(titel="A"), "documents[0].titel er ikke et felt", id="unknown field"),
        pytest.param(
            faulty(parties=[{"name": "A", "cvr": "1"}]),
            "documents[0].parties[0].cvr er »1«, men skal være 8 cifre", id="cvr",
        ),
        pytest.param(
            faulty(parties=[{"name": ""}]), "parties[0].name er tom", id="empty name",
        ),
        pytest.param('{"documents": [{}]}', "documents[0].file mangler og skal", id="no file"),
        pytest.param("[]", "Manifestet er »[]«, men skal være et objekt", id="a list"),
        pytest.param(faulty(kind="x", vendor=""), "(1 fejl mere.)", id="two faults"),
    ],
)  # fmt: skip
def test_a_fault_says_what_is_allowed(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ManifestError) as caught:
        load_manifest(tmp_path)
    (reason,) = caught.value.__notes__
    assert reason.startswith("manifest.json")
    assert words in reason


def test_every_pattern_is_explained() -> None:
    fields = {**ManifestEntry.model_fields, **ManifestParty.model_fields}
    patterned = {
        name
        for name, field in fields.items()
        if any(getattr(rule, "pattern", None) for rule in field.metadata)
    }
    assert patterned == set(PATTERNS)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    text = json.dumps({"documents": [{"file": "a.txt"}]})
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8-sig")
    assert list(load_manifest(tmp_path)) == ["a.txt"]
