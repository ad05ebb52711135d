"""The numbers of the recipe, read from one file and checked."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

DEFAULT = Path(__file__).with_name("recipe.toml")


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rates(_Section):
    """Peak learning rates of AdamW, and the steps until they are reached."""

    embedding_rate: float = Field(gt=0)
    layer_rate: float = Field(gt=0)
    warm_up: int = Field(ge=1)


class Vocabulary(_Section):
    """The Danish pieces."""

    pieces: int = Field(ge=100)
    pairs: int = Field(ge=1)


class Distil(Rates):
    """English teacher to Danish student."""

    max_pieces: int = Field(ge=8)
    batch: int = Field(ge=2)
    passes: int = Field(ge=1)
    english_share: float = Field(ge=0, le=1)
    noise_share: float = Field(ge=0, le=1)
    temperature: float = Field(gt=0)
    cosine_weight: float = Field(ge=0)


class Headings(Rates):
    """Heading to paragraph."""

    max_pieces: int = Field(ge=8)
    batch: int = Field(ge=2)
    passages: int = Field(ge=1)
    temperature: float = Field(gt=0)
    late_weight: float = Field(ge=0)


class Finetune(Rates):
    """Question to clause."""

    max_pieces: int = Field(ge=8)
    clauses: int = Field(ge=2)
    questions: int = Field(ge=1)
    passes: int = Field(ge=1)
    temperature: float = Field(gt=0)
    late_weight: float = Field(ge=0)
    noise_share: float = Field(ge=0, le=1)


class Static(_Section):
    """The token table."""

    dimension: int = Field(ge=8)
    passes: int = Field(ge=1)
    temperature: float = Field(gt=0)
    rate: float = Field(gt=0)
    batch: int = Field(ge=2)
    share: float = Field(ge=0, le=1)


class Reader(Rates):
    """Question and passage together."""

    layers: int = Field(ge=1)
    question: int = Field(ge=4)
    passage: int = Field(ge=8)
    headings: int = Field(ge=1)
    batch: int = Field(ge=1)
    wrong: int = Field(ge=1)
    passes: int = Field(ge=1)
    noise_share: float = Field(ge=0, le=1)
    verdict_passes: int = Field(ge=1)
    verdict_batch: int = Field(ge=1)
    verdict_others: int = Field(ge=1)
    answer_weight: float = Field(ge=0)
    span_weight: float = Field(ge=0)
    verdict_weight: float = Field(ge=0)


class Recipe(_Section):
    """Every number that a training step uses."""

    seed: int
    vocabulary: Vocabulary
    distil: Distil
    headings: Headings
    finetune: Finetune
    static: Static
    reader: Reader


def load_recipe(path: Path = DEFAULT) -> Recipe:
    """Read a recipe.

    Raises:
        ValueError: The file is no TOML, or a number is missing, unknown or out of range.
    """
    try:
        return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise ValueError(f"not a recipe: {path}: {error}") from error
