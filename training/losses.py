"""What the training pulls together and pushes apart."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.student import Encoded

NEVER = -100.0
"""The similarity of a pair that does not count; an infinite one has no gradient."""

SAME = 0.75
"""Cosine from which two clauses of different documents may answer the same question."""


def distillation(student: Tensor, teacher: Tensor, *, temperature: float, cosine: float) -> Tensor:
    """Pull each student vector to its teacher's, and away from the other sentences'.

    Args:
        student: Unit vectors, shape (N, D).
        teacher: Unit vectors of the same sentences, shape (N, D).
        temperature: Of the cross-entropy over the N sentences.
        cosine: The weight of 1 - cosine beside it.
    """
    right = torch.arange(len(student), device=student.device)
    ranking = functional.cross_entropy(student @ teacher.T / temperature, right)
    return ranking + cosine * (1 - (student * teacher).sum(1).mean())


def late_scores(questions: Encoded, clauses: Encoded) -> Tensor:
    """Return the late interaction of every question with every clause, shape (Q, C), -1..1.

    Each piece of a question takes its nearest piece of the clause; the mean over the pieces.
    The method is ColBERT's: Khattab and Zaharia, SIGIR 2020.
    """
    asked, said = questions.mask.bool(), clauses.mask.bool()
    pieces = questions.tokens[asked] @ clauses.tokens[said].T
    parts = torch.split(pieces, clauses.mask.sum(1).tolist(), dim=1)
    least = pieces.new_full((len(pieces),), -1.0)
    near = torch.stack([part.amax(1) if part.shape[1] else least for part in parts], dim=1)
    owners = asked.nonzero()[:, 0]
    sums = near.new_zeros(len(asked), len(said)).index_add(0, owners, near)
    return sums / questions.mask.sum(1, keepdim=True).clamp(min=1)


def matching(
    questions: Encoded,
    clauses: Encoded,
    *,
    right: Tensor,
    counted: Tensor,
    temperature: float,
    late_weight: float,
) -> Tensor:
    """Contrast questions with clauses and clauses with questions, by both views of a text.

    Args:
        questions: Q encoded questions.
        clauses: C encoded clauses.
        right: True where a clause answers a question, shape (Q, C).
        counted: True where a pair counts at all, the same shape.
        temperature: Divides the scores.
        late_weight: The weight of the late interaction beside the pooled vectors.
    """
    views = (
        (questions.pooled @ clauses.pooled.T, 1.0),
        (late_scores(questions, clauses), late_weight),
    )
    total = questions.pooled.sum() * 0.0
    for scores, weight in views:
        known = scores.masked_fill(~counted, NEVER)
        there = contrast(known, right, temperature=temperature)
        back = contrast(known.T, right.T, temperature=temperature)
        total = total + weight * (there + back)
    return total


def contrast(scores: Tensor, right: Tensor, *, temperature: float) -> Tensor:
    """Cross-entropy of each row over its columns, where several columns may be right.

    Each right column is set against the wrong ones alone, and the mean is taken over the right
    ones (as in supervised contrastive learning, Khosla et al., NeurIPS 2020).

    Args:
        scores: Similarities, shape (N, M).
        right: True where a column is right for a row, the same shape; rows without any are
            passed over.
        temperature: Divides the scores.
    """
    logits = scores / temperature
    wrong = logits.masked_fill(right, NEVER / temperature).logsumexp(1, keepdim=True)
    losses = torch.logaddexp(logits, wrong) - logits
    kept = right.any(1)
    if not kept.any():
        return scores.sum() * 0.0
    means = (losses * right).sum(1)[kept] / right.sum(1)[kept]
    return means.mean()
