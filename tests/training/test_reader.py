"""The reader's examples, and its lessons on a model of a few kilobytes."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from index.onnx_reader import OnnxReader
from training.pairs import Item, Wording, load_split
from training.reader.examples import (
    Note,
    all_asked,
    draw_groups,
    folded,
    rank_wrong,
    read_notes,
)
from training.reader.export import export_reader
from training.reader.learning import learn_headings, learn_questions, pieces_of
from training.reader.model import Pair, Reader
from training.recipe import Recipe, load_recipe

WORDS = (
    "sletning backup tilsyn brud adgang frist pris varsel login kryptering må må-ikke er".split()
)


def _item(name: str, text: str, *questions: str, near: tuple[str, ...] = ()) -> Item:
    return Item(
        name=name,
        area="agreements-1",
        document="Alfa",
        topic=name,
        wordings=(Wording(heading=name.title(), text=text),),
        questions=questions,
        near_misses=near,
    )


def test_notes_are_read_by_clause_and_question(tmp_path: Path) -> None:
    row = {
        "clause": "Data slettes  efter 30 dage.",
        "questions": [
            {"q": "Slettes data?", "kind": "yesno", "span": "slettes", "verdict": "ja"},
            {"q": "Hvornår?", "kind": "duration", "span": "efter 30 dage", "verdict": None},
            {"q": "Af hvem?"},
        ],
        "open": ["Slettes kopier?"],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")

    notes = read_notes(tmp_path)

    clause = folded(str(row["clause"]))
    assert notes == {
        (clause, "slettes data?"): Note(span="slettes", verdict="ja"),
        (clause, "hvornår?"): Note(span="efter 30 dage", verdict=None),
        (clause, "slettes kopier?"): Note(span=None, verdict="open"),
    }


def test_a_group_holds_the_span_in_the_passage_and_near_misses_only_wrong_ones() -> None:
    items = [
        _item("sletning", "Data slettes\nefter 30 dage.", "Hvornår?", near=("Af hvem?",)),
        _item("brud", "Brud meldes straks.", "Og brud?"),
    ]
    notes = {(folded(items[0].wordings[0].text), "hvornår?"): Note("efter 30 dage", None)}
    numbers = load_recipe().reader.model_copy(update={"noise_share": 0.0, "wrong": 1})

    groups = list(
        draw_groups(
            items,
            all_asked(items),
            [[1], [1], [0]],
            notes,
            numbers=numbers,
            source=random.Random(1),
        )
    )

    by_question = {group.question: group for group in groups}
    first = by_question["Hvornår?"]
    assert first.passages == (
        "Sletning. Data slettes efter 30 dage.",
        "Brud. Brud meldes straks.",
    )
    assert first.span is not None
    assert first.passages[0][slice(*first.span)] == "efter 30 dage"
    assert not by_question["Af hvem?"].is_answered
    assert by_question["Af hvem?"].passages[0] == first.passages[0]


def test_words_far_into_a_long_clause_are_kept_with_what_stands_before_them() -> None:
    text = "Ord uden mening. " * 60 + "Data slettes efter 30 dage."
    items = [_item("sletning", text, "Hvornår?")]
    notes = {(folded(text), "hvornår?"): Note("efter 30 dage", None)}
    numbers = load_recipe().reader.model_copy(update={"noise_share": 0.0})

    (group,) = draw_groups(
        items, all_asked(items), [[]], notes, numbers=numbers, source=random.Random(1)
    )

    assert group.span is not None
    assert group.passages[0][slice(*group.span)] == "efter 30 dage"
    assert len(group.passages[0]) < 700


def test_wrong_passages_are_the_nearest_of_the_same_agreement() -> None:
    items = [_item(str(n), f"Tekst {n}.", "Hvad?") for n in range(3)]
    items.append(
        Item(
            name="z",
            area="other",
            document="Beta",
            topic="z",
            wordings=(Wording(heading="", text="Fjern."),),
            questions=(),
        )
    )
    clauses = np.eye(4, dtype=np.float32)
    questions = np.array([[0.5, 0.1, 0.8, 0.9]], dtype=np.float32)

    wrong = rank_wrong(items, all_asked(items)[:1], clauses=clauses, questions=questions, depth=5)

    assert wrong == [[2, 1]]


def test_a_span_is_the_pieces_that_it_touches() -> None:
    pair = Pair(ids=[], types=[], offsets=[(0, 4), (5, 12), (13, 18)], begin=7)

    assert pieces_of(pair, (5, 18)) == (8, 9)
    assert pieces_of(pair, (6, 10)) == (8, 8)
    assert pieces_of(pair, (13, 30)) is None


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random BERT of two layers that knows a dozen words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    folder = tmp_path_factory.mktemp("encoder")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS]
    tokenizer = Tokenizer(WordLevel({w: n for n, w in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(folder / "tokenizer.json"))
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(folder)
    return folder


@pytest.fixture
def recipe() -> Recipe:
    recipe = load_recipe()
    numbers = recipe.reader.model_copy(
        update={
            "layers": 2,
            "passes": 400,
            "verdict_passes": 20,
            "noise_share": 0.0,
            "layer_rate": 3e-3,
            "embedding_rate": 3e-3,
            "warm_up": 5,
        }
    )
    return recipe.model_copy(update={"reader": numbers})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One agreement: a clause answers the questions that repeat its word."""
    rows = [
        {
            "document": "synthetic",
            "agreement": "Alfa",
            "topic": word,
            "heading": "",
            "label": str(number),
            "clause": f"er {word} {'må-ikke' if number % 2 else 'må'}",
            "questions": [
                {
                    "q": f"må {word}",
                    "kind": "yesno",
                    "span": word,
                    "verdict": "nej" if number % 2 else "ja",
                }
            ],
            "near_miss": [],
        }
        for number, word in enumerate(WORDS[:10])
    ]
    folder = tmp_path / "data"
    folder.mkdir()
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "seeds.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_lessons_and_the_export_give_a_reader_that_finds_and_decides(
    encoder: Path,
    recipe: Recipe,
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The vectors of a random encoder are all alike.
    monkeypatch.setattr("training.reader.examples._SAME", 2.0)
    # Eight bits are coarse for weights of 32 numbers.
    monkeypatch.setattr("training.reader.export._FURTHEST", 0.5)
    corpora = tmp_path / "corpora"
    corpora.mkdir()
    with gzip.open(corpora / "headings-da.jsonl.gz", "wt", encoding="utf-8") as file:
        for number in range(40):
            heading = f"{WORDS[number % 10]} {WORDS[(number * 3 + 1) % 10]}"
            file.write(json.dumps({"t": "", "h": heading, "d": "", "p": f"er {heading}"}) + "\n")
    learn_headings(encoder=encoder, corpora=corpora, out=tmp_path / "0", recipe=recipe, limit=None)
    learn_questions(
        reader=tmp_path / "0",
        encoder=encoder,
        data=data,
        out=tmp_path / "1",
        recipe=recipe,
        limit=None,
    )
    export_reader(reader=tmp_path / "1", out=tmp_path / "reader", recipe=recipe)

    reader = OnnxReader(tmp_path / "reader")
    passages = [item.wordings[0].searchable() for item in load_split(data).trained]
    right = decided = pointed = 0
    for row, passage in enumerate(passages):
        word = passage.split()[1]
        findings = reader.read(f"må {word}", passages)
        best = max(range(len(findings)), key=lambda i: findings[i].answers)
        right += best == row
        decided += (findings[row].nej > findings[row].ja) == passage.endswith("må-ikke")
        span = findings[row].span
        pointed += span is not None and span.of(passage) == word
    assert right >= 4  # of ten; one would be chance
    assert decided >= 8
    assert pointed >= 8


@pytest.mark.slow
def test_a_saved_reader_goes_on_where_it_stopped(encoder: Path, tmp_path: Path) -> None:
    torch.manual_seed(1)
    first = Reader(encoder, layers=1, question=4, passage=8).eval()
    first.save(tmp_path / "0")
    second = Reader(tmp_path / "0", layers=1, question=4, passage=8).eval()

    pairs = first.pairs(["må brud"], ["er brud må-ikke"])
    with torch.inference_mode():
        assert torch.equal(first(pairs).answers, second(pairs).answers)
        assert torch.equal(first(pairs).starts, second(pairs).starts)
