"""The outline as it grows: drafts so far, and where in the document the next line stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.drafts import Draft
from ingest.numbering import Counter
from klausul.types import ClauseKind, NoteKind

_LISTING = frozenset({ClauseKind.CLAUSE, ClauseKind.QA})
_UNPREFIXED = frozenset({ClauseKind.FOOTNOTE, ClauseKind.SIGNATURE, ClauseKind.QA})


@dataclass(slots=True, kw_only=True)
class Outline:
    """The state that the rules of segmentation share.

    ``part`` names the agreement in a file that holds several; ``annex`` the open annex;
    ``section`` the open section as it is cited ("4", "§ 4", "IV"); ``container`` an unnumbered
    section's name; ``heading`` and ``path`` what stands above.
    A ``loose`` section has no numbers: each of its paragraphs is cited on its own. A section that
    ``is_named`` has no number either, but its clauses do.
    """

    drafts: list[Draft]
    part: str | None = None
    annex: str | None = None
    section: str | None = None
    counter: Counter = field(default_factory=Counter)
    container: str = "Indledning"
    heading: str | None = None
    path: tuple[str, ...] = ()
    in_faq: bool = False
    loose: bool = False
    is_named: bool = False
    _seen: set[str] = field(default_factory=set)
    _headed: dict[tuple[int, ...], str] = field(default_factory=dict)

    @property
    def last(self) -> Draft | None:
        """The draft that was opened last."""
        return self.drafts[-1] if self.drafts else None

    @property
    def annex_number(self) -> str:
        """The number of the open annex: "B" of "Bilag B", nothing for one without a number."""
        return (self.annex or "").partition(" ")[2]

    def in_annex(self, number: str) -> str:
        """Return how a number in the open annex is cited.

        The annex's own number may be in it ("C.4" in Bilag C), unless it is that of a section
        inside ("2. Kryptering" and 2.1 in Bilag 2); an only annex has none.
        """
        word, _, own = (self.annex or "").partition(" ")
        if not own:
            return f"{word} punkt {number}"
        of_section = own == str(self.counter.clause)
        named = number.startswith(f"{own}.") and not of_section
        return f"{word} {number}" if named else f"{self.annex}.{number}"

    def open(
        self,
        kind: ClauseKind,
        label: str,
        first: int,
        *,
        last: int | None = None,
        number: str | None = None,
        heading: str | None = None,
        closed: bool = False,
    ) -> Draft:
        """Open a draft at line ``first``; in a file of several agreements its label says which."""
        prefixed = self.part and not self.annex and kind not in _UNPREFIXED and label != self.part
        draft = Draft(
            kind=kind,
            label=f"{self.part} {label}" if prefixed else label,
            first=first,
            last=first if last is None else last,
            number=number,
            part=self.annex or self.part,
            heading=heading,
            path=() if kind is ClauseKind.FOOTNOTE else self.path,
            closed=closed,
        )
        self._note_repeat(draft)
        self.drafts.append(draft)
        return draft

    def go_on(self, i: int, *, listed: bool = False) -> None:
        """Give line ``i`` to the open draft, or open one for the words of the container.

        An item of a list (``listed``) stays with the words that lead to it.
        """
        last = self.last
        leads = listed and last is not None and last.kind in _LISTING
        if last is None or ((last.closed or self.loose) and not leads):
            label = self.container_label()
            self.open(ClauseKind.CLAUSE, label, i, heading=self.heading, closed=self.loose)
            return
        if last.kind is ClauseKind.HEADING:
            last.kind = ClauseKind.CLAUSE
        last.last = i

    def container_label(self) -> str:
        """Return what words without a number of their own are cited by."""
        if self.annex:
            return self.annex
        if self.loose or self.counter.section is None or self.section is None:
            return self.container
        return self.section

    def begin_counting(self) -> None:
        """Count from the start: an annex or another agreement begins."""
        self.counter, self.section = Counter(), None
        self._headed.clear()

    def head(self, parts: tuple[int, ...], heading: str) -> None:
        """Remember the heading of a decimal: "3.1 Instruks" stands over 3.1.1."""
        self._headed[parts] = heading

    def heading_over(self, parts: tuple[int, ...]) -> str | None:
        """Return the heading that a decimal stands under: the nearest one, else the section's."""
        above = (self._headed.get(parts[:n]) for n in range(len(parts) - 1, 1, -1))
        return next((heading for heading in above if heading), self.heading)

    def enter_section(self, number: int, label: str, *, is_named: bool = False) -> None:
        """Enter section ``number``, cited as ``label``; clauses and lists begin again."""
        self.counter.open_section(number)
        self.section, self.loose, self.is_named = label, False, is_named

    def enter_chapter(self, label: str) -> None:
        """Enter a chapter, across which the clauses count on."""
        self.counter.chaptered = True
        self.container, self.section, self.loose = label, None, False

    def is_fresh(self) -> bool:
        """Tell whether a heading, and nothing since, was opened last."""
        return self.last is not None and self.last.kind is ClauseKind.HEADING

    def _note_repeat(self, draft: Draft) -> None:
        """A clause number that is printed twice is told, not mended."""
        if draft.number is None or draft.kind is not ClauseKind.CLAUSE:
            return
        if draft.label in self._seen:
            text = f"Nummeret {draft.label} er trykt mere end én gang i dokumentet."
            draft.notes.append((NoteKind.MISNUMBERED, text))
        self._seen.add(draft.label)
