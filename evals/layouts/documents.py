"""A real text as a layout of plain paragraphs: what a word processor would have held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evals.layouts.blocks import Kind, Layout, Paragraph, Word
from ingest.cleaning import clean_text
from ingest.readers import read_source

_BLANKS = re.compile(r"(?:[^\S\t]|[\x00-\x08\x0b-\x1f])+")  # what XML cannot hold as well
_NOTE = re.compile(r"(?P<number>\d{1,2}|[¹²³⁴-⁹])\s*(?P<words>\D.*)")
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


def layout_of_document(path: Path) -> Layout:
    """Return a layout with the paragraphs of a text as ingest joins them, numbers and tabs typed.

    A blank line is an empty paragraph; a footnote is one whose mark stands in the text. It has no
    labels: those of the text itself are what other formats are held to.
    """
    clean = clean_text(read_source(path))
    lines = [_BLANKS.sub(" ", line).strip() for line in clean.text.split("\n")]
    noted = {_BLANKS.sub(" ", clean.lines[i].span.of(clean.text)) for i in clean.footnotes}
    blocks = [Paragraph(kind=Kind.TEXT, text=line) for line in lines if line not in noted]
    number = 0
    for note in (note for line in lines if line in noted and (note := _NOTE.fullmatch(line))):
        place = _find_mark(blocks, note["number"])
        if place is None:
            blocks.append(Paragraph(kind=Kind.TEXT, text=note[0]))
            continue
        number += 1
        i, start = place
        words = blocks[i].text
        marked = f"{words[:start]}[^{number}]{words[start + len(note['number']) :]}"
        blocks[i] = Paragraph(kind=Kind.TEXT, text=marked)
        blocks.append(Paragraph(kind=Kind.FOOTNOTE, number=str(number), text=note["words"]))
    return Layout(name=path.stem, about="", word=Word.TYPED, blocks=tuple(blocks))


def _find_mark(blocks: Sequence[Paragraph], number: str) -> tuple[int, int] | None:
    """Return paragraph and place of the number that stands right behind a word."""
    digits = number.translate(_RAISED)
    mark = re.compile(rf"(?<=[^\W\d_])(?:{number}|{digits}(?![\w\[]))")
    found = ((i, mark.search(block.text)) for i, block in enumerate(blocks))
    return next(((i, match.start()) for i, match in found if match), None)
