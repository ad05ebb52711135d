"""The model in training: a transformer whose tokens are pooled into one vector for a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

LATE_DIMENSION = 64
"""The first so many numbers of a token's vector are its part in late interaction."""


_TOGETHER = 40


class Encoded(NamedTuple):
    """What the model says of N texts of at most L pieces."""

    pooled: Tensor
    """Unit vectors of the texts, shape (N, D)."""
    tokens: Tensor
    """Unit vectors of their pieces, shape (N, L, LATE_DIMENSION); zero where there is none."""
    mask: Tensor
    """1 where there is a piece of the text's own (no frame, no padding), shape (N, L)."""


class Student(nn.Module):
    """A BERT with mean pooling, read from and written as a sentence-transformers folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        self.folder = folder
        self.body: Any = AutoModel.from_pretrained(folder, dtype=torch.float32)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        weight: Tensor = next(self.body.parameters())
        return weight.device

    def pieces(self, texts: Sequence[str], *, at_most: int) -> list[list[int]]:
        """Return the token ids of each text with its frame ([CLS] … [SEP]), cut in the middle."""
        encodings = self.tokenizer.encode_batch(list(texts))
        return [_cut(encoding.ids, at_most) for encoding in encodings]

    def forward(self, pieces: Sequence[Sequence[int]]) -> Encoded:
        """Encode texts given as token ids; their order is kept."""
        ids, mask = _padded(pieces, self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            hidden: Tensor = self.body(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.float()
        spread = mask.unsqueeze(-1).float()
        pooled = (hidden * spread).sum(1) / spread.sum(1)
        inner = mask.clone()
        inner[:, 0] = 0
        inner[torch.arange(len(pieces)), mask.sum(1) - 1] = 0
        tokens = nn.functional.normalize(hidden[..., :LATE_DIMENSION], dim=-1)
        return Encoded(
            pooled=nn.functional.normalize(pooled, dim=-1),
            tokens=tokens * inner.unsqueeze(-1),
            mask=inner,
        )

    def read(self, texts: Sequence[str], *, at_most: int) -> Encoded:
        """Encode texts of any length, those of like length together: padding costs as words do."""
        pieces = self.pieces(texts, at_most=at_most)
        order = sorted(range(len(pieces)), key=lambda row: len(pieces[row]))
        parts = [
            self([pieces[row] for row in order[start : start + _TOGETHER]])
            for start in range(0, len(order), _TOGETHER)
        ]
        width = max(part.mask.shape[1] for part in parts)
        back = torch.tensor(order, device=self.device).argsort()
        pad = nn.functional.pad
        tokens = [pad(part.tokens, (0, 0, 0, width - part.tokens.shape[1])) for part in parts]
        masks = [pad(part.mask, (0, width - part.mask.shape[1])) for part in parts]
        return Encoded(
            pooled=torch.cat([part.pooled for part in parts])[back],
            tokens=torch.cat(tokens)[back],
            mask=torch.cat(masks)[back],
        )

    def save(self, folder: Path) -> None:
        """Write the model as a sentence-transformers folder, with this one's other files."""
        import shutil

        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        for path in folder.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        self.body.save_pretrained(folder)


def _cut(ids: list[int], at_most: int) -> list[int]:
    return ids if len(ids) <= at_most else [*ids[: at_most - 1], ids[-1]]


def _padded(pieces: Sequence[Sequence[int]], device: torch.device) -> tuple[Tensor, Tensor]:
    width = max(map(len, pieces))
    ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in pieces])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in pieces])
    return ids.to(device), mask.to(device)
