from __future__ import annotations

import math

import pytest
import torch

from training.losses import contrast, distillation, late_scores, matching
from training.student import LATE_DIMENSION, Encoded


def _encoded(tokens: torch.Tensor, mask: torch.Tensor) -> Encoded:
    unit = torch.nn.functional.normalize(tokens, dim=-1) * mask.unsqueeze(-1)
    pooled = torch.nn.functional.normalize(unit.sum(1), dim=-1)
    return Encoded(pooled=pooled, tokens=unit, mask=mask)


def _random(texts: int, pieces: int, seed: int) -> Encoded:
    generator = torch.Generator().manual_seed(seed)
    mask = torch.ones(texts, pieces, dtype=torch.long)
    mask[0, pieces // 2 :] = 0
    return _encoded(torch.randn(texts, pieces, LATE_DIMENSION, generator=generator), mask)


def test_late_score_is_the_mean_of_each_piece_s_nearest() -> None:
    questions, clauses = _random(3, 4, 1), _random(5, 7, 2)
    scores = late_scores(questions, clauses)
    for q in range(3):
        for c in range(5):
            asked = questions.tokens[q][questions.mask[q].bool()]
            said = clauses.tokens[c][clauses.mask[c].bool()]
            expected = (asked @ said.T).max(dim=1).values.mean()
            assert scores[q, c].item() == pytest.approx(expected.item(), abs=1e-5)


def test_padding_is_never_the_nearest_piece() -> None:
    mask = torch.tensor([[1, 0]])
    away = torch.zeros(1, 2, LATE_DIMENSION)
    away[0, 0, 0] = -1.0
    asked = torch.zeros(1, 1, LATE_DIMENSION)
    asked[0, 0, 0] = 1.0
    scores = late_scores(_encoded(asked, torch.tensor([[1]])), _encoded(away, mask))
    assert scores.item() == pytest.approx(-1.0)


def test_contrast_of_one_right_column_is_cross_entropy() -> None:
    scores = torch.tensor([[0.9, 0.1, 0.3], [0.2, 0.4, 0.1]])
    right = torch.tensor([[True, False, False], [False, True, False]])
    expected = torch.nn.functional.cross_entropy(scores / 0.1, torch.tensor([0, 1]))
    assert contrast(scores, right, temperature=0.1).item() == pytest.approx(
        expected.item(), rel=1e-4
    )


def test_right_columns_do_not_compete_with_each_other() -> None:
    right = torch.tensor([[True, True, False]])
    loss = contrast(torch.tensor([[1.0, 1.0, -1.0]]), right, temperature=0.1)
    assert loss.item() == pytest.approx(math.log1p(math.exp(-20)), abs=1e-6)


def test_row_without_a_right_column_is_passed_over() -> None:
    scores = torch.tensor([[0.9, 0.1], [0.5, 0.5]], requires_grad=True)
    right = torch.tensor([[True, False], [False, False]])
    loss = contrast(scores, right, temperature=0.1)
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == pytest.approx(contrast(scores[:1], right[:1], temperature=0.1).item())
    assert scores.grad is not None
    assert torch.isfinite(scores.grad).all()
    assert (scores.grad[1] == 0).all()


def test_pair_that_does_not_count_leaves_no_gradient() -> None:
    questions, clauses = _random(2, 3, 3), _random(2, 3, 4)
    pooled = clauses.pooled.clone().requires_grad_()
    right = torch.eye(2, dtype=torch.bool)
    loss = matching(
        questions,
        clauses._replace(pooled=pooled),
        right=right,
        counted=right,
        temperature=0.05,
        late_weight=0.0,
    )
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == pytest.approx(0.0, abs=1e-6)
    assert pooled.grad is not None
    assert torch.isfinite(pooled.grad).all()


def test_distillation_is_least_for_the_teacher_s_own_vectors() -> None:
    teacher = torch.nn.functional.normalize(torch.randn(8, 16), dim=-1)
    same = distillation(teacher, teacher, temperature=0.05, cosine=3.0)
    other = distillation(teacher.roll(1, 0), teacher, temperature=0.05, cosine=3.0)
    assert same < other
