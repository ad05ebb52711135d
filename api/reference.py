"""Writes the reference of the command line, ``docs/cli.md``, from the commands' own help.

Run ``python -m api.reference`` after a change; a test compares the file with the help.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer.main

from api.cli import app

if TYPE_CHECKING:
    from typer._click.core import Command, Context

REFERENCE_PATH: Final = Path(__file__).resolve().parent.parent / "docs" / "cli.md"

_WIDTH: Final = 80
_HEAD: Final = """\
# Kommandolinjen

Denne side skrives af `python -m api.reference` ud fra kommandoernes egen hjælp.

Slutkoder: 0 alt gik godt · 1 intet svar fundet, eller en kontrol fejlede · 2 forkert brug (også
ukendt leverandør, dokument eller emne, eller en optaget port) · 3 en fil kan ikke bruges (den
nævnes med grunden) · 4 der er intet brugbart indeks.

Med `--json` skrives ét JSON-dokument til stdout: for `ask` samme objekt som `POST /v1/ask`, for
`inspect` samme som `GET /v1/documents/{document_id}`, for `compare` samme som `GET /v1/compare`,
ved fejl samme som HTTP-fejlen. Alt andet (fremdrift, forklaringer) skrives til stderr.
"""


def render_reference() -> str:
    """Return ``docs/cli.md``: the help of every command, as at a terminal of 80 columns."""
    root = typer.main.get_command(app)
    context = _context(root, "klausul")
    pages = [_page("klausul", root.get_help(context))]
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        pages.append(
            _page(f"klausul {name}", command.get_help(_context(command, name, parent=context)))
        )
    return "\n".join([_HEAD, *pages])


def _context(command: Command, name: str, parent: Context | None = None) -> Context:
    return command.context_class(command, parent=parent, info_name=name, terminal_width=_WIDTH)


def _page(title: str, text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return f"## `{title}`\n\n```text\n{lines}\n```\n"


if __name__ == "__main__":
    REFERENCE_PATH.write_text(render_reference(), encoding="utf-8")
