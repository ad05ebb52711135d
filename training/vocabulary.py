"""A Danish vocabulary for an English model: the first student, before any training.

The layers are the teacher's. Each Danish piece starts as the mean of the English pieces that stand
with it in translations more often than chance has it, weighted by the square of Dice's measure
(Dice, "Measures of the Amount of Ecologic Association Between Species", Ecology 1945).
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.corpora import Sentences, read_parallel
from training.recipe import Recipe
from training.student import Student

_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_DOCUMENT_WEIGHT = 20  # a sentence of an agreement counts as so many of the corpus
_PARTNERS = 3


def make_student(
    *, teacher: Path, corpora: Path, documents: Path, out: Path, recipe: Recipe, limit: int | None
) -> None:
    """Write an untrained Danish student of ``teacher`` to ``out``.

    Args:
        teacher: Folder of an English sentence encoder (a BERT with mean pooling).
        corpora: Folder that holds ``parallel-da-en.tsv.gz``.
        documents: Folder of agreements as text files, whose words should be pieces of their own.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many sentence pairs; None takes all.
    """
    pairs = list(read_parallel(corpora))[:limit]
    tokenizer = _train_tokenizer(pairs, documents, size=recipe.vocabulary.pieces)
    model = Student(teacher)
    english = model.tokenizer
    ids = _bags(tokenizer, [pair.danish for pair in pairs[: recipe.vocabulary.pairs]])
    partner_ids = _bags(english, [pair.english for pair in pairs[: recipe.vocabulary.pairs]])
    table = model.body.embeddings.word_embeddings.weight.detach()
    weight = _transfer(tokenizer, english, table, list(zip(ids, partner_ids, strict=True)))
    model.body.resize_token_embeddings(len(weight))
    model.body.embeddings.word_embeddings.weight.data.copy_(weight)
    _write(model, tokenizer, teacher, out)


def _train_tokenizer(pairs: Sequence[Sentences], documents: Path, *, size: int) -> Tokenizer:
    """Return a WordPiece tokenizer over composed lower-case letters that keeps æ, ø and å."""
    from tokenizers import decoders, models, normalizers, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(
        vocab_size=size, special_tokens=list(_SPECIAL), show_progress=False
    )
    tokenizer.train_from_iterator(_lines(pairs, documents), trainer)
    start, end = (tokenizer.token_to_id(name) for name in ("[CLS]", "[SEP]"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", start), ("[SEP]", end)],
    )
    return tokenizer


def _lines(pairs: Iterable[Sentences], documents: Path) -> Iterator[str]:
    yield from (pair.danish for pair in pairs)
    for path in sorted(documents.glob("*.txt")):
        yield from path.read_text(encoding="utf-8").splitlines() * _DOCUMENT_WEIGHT


def _bags(tokenizer: Tokenizer, texts: Sequence[str]) -> list[frozenset[int]]:
    encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [frozenset(encoding.ids) for encoding in encodings]


def _transfer(
    tokenizer: Tokenizer,
    english: Tokenizer,
    table: Tensor,
    bags: Sequence[tuple[frozenset[int], frozenset[int]]],
) -> Tensor:
    """Return a first vector for every Danish piece, shape (V, D)."""
    danish_counts = Counter(piece for danish, _ in bags for piece in danish)
    english_counts = Counter(piece for _, other in bags for piece in other)
    together: dict[int, Counter[int]] = {piece: Counter() for piece in danish_counts}
    for danish, other in bags:
        for piece in danish:
            together[piece].update(other)
    middle = table.mean(0)
    rows = middle.repeat(tokenizer.get_vocab_size(), 1)
    for piece, partners in together.items():
        best = _best_partners(partners, danish_counts[piece], english_counts)
        weights = torch.tensor([score**2 for _, score in best])
        rows[piece] = (table[[p for p, _ in best]] * weights[:, None]).sum(0) / weights.sum()
    for name in _SPECIAL:
        rows[tokenizer.token_to_id(name)] = table[english.token_to_id(name)]
    return rows


def _best_partners(
    partners: Counter[int], count: int, counts: Counter[int]
) -> list[tuple[int, float]]:
    """Return the English pieces with the highest Dice, 2 x both / (one + other)."""
    scored = [(piece, 2 * n / (count + counts[piece])) for piece, n in partners.items()]
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:_PARTNERS]


def _write(model: Student, tokenizer: Tokenizer, teacher: Path, out: Path) -> None:
    """Write a sentence-transformers folder: the teacher's chain of modules, our vocabulary."""
    out.mkdir(parents=True)
    for name in ("modules.json", "config_sentence_transformers.json", "sentence_bert_config.json"):
        shutil.copyfile(teacher / name, out / name)
    for entry in json.loads((teacher / "modules.json").read_text(encoding="utf-8")):
        if entry["path"] and (teacher / entry["path"]).is_dir():
            shutil.copytree(teacher / entry["path"], out / entry["path"])
        elif entry["path"]:
            (out / entry["path"]).mkdir()
    tokenizer.save(str(out / "tokenizer.json"))
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": 256,
        **{f"{name[1:-1].lower()}_token": name for name in _SPECIAL},
    }
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=1), encoding="utf-8")
    model.body.save_pretrained(out)
