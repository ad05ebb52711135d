"""Merging the two views of a passage: nearness in meaning and shared words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Shares of the views in a passage's score, 0..1 each; see ``blend``.

    The defaults were chosen on agreements that the encoder has not seen: see
    docs/decisions/0004-fusion.md.
    """

    lexical: float = 0.02
    late: float = 0.35

    def __post_init__(self) -> None:
        for name, weight in (("lexical", self.lexical), ("late", self.late)):
            if not 0 <= weight <= 1:
                raise ValueError(f"the {name} weight must be 0..1, got {weight}")


def blend(
    dense: Mapping[int, float],
    lexical: Mapping[int, float],
    *,
    weights: Weights,
    late: Mapping[int, float] | None = None,
) -> list[tuple[int, float]]:
    """Merge the scores of the same rows into one, best first: a convex combination.

    ``weights.late`` divides nearness in meaning between the cosine and the late interaction;
    ``weights.lexical`` is then the share of the words. The lexical score is scaled by its best
    row, so that it lies in 0..1 as the others nearly do. The method is compared at length with
    rank fusion by Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval",
    ACM TOIS 2023.

    Args:
        dense: The cosine of every row, -1..1.
        lexical: The BM25 score of rows that share a word with the question, above 0.
        weights: The shares.
        late: The late interaction of every row, -1..1; None where the encoder has none.

    Returns:
        ``(row, score)`` pairs by falling score, 0 <= score <= 1. Equal scores are ordered by
        row, so the same input gives the same output in every process.

    Raises:
        ValueError: A row lacks a score that every row needs.

    Example:
        >>> blend({1: 0.5, 2: 0.4}, {2: 7.0}, weights=Weights(lexical=0.2))
        [(2, 0.52), (1, 0.4)]
    """
    if not lexical.keys() <= dense.keys():
        raise ValueError("every row needs a dense score")
    if late is not None and late.keys() != dense.keys():
        raise ValueError("every row needs a late score")
    best = max(lexical.values(), default=0.0)
    scores = {}
    for row, cosine in dense.items():
        near = cosine if late is None else (1 - weights.late) * cosine + weights.late * late[row]
        words = lexical.get(row, 0.0) / best if best else 0.0
        scores[row] = (1 - weights.lexical) * max(near, 0.0) + weights.lexical * words
    return sorted(
        ((row, min(round(score, 9), 1.0)) for row, score in scores.items()),
        key=lambda pair: (-pair[1], pair[0]),
    )
