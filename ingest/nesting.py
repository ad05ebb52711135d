"""What lies inside a top-level clause: list items, rows, and parts under a sub-heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from ingest.drafts import TABLE_HEAD, Draft, Lines, Nested
from ingest.faq import opens_pair
from ingest.lists import ListStack, OpenList
from ingest.markers import ITEM_KINDS, Marker, MarkerKind, find_inline_items, find_marker
from ingest.shapes import (
    ends_sentence,
    is_field,
    is_prose,
    is_table_head,
    is_title,
    opens_party_block,
)
from ingest.tables import read_table
from klausul.types import ClauseKind, Span

_NESTING = frozenset({ClauseKind.CLAUSE, ClauseKind.QA, ClauseKind.ROW})
_NUMBERED_TITLE = re.compile(r"[A-ZÆØÅ][^\W\d_]+ \d{1,2}:?$")
_TRAILING_GLUE = re.compile(r"(?:\s+(?:og|eller|samt))?\s*$")


def nest(draft: Draft, lines: Lines) -> list[Nested]:
    """Return the pieces inside ``draft`` in order of their start."""
    if draft.kind not in _NESTING:
        return []
    nester = _Nester(draft, lines)
    nester.run()
    return nester.pieces()


class _Nester:
    def __init__(self, draft: Draft, lines: Lines) -> None:
        self._draft = draft
        self._lines = lines
        self._range = range(draft.first, draft.last + 1)
        self._found: list[Nested] = []
        self._lists = ListStack()
        self._section: int | None = None
        self._lead: str | None = None
        self._used: set[str] = set()
        self._bullets: dict[str, int] = {}

    def pieces(self) -> list[Nested]:
        """Return what was found, in the order of its finding."""
        return self._found

    def run(self) -> None:
        first = self._draft.first
        self._inline(first, start=self._marker_length(first))
        i = first + 1
        while i <= self._draft.last:
            i = self._step(i)

    def _marker_length(self, i: int) -> int:
        marker = find_marker(self._lines[i])
        return marker.length if marker else 0

    def _step(self, i: int) -> int:
        for rule in (self._table, self._fields, self._tabbed, self._sub_heading, self._item):
            following = rule(i)
            if following is not None:
                return following
        self._inline(i, start=0)
        self._lead = self._lines[i] if self._lines[i].endswith((":", " at")) else None
        self._close_lists_after(i)
        return i + 1

    def _close_lists_after(self, i: int) -> None:
        """Running text ends a list, unless the list's next item follows it."""
        following = find_marker(self._lines[i + 1]) if i < self._draft.last else None
        below = self._lines.indent(i + 1) if following else 0
        open_list = self._lists.continuing(following, below) if following else None
        if open_list:
            self._extend(open_list.item, self._lines.span(i).end)
        elif following:
            self._lists.clear()

    def _extend(self, index: int, end: int) -> None:
        piece = self._found[index]
        if end > piece.span.end:
            self._found[index] = Nested(
                kind=piece.kind, label=piece.label, span=Span(piece.span.start, end),
                level=piece.level, number=piece.number, heading=piece.heading,
                parent=piece.parent,
            )  # fmt: skip
            if piece.parent is not None:
                self._extend(piece.parent, end)

    def _add(
        self,
        kind: ClauseKind,
        label: str,
        span: Span,
        *,
        parent: int | None,
        heading: str | None = None,
        number: str | None = None,
    ) -> int:
        level = 2 if parent is None else self._found[parent].level + 1
        self._found.append(
            Nested(
                kind=kind,
                label=label,
                span=span,
                level=level,
                number=number,
                heading=heading,
                parent=parent,
            )
        )
        if parent is not None:
            self._extend(parent, span.end)
        return len(self._found) - 1

    def _table(self, i: int) -> int | None:
        table = read_table(self._lines, i)
        if table is None or table.end > self._draft.last + 1:
            return None
        label = self._draft.label
        if table.head is not None:
            first, last = table.head[0], table.head[-1]
            head = Span(self._lines.span(first).start, self._lines.span(last).end)
            self._add(ClauseKind.HEADING, label, head, parent=None, heading=TABLE_HEAD)
        for row in table.rows:
            span = Span(self._lines.span(row.first).start, self._lines.span(row.last).end)
            self._add(ClauseKind.ROW, label, span, parent=None, heading=row.heading)
        return table.end

    def _fields(self, i: int) -> int | None:
        """A party's block of fields: "På vegne af …", "Navn …", "E-mail …"."""
        opens = opens_party_block(self._lines[i]) and is_field(self._lines[i + 1])
        if not opens or i >= self._draft.last or self._draft.kind is ClauseKind.ROW:
            return None
        last = i + 1
        while last + 1 <= self._draft.last and is_field(self._lines[last + 1]):
            last += 1
        span = Span(self._lines.span(i).start, self._lines.span(last).end)
        self._add(
            ClauseKind.ROW, self._draft.label, span, parent=None, heading=self._lines[i].strip()
        )
        return last + 1

    def _tabbed(self, i: int) -> int | None:
        """A line of cells whose first is a label: "Databehandler:<tab>…"."""
        text = self._lines[i]
        if "\t" not in text or is_table_head(text) or find_marker(text):
            return None
        heading = text.split("\t", 1)[0].strip(" :")
        self._add(
            ClauseKind.ROW, self._draft.label, self._lines.span(i), parent=None, heading=heading
        )
        return i + 1

    def _sub_heading(self, i: int) -> int | None:
        text = self._lines[i]
        if self._draft.kind is ClauseKind.ROW or not self._heads_part(i):
            return None
        heading = text.rstrip(":")
        numbered = _NUMBERED_TITLE.match(text)
        label = f"{self._draft.label} {heading}" if numbered else self._draft.label
        end = self._lines.span(self._last_under(i)).end
        self._lists.clear()
        span = Span(self._lines.span(i).start, end)
        self._section = self._add(ClauseKind.ITEM, label, span, parent=None, heading=heading)
        self._lead = None
        return i + 1

    def _last_under(self, i: int) -> int:
        """Return the last line before the next sub-heading."""
        parts = (j for j in range(i + 2, self._draft.last) if self._heads_part(j))
        return next(parts, self._draft.last + 1) - 1

    def _heads_part(self, i: int) -> bool:
        """Tell whether line ``i`` is a title over running text, and not a value under a title."""
        text, following = self._lines[i], self._lines[i + 1]
        if i >= self._draft.last or not _is_bare_title(text) or text == self._draft.heading:
            return False
        return is_prose(following) and not find_marker(following) and not self._is_value(i)

    def _is_value(self, i: int) -> bool:
        return i - 1 > self._draft.first and _is_bare_title(self._lines[i - 1])

    def _item(self, i: int) -> int | None:
        marker = find_marker(self._lines[i])
        if marker is None or marker.kind not in ITEM_KINDS or self._is_whole(i, marker):
            return None
        inline = self._inline(i, start=0)
        if inline:
            return i + 1
        indent = self._lines.indent(i)
        open_list = self._lists.continuing(marker, indent) or self._open_list(i, marker)
        open_list.count(marker)
        open_list.item = self._add_item(self._lines.span(i), marker, open_list.parent)
        self._inline(i, start=marker.length, parent=open_list.item)
        return i + 1

    def _is_whole(self, i: int, marker: Marker) -> bool:
        """Tell whether one bullet is all that stands under the clause's heading."""
        alone = i == self._draft.first + 1 == self._draft.last
        headed = not ends_sentence(self._lines[self._draft.first])
        return marker.kind is MarkerKind.BULLET and alone and headed

    def _open_list(self, i: int, marker: Marker) -> OpenList:
        """Open a list inside the item that leads up to it, else straight under the clause."""
        parent, outer = self._section, self._lists.innermost
        indent = self._lines.indent(i)
        leads = outer is not None and _leads(self._words_end(outer.item))
        leads |= self._lists.is_deeper(marker, indent)
        if outer and self._lead is None and (leads or self._resumes(outer, i)):
            parent = outer.item
        else:
            self._lists.clear()
        return self._lists.open(marker, parent=parent, indent=indent)

    def _resumes(self, outer: OpenList, i: int) -> bool:
        """Tell whether ``outer`` goes on below line ``i``, past a list inside its last item."""
        below = (find_marker(self._lines[j]) for j in range(i + 1, self._draft.last + 1))
        markers = list(takewhile(lambda marker: marker is not None, below))
        return any(marker and outer.fits(marker) for marker in markers)

    def _words_end(self, index: int) -> str:
        """Return the last words of a piece."""
        end = self._found[index].span.end
        ending = (i for i in self._range if self._lines.span(i).end == end)
        return self._lines[next(ending, -1)]

    def _add_item(self, span: Span, marker: Marker, parent: int | None) -> int:
        base = self._draft.label if parent is None else self._found[parent].label
        if marker.kind is MarkerKind.BULLET:
            self._bullets[base] = self._bullets.get(base, 0) + 1
            label = f"{base} •{self._bullets[base]}"
        else:
            label = (
                f"{base} punkt {marker.number}" if base == "Bilag" else f"{base}.{marker.number}"
            )
        heading = self._lead.rstrip(": ") if self._lead and label in self._used else None
        if label not in self._used:
            self._lead = None
        self._used.add(label)
        return self._add(
            ClauseKind.ITEM, label, span, parent=parent, heading=heading or self._draft.heading,
            number=marker.number or None,
        )  # fmt: skip

    def _inline(self, i: int, *, start: int, parent: int | None = None) -> bool:
        """Make items of an enumeration inside a line: i) …, ii) …, and iii) …."""
        text = self._lines[i][start:]
        found = find_inline_items(text)
        base = self._draft.label if parent is None else self._found[parent].label
        offset = self._lines.span(i).start + start
        for (number, at), end in zip(found, _inline_ends(text, found), strict=True):
            span = Span(offset + at, offset + end)
            self._used.add(f"{base}.{number}")
            self._add(
                ClauseKind.ITEM, f"{base}.{number}", span, parent=parent,
                heading=self._draft.heading, number=number,
            )  # fmt: skip
        return bool(found)


def _leads(words: str) -> bool:
    """Tell whether an item's last words lead to a list of its own."""
    return words.endswith(":") or not (
        ends_sentence(words) or words.endswith((",", " og", " eller"))
    )


def _is_bare_title(text: str) -> bool:
    return is_title(text) and find_marker(text) is None and not opens_pair(text)


def _inline_ends(text: str, found: list[tuple[str, int]]) -> Iterator[int]:
    """Yield where each inline item ends: before the word that leads to the next."""
    for k, (number, at) in enumerate(found):
        if k + 1 < len(found):
            words = text[at : found[k + 1][1]]
        else:
            after = at + len(number) + 1
            sentence = re.search(r"[.!?](?=\s+[A-ZÆØÅ])", text[after:])
            words = text[at : after + sentence.end()] if sentence else text[at:]
        yield at + len(_TRAILING_GLUE.sub("", words))
