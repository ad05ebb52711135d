"""The token-table twin: a text is the mean of its pieces' vectors, with no layers above.

It reads in a few hundredths of a millisecond and errs on other questions than the transformer.
First it learns general Danish from the teacher over parallel sentences, then the pairs, each
question against every clause that may be wrong for it.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.corpora import read_parallel
from training.distil import teach
from training.losses import NEVER, SAME, contrast, distillation
from training.noise import misspell
from training.pairs import Item, load_split
from training.recipe import Recipe, Static

_LOG = logging.getLogger(__name__)
_NOISE_SHARE = 0.25
_COSINE_WEIGHT = 3.0


class TokenTable(nn.Module):
    """Vectors of the pieces, averaged."""

    def __init__(self, tokenizer: Path, *, dimension: int) -> None:
        super().__init__()
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.table = nn.EmbeddingBag(self.tokenizer.get_vocab_size(), dimension, mode="mean")
        nn.init.normal_(self.table.weight, std=0.1)

    def forward(self, texts: Sequence[str]) -> Tensor:
        """Return unit vectors of texts, shape (N, D)."""
        encodings = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        rows = [encoding.ids or [0] for encoding in encodings]
        starts = torch.tensor([0, *(len(row) for row in rows[:-1])]).cumsum(0)
        ids = torch.tensor([piece for row in rows for piece in row])
        means: Tensor = self.table(ids, starts)
        return nn.functional.normalize(means, dim=-1)

    def save(self, folder: Path) -> None:
        """Write the table as a sentence-transformers folder."""
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

        table = StaticEmbedding(self.tokenizer, embedding_weights=self.table.weight.detach())
        SentenceTransformer(modules=[table, Normalize()], device="cpu").half().save(str(folder))


def train_static(
    *,
    teacher: Path,
    tokenizer: Path,
    corpora: Path,
    data: Path,
    out: Path,
    recipe: Recipe,
    limit: int | None,
) -> None:
    """Train a token table and write it to ``out``.

    Args:
        teacher: Folder of the English sentence encoder.
        tokenizer: The file ``tokenizer.json`` of the transformer's twin.
        corpora: Folder that holds ``parallel-da-en.tsv.gz``.
        data: Folder of training pairs; what is held out is left alone.
        out: Folder to write.
        recipe: The numbers.
        limit: At most so many sentence pairs; None takes all.
    """
    torch.manual_seed(recipe.seed)
    source = random.Random(recipe.seed)
    numbers = recipe.static
    table = TokenTable(tokenizer, dimension=numbers.dimension)
    _learn_danish(table, teacher, corpora, numbers, limit=limit, source=source)
    _learn_pairs(table, load_split(data).trained, numbers, source)
    table.save(out)


def _learn_danish(
    table: TokenTable,
    teacher: Path,
    corpora: Path,
    numbers: Static,
    *,
    limit: int | None,
    source: random.Random,
) -> None:
    pairs = list(read_parallel(corpora))
    source.shuffle(pairs)
    pairs = pairs[:limit]
    vectors = teach(teacher, [pair.english for pair in pairs], device="cpu").float()
    targets = _principal(vectors, numbers.dimension)
    adam = torch.optim.Adam(table.parameters(), lr=numbers.rate)
    for rows in _batches(len(pairs), numbers.batch, source):
        student = table([pairs[row].danish for row in rows])
        loss = distillation(
            student, targets[rows], temperature=numbers.temperature, cosine=_COSINE_WEIGHT
        )
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
    _LOG.info("the table knows general Danish")


def _principal(vectors: Tensor, dimension: int) -> Tensor:
    """Project unit vectors on their first principal directions, and to unit length again."""
    values, directions = torch.linalg.eigh(vectors.T @ vectors)
    del values
    return nn.functional.normalize(vectors @ directions[:, -dimension:], dim=-1)


def _learn_pairs(
    table: TokenTable, items: Sequence[Item], numbers: Static, source: random.Random
) -> None:
    adam = torch.optim.Adam(table.parameters(), lr=numbers.rate / 2)
    asked = [(row, question) for row, item in enumerate(items) for question in item.questions]
    documents = [item.document or f"{item.area}/{item.topic}" for item in items]
    for turn in range(numbers.passes):
        total = 0.0
        for part in _batches(len(asked), numbers.batch, source):
            owners = torch.tensor([asked[place][0] for place in part])
            questions = table([_spoken(asked[place][1], source) for place in part])
            clauses = table([source.choice(item.wordings).searchable() for item in items])
            own = owners[:, None] == torch.arange(len(items))
            same = torch.tensor([[documents[o] == d for d in documents] for o in owners.tolist()])
            far = (clauses @ clauses.T).detach()[owners] < SAME
            scores = (questions @ clauses.T).masked_fill(~(own | same | far), NEVER)
            loss = contrast(scores, own, temperature=numbers.temperature)
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            total += float(loss.detach())
        _LOG.info("pass %d loss %.3f", turn + 1, total * numbers.batch / len(asked))


def _spoken(question: str, source: random.Random) -> str:
    return misspell(question, source) if source.random() < _NOISE_SHARE else question


def _batches(count: int, size: int, source: random.Random) -> Iterator[list[int]]:
    rows = list(range(count))
    source.shuffle(rows)
    for start in range(0, count, size):
        yield rows[start : start + size]
