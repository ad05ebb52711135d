"""What is wrong in a manifest and what is allowed, in the words of those who write it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "document_id": "bogstaver, cifre, punktum, bindestreg og understreg, og må ikke begynde "
        "med punktum eller bindestreg",
        "vendor": "bogstaver, cifre, punktum, bindestreg og understreg, uden mellemrum",
        "cvr": "8 cifre uden mellemrum",
        "sha256": "64 tegn, cifre og a-f med småt",
    }
)
"""What a field with a pattern is made of; a test holds this against the fields."""

_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string_type": "en tekst i anførselstegn",
        "tuple_type": "en liste i kantede parenteser: […]",
        "model_type": "et objekt i krøllede parenteser: {…}",
        "model_attributes_type": "et objekt i krøllede parenteser: {…}",
    }
)
_SYNTAX: Final[Mapping[str, str]] = MappingProxyType(
    {
        "trailing comma": "der står et komma for meget",
        "EOF while parsing": "filen slutter, før den er færdig; der mangler et », ] eller }",
        "expected `,`": "der mangler et komma eller en afsluttende parentes",
        "expected `:`": "der mangler et kolon efter feltets navn",
        "key must be a string": "et felts navn skal stå i anførselstegn",
        "control character": "en tekst mangler sit afsluttende anførselstegn, eller den er delt "
        "over flere linjer",
        "invalid escape": "en omvendt skråstreg skal skrives to gange",
        "unicode": "teksten er ikke gemt som UTF-8",
    }
)
_LINE: Final = re.compile(r"line (\d+)")
_LONGEST: Final = 60  # characters of a value that is shown


def explain_faults(name: str, faults: Sequence[ErrorDetails]) -> str:
    """Return a Danish sentence about the first fault of a manifest, and how many more there are.

    Args:
        name: The manifest's file name.
        faults: What pydantic found; at least one.
    """
    first = faults[0]
    if first["type"] == "json_invalid":
        return _explain_syntax(name, first["msg"])
    more = f" ({len(faults) - 1} fejl mere.)" if len(faults) > 1 else ""
    return f"{name}: {_explain(first)}.{more}"


def _explain_syntax(name: str, message: str) -> str:
    line = _LINE.search(message)
    where = f"{name}, linje {line[1]}" if line else name
    known = (danish for english, danish in _SYNTAX.items() if english in message)
    return f"{where}: Det er ikke gyldig JSON: {next(known, 'tegnene her kan ikke forstås')}."


def _explain(fault: ErrorDetails) -> str:
    place, kind, value = _place(fault["loc"]), fault["type"], fault["input"]
    limits: Mapping[str, Any] = fault.get("ctx", {})
    field = str(fault["loc"][-1]) if fault["loc"] else ""
    match kind:
        case "missing":
            return f"{place} mangler og skal angives"
        case "extra_forbidden":
            return f"{place} er ikke et felt, som manifestet kan have"
        case "enum":
            return f"{place} er {_shown(value)}, men skal være {_listed(str(limits['expected']))}"
        case "string_pattern_mismatch":
            return f"{place} er {_shown(value)}, men skal være {PATTERNS[field]}"
        case "string_too_short":
            return f"{place} er tom, men skal have mindst {limits['min_length']} tegn"
        case "string_too_long":
            return f"{place} er for lang; højst {limits['max_length']} tegn er tilladt"
    wanted = _TYPES.get(kind, "skrevet på en anden måde")
    return f"{place} er {_shown(value)}, men skal være {wanted}"


def _place(parts: Sequence[int | str]) -> str:
    """Return ``documents[0].kind``, as it is written in programs."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return written.removeprefix(".") or "Manifestet"


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"»{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}«"


def _listed(expected: str) -> str:
    """Return "'a', 'b' or 'c'" in Danish."""
    return expected.replace("'", "").replace(" or ", " eller ")
