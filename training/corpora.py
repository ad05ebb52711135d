"""The third-party corpora, read from a folder of yours; they are no part of the project."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PARALLEL = "parallel-da-en.tsv.gz"
HEADINGS = "headings-da.jsonl.gz"


class Sentences(NamedTuple):
    """One sentence in two languages."""

    danish: str
    english: str


class Paragraph(NamedTuple):
    """A paragraph and what stands above it."""

    title: str
    heading: str
    text: str


def read_parallel(folder: Path) -> Iterator[Sentences]:
    """Yield the sentence pairs of ``parallel-da-en.tsv.gz``."""
    with gzip.open(folder / PARALLEL, "rt", encoding="utf-8") as file:
        for line in file:
            danish, _, english = line.rstrip("\n").partition("\t")
            if danish and english:
                yield Sentences(danish, english)


def read_headings(folder: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of ``headings-da.jsonl.gz`` that have a heading."""
    with gzip.open(folder / HEADINGS, "rt", encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            if data["h"] and data["p"]:
                yield Paragraph(data["t"] or "", data["h"], data["p"])
