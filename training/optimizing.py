"""AdamW with a warm-up and a straight decline, and a line of log now and then."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from training.recipe import Rates

_LOG = logging.getLogger(__name__)
_EVERY = 50


class Model(Protocol):
    """What is trained: a transformer, and perhaps heads upon it."""

    body: Any

    def parameters(self) -> Iterator[nn.Parameter]:
        """Yield every weight."""
        ...


class Optimizer:
    """Takes the steps of one training run."""

    def __init__(self, model: Model, rates: Rates, *, steps: int) -> None:
        table = model.body.embeddings.word_embeddings.weight
        layers = [p for p in model.parameters() if p is not table and p.requires_grad]
        self._adam = torch.optim.AdamW(
            [
                {"params": [table], "lr": rates.embedding_rate, "weight_decay": 0.0},
                {"params": layers, "lr": rates.layer_rate, "weight_decay": 0.01},
            ],
            betas=(0.9, 0.98),
            fused=True,
        )
        self._parameters = [table, *layers]
        warm, left = rates.warm_up, max(steps - rates.warm_up, 1)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._adam, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / left))
        )
        self._steps, self._done, self._sum, self._begun = steps, 0, 0.0, time.monotonic()

    def step(self, loss: Tensor) -> None:
        """Go one step down ``loss``."""
        self._adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._adam.step()
        self._schedule.step()
        self._done += 1
        self._sum += float(loss.detach())
        if self._done % _EVERY == 0 or self._done == self._steps:
            seconds = time.monotonic() - self._begun
            mean = self._sum / (self._done % _EVERY or _EVERY)
            _LOG.info("step %d/%d loss %.4f %.0f s", self._done, self._steps, mean, seconds)
            self._sum = 0.0
