from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.building import build_index
from index.encoders import HashingEncoder
from index.reading import Index, open_index
from klausul.records import DocumentRecord
from klausul.types import Clause, ClauseKind, Document, DocumentKind, Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MakeRecord = Callable[..., DocumentRecord]


def record_of(
    document_id: str, *texts: str | dict[str, object], vendor: str = ""
) -> DocumentRecord:
    """Return a document of top-level clauses; a dict sets a clause's fields, "items" its items."""
    body: list[str] = []
    clauses: list[Clause] = []
    for number, given in enumerate(texts, start=1):
        fields = {"text": given} if isinstance(given, str) else dict(given)
        text = str(fields.pop("text"))
        items = fields.pop("items", ())
        assert isinstance(items, Sequence)
        start = sum(len(part) + 2 for part in body)
        clause_id = f"{document_id}/{number}"
        clauses.append(clause_of(clause_id, document_id, text, start, label=str(number), **fields))
        for letter, item in zip("abcdefgh", items, strict=False):
            clauses.append(
                clause_of(
                    f"{clause_id}.{letter}",
                    document_id,
                    item,
                    start + text.index(item),
                    label=f"{number}.{letter}",
                    kind=ClauseKind.ITEM,
                    level=2,
                    parent_id=clause_id,
                    path=clauses[-1].path if clauses[-1].level == 1 else (),
                )
            )
        body.append(text)
    document = Document(
        document_id=document_id,
        vendor=vendor or document_id,
        title=document_id,
        kind=DocumentKind.AGREEMENT,
        source=f"{document_id}.txt",
        sha256="0" * 64,
        text="\n\n".join(body),
    )
    return DocumentRecord(document=document, clauses=tuple(clauses))


def clause_of(clause_id: str, document_id: str, text: str, start: int, **fields: object) -> Clause:
    """Return a clause that lies at ``start``."""
    values: dict[str, object] = {"kind": ClauseKind.CLAUSE, "label": "", **fields}
    return Clause(
        clause_id=clause_id,
        document_id=document_id,
        text=text,
        span=Span(start, start + len(text)),
        **values,  # type: ignore[arg-type]  # a test names the fields it sets
    )


@pytest.fixture(scope="session")
def make_record() -> MakeRecord:
    return record_of


@pytest.fixture(scope="session")
def records() -> list[DocumentRecord]:
    """Three documents of two vendors."""
    return [
        record_of(
            "nord-dba",
            {"text": "8. Sletning", "kind": ClauseKind.HEADING},
            {
                "text": "Databehandleren sletter alle personoplysninger senest tre måneder efter "
                "aftalens ophør.",
                "path": ("Sletning",),
            },
            "Tilsyn sker én gang om året og varsles 14 dage i forvejen.",
            {
                "text": "Databehandleren skal bistå med:\na) besvarelse af anmodninger om indsigt\n"
                "b) anmeldelse af brud til Datatilsynet",
                "path": ("Bistand",),
                "items": [
                    "a) besvarelse af anmodninger om indsigt",
                    "b) anmeldelse af brud til Datatilsynet",
                ],
            },
            vendor="nord",
        ),
        record_of(
            "nord-vilkaar",
            "Abonnementet kan opsiges med 30 dages varsel til udgangen af en måned.",
            "Backup gemmes i 90 dage og slettes derefter.",
            vendor="nord",
        ),
        record_of(
            "syd-dba",
            "Databehandleren underretter om brud på persondatasikkerheden inden 24 timer.",
            "Underdatabehandlere må kun bruges efter skriftlig godkendelse.",
            "Personoplysninger slettes senest 30 dage efter aftalens ophør.",
            vendor="syd",
        ),
    ]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, records: list[DocumentRecord]) -> Path:
    """The folder of an index of ``records``; not to be changed."""
    folder = tmp_path_factory.mktemp("index") / "collection"
    build_index(records, folder=folder, encoder=HashingEncoder())
    return folder


@pytest.fixture(scope="session")
def opened(built: Path) -> Index:
    return open_index(built)


@pytest.fixture(scope="session")
def bundled_encoder() -> Path:
    """The folder of the encoder in the checkout."""
    return Path(__file__).parents[2] / "data" / "encoder"


WORDS = {"[UNK]": 0, "data": 1, "frist": 2, "brud": 3, "slettes": 4}


def word_tokenizer() -> Tokenizer:
    """Return a tokenizer of a handful of words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    return tokenizer


@pytest.fixture(scope="session")
def make_graph() -> Callable[[Path], None]:
    """Return what writes a hand-made graph (a mean of word vectors) and its tokenizer."""

    def write(folder: Path) -> None:
        import numpy as np
        from onnx import TensorProto, checker, helper, numpy_helper, save

        table = np.random.default_rng(3).normal(size=(len(WORDS), 8)).astype(np.float32)
        graph = helper.make_graph(
            [
                helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
                helper.make_node("ReduceSum", ["rows", "axes"], ["vector"], keepdims=0),
            ],
            "tiny",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["row", "token"])],
            [helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["row", 8])],
            [
                numpy_helper.from_array(table, "table"),
                numpy_helper.from_array(np.array([1], dtype=np.int64), "axes"),
            ],
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
        checker.check_model(model)
        save(model, folder / "encoder.onnx")
        word_tokenizer().save(str(folder / "tokenizer.json"))

    return write


@pytest.fixture(scope="session")
def static_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of word vectors only, which has no ONNX form here."""
    from index.encoders import quiet_libraries

    folder = tmp_path_factory.mktemp("static") / "model"
    with quiet_libraries():
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding

        torch.manual_seed(5)
        module = StaticEmbedding(word_tokenizer(), embedding_dim=16)
        SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return folder
