"""The reader in training: the encoder's lower layers over question and passage, with heads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

VERDICTS = ("ja", "nej", "open")
"""What a passage says to a yes/no question; ``open`` where it decides nothing."""

HEADS = "heads.pt"

T = TypeVar("T")


def in_parts(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield ``values`` in parts of ``size``, the last one perhaps smaller."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


class Pair(NamedTuple):
    """A question and a passage as one sequence of pieces."""

    ids: list[int]
    types: list[int]
    """0 for the question and its frame, 1 for the passage."""
    offsets: list[tuple[int, int]]
    """Of the passage's pieces in its text; the first of them stands at ``begin``."""
    begin: int


class Read(NamedTuple):
    """What the reader says of N pairs of at most L pieces."""

    answers: Tensor
    """Logit that the passage answers the question, shape (N,)."""
    starts: Tensor
    """Logits of the first piece that answers, shape (N, L); very low outside the passage."""
    ends: Tensor
    """The same of the last piece."""
    verdicts: Tensor
    """Logits in the order of ``VERDICTS``, shape (N, 3)."""


class Reader(nn.Module):
    """A BERT over pairs. The first piece's vector tells whether and what, the others where."""

    def __init__(self, folder: Path, *, layers: int, question: int, passage: int) -> None:
        """Begin with the first ``layers`` layers of the model in ``folder``.

        Args:
            folder: An encoder, or a reader that ``save`` wrote.
            layers: How many layers to keep.
            question: A question is cut after so many pieces.
            passage: The same for a passage.
        """
        super().__init__()
        from transformers import AutoModel

        self.folder = folder
        self.body: Any = AutoModel.from_pretrained(
            folder,
            dtype=torch.float32,
            attn_implementation="eager",
            add_pooling_layer=False,
            attention_probs_dropout_prob=0.0,
        )
        self.body.encoder.layer = self.body.encoder.layer[:layers]
        self.body.config.num_hidden_layers = len(self.body.encoder.layer)
        width = self.body.config.hidden_size
        self.whole = nn.Sequential(nn.Linear(2 * width, width), nn.Tanh(), nn.Linear(width, 4))
        self.parts = nn.Linear(width, 2)
        if (folder / HEADS).exists():
            heads = torch.load(folder / HEADS, weights_only=True)
            self.whole.load_state_dict(heads["whole"])
            self.parts.load_state_dict(heads["parts"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        vocabulary = self.tokenizer.get_vocab()
        self._first, self._between = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._question, self._passage = question, passage

    def pairs(self, questions: Sequence[str], passages: Sequence[str]) -> list[Pair]:
        """Return each question with the passage of the same place."""
        asked = self.tokenizer.encode_batch(list(questions), add_special_tokens=False)
        said = self.tokenizer.encode_batch(list(passages), add_special_tokens=False)
        return [self._pair(q.ids, p) for q, p in zip(asked, said, strict=True)]

    def _pair(self, question: list[int], passage: Encoding) -> Pair:
        head = [self._first, *question[: self._question], self._between]
        body = passage.ids[: self._passage]
        return Pair(
            ids=[*head, *body, self._between],
            types=[0] * len(head) + [1] * (len(body) + 1),
            offsets=passage.offsets[: self._passage],
            begin=len(head),
        )

    def forward(self, pairs: Sequence[Pair]) -> Read:
        """Read pairs; their order is kept."""
        width = max(len(pair.ids) for pair in pairs)
        ids = torch.zeros((len(pairs), width), dtype=torch.long)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        for row, pair in enumerate(pairs):
            ids[row, : len(pair.ids)] = torch.tensor(pair.ids)
            mask[row, : len(pair.ids)] = 1
            types[row, : len(pair.ids)] = torch.tensor(pair.types)
        device = next(self.whole.parameters()).device
        with torch.autocast(device.type, dtype=torch.bfloat16):
            return self.judge(ids.to(device), mask.to(device), types.to(device))

    def judge(self, ids: Tensor, mask: Tensor, types: Tensor) -> Read:
        """Read pairs given as padded token ids, shape (N, L) each: what the graph holds."""
        hidden = self.body(input_ids=ids, attention_mask=mask, token_type_ids=types)
        hidden = hidden.last_hidden_state
        inside = (types * mask).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * inside).sum(1) / inside.sum(1)
        whole = self.whole(torch.cat([hidden[:, 0], mean], dim=1)).float()
        parts = self.parts(hidden).float() + (1 - inside.float()) * -1e4
        return Read(whole[:, 0], parts[..., 0], parts[..., 1], whole[:, 1:])

    def save(self, folder: Path) -> None:
        """Write body, heads and tokenizer; ``folder`` can be begun with."""
        folder.mkdir(parents=True, exist_ok=True)
        self.body.save_pretrained(folder)
        shutil.copyfile(self.folder / "tokenizer.json", folder / "tokenizer.json")
        heads = {"whole": self.whole.state_dict(), "parts": self.parts.state_dict()}
        torch.save(heads, folder / HEADS)
