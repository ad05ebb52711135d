"""The command line of the training steps."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from training import recipe as recipes

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)

RecipeFile = Annotated[Path, typer.Option(help="The numbers of the recipe.")]
Limit = Annotated[int | None, typer.Option(help="Use only so many texts: a trial.")]


@app.callback()
def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


Teacher = Annotated[Path, typer.Option(help="Folder of the English encoder.")]
Student = Annotated[Path, typer.Option(help="Folder of the model to begin with.")]
Corpora = Annotated[Path, typer.Option(help="Folder of the third-party corpora.")]
Data = Annotated[Path, typer.Option(help="Folder of the training pairs.")]
Out = Annotated[Path, typer.Option(help="Folder to write.")]


@app.command()
def vocabulary(
    teacher: Teacher,
    corpora: Corpora,
    out: Out,
    documents: Annotated[Path, typer.Option(help="Folder of agreements.")] = Path("data/documents"),
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """A Danish vocabulary on the teacher's layers: the student before any training."""
    from training.vocabulary import make_student

    numbers = recipes.load_recipe(recipe)
    make_student(
        teacher=teacher, corpora=corpora, documents=documents, out=out, recipe=numbers, limit=limit
    )


@app.command()
def distil(
    teacher: Teacher,
    student: Student,
    corpora: Corpora,
    out: Out,
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """English teacher to Danish student, over parallel sentences."""
    from training.distil import distil

    numbers = recipes.load_recipe(recipe)
    distil(teacher=teacher, student=student, corpora=corpora, out=out, recipe=numbers, limit=limit)


@app.command()
def headings(
    student: Student,
    corpora: Corpora,
    out: Out,
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """Heading to paragraph: short texts find longer ones."""
    from training.headings import pair_headings

    numbers = recipes.load_recipe(recipe)
    pair_headings(student=student, corpora=corpora, out=out, recipe=numbers, limit=limit)


@app.command()
def finetune(
    student: Student,
    out: Out,
    data: Data = Path("data/training"),
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """Question to clause."""
    from training.finetune import finetune

    numbers = recipes.load_recipe(recipe)
    finetune(student=student, data=data, out=out, recipe=numbers, limit=limit)


@app.command()
def static(
    teacher: Teacher,
    tokenizer: Annotated[Path, typer.Option(help="The transformer's tokenizer.json.")],
    corpora: Corpora,
    out: Out,
    data: Data = Path("data/training"),
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """The token-table twin of the transformer."""
    from training.static import train_static

    train_static(
        teacher=teacher,
        tokenizer=tokenizer,
        corpora=corpora,
        data=data,
        out=out,
        recipe=recipes.load_recipe(recipe),
        limit=limit,
    )


@app.command()
def export(
    student: Student,
    twin: Annotated[Path | None, typer.Option(help="Folder of the token table.")] = None,
    out: Out = Path("data/encoder"),
    recipe: RecipeFile = recipes.DEFAULT,
) -> None:
    """Half precision, checked as it is loaded: the folder that is shipped."""
    from training.export import export

    export(student=student, twin=twin, out=out, share=recipes.load_recipe(recipe).static.share)


Encoder = Annotated[Path, typer.Option(help="Folder of the encoder.")]
ENCODER = Path("data/encoder")


@app.command()
def reader_headings(
    corpora: Corpora,
    out: Out,
    encoder: Encoder = ENCODER,
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """The reader's first lesson: which paragraph stands under a heading."""
    from training.reader.learning import learn_headings

    numbers = recipes.load_recipe(recipe)
    learn_headings(encoder=encoder, corpora=corpora, out=out, recipe=numbers, limit=limit)


@app.command()
def reader_questions(
    reader: Annotated[Path, typer.Option(help="Folder of the reader to begin with.")],
    out: Out,
    encoder: Encoder = ENCODER,
    data: Data = Path("data/training"),
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """The reader's second lesson: does a clause answer, with which words, and ja or nej?"""
    from training.reader.learning import learn_questions

    numbers = recipes.load_recipe(recipe)
    learn_questions(reader=reader, encoder=encoder, data=data, out=out, recipe=numbers, limit=limit)


@app.command()
def reader_verdicts(
    reader: Annotated[Path, typer.Option(help="Folder of the reader to begin with.")],
    out: Out,
    encoder: Encoder = ENCODER,
    data: Data = Path("data/training"),
    recipe: RecipeFile = recipes.DEFAULT,
    limit: Limit = None,
) -> None:
    """The reader's third lesson: ja and nej."""
    from training.reader.learning import learn_verdicts

    numbers = recipes.load_recipe(recipe)
    learn_verdicts(reader=reader, encoder=encoder, data=data, out=out, recipe=numbers, limit=limit)


@app.command()
def reader_export(
    reader: Annotated[Path, typer.Option(help="Folder of the trained reader.")],
    out: Out = Path("data/reader"),
    recipe: RecipeFile = recipes.DEFAULT,
) -> None:
    """The reader as a graph of eight-bit weights: the folder that is shipped."""
    from training.reader.export import export_reader

    export_reader(reader=reader, out=out, recipe=recipes.load_recipe(recipe))


@app.command()
def screen(
    data: Data = Path("data/training"),
    evaluation: Annotated[Path, typer.Option(help="Cases that must stay unseen.")] = Path(
        "data/evals/dev.jsonl"
    ),
) -> None:
    """Delete training questions that are close to one of the evaluation."""
    from training.screening import remove_close

    typer.echo(f"{remove_close(data, evaluation)} questions removed")


if __name__ == "__main__":
    app()
