"""Whose deadline a sentence sets, where the controller has one of its own beside the processor's.

"Den dataansvarlige skal anmelde bruddet inden 72 timer" binds the controller; "Den dataansvarlige
underrettes inden 72 timer" and "Hvis kunden beder om det, sker det inden 72 timer" do not.
"""

from __future__ import annotations

import re

_NAMES = r"(?:den\s+)?(?:dataansvarlige|dataansvarliges|kunde|kunden|kundens)"
_SELF = r"(?:vi|man|jeg)"

_TAKES = re.compile(
    r"\b(?:underrettes|orienteres|informeres|varsles|adviseres|kontaktes|i hænde"
    r"|(?:have|modtage|modtager|få|får)\s+(?:\w+\s+){0,2}?(?:besked|meddelelse|underretning|varsel"
    r"|orientering|svar|noget|data|oplysning\w*|at\s+vide))\b",
    re.IGNORECASE,
)
_ACTS = (
    r"(?:skal|kan|har|er|må|bør|vil|giver|gør|anmelder|skadesløsholder|garanterer|hæfter|meddeler|instruerer|fremsætter|ønsker"
    r"|anmoder|accepterer|fremsender|betaler)\b"
)
_HEADS = r"\b(?:forpligtelse|pligt|ret|frist|anmeldelse|indsigelse|adgang)\w*"
_MODAL = r"(?:skal|kan|har|må|bør|vil)"
_JOINS = r"(?:hvis|såfremt|når|at|medmindre)"


def binds_controller(before: str, *, in_question: bool = False) -> bool:
    """Tell whether what follows ``before`` in its sentence is for the controller to do.

    Args:
        before: The sentence up to its deadline, or the whole of a question.
        in_question: "vi" and "man" are the controller, as in what a customer asks.
    """
    names = f"(?:{_NAMES}|{_SELF})" if in_question else _NAMES
    main = re.compile(
        rf"^\W*{names}\s+{_ACTS}|\b{_MODAL}\s+{names}\b|\bdataansvarliges\s+{_HEADS}"
        rf"|\bkundens\s+{_HEADS}|[.;:]\s*{names}\s+{_ACTS}",
        re.IGNORECASE,
    )
    beside = re.compile(rf"\b{_JOINS}\s+{names}\b", re.IGNORECASE)
    last_part = before.rsplit(",", 1)[-1]
    found = main.search(before) or beside.search(last_part)
    return found is not None and not _TAKES.search(before, found.start())
