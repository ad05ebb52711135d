"""The bundled encoder's second view of a text: the mean of its pieces' vectors, without layers.

A table of vectors that errs on other questions than the transformer does. It lies in a folder of
its own inside the encoder's, which stays an ordinary sentence-transformers folder for others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

FOLDER = "token_table"
"""Where in an encoder's folder it lies, if it has one."""

_WEIGHTS = "model.safetensors"
_CONFIG = "config.json"


def save_token_table(
    table: torch.Tensor, folder: Path, *, share: float, frame: Sequence[int]
) -> None:
    """Write a table in half precision into ``folder``, made here.

    Args:
        table: A vector for each piece of the vocabulary, shape (V, K).
        folder: Where to write.
        share: The weight of the means in the cosine of two texts, 0..1.
        frame: Ids of the pieces that frame a text and belong to none.
    """
    from safetensors.torch import save_file

    folder.mkdir(parents=True)
    save_file({"table": table.detach().half().contiguous()}, folder / _WEIGHTS)
    settings = json.dumps({"share": share, "frame": list(frame)})
    (folder / _CONFIG).write_text(f"{settings}\n", encoding="utf-8")


def load_token_table(folder: Path) -> torch.nn.Module:
    """Return the last module of a chain, from what ``save_token_table`` wrote.

    It puts the mean of the pieces' vectors beside the vector of the text: ``sentence_embedding``
    grows from shape (N, D) to (N, D + K). Both parts are of unit length and weighted so that the
    inner product of two results is ``(1 - share) * cosine of the texts' vectors + share * cosine
    of the means``.
    """
    import torch
    from safetensors.torch import load_file
    from torch.nn import functional

    settings = json.loads((folder / _CONFIG).read_text(encoding="utf-8"))
    share, frame = float(settings["share"]), [int(piece) for piece in settings["frame"]]

    class TokenTable(torch.nn.Module):
        """The table as a module."""

        def __init__(self) -> None:
            super().__init__()
            table = load_file(folder / _WEIGHTS)["table"].float()
            self.table = torch.nn.Parameter(table, requires_grad=False)

        def forward(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
            """Lengthen the vectors of the texts."""
            ids = features["input_ids"]
            counted = features["attention_mask"].bool()
            for piece in frame:
                counted = counted & (ids != piece)
            weights = counted.unsqueeze(-1).to(self.table.dtype)
            mean = (functional.embedding(ids, self.table) * weights).sum(1)
            whole = functional.normalize(features["sentence_embedding"], dim=-1)
            parts = ((1 - share) ** 0.5 * whole, share**0.5 * functional.normalize(mean, dim=-1))
            return {**features, "sentence_embedding": torch.cat(parts, dim=-1)}

    return TokenTable()
