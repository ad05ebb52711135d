"""What each error means to a customer: HTTP status, exit code and Danish words.

The one place where errors meet HTTP and Danish; a test checks that every error of
``klausul.errors`` stands in the table. Nothing heavy is imported, so the command line can use it
at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from api.problems import ProblemKind
from klausul import errors

_REBUILD = "Byg indekset igen med: klausul build"

PROBLEMS: Final[Mapping[type[errors.KlausulError], ProblemKind]] = MappingProxyType(
    {
        errors.KlausulError: ProblemKind(
            slug="fejl",
            status=500,
            title="Noget gik galt",
            detail="Klausul kunne ikke udføre opgaven. Prøv igen, eller kontakt driften.",
            exit_code=1,
        ),
        errors.InputError: ProblemKind(
            slug="ugyldig-forespoergsel",
            status=422,
            title="Forespørgslen kan ikke besvares",
            detail="Ret forespørgslen, og prøv igen.",
            exit_code=2,
        ),
        errors.EmptyQuestionError: ProblemKind(
            slug="tomt-spoergsmaal",
            status=422,
            title="Spørgsmålet er tomt",
            detail="Skriv et spørgsmål med mindst ét ord i feltet »question«.",
            exit_code=2,
            advice='Skriv et spørgsmål, for eksempel: klausul ask "Hvor lang er slettefristen?"',
        ),
        errors.QuestionTooLongError: ProblemKind(
            slug="for-langt-spoergsmaal",
            status=422,
            title="Spørgsmålet er for langt",
            detail="Et spørgsmål må højst være på 2.000 tegn. Forkort det, og prøv igen.",
            exit_code=2,
        ),
        errors.UnknownVendorError: ProblemKind(
            slug="ukendt-leverandoer",
            status=404,
            title="Ukendt leverandør",
            detail="Ingen dokumenter hører til den leverandør. De kendte står på /v1/vendors.",
            exit_code=2,
            advice="Ingen dokumenter hører til den leverandør.",
        ),
        errors.UnknownDocumentError: ProblemKind(
            slug="ukendt-dokument",
            status=404,
            title="Ukendt dokument",
            detail="Intet dokument har det id, eller det hører ikke til den valgte leverandør. "
            "Dokumenternes id'er står på /v1/documents.",
            exit_code=2,
            advice="Intet dokument har det id, eller det hører ikke til den valgte leverandør.",
        ),
        errors.UnknownClauseError: ProblemKind(
            slug="ukendt-bestemmelse",
            status=404,
            title="Ukendt bestemmelse",
            detail="Ingen bestemmelse har det id. Et dokuments bestemmelser står på "
            "/v1/documents/{document_id}.",
            exit_code=2,
            advice="Ingen bestemmelse har det id. Se dem med: klausul inspect DOKUMENT",
        ),
        errors.IngestError: ProblemKind(
            slug="ubrugelig-fil",
            status=422,
            title="Filen kan ikke indlæses",
            detail="Ret filen, og indlæs den igen.",
            exit_code=3,
        ),
        errors.UnreadableFileError: ProblemKind(
            slug="ulaeselig-fil",
            status=422,
            title="Filen kan ikke læses",
            detail="Kontrollér, at filen findes, ikke er beskadiget eller låst med adgangskode, "
            "og at tekst er gemt som UTF-8.",
            exit_code=3,
        ),
        errors.UnsupportedFormatError: ProblemKind(
            slug="ukendt-filformat",
            status=415,
            title="Filformatet kendes ikke",
            detail="Gem dokumentet i et format, som Klausul læser, og indlæs det igen.",
            exit_code=3,
        ),
        errors.EmptyDocumentError: ProblemKind(
            slug="tomt-dokument",
            status=422,
            title="Dokumentet er tomt",
            detail="Filen indeholder ingen tekst. Et skannet dokument skal tekstgenkendes først.",
            exit_code=3,
        ),
        errors.FileLimitError: ProblemKind(
            slug="for-stor-fil",
            status=413,
            title="Filen er for stor eller for indviklet",
            detail="Del dokumentet i mindre filer, eller gem det på ny, og indlæs det igen.",
            exit_code=3,
        ),
        errors.DuplicateDocumentError: ProblemKind(
            slug="dobbelt-dokument",
            status=409,
            title="To filer vil blive til samme dokument",
            detail="Giv den ene fil et andet navn, og indlæs den igen.",
            exit_code=3,
        ),
        errors.ManifestError: ProblemKind(
            slug="ugyldigt-manifest",
            status=422,
            title="Manifestet er ikke gyldigt",
            detail="Ret manifestet ved siden af dokumenterne, og indlæs dem igen.",
            exit_code=3,
        ),
        errors.IndexFolderError: ProblemKind(
            slug="ubrugeligt-indeks",
            status=503,
            title="Indekset kan ikke bruges",
            detail=_REBUILD,
            exit_code=4,
        ),
        errors.MissingIndexError: ProblemKind(
            slug="intet-indeks",
            status=503,
            title="Der er intet indeks",
            detail="Indlæs dokumenter med »klausul ingest STI«, byg indekset med "
            "»klausul build«, og start serveren igen.",
            exit_code=4,
            advice="Indlæs først dokumenter med »klausul ingest STI«, og byg derefter indekset "
            "med »klausul build«.",
        ),
        errors.CorruptIndexError: ProblemKind(
            slug="beskadiget-indeks",
            status=503,
            title="Indekset er beskadiget",
            detail=_REBUILD,
            exit_code=4,
        ),
        errors.IndexMismatchError: ProblemKind(
            slug="forkert-indeks",
            status=503,
            title="Indekset er bygget med en anden model eller version",
            detail=_REBUILD,
            exit_code=4,
        ),
        errors.BuildInProgressError: ProblemKind(
            slug="indeks-bygges",
            status=503,
            title="Indekset er ved at blive bygget",
            detail="Vent, til den anden bygning er færdig, og prøv igen.",
            exit_code=4,
        ),
        errors.EncoderError: ProblemKind(
            slug="ubrugelig-model",
            status=503,
            title="Sprogmodellen til søgning kan ikke indlæses",
            detail="Kontrollér indstillingen KLAUSUL_ENCODER.",
            exit_code=2,
        ),
        errors.ReaderError: ProblemKind(
            slug="ubrugelig-laeser",
            status=503,
            title="Modellen til at læse svar kan ikke indlæses",
            detail="Kontrollér indstillingen KLAUSUL_READER.",
            exit_code=2,
        ),
        errors.UnprovenAnswerError: ProblemKind(
            slug="ubevist-svar",
            status=500,
            title="Svaret kunne ikke bevises",
            detail="Klausul viser ikke et svar uden et ordret citat. Stil spørgsmålet på en "
            "anden måde.",
            exit_code=1,
        ),
        errors.EvaluationFileError: ProblemKind(
            slug="ugyldig-maalefil",
            status=422,
            title="Filen med målespørgsmål er ikke gyldig",
            detail="Ret filen: ét JSON-objekt på hver linje, UTF-8.",
            exit_code=3,
        ),
    }
)

INVALID_REQUEST: Final = ProblemKind(
    slug="ugyldige-felter",
    status=422,
    title="Forespørgslen er ikke gyldig",
    detail="Ret de nævnte felter, og prøv igen.",
    exit_code=2,
)
NO_BODY: Final = replace(INVALID_REQUEST, detail="Forespørgslen har intet indhold.")
NOT_TEXT: Final = ProblemKind(
    slug="ikke-tekst",
    status=422,
    title="Teksten kan ikke læses",
    detail="Den skal være UTF-8 og må ikke indeholde NUL-tegn.",
    exit_code=2,
)
UNKNOWN_TOPIC: Final = ProblemKind(
    slug="ukendt-emne",
    status=404,
    title="Ukendt emne",
    detail="Emnerne står på /v1/compare.",
    exit_code=2,
    advice="Se emnerne med: klausul compare",
)
INTERNAL: Final = ProblemKind(
    slug="intern-fejl",
    status=500,
    title="Der skete en fejl i Klausul",
    detail="Prøv igen om lidt. Sker det igen, så kontakt driften.",
    exit_code=1,
)
_BY_STATUS: Final[Mapping[int, ProblemKind]] = MappingProxyType(
    {
        kind.status: kind
        for kind in (
            ProblemKind(
                slug="ulaeselig-forespoergsel",
                status=400,
                title="Forespørgslen kan ikke læses",
                detail="Send ét gyldigt JSON-objekt i UTF-8.",
                exit_code=2,
            ),
            ProblemKind(
                slug="ukendt-adresse",
                status=404,
                title="Adressen findes ikke",
                detail="Adresserne står i /openapi.json.",
                exit_code=2,
            ),
            ProblemKind(
                slug="forkert-metode",
                status=405,
                title="Metoden kan ikke bruges på denne adresse",
                detail="Brug en af de metoder, som svarets hoved »Allow« nævner.",
                exit_code=2,
            ),
            ProblemKind(
                slug="for-stor-forespoergsel",
                status=413,
                title="Forespørgslen er for stor",
                detail="En forespørgsel må højst fylde 64 KiB. Forkort den, og prøv igen.",
                exit_code=2,
            ),
            ProblemKind(
                slug="forkert-indholdstype",
                status=415,
                title="Indholdstypen kan ikke bruges",
                detail="Send JSON med hovedet »Content-Type: application/json«.",
                exit_code=2,
            ),
            INVALID_REQUEST,
            INTERNAL,
        )
    }
)
ADDRESS_NOT_TEXT: Final = replace(_BY_STATUS[400], detail="Adressen skal være i UTF-8.")


def kind_of(error: errors.KlausulError) -> ProblemKind:
    """Return what ``error`` means to a customer."""
    return PROBLEMS[type(error)]


def kind_of_status(status: int) -> ProblemKind:
    """Return the problem for an HTTP status that the framework raised."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    base = _BY_STATUS[400] if status < 500 else INTERNAL
    return ProblemKind(
        slug=f"http-{status}",
        status=status,
        title=base.title,
        detail=base.detail,
        exit_code=base.exit_code,
    )
