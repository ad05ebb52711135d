"""The HTTP application, made of the parts it is given."""

from __future__ import annotations

from fastapi import FastAPI

from api.handlers import install_handlers
from api.openapi import describe_problems
from api.parts import BackReferences, Parts
from api.routes import asking, comparing, documents, health, searching
from klausul import __version__
from klausul.ports import Answerer, Library, Searcher

_DESCRIPTION = """\
Svar på danske spørgsmål om databehandleraftaler, bevist med den præcise bestemmelse, ordret.

Fejl sendes som `application/problem+json` (RFC 9457) med en fast `type` og en dansk `detail`.
Alle `start` og `end` tæller tegn (Unicode code points) i teksten fra
`GET /v1/documents/{document_id}/text`.
"""


def create_app(*, library: Library, searcher: Searcher, answerer: Answerer) -> FastAPI:
    """Return the application over the given parts."""
    app = FastAPI(
        title="Klausul",
        version=__version__,
        description=_DESCRIPTION,
        # A redirect would be the one answer that is neither the contract's nor a problem.
        redirect_slashes=False,
        # The framework's page would load its scripts from a network.
        docs_url=None,
        redoc_url=None,
    )
    app.state.parts = Parts(
        library=library,
        searcher=searcher,
        answerer=answerer,
        back_references=BackReferences(library),
    )
    install_handlers(app)
    for module in (asking, comparing, documents, searching, health):
        app.include_router(module.router)
    describe_problems(app)
    return app
