"""Whether the process runs and the index is loaded, and what answers here."""

from __future__ import annotations

from fastapi import APIRouter

from api.openapi import problems
from api.parts import PartsOf
from api.service_schemas import Health, Product, Readiness
from klausul import __version__

router = APIRouter(tags=["Drift"])


@router.get("/healthz", summary="Kører processen?", responses=problems())
async def check_health() -> Health:
    """Tell that the process runs, index or not."""
    return Health(status="ok")


@router.get("/readyz", summary="Er indekset indlæst?", responses=problems(503))
async def check_readiness(parts: PartsOf) -> Readiness:
    """Tell that questions can be answered."""
    library = parts.library
    return Readiness(
        status="ready",
        index_version=library.version,
        documents=len(library.documents),
        clauses=len(library.clauses),
    )


@router.get("/", summary="Hvad er det her?", responses=problems())
async def show_product() -> Product:
    """Name the product and where its documentation is."""
    return Product(
        product="Klausul",
        version=__version__,
        description="Svar på spørgsmål om databehandleraftaler, bevist med den præcise "
        "bestemmelse. Stil et spørgsmål med POST /v1/ask.",
        openapi="/openapi.json",
    )
