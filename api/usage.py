"""Typer's own words in Danish: the frame of ``--help`` and the complaints about wrong use."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from api.terminal import printable

if TYPE_CHECKING:
    # Typer hides its base classes; overriding with the right types needs the real context.
    from typer._click.core import Context

_HELP_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Usage: ": "Brug: ",
        "Arguments:\n": "Argumenter:\n",
        "Options:\n": "Tilvalg:\n",
        "Commands:\n": "Kommandoer:\n",
        "Show this message and exit.": "Vis denne hjælp.",
        "[required]": "[skal angives]",
    }
)

# Typer prints an argument as {NAME} and NAME <str>, which tells nobody anything.
_BRACES: Final = re.compile(r"\{([^}]+)\}(?:\.\.\.)?")
_PYTHON_TYPE: Final = re.compile(r" <[\w\[\]]+>")


class DanishCommand(TyperCommand):
    """A command whose help is wholly Danish."""

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return _in_danish(super().get_help(ctx))


class DanishGroup(TyperGroup):
    """The commands together; wrong use of any is explained in Danish, with exit code 2."""

    def get_help(self, ctx: Context) -> str:
        """Return the help page."""
        return _in_danish(super().get_help(ctx))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: object,
    ) -> NoReturn:
        """Run the command that ``args`` name and exit."""
        try:
            status = super().main(
                args,
                prog_name=prog_name,
                complete_var=complete_var,
                standalone_mode=False,
                windows_expand_args=windows_expand_args,
                **extra,
            )
        except typer.TyperException as error:
            typer.echo(_complain(error), err=True)
            sys.exit(2)
        except typer.Abort:
            typer.echo("Afbrudt.", err=True)
            sys.exit(130)
        sys.exit(status if isinstance(status, int) else 0)


def _in_danish(page: str) -> str:
    for english, danish in _HELP_WORDS.items():
        page = page.replace(english, danish)
    return _PYTHON_TYPE.sub("", _BRACES.sub(r"\1", page))


def _complain(error: typer.TyperException) -> str:
    """Return what is wrong and where help is.

    Typer keeps its classes of wrong use to itself, so their names and attributes are asked.
    """
    name = type(error).__name__
    if name == "NoArgsIsHelpError":
        return error.format_message()
    context: Context | None = getattr(error, "ctx", None)
    path = context.command_path if context else "klausul"
    parameter = getattr(error, "param", None)
    hint = parameter.get_error_hint() if parameter else ""
    option = getattr(error, "option_name", "")
    match name:
        case "NoSuchOption":
            what = f"Tilvalget {option} findes ikke."
        case "MissingParameter":
            what = f"Der mangler {hint}."
        case "BadParameter":
            what = f"Værdien for {hint} kan ikke bruges."
        case "BadOptionUsage" | "BadArgumentUsage":
            what = f"Tilvalget {option} bruges forkert."
        case _:
            of_command = context is not None and context.parent is not None
            what = "For mange argumenter." if of_command else "Kommandoen findes ikke."
    return f"{printable(what)}\nSe hjælpen med: {path} --help"
