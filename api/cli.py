"""The command line. Heavy imports sit inside the commands, so that ``--help`` is at once there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api import wiring
from api.terminal import (
    check_text,
    explain_errors,
    print_json,
    printable,
    read_question,
)
from api.usage import DanishCommand, DanishGroup
from klausul import __version__
from klausul.errors import EvaluationFileError
from klausul.types import Outcome, Question

if TYPE_CHECKING:
    from api.wiring import Collection
    from klausul.ports import Encoder
    from klausul.settings import Settings

NOTHING_FOUND: Final = 1
WRONG_USE: Final = 2

app = typer.Typer(
    cls=DanishGroup,
    help="Svar på danske spørgsmål om databehandleraftaler, bevist med den præcise bestemmelse.",
    subcommand_metavar="KOMMANDO [ARGUMENTER]...",
    options_metavar="[TILVALG]",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

VendorId = Annotated[
    str | None, typer.Option(metavar="ID", help="Kun dokumenter fra leverandøren med dette ID.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv ét JSON-dokument til stdout.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The two slow things that commands need, as functions; a test hands in quick ones."""

    open_collection: Callable[[Settings], Collection] = wiring.open_collection
    load_encoder: Callable[[Settings], Encoder] = wiring.load_encoder


def main() -> None:
    """Run the command that the arguments name."""
    wiring.prepare_process()
    for stream in (sys.stdout, sys.stderr):
        # A terminal with a small character set must not break an answer.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app(prog_name="klausul")


def _command(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=DanishCommand, options_metavar="[TILVALG]")


def _workshop(context: typer.Context) -> Workshop:
    return context.obj if isinstance(context.obj, Workshop) else Workshop()


def _settings() -> Settings:
    from klausul.settings import Settings

    return Settings()


@_command("ingest")
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="STI...", help="Filer eller mapper; undermapper læses med."),
    ],
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Læs også uændrede filer igen, og lad en fil erstatte en anden leverandørs "
            "dokument med samme ID.",
        ),
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Fjern dokumenter, hvis filer ikke er i mapperne mere."),
    ] = False,
) -> None:
    """Indlæs nye og ændrede dokumenter. En fil, der ikke kan bruges, nævnes med grunden."""
    from api.collecting import ingest_documents

    load_encoder = _workshop(context).load_encoder
    ingest_documents(
        paths, settings=_settings(), load_encoder=load_encoder, force=force, prune=prune
    )


@_command("remove")
def remove(
    context: typer.Context,
    documents: Annotated[
        list[str], typer.Argument(metavar="DOKUMENT...", help="Dokumenternes ID'er eller filnavne.")
    ],
) -> None:
    """Fjern dokumenter helt. Intet i dem kan findes eller citeres derefter.

    En server, der kører, skal genstartes: den svarer fra det gamle indeks, til den stoppes.
    """
    from api.collecting import remove_documents

    load_encoder = _workshop(context).load_encoder
    remove_documents(documents, settings=_settings(), load_encoder=load_encoder)


@_command("build")
def build(context: typer.Context) -> None:
    """Byg indekset over de indlæste dokumenter. Det gamle bruges, til det nye er færdigt."""
    from api.collecting import build_collection

    build_collection(settings=_settings(), load_encoder=_workshop(context).load_encoder)


@_command("ask")
def ask(
    context: typer.Context,
    question: Annotated[
        str, typer.Argument(metavar="SPØRGSMÅL", help="Spørgsmålet; - læser det fra stdin.")
    ],
    vendor: VendorId = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Kun dokumentet med dette ID.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Stil et spørgsmål. Slutkode 1, når dokumenterne ikke giver et svar."""
    from uuid import uuid4

    from api.scoping import as_stored
    from api.shaping import shape_answer

    with explain_errors(as_json=as_json):
        asked = Question(
            text=read_question(question),
            vendor=check_text(vendor),
            document_id=check_text(document),
        )
        collection = _workshop(context).open_collection(_settings())
        documents = collection.library.documents
        with explain_errors(as_json=as_json, documents=documents.values()):
            answer = collection.answerer.ask(as_stored(asked, collection.library))
    reply = shape_answer(answer, library=collection.library, question_id=uuid4().hex)
    if as_json:
        print_json(reply)
    else:
        from api.rendering import open_console, render_answer

        titles = {document_id: entry.title for document_id, entry in documents.items()}
        render_answer(reply, open_console(), titles=titles)
    if reply.outcome in (Outcome.NOT_FOUND, Outcome.AMBIGUOUS):
        raise typer.Exit(NOTHING_FOUND)


@_command("serve")
def serve(
    host: Annotated[
        str,
        typer.Option(
            metavar="ADRESSE", help="Adresse at lytte på (127.0.0.1).", show_default=False
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            metavar="PORT", min=0, max=65_535, help="Port at lytte på (8000).", show_default=False
        ),
    ] = 8000,
) -> None:
    """Start HTTP-serveren. Slutkode 2, når porten er optaget."""
    from api.listening import why_not_listen

    refusal = why_not_listen(host, port)
    if refusal:
        typer.echo(printable(refusal), err=True)
        raise typer.Exit(WRONG_USE)
    import uvicorn

    typer.echo(f"Klausul starter på http://{host}:{port} (stop med Ctrl+C)", err=True)
    # No access log: the query string of a search is what somebody asked.
    uvicorn.run("api.wiring:open_app", factory=True, host=host, port=port, access_log=False)


@_command("eval")
def evaluate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FIL.jsonl", help="Spørgsmål eller facit.")],
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Kun de første N spørgsmål.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Mål svarene mod en fil med spørgsmål, eller opdelingen mod en fil med bestemmelser."""
    from api.evaluating import evaluate_file

    with explain_errors(as_json=as_json):
        if not file.is_file():
            raise EvaluationFileError(f"no such file: {file}")
        collection = _workshop(context).open_collection(_settings())
        evaluate_file(file, collection=collection, limit=limit, as_json=as_json)


@_command("inspect")
def inspect(
    document: Annotated[
        str, typer.Argument(metavar="DOKUMENT", help="Dokumentets ID eller filnavn, eller en fil.")
    ],
    strict: Annotated[
        bool, typer.Option("--strict", help="Slutkode 1, når der er en uregelmæssighed.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Vis et dokuments opbygning, henvisninger og uregelmæssigheder. En fil gemmes ikke."""
    from api.inspecting import inspect_document

    with explain_errors(as_json=as_json):
        found = inspect_document(document, settings=_settings(), as_json=as_json)
    if strict and found:
        raise typer.Exit(NOTHING_FOUND)


@_command("compare")
def compare(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(metavar="EMNE", help="Emnet; uden et vises emnerne.")
    ] = None,
    vendor: VendorId = None,
    as_json: AsJson = False,
) -> None:
    """Sammenlign et emne i alle dokumenter. Slutkode 1, når ingen af dem giver et svar."""
    from answer.comparing import compare as compare_documents
    from api import comparing, tabulating
    from api.scoping import scope_of_vendor

    if topic is None:
        tabulating.write_topics(comparing.shape_topics(), as_json=as_json)
        return
    with explain_errors(as_json=as_json):
        wanted, owner = comparing.require_topic(check_text(topic) or ""), check_text(vendor)
        collection = _workshop(context).open_collection(_settings())
        library = collection.library
        with explain_errors(as_json=as_json, documents=library.documents.values()):
            found = compare_documents(
                wanted,
                answerer=collection.answerer,
                library=library,
                scope=scope_of_vendor(library, owner),
            )
    reply = comparing.shape_comparison(found, library=library)
    tabulating.write_comparison(reply, as_json=as_json)
    if all(row.outcome is Outcome.NOT_FOUND for row in reply.rows):
        raise typer.Exit(NOTHING_FOUND)


@_command("version")
def version() -> None:
    """Vis Klausuls version."""
    typer.echo(f"klausul {__version__}")
