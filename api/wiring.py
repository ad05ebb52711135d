"""Builds the objects from the settings; nothing heavy is imported until it is needed."""

from __future__ import annotations

import logging
import os
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from klausul.errors import KlausulError
from klausul.types import Question

if TYPE_CHECKING:
    from fastapi import FastAPI

    from klausul.ports import Answerer, Encoder, Library, Reader, Searcher
    from klausul.settings import Settings

_log = logging.getLogger(__name__)

_ENVIRONMENT: Final = (
    # With two OpenMP threads a search is up to 100 times slower as soon as another process is
    # busy, and the setting must stand before numpy, faiss or torch is imported.
    ("OMP_NUM_THREADS", "1"),
    # Forking after the tokenizer was used would otherwise print a warning.
    ("TOKENIZERS_PARALLELISM", "false"),
    ("HF_HUB_DISABLE_TELEMETRY", "1"),
    ("HF_HUB_DISABLE_PROGRESS_BARS", "1"),
    ("TRANSFORMERS_VERBOSITY", "error"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """An opened collection: what reads it, searches it and answers from it."""

    library: Library
    searcher: Searcher
    answerer: Answerer


def prepare_process(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set what numpy, faiss, torch and tokenizers read when they are imported.

    What the operator set stays.
    """
    for name, value in _ENVIRONMENT:
        environment.setdefault(name, value)


def documents_folder(settings: Settings) -> Path:
    """Return where ingest writes and build reads."""
    return settings.data / "documents"


def index_folder(settings: Settings) -> Path:
    """Return where build writes and ask and serve read."""
    return settings.data / "index"


def load_encoder(settings: Settings) -> Encoder:
    """Return the encoder that the settings name.

    Raises:
        EncoderError: It cannot be loaded.
    """
    from index.encoders import SentenceEncoder

    return SentenceEncoder(
        settings.encoder,
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
    )


def load_reader(settings: Settings) -> Reader | None:
    """Return the reader that the settings name, None if they name none.

    Raises:
        ReaderError: It is not there, or is none.
    """
    from index.onnx_reader import OnnxReader

    return OnnxReader(Path(settings.reader)) if settings.reader else None


def open_collection(settings: Settings) -> Collection:
    """Open the index and put an assistant in front of it.

    Raises:
        IndexFolderError: There is no index, or it cannot be used.
        EncoderError: The encoder cannot be loaded.
        ReaderError: The reader cannot be loaded.
    """
    from answer.assistant import Assistant
    from index.reading import open_index

    index = open_index(index_folder(settings))
    assistant = Assistant(
        library=index,
        searcher=index,
        vocabulary=index.vocabulary,
        reader=load_reader(settings),
    )
    return Collection(library=index, searcher=index, answerer=assistant)


def open_app() -> FastAPI:
    """Return the application over the collection of the settings, for ``uvicorn --factory``.

    Without a usable index the server still runs and says so: ``/readyz`` and every question
    answer 503.
    """
    prepare_process()
    from api.app import create_app
    from klausul.settings import Settings

    collection = _open_or_explain(Settings())
    return create_app(
        library=collection.library,
        searcher=collection.searcher,
        answerer=collection.answerer,
    )


def _open_or_explain(settings: Settings) -> Collection:
    from api.unavailable import Unavailable

    try:
        collection = open_collection(settings)
        # The first question loads what is loaded lazily; no user should wait for that.
        collection.answerer.ask(Question(text="Hvad er en databehandler?"))
    except KlausulError as error:
        _log.warning("No usable collection in %s: %s", settings.data, error)
        nothing = Unavailable(error)
        return Collection(library=nothing, searcher=nothing, answerer=nothing)
    return collection
