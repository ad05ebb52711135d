"""Where a numbering stands: what has been counted, and what a new number must therefore be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SKIPPED_MOST = 3  # a number further on than this counts something else


class Role(StrEnum):
    """What an integer at the start of a line opens."""

    SECTION = "section"
    CLAUSE = "clause"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedInteger:
    """An integer at the start of a line, and what its surroundings make of it.

    Args:
        number: The printed integer.
        reads_as_heading: The words after it read as a heading.
        opens_section: The next line is what follows a section's heading: item 1, a decimal of
            that section, or prose.
        fresh: A section's heading, and nothing since, stands above.
        listed: The words above lead to a list.
        lower: The words after the number begin in lower case.
    """

    number: int
    reads_as_heading: bool = False
    opens_section: bool = False
    fresh: bool = False
    listed: bool = False
    lower: bool = False


@dataclass(slots=True)
class Counter:
    """The state of one numbering region: an agreement in the file, or an annex.

    ``section`` is the last section's number (None before the first), ``clause`` the last integer
    clause inside it, ``item`` the last integer of an open list inside the current clause, whose
    first item began in lower case (``items_lower``) or not. Under chapters (``chaptered``)
    integers count the clauses of the whole region.
    """

    section: int | None = None
    clause: int = 0
    item: int = 0
    items_lower: bool = False
    has_lettered: bool = False
    chaptered: bool = False

    def open_section(self, number: int) -> None:
        """Count a section; clauses and lists begin again."""
        self.section, self.clause, self.item = number, 0, 0

    def open_clause(self, number: int = 0) -> None:
        """Count a clause, with its integer where it has one; lists begin again."""
        self.clause = number or self.clause
        self.item = 0

    def count_item(self, number: int, *, lower: bool) -> None:
        """Count an item of a list; the first tells how the items begin."""
        if number == 1:
            self.items_lower = lower
        self.item = number

    def role_of(self, printed: PrintedInteger, *, annex: bool) -> Role:
        """Decide what an integer opens; in an annex it counts clauses and not sections."""
        number = printed.number
        if annex:
            return self._role_in_annex(number, opens_section=printed.opens_section)
        heading = printed.reads_as_heading and self._is_next_section(number)
        if heading and printed.opens_section:
            return Role.SECTION
        if self._is_next_item(printed):
            return Role.ITEM
        if self._is_next_clause(number, fresh=printed.fresh):
            return Role.CLAUSE
        if heading:
            return Role.SECTION
        return self._role_out_of_order(printed)

    def _is_next_item(self, printed: PrintedInteger) -> bool:
        if printed.number == 1:
            return printed.listed
        if not self.item or printed.number != self.item + 1:
            return False
        # "3. Databehandleren …" after the items "1. navn, 2. adresse" is the third clause.
        clause = not printed.lower and self.items_lower and printed.number == self.clause + 1
        return not clause

    def _role_in_annex(self, number: int, *, opens_section: bool) -> Role:
        if self.item and number == self.item + 1:
            return Role.ITEM
        if not self.has_lettered and number == self.clause + 1 and (number > 1 or opens_section):
            return Role.CLAUSE
        return Role.ITEM if number == 1 else Role.TEXT

    def _is_next_section(self, number: int) -> bool:
        if self.chaptered and self.clause:
            return False
        if self.section is None:
            return number <= 3 and not self.clause and not self.item
        return number == self.section + 1

    def _is_next_clause(self, number: int, *, fresh: bool) -> bool:
        if number == 1:
            return fresh or (self.section is None and not self.clause)
        return self.clause > 0 and number == self.clause + 1

    def _role_out_of_order(self, printed: PrintedInteger) -> Role:
        """A number was skipped or printed twice, or a list begins, or it is no marker at all."""
        number = printed.number
        if number == 1:
            return Role.ITEM
        if printed.reads_as_heading and printed.opens_section and self.section is not None:
            if 1 < number - self.section <= SKIPPED_MOST:
                return Role.SECTION
            if number == self.section and not self.clause:
                return Role.SECTION
        if number == self.clause and not printed.lower and not self.item:
            return Role.CLAUSE
        skipped = self.clause and 1 < number - self.clause <= SKIPPED_MOST
        return Role.CLAUSE if skipped else Role.TEXT
