"""The standard topics of a data processing agreement: how each is named, asked about and measured.

All of it is data that holds for any agreement. ``signs`` keeps an answer to its topic: words that
a clause cannot regulate the matter without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """What a topic's short value is (the values are part of the HTTP contract)."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    AMOUNT = "amount"
    PLACE = "place"
    NAMES = "names"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A matter that agreements are compared on.

    ``key`` never changes once published. ``aliases`` are the words by which people name it.
    ``questions`` ask for the same thing in the words of a template, a contract and a customer (of
    names, each for some of them). ``signs`` matches what every clause on the matter prints, in its
    text or heading, and ``telling`` the words in it that say what applies when there is no figure;
    of names, the names themselves. ``is_duty`` says that the processor must do it, so that what
    the controller must do is not its value.
    """

    key: str
    title: str
    aliases: tuple[str, ...]
    questions: tuple[str, ...]
    kind: ValueKind
    signs: re.Pattern[str]
    telling: re.Pattern[str]
    is_duty: bool = False


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


def _pattern(alternatives: str) -> re.Pattern[str]:
    return re.compile(alternatives, re.IGNORECASE)


_PAYING = _pattern(
    r"for (?:egen|den dataansvarliges|kundens|databehandlerens|leverandørens) (?:regning|udgift)"
    r"|(?:mod|til|kræve|opkræve|modtage)\b[^.;]{0,40}\b(?:betaling|vederlag|honorar|gebyr)"
    r"|uden (?:\w+ )?(?:betaling|vederlag|beregning|omkostninger?)|vederlagsfri\w*|gratis"
    r"|(?:afhold|bær|betal|dækk)e[rs]?\b[^.;]{0,60}\b(?:af|selv|omkostning\w*|udgift\w*|for)\b"
    r"|(?:dataansvarlige|kunden?|databehandler(?:en)?|leverandør(?:en)?|parterne|part)\b"
    r"[^.;]{0,30}\b(?:afholder|bærer|betaler|dækker)\b"
    r"|(?:afregn|fakturer|honorer|vederlægg)\w*|\w*timepris\w*|\w*takst\w*|\bgebyr\w*"
    r"|(?:indeholdt|inkluderet|omfattet) (?:i|af) (?:prisen|abonnement\w*|licens\w*|vederlag\w*)"
)

TOPICS: tuple[Topic, ...] = (
    Topic(
        key="breach_notice",
        title="Underretning om brud",
        aliases=_split(
            "brud, brud på persondatasikkerheden, persondatabrud, sikkerhedsbrud, "
            "databrud, datalæk, sikkerhedshændelse, brudfrist, underretning, "
            "underretningsfrist, underretning ved brud, anmeldelse af brud"
        ),
        questions=(
            "Hvor hurtigt skal databehandleren underrette den dataansvarlige om brud på"
            " persondatasikkerheden?",
            "Hvor hurtigt får vi besked ved et sikkerhedsbrud?",
            "Skal databehandleren meddele sikkerhedshændelser?",
        ),
        kind=ValueKind.DURATION,
        signs=_pattern(r"\w*brud\b|\w*brudd\w+|\w*hændelse\w*|\w*læk(?:age\w*|ket?)?\b"),
        telling=_pattern(r"underret\w*|\bbesked\b|meddel\w*|orienter\w*|kontakte\w*"),
        is_duty=True,
    ),
    Topic(
        key="deletion",
        title="Sletning ved ophør",
        aliases=_split(
            "slettefrist, sletning, sletning ved ophør, sletning og returnering, slette, "
            "sletterutine, tilbagelevering, returnering, opbevaringsperiode"
        ),
        questions=(
            "Hvornår slettes personoplysningerne efter aftalens ophør?",
            "Hvor lang er slettefristen?",
            "Skal personoplysningerne slettes eller tilbageleveres ved aftalens ophør?",
        ),
        kind=ValueKind.DURATION,
        signs=_pattern(r"\b\w*slet(?:te\w*|ning\w*)?\b|tilbagelever\w*|destru\w*|\w*retur\w*"),
        telling=_pattern(r"\bslet(?:te\w*|ning\w*)?\b|tilbagelever\w*|returner\w*"),
        is_duty=True,
    ),
    Topic(
        key="log_retention",
        title="Opbevaring af log",
        aliases=_split(
            "log, logning, logs, logfiler, logopbevaring, opbevaring af log, logperiode, "
            "hvor længe gemmes loggen"
        ),
        questions=(
            "Hvor lang tid gemmes logfiler?",
            "Hvor længe opbevares loggen?",
        ),
        kind=ValueKind.DURATION,
        signs=_pattern(
            r"\blog(?:gen|s|ge[srt]?|ning\w*|fil\w*|opl\w*|data\w*)?\b|\w+log(?:gen|s)?\b"
        ),
        telling=_pattern(r"(?:opbevare|gemme|slette)\w*"),
    ),
    Topic(
        key="subprocessor_notice",
        title="Varsel om nye underdatabehandlere",
        aliases=_split(
            "underdatabehandler, underdatabehandlere, underleverandør, underleverandører, "
            "varsel, varsel om nye underdatabehandlere, varsling, "
            "skift af underdatabehandler, nye underdatabehandlere, underdatabehandlervarsel"
        ),
        questions=(
            "Hvor lang tid i forvejen skal databehandleren varsle nye underdatabehandlere?",
            "Hvad er varslet for ændring af underdatabehandlere?",
            "Skal den dataansvarlige underrettes om eller godkende nye underdatabehandlere?",
        ),
        kind=ValueKind.DURATION,
        signs=_pattern(r"under-?\s?(?:data)?-?\s?behandler\w*|underleverandør\w*"),
        telling=_pattern(
            r"på forhånd|forudgående\b[^.;]{0,60}|forinden|uden\b[^.;]{0,40}godkendelse"
            r"|underrette\w*|varsle\w*|orientere\w*|godkend\w*"
        ),
        is_duty=True,
    ),
    Topic(
        key="audit",
        title="Tilsyn og revision",
        aliases=_split(
            "tilsyn, revision, audit, kontrol, inspektion, revisionserklæring, "
            "tilsynsbesøg, tilsyn og revision, isae 3000, erklæring"
        ),
        questions=(
            "Hvor ofte føres der tilsyn med databehandleren?",
            "Hvor ofte indhentes der en revisionserklæring?",
            "Må den dataansvarlige føre tilsyn med databehandleren?",
            "Kan den dataansvarlige foretage kontrol, inspektion eller revision?",
        ),
        kind=ValueKind.FREQUENCY,
        signs=_pattern(
            r"\btilsyn(?!smynd)\w*|\w*revision\w*|\baudit\w*|\w*inspektion\w*"
            r"|\b(?:egen)?kontrol(?:ler\w*|besøg\w*|len)?\b|\w*erklæring\w*"
        ),
        telling=_pattern(
            r"ISAE ?\d+|\w*revisionserklæring\w*|\w*inspektion\w*|tilsyn\w*|\w*revision\w*"
            r"|\baudit\w*|\bkontrol\w*"
        ),
    ),
    Topic(
        key="audit_cost",
        title="Betaling for tilsyn",
        aliases=_split(
            "betaling for tilsyn, hvem betaler for tilsyn, udgifter til tilsyn, "
            "tilsynsudgift, revisionsomkostninger, omkostninger ved revision, "
            "betaling for revision, betaling for audit"
        ),
        questions=(
            "Hvem betaler for den dataansvarliges revision eller tilsyn?",
            "Hvem afholder udgifterne til revision og inspektion?",
            "Koster det noget, at vi fører kontrol?",
        ),
        kind=ValueKind.TEXT,
        signs=_pattern(
            r"\btilsyn(?!smynd)\w*|\w*revision\w*|\baudit\w*|\w*inspektion\w*"
            r"|\b(?:egen)?kontrol(?:ler\w*|besøg\w*|len)?\b"
        ),
        telling=_PAYING,
    ),
    Topic(
        key="data_location",
        title="Hvor data befinder sig",
        aliases=_split(
            "sted, placering, placering af data, datacenter, lokation, land, hosting, "
            "servere, opbevaringssted, hvor er data, lokalitet, eu, tredjeland, tredjelande"
        ),
        questions=(
            "Hvor opbevares data?",
            "I hvilke lande behandles personoplysningerne?",
            "Hvor befinder underdatabehandlerne sig?",
            "Overføres personoplysninger til lande uden for EU/EØS?",
        ),
        kind=ValueKind.PLACE,
        signs=_pattern(
            r"opbevar\w*|lagre\w*|behandl\w*|server\w*|\w*datacent\w*|lokali?\w*|host\w*|\bEU\b"
            r"|EØS|tredjeland\w*"
        ),
        telling=_pattern(
            r"uden\s?for (?:EU(?: ?/ ?EØS)?|EØS)|tredjeland\w*|lokalite\w*|lokation\w*|lokalt"
            r"|\w*datacent\w*|server\w*"
        ),
    ),
    Topic(
        key="liability",
        title="Ansvar",
        aliases=_split(
            "ansvar, erstatning, ansvarsbegrænsning, hæftelse, erstatningsansvar, "
            "skadesløsholdelse, ansvarsloft"
        ),
        questions=(
            "Hvad er databehandlerens erstatningsansvar begrænset til?",
            "Hvem hæfter for tab ved misligholdelse af aftalen?",
            "Skal databehandleren betale erstatning?",
            "Hvor reguleres parternes erstatningsansvar?",
        ),
        kind=ValueKind.AMOUNT,
        signs=_pattern(
            r"\b\w*ansvar(?!lig)\w*|\bhæft\w+|erstat\w*|skadesl\w+"
            r"|\bikke ansvarlig\w*|\bansvarlig\w* for (?:\w+ )?(?:tab|skade|mere)"
        ),
        telling=_pattern(
            r"begræns\w*|fraskriv\w*|hæfter|overstige\w*|skadesløs\w*|erstat\w*|\b\w*ansvar(?!lig)\w*"
        ),
        is_duty=True,
    ),
    Topic(
        key="law_and_venue",
        title="Lovvalg og værneting",
        aliases=_split(
            "lovvalg, værneting, lov og værneting, domstol, tvister, tvist, voldgift, "
            "retsvalg, lovvalg og værneting"
        ),
        questions=(
            "Hvilket lands ret gælder?",
            "Hvor er værneting?",
        ),
        kind=ValueKind.NAMES,
        signs=_pattern(
            r"lovvalg\w*|værneting\w*|domstol\w*|voldgift\w*|\w*byret\w*|\w+sk (?:ret|lov)\b"
            r"|retten i\b|\bgældende ret\b"
        ),
        telling=_pattern(
            r"(?<!europæi)(?<!retli)\b[a-zæøå]+sk (?:ret|lov(?:givning)?)\b"
            r"|(?-i:(?:[A-ZÆØÅ][\w-]*(?: og)? )?[A-ZÆØÅ][a-zæøå]*retten(?: i [A-ZÆØÅ]\w+)?)"
            r"|(?-i:Retten i [A-ZÆØÅ]\w+)"
            r"|(?-i:[A-ZÆØÅ]\w+s (?:[Bb]yret|[Rr]et))(?: i (?-i:[A-ZÆØÅ])\w+)?"
            r"|voldgift(?: i (?-i:[A-ZÆØÅ])\w+)?|\bgældende ret(?: og værneting)?,? som\b[^.;]*"
            r"|databehandlerens (?:hjemting|værneting)|(?:kundens|leverandørens) hjemting"
        ),
    ),
    Topic(
        key="assistance_payment",
        title="Betaling for bistand",
        aliases=_split(
            "betaling, bistand, betaling for bistand, timepris, timetakst, takst, pris, "
            "honorar, vederlag, assistance, hjælp"
        ),
        questions=(
            "Hvad er timeprisen for databehandlerens bistand?",
            "Hvad koster databehandlerens bistand?",
            "Kan databehandleren kræve vederlag for sin bistand?",
            "Hvornår kan databehandleren opkræve betaling for ekstra arbejde?",
        ),
        kind=ValueKind.AMOUNT,
        signs=_pattern(
            r"bistand\w*|bistå\w*|assist\w*|\bhjælp\w*|support\w*|\w*arbejde\b|\bydelser?\w*"
            r"|anmodning\w*|instruks\w*|\btid\b|indsats\w*|\w*timepris\w*|\w*takst\w*"
        ),
        telling=_PAYING,
    ),
    Topic(
        key="duration",
        title="Aftalens varighed",
        aliases=_split(
            "varighed, løbetid, ophør, opsigelse, aftalens varighed, ikrafttræden, "
            "hvor længe gælder aftalen"
        ),
        questions=(
            "Hvor længe gælder databehandleraftalen?",
            "Hvornår ophører databehandleraftalen?",
            "Skal databehandleraftalen fornys eller opsiges?",
        ),
        kind=ValueKind.TEXT,
        signs=_pattern(r"aftale\w*|bestemmelserne\w*|behandlingen er\b|vilkår\w*|betingelser\w*"),
        telling=_pattern(
            r"så længe\b|\bindtil\b|tidsbegrænse\w*|\bløber\b|opsig\w*|ophører\b|ophøre\b"
        ),
    ),
)
