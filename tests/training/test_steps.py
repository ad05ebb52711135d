"""Every step of the recipe, run on a model and a corpus of a few kilobytes."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from index.encoders import SentenceEncoder
from training.distil import distil
from training.export import export
from training.finetune import finetune
from training.headings import pair_headings
from training.pairs import load_split
from training.recipe import DEFAULT, Recipe, load_recipe
from training.static import train_static
from training.student import Student
from training.vocabulary import make_student

pytestmark = pytest.mark.slow

DANISH = "sletning backup tilsyn brud adgang frist pris varsel login kryptering".split()
ENGLISH = "deletion backup audit breach access deadline price notice login encryption".split()
EVERYDAY = "væk kopi kontrol hack nøgle tid penge besked kode lås".split()


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    """The shipped recipe with few pieces and fast rates."""
    text = DEFAULT.read_text(encoding="utf-8")
    for old, new in (("pieces = 16_000", "pieces = 200"), ("warm_up = 1", "warm_up = 1 #")):
        assert old in text
        text = text.replace(old, new)
    lines = [
        "layer_rate = 2e-3" if line.startswith("layer_rate") else line for line in text.splitlines()
    ]
    path = tmp_path_factory.mktemp("recipe") / "recipe.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return load_recipe(path)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpora")
    source = random.Random(1)
    with gzip.open(folder / "parallel-da-en.tsv.gz", "wt", encoding="utf-8") as file:
        for _ in range(200):
            picks = [source.randrange(len(DANISH)) for _ in range(3)]
            danish = " ".join(DANISH[pick] for pick in picks)
            file.write(f"{danish}\t{' '.join(ENGLISH[pick] for pick in picks)}\n")
    with gzip.open(folder / "headings-da.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in range(64):
            heading = f"{DANISH[number % 10]} og {DANISH[number // 7]} nummer {number}"
            row = {"t": "", "h": heading, "d": "", "p": f"Om {heading}."}
            file.write(json.dumps(row) + "\n")
    return folder


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of 32 numbers and two layers as a sentence-transformers folder."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(3)
    plain, folder = tmp_path_factory.mktemp("bert"), tmp_path_factory.mktemp("teacher")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *ENGLISH]
    (plain / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(plain)
    BertTokenizer(vocab={word: i for i, word in enumerate(words)}).save_pretrained(plain)
    model = SentenceTransformer(
        modules=[Transformer(str(plain)), Pooling(32), Normalize()], device="cpu"
    )
    model.save(str(folder))
    return folder


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clauses in one language and questions in another, that share no word."""
    folder = tmp_path_factory.mktemp("pairs")
    rows = [
        {
            "document": "x",
            "topic": legal,
            "heading": "",
            "label": str(number),
            "clause": f"{legal} {legal}",
            "questions": [{"q": everyday}, {"q": f"{everyday} {everyday}"}],
        }
        for number, (legal, everyday) in enumerate(zip(DANISH, EVERYDAY, strict=True))
    ]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "x.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def student(
    teacher: Path,
    corpora: Path,
    recipe: Recipe,
    pairs: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("student")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text(" ".join(EVERYDAY), encoding="utf-8")
    make_student(
        teacher=teacher,
        corpora=corpora,
        documents=documents,
        out=folder / "0",
        recipe=recipe,
        limit=None,
    )
    return folder / "0"


def _first_places(folder: Path, pairs: Path) -> float:
    """Return the share of questions whose clause is nearest."""
    encoder = SentenceEncoder(str(folder))
    items = load_split(pairs).trained
    clauses = encoder.encode_passages([item.wordings[0].searchable() for item in items])
    questions = encoder.encode_queries([item.questions[0] for item in items])
    return float(((questions @ clauses.T).argmax(axis=1) == np.arange(len(items))).mean())


def test_distilled_student_says_of_danish_what_the_teacher_says_of_english(
    teacher: Path, student: Path, corpora: Path, recipe: Recipe, tmp_path: Path
) -> None:
    numbers = recipe.model_copy(
        update={"distil": recipe.distil.model_copy(update={"passes": 40, "batch": 20})}
    )
    ignorant = Student(student)
    torch.nn.init.normal_(ignorant.body.embeddings.word_embeddings.weight, std=0.02)
    ignorant.save(tmp_path / "ignorant")
    distil(
        teacher=teacher,
        student=tmp_path / "ignorant",
        corpora=corpora,
        out=tmp_path / "distilled",
        recipe=numbers,
        limit=None,
    )

    def nearest(folder: Path) -> float:
        said = SentenceEncoder(str(folder)).encode_queries(DANISH)
        meant = SentenceEncoder(str(teacher)).encode_queries(ENGLISH)
        return float(((said @ meant.T).argmax(axis=1) == np.arange(len(DANISH))).mean())

    assert nearest(tmp_path / "ignorant") < 0.5
    assert nearest(tmp_path / "distilled") > 0.8


def test_finetuned_student_finds_clauses_by_other_words(
    student: Path, pairs: Path, recipe: Recipe, tmp_path: Path
) -> None:
    numbers = recipe.model_copy(
        update={"finetune": recipe.finetune.model_copy(update={"passes": 40, "noise_share": 0.0})}
    )
    finetune(student=student, data=pairs, out=tmp_path / "tuned", recipe=numbers, limit=None)

    assert _first_places(tmp_path / "tuned", pairs) > max(0.8, _first_places(student, pairs))


def test_headings_and_export_give_a_model_that_is_served(
    student: Path, corpora: Path, recipe: Recipe, tmp_path: Path
) -> None:
    pair_headings(
        student=student, corpora=corpora, out=tmp_path / "paired", recipe=recipe, limit=None
    )
    export(student=tmp_path / "paired", twin=None, out=tmp_path / "encoder", share=0.0)

    encoder = SentenceEncoder(str(tmp_path / "encoder"))
    (reading,) = encoder.read_passages(["sletning og backup"])
    assert encoder.token_dimension > 0
    assert len(reading.tokens) > 0
    assert np.linalg.norm(reading.tokens, axis=1) == pytest.approx(1.0, abs=1e-3)
    before = SentenceEncoder(str(student)).encode_queries(["sletning"])
    assert not np.allclose(encoder.encode_queries(["sletning"]), before, atol=1e-3)


def test_static_twin_finds_clauses_by_other_words(
    teacher: Path, student: Path, corpora: Path, pairs: Path, recipe: Recipe, tmp_path: Path
) -> None:
    numbers = recipe.model_copy(
        update={"static": recipe.static.model_copy(update={"dimension": 16, "passes": 60})}
    )
    train_static(
        teacher=teacher,
        tokenizer=student / "tokenizer.json",
        corpora=corpora,
        data=pairs,
        out=tmp_path / "static",
        recipe=numbers,
        limit=None,
    )

    assert _first_places(tmp_path / "static", pairs) > 0.8
    _check_joined(student, tmp_path / "static", tmp_path / "both", share=0.3)


def _check_joined(student: Path, twin: Path, folder: Path, *, share: float) -> None:
    """The joined vectors have the weighted mean of both cosines."""
    texts = ["sletning backup", "brud adgang", "pris"]
    export(student=student, twin=twin, out=folder, share=share)
    views = [SentenceEncoder(str(path)).encode_queries(texts) for path in (student, twin, folder)]
    whole, mean, joined = (rows @ rows.T for rows in views)
    assert np.allclose(joined, (1 - share) * whole + share * mean, atol=2e-3)


def test_same_seed_gives_the_same_weights(
    student: Path, pairs: Path, recipe: Recipe, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        finetune(student=student, data=pairs, out=tmp_path / name, recipe=recipe, limit=6)

    one, other = (
        SentenceEncoder(str(tmp_path / name)).encode_queries(["sletning"]) for name in ("a", "b")
    )
    assert np.array_equal(one, other)
