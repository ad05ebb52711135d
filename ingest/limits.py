"""How much of the machine one file may cost, and what is said when it would cost more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.reasons import because
from klausul.errors import FileLimitError

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a file may be and its reading may take.

    The longest agreements are a few megabytes and are read in seconds; whatever meets one of these
    limits is damaged, made to do harm, or no agreement.
    """

    file_bytes: int = 50 * _MB
    text_characters: int = 20_000_000
    seconds: float = 60.0
    memory_bytes: int = 2_000 * _MB


DEFAULT_LIMITS: Final = Limits()


def check_size(name: str, size: int, limits: Limits) -> None:
    """Raise ``FileLimitError`` for a file of more bytes than ``limits`` allow."""
    if size > limits.file_bytes:
        raise because(
            FileLimitError(f"{name}: {size:,} bytes, at most {limits.file_bytes:,}"),
            f"Filen fylder {_megabytes(size)}; grænsen er {_megabytes(limits.file_bytes)}. "
            "Del den i mindre filer.",
        )


def check_length(name: str, length: int, limits: Limits) -> None:
    """Raise ``FileLimitError`` for a text of more characters than ``limits`` allow."""
    if length > limits.text_characters:
        raise because(
            FileLimitError(f"{name}: {length:,} characters, at most {limits.text_characters:,}"),
            f"Filens tekst er på {_number(length)} tegn; "
            f"grænsen er {_number(limits.text_characters)}. Del den i mindre filer.",
        )


def too_slow(name: str, limits: Limits) -> FileLimitError:
    """Return the error for a file whose reading was stopped for its time."""
    seconds = f"{limits.seconds:g}"
    return because(
        FileLimitError(f"{name}: not read after {seconds} seconds"),
        f"Filen var ikke læst efter {seconds.replace('.', ',')} sekunder, "
        "og læsningen blev stoppet. Del den i mindre filer, eller gem den på ny.",
    )


def too_much_memory(name: str, limits: Limits) -> FileLimitError:
    """Return the error for a file whose reading asked for more memory than there is."""
    return because(
        FileLimitError(f"{name}: reading it takes more than {limits.memory_bytes:,} bytes"),
        f"Læsningen af filen kræver mere hukommelse end grænsen på "
        f"{_megabytes(limits.memory_bytes)}. Del den i mindre filer, eller gem den på ny.",
    )


def too_deep(name: str) -> FileLimitError:
    """Return the error for a file whose parts lie inside each other without end."""
    return because(
        FileLimitError(f"{name}: nested too deeply"),
        "Filens dele ligger for dybt inde i hinanden til at kunne læses. Gem den på ny.",
    )


def _megabytes(size: int) -> str:
    megabytes = size / _MB
    return (
        f"{_number(round(megabytes))} MB"
        if megabytes >= 10
        else f"{megabytes:.1f} MB".replace(".", ",")
    )


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")
