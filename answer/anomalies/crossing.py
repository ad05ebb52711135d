"""References that do not find what they name: one finding for each clause that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from answer.anomalies.annexes import names_missing_annex
from answer.anomalies.elsewhere import is_denied, is_of_another
from answer.anomalies.examined import Examined, around, begin, listed, name_place
from answer.anomalies.placeholders import has_placeholder
from klausul.types import Anomaly, AnomalyKind, Clause, ClauseKind, Reference, ReferenceStatus, Span

_KINDS = MappingProxyType(
    {
        ReferenceStatus.SHIFTED: AnomalyKind.SHIFTED_REFERENCE,
        ReferenceStatus.DANGLING: AnomalyKind.DANGLING_REFERENCE,
    }
)
_ENDS = re.compile(r"[.:;!?]\s*$|\n\s*$")
_TITLE = re.compile(r"[.:)]?\s*(?:\n|$)|[.:)]?\s+[^\W\d_a-zæøå]")


def find_crossed(examined: Examined) -> Iterator[Anomaly]:
    """Yield a finding for each clause and status, with every reference of the clause in it."""
    together: dict[tuple[str, ReferenceStatus], list[Reference]] = {}
    for reference in examined.references:
        if reference.status in _KINDS and not _is_told_elsewhere(reference, examined):
            together.setdefault((reference.clause_id, reference.status), []).append(reference)
    by_id = {clause.clause_id: clause for clause in examined.clauses}
    for (clause_id, status), references in together.items():
        clause = by_id[clause_id]
        if clause.kind is ClauseKind.CONTENTS:
            wrong = [r for r in references if not _is_printed(r, examined)]
            if wrong:
                yield _tell_contents(clause, wrong, examined)
        elif status is ReferenceStatus.SHIFTED:
            yield _tell_shifted(clause, references, by_id=by_id, examined=examined)
        else:
            yield _tell_dangling(clause, references, examined)


def _is_title(reference: Reference, text: str) -> bool:
    """Tell whether a "reference" is itself the number of the line that it opens."""
    opens = _ENDS.search(text[: reference.span.start]) or reference.span.start == 0
    line_start = text.rfind("\n", 0, reference.span.start) + 1
    alone = not text[line_start : reference.span.start].strip()
    return bool(opens) and alone and _TITLE.match(text, reference.span.end) is not None


def _is_printed(reference: Reference, examined: Examined) -> bool:
    """Tell whether an entry of a table of contents stands as it is over a section of the text."""
    words = r"\s+".join(map(re.escape, reference.text.split()))
    line = re.compile(rf"^[^\w\n]*{words}[^\w\n]*$", re.IGNORECASE | re.MULTILINE)
    found = line.finditer(examined.document.text)
    holders = [examined.clause_at(Span(match.start(), match.end())) for match in found]
    return any(holder is None or holder.kind is not ClauseKind.CONTENTS for holder in holders)


def _is_told_elsewhere(reference: Reference, examined: Examined) -> bool:
    """Tell whether a reference is a placeholder or a missing annex, or no wrong reference."""
    if has_placeholder(reference.text):
        return True
    if reference.status is not ReferenceStatus.DANGLING:
        return False
    text = examined.document.text
    return (
        _is_title(reference, text)
        or is_denied(reference, text)
        or is_of_another(reference, text)
        or names_missing_annex(reference, examined)
    )


def _tell_contents(clause: Clause, references: Sequence[Reference], examined: Examined) -> Anomaly:
    first, others = references[0], len(references) - 1
    target = first.target or ""
    meant = f"afsnit {target}" if target[:1].isdigit() else target
    text = (
        f"Indholdsfortegnelsens numre passer ikke med afsnittenes: »{_words(first)}« er trykt som"
        f" {meant}"
    )
    also = f", og det samme gælder {others} andre" if others > 1 else ", og én anden" * others
    return examined.report(
        AnomalyKind.SHIFTED_REFERENCE,
        f"{text}{also}.",
        [examined.cite(clause, reference.span) for reference in references[:2]],
    )


def _tell_shifted(
    clause: Clause,
    references: Sequence[Reference],
    *,
    by_id: dict[str, Clause],
    examined: Examined,
) -> Anomaly:
    pairs = dict.fromkeys(
        (_words(reference), reference.target_id or "") for reference in references
    )
    printed = listed([f"»{words}«" for words, _ in pairs])
    meant = [by_id[target] for _, target in pairs if target in by_id]
    names = listed(list(dict.fromkeys(name_place(target) for target in meant)))
    why = next((reference.why for reference in references if reference.why), None)
    reason = f" ({why})" if why else ""
    quotes = [examined.cite(clause, around(clause, r.span)) for r in references[:2]]
    return examined.report(
        AnomalyKind.SHIFTED_REFERENCE,
        f"{begin(name_place(clause))} henviser til {printed}, men der menes formentlig"
        f" {names}{reason}.",
        [*quotes, *(examined.cite(target) for target in meant[:1])],
    )


def _tell_dangling(clause: Clause, references: Sequence[Reference], examined: Examined) -> Anomaly:
    printed = listed(list(dict.fromkeys(f"»{_words(reference)}«" for reference in references)))
    return examined.report(
        AnomalyKind.DANGLING_REFERENCE,
        f"{begin(name_place(clause))} henviser til {printed}, som ikke findes i dokumentet.",
        [examined.cite(clause, around(clause, r.span)) for r in references],
    )


def _words(reference: Reference) -> str:
    return " ".join(reference.text.split())
