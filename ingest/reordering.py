"""Tables that an export printed after another clause than the one that announces them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.drafts import TABLE_HEAD, Draft, Lines
from ingest.markers import find_marker
from ingest.shapes import ends_sentence, is_prose
from ingest.tables import read_table
from klausul.types import ClauseKind, NoteKind

_ANNOUNCES = re.compile(
    r"(?<!\w)(?:følgende|nedenstående|following|below)\s+[^\W\d_]{4,}[^.?!]*:\s*$", re.I
)
_LEADS = re.compile(
    r":\s*$|(?<!\w)(?:følgende|nedenstående|nedenfor|herunder|fremgår|tabel\w*|skema\w*"
    r"|oversigt\w*|liste\w*|following|below|table)(?!\w)",
    re.I | re.M,
)


def return_tables(drafts: Sequence[Draft], lines: Lines) -> None:
    """Give a table to the one clause that announces a table or list and is followed by none.

    Only inside an annex or a section, and only when the clause above the table is finished prose
    that leads to nothing; each row is told where it was printed.
    """
    owed: set[int] = set()
    for first, end in _tables(drafts):
        above = drafts[first - 1]
        if _leads_on(above, lines):
            continue
        waiting = [
            i
            for i in range(first - 1)
            if i not in owed and _is_beside(drafts[i], above) and _waits(drafts, i, lines)
        ]
        if len(waiting) == 1:
            owed.add(waiting[0])
            _give(drafts[first:end], drafts[waiting[0]])


def _tables(drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Yield the range of each table that stands right after the clause it is cited by."""
    first = 1
    while first < len(drafts):
        end = first
        while end < len(drafts) and _is_of_table(drafts[end]):
            end += 1
        above = drafts[first - 1]
        if end > first and above.kind is ClauseKind.CLAUSE and above.label == drafts[first].label:
            yield first, end
        first = end + 1


def _is_of_table(draft: Draft) -> bool:
    return draft.kind is ClauseKind.ROW or draft.heading == TABLE_HEAD


def _leads_on(above: Draft, lines: Lines) -> bool:
    """Tell whether a clause leads to the table below it, or is no more than the table's title."""
    words = "\n".join(lines[i] for i in range(above.first, above.last + 1))
    return not ends_sentence(lines[above.last]) or bool(_LEADS.search(words))


def _is_beside(draft: Draft, above: Draft) -> bool:
    """Tell whether two drafts are clauses of the same annex or section."""
    if draft.kind is not ClauseKind.CLAUSE or draft.part != above.part:
        return False
    return draft.label != above.label and _section(draft) == _section(above)


def _section(draft: Draft) -> str:
    """Return what the last level of a label stands in: "Bilag B" of "Bilag B.1"."""
    return draft.label.rpartition(".")[0]


def _waits(drafts: Sequence[Draft], index: int, lines: Lines) -> bool:
    """Tell whether a clause announces what does not follow it."""
    draft = drafts[index]
    return any(
        _ANNOUNCES.search(lines[i]) and not _follows(i + 1, drafts, index, lines)
        for i in range(draft.first, draft.last + 1)
    )


def _follows(i: int, drafts: Sequence[Draft], index: int, lines: Lines) -> bool:
    """Tell whether a list or a table stands at line ``i``, inside the clause or right after it."""
    if i > drafts[index].last:
        return index + 1 < len(drafts) and _is_of_table(drafts[index + 1])
    listed = find_marker(lines[i]) is not None or "\t" in lines[i] or not is_prose(lines[i])
    return listed or read_table(lines, i) is not None


def _give(table: Sequence[Draft], owner: Draft) -> None:
    printed, meant = (label.removeprefix("Bilag ") for label in (table[0].label, owner.label))
    note = f"Tabellen er trykt efter {printed}, men hører til {meant}."
    for draft in table:
        draft.label, draft.path = owner.label, owner.path
        if draft.kind is ClauseKind.ROW:
            draft.notes.append((NoteKind.MISNUMBERED, note))
