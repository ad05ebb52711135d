"""The rules of numbers: what a printed number at the start of a line opens."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.drafts import Draft, Lines
from ingest.markers import Marker, MarkerKind, find_marker
from ingest.numbering import SKIPPED_MOST, PrintedInteger, Role
from ingest.outline import Outline
from ingest.shapes import is_heading_text, is_prose, is_sentence, is_title, starts_lower
from klausul.types import ClauseKind, NoteKind

_LOOK_AHEAD = 30  # lines to the next decimal
_LEAD_LONGEST = 260  # a heading that ends in a colon may be a whole sentence
_SPOKEN_LONGEST = 60  # "Hvem får adgang til hvad?" above its answer
_HEADING_LONGEST = 90  # a longer line after an integer is its clause, not a section's heading


class NumberRules:
    """Opens sections, clauses and items by their numbers, in the outline given."""

    def __init__(self, lines: Lines, outline: Outline, bare: Mapping[int, Marker]) -> None:
        self._lines = lines
        self._outline = outline
        self._bare = bare

    def apply(self, i: int) -> int | None:
        """Open what the number of line ``i`` opens; return the next line, None without a number."""
        marker = self._bare.get(i) or find_marker(self._lines[i])
        if marker is None:
            return self._title_without_number(i)
        rest = self._lines[i][marker.length :].strip()
        match marker.kind:
            case MarkerKind.LETTERED:
                return self._lettered(i, marker, rest)
            case MarkerKind.DECIMAL:
                return self._decimal(i, marker, rest)
            case MarkerKind.INTEGER:
                return self._integer(i, int(marker.number), rest, worded=bool(marker.word))
            case MarkerKind.PARAGRAPH | MarkerKind.SUBPARAGRAPH:
                return self._paragraph(i, marker, rest)
            case MarkerKind.CAPITAL:
                return self._capital(i, marker)
            case MarkerKind.BULLET:
                return self._lost_number(i, rest)
        return None

    def _lettered(self, i: int, marker: Marker, rest: str) -> int | None:
        """C.2.10: a clause of an annex, whose letter the number repeats."""
        outline = self._outline
        elsewhere = outline.annex and not outline.annex_number.startswith(marker.number[0])
        if elsewhere or rest[:1].islower():
            return None
        outline.counter.has_lettered = True
        outline.counter.open_clause()
        heading = rest if self._is_own_heading(i, rest) else outline.heading
        label = outline.in_annex(marker.number) if outline.annex else marker.number
        outline.open(ClauseKind.CLAUSE, label, i, number=marker.number, heading=heading)
        return i + 1

    def _is_own_heading(self, i: int, rest: str) -> bool:
        """Tell whether the words after a number head the paragraphs below."""
        following = self._lines[i + 1]
        lead = rest.endswith(":") and len(rest) <= _LEAD_LONGEST
        below = bool(following) and not self._opens_numbered(i + 1)
        return (below and (lead or is_heading_text(rest))) or is_title(rest)

    def _opens_numbered(self, i: int) -> bool:
        marker = find_marker(self._lines[i])
        kinds = (MarkerKind.LETTERED, MarkerKind.DECIMAL, MarkerKind.ANNEX)
        return marker is not None and marker.kind in kinds

    def _decimal(self, i: int, marker: Marker, rest: str) -> int | None:
        """4.2: a clause, whose first number is its section's unless it is misprinted."""
        outline, parts = self._outline, marker.parts
        if rest[:1].islower() and parts[0] != outline.counter.section:
            return None
        if parts[-1] == 0 and is_heading_text(rest):
            return self.open_section(i, parts[0], rest, printed=marker.number)
        outline.counter.open_clause()
        heads_deeper = is_heading_text(rest) and self._next_parts(i)[: len(parts)] == parts
        own = is_title(rest) and (heads_deeper or is_prose(self._lines[i + 1]))
        draft = outline.open(
            ClauseKind.HEADING if heads_deeper else ClauseKind.CLAUSE,
            self._decimal_label(marker.number),
            i,
            number=marker.number,
            heading=rest if own else outline.heading_over(parts),
        )
        if heads_deeper and len(rest) < _HEADING_LONGEST:
            outline.head(parts, rest)
        if outline.annex is None and outline.counter.section != parts[0]:
            self._enter_section(draft, parts)
        return i + 1

    def _decimal_label(self, number: str) -> str:
        return self._outline.in_annex(number) if self._outline.annex else number

    def _next_parts(self, i: int) -> tuple[int, ...]:
        marker = find_marker(self._lines[i + 1])
        return marker.parts if marker and marker.kind is MarkerKind.DECIMAL else ()

    def _enter_section(self, draft: Draft, parts: tuple[int, ...]) -> None:
        """Begin the section of a decimal whose heading is missing, or note a misprint."""
        outline, section = self._outline, self._outline.counter.section
        headed = len(outline.drafts) > 1 and outline.drafts[-2].kind is ClauseKind.HEADING
        if section is None:
            outline.enter_section(parts[0], str(parts[0]))
        elif self._opens_next_section(draft.first, parts, section) and not headed:
            outline.enter_section(parts[0], str(parts[0]))
            outline.heading = draft.heading = None
        else:
            text = f"Punktet er trykt som {draft.number}, men står under afsnit {section}."
            draft.notes.append((NoteKind.MISNUMBERED, text))

    def _opens_next_section(self, i: int, parts: tuple[int, ...], section: int) -> bool:
        """Tell whether 9.1 under section 8 begins section 9, and the numbers do not go on in 8."""
        if not 0 < parts[0] - section <= SKIPPED_MOST or parts[1] > 1:
            return False
        below = (find_marker(text) for text in self._lines.texts[i + 1 : i + _LOOK_AHEAD])
        following = next((m for m in below if m and m.kind is MarkerKind.DECIMAL), None)
        return following is None or following.parts[0] != section

    def _integer(self, i: int, number: int, rest: str, *, worded: bool) -> int | None:
        """4.: a section, a clause of the open section, an item of a list, or no marker at all."""
        outline = self._outline
        printed = PrintedInteger(
            number=number,
            reads_as_heading=self._reads_as_heading(
                i, rest[:1].upper() + rest[1:] if worded else rest
            ),
            opens_section=self._follows_heading(i, number),
            fresh=outline.is_fresh() and outline.counter.section is not None,
            listed=self._is_led_to(i),
            lower=starts_lower(rest),
        )
        role = outline.counter.role_of(printed, annex=outline.annex is not None)
        if role is Role.SECTION:
            return self.open_section(i, number, rest, printed=str(number))
        if role is Role.CLAUSE:
            return self._integer_clause(i, number, rest)
        if role is Role.ITEM:
            outline.go_on(i, listed=True)
            outline.counter.count_item(number, lower=printed.lower)
        else:
            outline.go_on(i)
        return i + 1

    def _reads_as_heading(self, i: int, rest: str) -> bool:
        """Tell whether the words after a number are a heading, be they a question or cut off."""
        if is_heading_text(rest):
            return len(rest) < _HEADING_LONGEST
        plain = rest[:1].isupper() and not rest.endswith((".", ",", ";", ":"))
        return plain and len(rest) < _SPOKEN_LONGEST and is_sentence(self._lines[i + 1])

    def _is_led_to(self, i: int) -> bool:
        """Tell whether the words of a clause or an answer lead to a list at line ``i``."""
        last = self._outline.last
        if last is None or last.kind not in (ClauseKind.CLAUSE, ClauseKind.QA):
            return False
        return last.kind is ClauseKind.QA or self._lines[i - 1].endswith(":")

    def _follows_heading(self, i: int, number: int) -> bool:
        """Tell whether the line after ``i`` is what follows a section's heading."""
        text = self._lines[i + 1]
        marker = find_marker(text)
        if marker is None:
            return bool(text)
        if marker.kind is MarkerKind.DECIMAL:
            return marker.parts[0] == number
        if marker.kind is MarkerKind.INTEGER:
            return marker.number == "1"
        return marker.kind is not MarkerKind.ANNEX

    def open_section(
        self,
        i: int,
        number: int,
        heading: str,
        *,
        printed: str,
        last: int | None = None,
        is_named: bool = False,
    ) -> int:
        """Open a section over lines ``i`` to ``last``, noting a number that does not follow."""
        outline, previous = self._outline, self._outline.counter.section
        outline.enter_section(number, printed, is_named=is_named)
        outline.heading = heading.rstrip(":")
        draft = outline.open(
            ClauseKind.HEADING,
            printed,
            i,
            last=last,
            number=None if is_named else printed,
            heading=outline.heading,
        )
        if is_named:
            outline.path = (heading,)
        elif previous is not None and number != previous + 1:
            text = f"Afsnittet er trykt som {number}, men følger efter afsnit {previous}."
            draft.notes.append((NoteKind.MISNUMBERED, text))
        return draft.last + 1

    def _integer_clause(self, i: int, number: int, rest: str) -> int:
        outline, previous = self._outline, self._outline.counter.clause
        outline.counter.open_clause(number)
        title = rest.rstrip(":.")
        heading = title if outline.annex and is_title(title) else outline.heading
        label = self._integer_label(number)
        draft = outline.open(ClauseKind.CLAUSE, label, i, number=str(number), heading=heading)
        if previous and number > previous + 1:
            text = f"Punktet er trykt som {number}, men følger efter punkt {previous}."
            draft.notes.append((NoteKind.MISNUMBERED, text))
        return i + 1

    def _integer_label(self, number: int) -> str:
        """A number that begins again in each section is cited with the section's."""
        if self._outline.annex:
            return self._outline.in_annex(str(number))
        section = self._outline.section
        if section is None:
            return str(number)
        return f"{section}, stk. {number}" if section.startswith("§") else f"{section}.{number}"

    def _capital(self, i: int, marker: Marker) -> int:
        """A. of a run of clauses, cited with the section that it stands in."""
        outline = self._outline
        outline.counter.open_clause()
        if outline.annex:
            label = outline.in_annex(marker.number)
        else:
            label = f"{outline.section}.{marker.number}" if outline.section else marker.number
        outline.open(ClauseKind.CLAUSE, label, i, number=marker.number, heading=outline.heading)
        return i + 1

    def _paragraph(self, i: int, marker: Marker, rest: str) -> int | None:
        """§ 4 opens a section or a clause; Stk. 2 a clause inside it."""
        outline = self._outline
        if rest[:1].islower():
            return None
        if marker.kind is MarkerKind.SUBPARAGRAPH:
            if outline.counter.section is None:
                return None
            label = f"{outline.section}, stk. {marker.number}"
            outline.open(ClauseKind.CLAUSE, label, i, number=marker.number, heading=outline.heading)
            return i + 1
        label = f"§ {marker.number}"
        outline.enter_section(int("".join(c for c in marker.number if c.isdigit())), label)
        titled = is_title(rest) or not rest
        outline.heading = (rest.rstrip(":") or None) if titled else None
        kind = ClauseKind.HEADING if titled else ClauseKind.CLAUSE
        outline.open(kind, label, i, number=marker.number, heading=outline.heading)
        return i + 1

    def _title_without_number(self, i: int) -> int | None:
        counted = self._outline.counter.section
        text = self._lines[i]
        return self._lost_number(i, text) if counted and is_title(text) else None

    def _lost_number(self, i: int, rest: str) -> int | None:
        """A heading whose number the export lost, or made a bullet: the next clause tells it."""
        parts = self._next_parts(i)
        number = (self._outline.counter.section or 0) + 1
        headed = parts[:1] == (number,) and parts[1] <= 1
        if self._outline.annex or not headed or not is_heading_text(rest):
            return None
        self.open_section(i, number, rest, printed=str(number))
        text = f"Afsnittets nummer ({number}) er ikke trykt i kilden, men følger af dets punkter."
        self._outline.drafts[-1].notes.append((NoteKind.NUMBER_NOT_PRINTED, text))
        return i + 1
