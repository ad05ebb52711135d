"""The words that data processing agreements are written with, sorted into a few classes.

Closed lists of what is done (acts), to what (objects), from when it counts (triggers) and who is
told (readers); they hold for any agreement and name no vendor and no product.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

Classes = Mapping[str, re.Pattern[str]]


def _classes(words: Mapping[str, str]) -> Classes:
    return MappingProxyType(
        {name: re.compile(rf"(?<!\w)(?:{stems})", re.IGNORECASE) for name, stems in words.items()}
    )


ACTS = _classes(
    {
        "terminate": r"(?:kan\s+)?opsig\w*",
        "report": r"anmeld\w*",
        "notify": r"underret\w*|orienter\w*|meddel\w*|besked|informer\w*|adviser\w*|advar\w*"
        r"|varsl\w*|\w*varsel|giver? lyd|får at vide|skriver? til|kontaktes",
        "delete": r"\w*slet\w*|destruer\w*|tilintetg\w*|bortskaf\w*|makuler\w*|anonymiser\w*"
        r"|fjern(?:e|es|er|et)\b",
        "return": r"tilbagelever\w*|returner\w*|udlever\w*|overdrag\w*|eksporter\w*",
        "keep": r"\w*opbevar\w*|gem(?:mes|mer|me|t)\b|bevar(?:es|er)?\b|lagr\w*",
        "demand": r"kræve\b|forlange\b",
        "account for": r"redegør\w*|\w*rapport\w*",
        "object": r"indsigelse\w*|protest\w*|modsætt\w*|sige nej|siger nej",
        "answer": r"besvar\w*|\w*svar(?:e|er|es|et|tid\w*|frist\w*)?\b|reager\w*|kvitter\w*",
        "restore": r"genopret\w*|gendan\w*|genetabler\w*|retabler\w*|RTO\b",
        "mend": r"udbedr\w*|afhjælp\w*|patch\w*|(?:sikkerheds)?opdater\w*|lapp\w*",
        "close": r"lukk\w*|nedlæg\w*|spærr\w*|deaktiver\w*|inddrag\w*|afmeld\w*",
        "audit": r"\w*revision\w*|\w*inspektion\w*|\w*tilsyn(?!s?myndighed)\w*|\w*kontrol(?!ler)\w*"
        r"|audit\w*",
        "pay": r"betal\w*|forfald\w*|faktur\w*|\w*vederlag\w*|honorar\w*|\w*tim(?:epris|etakst)\w*"
        r"|\w*takst\w*|gebyr\w*|koster|\w*pris(?:en|er|erne)?\b|afregn\w*",
        "be liable": r"(?:erstatnings)?ansvar(?:et|sbegræns\w*|sloft\w*)?\b|erstat\w*|hæft\w*"
        r"|(?:konventional)?bod(?:en)?\b",
        "test": r"\w*test(?:e|er|es|et|en)?\b|afprøv\w*|\w*øvelse\w*",
        "train": r"uddan\w*|oplær\w*|\w*træning\w*|kurs(?:us|er)\w*|undervis\w*",
        "change": r"skift(?:e|es|er)\b|udskift(?:e|es|er)\b|roter\w*",
        "review": r"gennemg\w*|revider\w*|ajourfør\w*|evaluer\w*|vurder\w*",
    }
)
OBJECTS = _classes(
    {
        "breach": r"\w*brud(?:det|s|dets)?\b|\w*hændelse\w*|\w*datalæk\w*|læk(?:age)?\w*|hack\w*",
        "sub-processor": r"underdatabehandler\w*|underleverandør\w*|under-?databehandl\w*",
        "log": r"\w*log(?:gen|ge|gene|s|filer?\w*|data|oplysning\w*|ning\w*|gede|gning\w*)?\b",
        "backup": r"\w*backup\w*|\w*sikkerhedskopi\w*|genskabelse\w*",
        "request": r"(?:de|den)? ?registrered\w*|\w*indsigt\w*|\w*anmodning\w*|\w*henvendelse\w*",
        "account": r"\w*bruger(?:en|e|s|profil\w*|konto\w*|konti)?\b|\w*kont(?:o|oen|i|iene)\b"
        r"|login\w*",
        "password": r"adgangskode\w*|kodeord\w*|password\w*",
        "price": r"\w*priser?\w*|\w*takst\w*|gebyr\w*|abonnement\w*",
        "terms": r"(?:ændr\w*|opdater\w*|justering\w*)\s+(?:\w+\s+){0,3}?(?:\w*vilkår\w*"
        r"|\w*betingels\w*|\w*aftale\w*)|\w*(?:vilkår|betingelse|aftale)s?ændring\w*",
        "invoice": r"faktura\w*",
        "recording": r"\w*overvågning\w*|\w*kamera\w*|\w*optagelse\w*|video\w*|lydfil\w*",
        "message": r"chat\w*|beskeder\w*|e?-?mails?\b|sms\w*",
        "case": r"\w*sag(?:en|er|erne)\b|ticket\w*|support\w*",
        "applicant": r"ansøg\w*|kandidat\w*|tidligere medarbejder\w*|fratrådt\w*",
        "fault": r"\w*fejl(?:en|ene)?\b|sårbarhed\w*|nedbrud\w*",
        "uptime": r"oppetid\w*|tilgængelighed\w*|servicevindue\w*",
        "liability": r"(?:erstatnings)?ansvar(?!lig)\w*|erstat\w*|(?:konventional)?bod(?:en)?\b",
        "key": r"\w*nøgle\w*|certifikat\w*",
        "image": r"\w*billede\w*|foto\w*",
        "commitment": r"\w*binding(?:s\w*)?\b|uopsigelig\w*",
    }
)
TRIGGERS = _classes(
    {
        "end": r"\w*ophør\w*|opsig\w*|udløb\w*|fratræd\w*|afslut\w*|\w*stopper",
        "knowledge": r"bekendt\w*|opdag\w*|konstater\w*|\w*kendskab\w*|opmærksom\w*|kundskab",
        "request": r"anmod\w*|begær\w*|påkrav\w*|forlang\w*|beder om",
        "notice": r"(?:efter|fra) (?:\w+ ){0,3}(?:meddel\w*|underret\w*|varsl\w*|besked\w*)",
        "disuse": r"inaktiv\w*|sidste (?:login|brug|aktivitet)|ikke (?:har )?(?:logget|brugt)",
        "before": r"(?:forud for|før|forinden|i forvejen)",
    }
)
READERS = _classes(
    {
        "authority": r"datatilsyn\w*|\w*tilsynsmyndighed\w*|politi\w*|myndighed\w*",
        "subject": r"de registrerede|den registrerede|de berørte|borger\w*",
        "controller": r"(?:den )?dataansvarlig\w*|kund\w*|jer\b|dig\b|kommunen\w*",
    }
)


def names_in(classes: Classes, words: str) -> frozenset[str]:
    """Return the classes of which ``words`` hold a word."""
    return frozenset(name for name, pattern in classes.items() if pattern.search(words))
