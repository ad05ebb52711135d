"""Where a numbering stands: what has been counted, and what a new number must therefore be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an integer at the start of a line opens."""

    SECTION = "section"
    CLAUSE = "clause"
    ITEM = "item"
    TEXT = "text"


@dataclass(slots=True)
class Counter:
    """The state of one numbering region: an agreement in the file, or an annex.

    ``section`` is the last section's number (None before the first), ``clause`` the last integer
    clause inside it, ``item`` the last integer of an open list inside the current clause.
    """

    section: int | None = None
    clause: int = 0
    item: int = 0
    has_lettered: bool = False

    def open_section(self, number: int) -> None:
        """Count a section; clauses and lists begin again."""
        self.section, self.clause, self.item = number, 0, 0

    def open_clause(self, number: int = 0) -> None:
        """Count a clause, with its integer where it has one; lists begin again."""
        self.clause = number or self.clause
        self.item = 0

    def role_of(
        self, number: int, *, reads_as_heading: bool, opens_section: bool, fresh: bool, annex: bool
    ) -> Role:
        """Decide what integer ``number`` opens.

        Args:
            number: The printed integer.
            reads_as_heading: The words after it read as a heading.
            opens_section: The next line is what follows a section's heading: item 1, a decimal
                of that section, or prose.
            fresh: A section's heading, and nothing since, stands above.
            annex: The region is an annex, where integers count clauses and not sections.
        """
        if annex:
            return self._role_in_annex(number, opens_section=opens_section)
        heading = reads_as_heading and self._is_next_section(number)
        if heading and opens_section:
            return Role.SECTION
        if self.item and number == self.item + 1:
            return Role.ITEM
        if self._is_next_clause(number, fresh=fresh):
            return Role.CLAUSE
        if heading:
            return Role.SECTION
        return self._role_out_of_order(number, reads_as_heading and opens_section)

    def _role_in_annex(self, number: int, *, opens_section: bool) -> Role:
        if self.item and number == self.item + 1:
            return Role.ITEM
        if not self.has_lettered and number == self.clause + 1 and (number > 1 or opens_section):
            return Role.CLAUSE
        return Role.ITEM if number == 1 else Role.TEXT

    def _is_next_section(self, number: int) -> bool:
        if self.section is None:
            return number <= 3 and not self.clause
        return number == self.section + 1

    def _is_next_clause(self, number: int, *, fresh: bool) -> bool:
        if number == 1:
            return fresh or (self.section is None and not self.clause)
        return self.clause > 0 and number == self.clause + 1

    def _role_out_of_order(self, number: int, section_like: bool) -> Role:
        """A number was skipped in the source, or a list begins, or it is no marker at all."""
        if number == 1:
            return Role.ITEM
        if section_like and self.section is not None and 1 < number - self.section <= 3:
            return Role.SECTION
        if self.clause and 1 < number - self.clause <= 3:
            return Role.CLAUSE
        return Role.TEXT
