"""What sort of answer a question asks for, read off its question words.

The patterns are closed-class words of Danish (and the few English ones that callers mix in), and
the nouns that name a sort of answer ("frist", "pris", "formål"), so they hold for any document.
They are tried in order; the first that matches names the kind.
"""

from __future__ import annotations

import re
from enum import StrEnum

from answer.phrasing import Form, asks_which_party, phrasing_of


class AnswerKind(StrEnum):
    """The sort of answer that a question asks for."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    WHEN = "when"
    YES_NO = "yesno"
    WHO = "who"
    WHERE = "where"
    AMOUNT = "amount"
    COUNT = "count"
    CONTACT = "contact"
    LIST = "list"
    DEFINITION = "definition"
    PROCEDURE = "procedure"
    REASON = "reason"
    REFERENCE = "reference"
    OTHER = "other"


_Patterns = tuple[tuple[AnswerKind, str], ...]

_TIME_UNITS = (
    r"(?:(?:sekunder|minutter|timer|\w*dage|døgn|uger|måneder|år|kvartaler)s?"
    r"|seconds|minutes|hours|days|weeks|months|years)"
)
_ADDRESS = r"(?:e-?mail|mail|post|kontakt)?(?:adresse|mail)n?s?|(?:telefon|tlf)\S*"
_TIME_NOUN = (
    r"(?:\w*(?:frist|periode|varsel|varsl|tidsrum|tidsramme|tidsgrænse|varighed|levetid|løbetid"
    r"|bindingstid|svartid|responstid|reaktionstid|opbevaringstid|opsigelsestid|løsningstid"
    r"|ventetid|tidshorisont|genopretningstid|længste tid)\w*)"
)
_MONEY_NOUN = (
    r"(?:\w*(?:pris|takst|timesats|gebyr|honorar|beløb|vederlag|erstatningsloft|ansvarsloft"
    r"|dagsbod|rabat)(?:en|et|s|er|erne|e)?)"
)

_WH_KINDS: _Patterns = (
    (
        AnswerKind.REFERENCE,
        r"\bhvilk\w+ (?:punkt\w*|pkt\w*|bestemmelse\w*|bilag\w*|afsnit\w*|paragraf\w*|klausul\w*)\b"
        r"|\bhvad (?:står|siger|handler|finder man)\b"
        r"|\bhvor (?:står|fremgår)\b.*\b(?:aftal|bilag|det)"
        r"|\bhvad henviser\b|\bwhich (?:clause|section|annex|provision)\b",
    ),
    (
        AnswerKind.FREQUENCY,
        r"\bhvor (?:tit|ofte|jævnligt|mange gange)\b|\boftest\b|\bhow (?:often|many times"
        r"|regularly)\b"
        r"|\bhvilke[nt] (?:kadence|frekvens|hyppighed|interval\w*|mellemrum)\b"
        r"|\bhvad er (?:hyppighed|frekvens)\w*\b",
    ),
    (
        AnswerKind.REASON,
        r"\b(?:hvorfor|why)\b|\bhvad (?:er|var) (?:\w+ )?(?:\w*grunden|årsag\w*|begrundelse\w*"
        r"|\w*formål\w*"
        r"|baggrunden|hensigten|meningen med)\b"
        r"|\b(?:til|med|af) hvilke[nt] (?:\w+ )?(?:formål|øjemed|grund|årsag|begrundelse|hensyn)\b"
        r"|\bhvad begrunder\b|\bhvilke[nt] (?:formål|begrundelse|årsag|grund)\b"
        r"|\bwhat(?:'s| is| are| was) the (?:purpose|reason|point)|\bon what grounds\b|\bwhat for\b"
        r"|\bfor what (?:reason|purpose)",
    ),
    (
        AnswerKind.DURATION,
        rf"\bhvor (?:lange?|langt|længe|hurtigt?|kvikt|snart|sent|tidligt|gam\w+)\b"
        rf"|\bhvor mange (?:\w+ )?{_TIME_UNITS}\b|\bhvor meget (?:tid|varsel)\b"
        rf"|\blige lang tid\b|(?<!\bfor )\b(?:hurtigst|længst|kortest)e?\b"
        rf"|\bhvilke[nt]? (?:\w+ )?(?:{_TIME_NOUN}|tid)\b|\bhvad (?:er|var"
        rf"|bliver) (?:\w+ )?{_TIME_NOUN}\b"
        r"|\bhvad er (?:\w+ ){0,3}(?:seneste|sidste|tidligste) (?:tidspunkt|dato|dag|frist)\b"
        r"|\b(?:sidste|seneste) (?:frist|tidspunkt)\b"
        r"|\bhow (?:long|fast|quickly|soon|far (?:ahead|back|in advance)|late|early)\b"
        rf"|\bhow many (?:\w+ )?{_TIME_UNITS}\b|\bhow much (?:\w+ )?(?:notice|time|longer"
        rf"|warning|lead time)\b"
        r"|\bby when\b|\bdeadline\b|\bwhat(?:'s| is) the (?:\w+ )?(?:notice|period|retention"
        r"|time limit|time frame)\b",
    ),
    (
        AnswerKind.CONTACT,
        rf"\bhvad er (?:\S+ ){{0,3}}?(?:{_ADDRESS}|cvr\S*)\b"
        rf"|\bhvilke[nt]? (?:\w+ )?(?:{_ADDRESS}|cvr\S*)\b"
        r"|\b(?:e-?mailadresse|mailadresse|postadresse|telefonnummer|cvr-?(?:nr|nummer))\w*",
    ),
    (
        AnswerKind.WHEN,
        r"\bhvornår\b|\bpå hvilket tidspunkt\b|\bwhen\b|\bhvilke[nt] (?:dato|dag|måned)\b",
    ),
    (
        AnswerKind.AMOUNT,
        r"\bhvad (?:koster|tager i for)\b|\bhvad (?:kan|skal|må|løber) .*\b(?:betale|løbe? op i)\b"
        r"|\bhvor (?:meget|dyrt?|stort?|store|højt?)\b"
        r"|\bhvor mange (?:kroner|penge|kr|procent)\b"
        rf"|\bhvilke[nt] (?:\w+ )?(?:{_MONEY_NOUN}|loft|sats|procent\w*|sum)\b"
        rf"|\bhvad (?:er|bliver|lyder) (?:\w+ )?{_MONEY_NOUN}(?! for\b.*\bat\b)\b"
        r"|\b(?:timepris|timetakst|pris|priser|takst|takster)\b"
        r"|\bloft(?:et)? over\b|\bhow much\b|\b(?:hourly )?(?:rate|price|fee)\b"
        r"|\bwhat does .*\bcost\b",
    ),
    (AnswerKind.COUNT, r"\bhvor mange\b|\bhow many\b|\bhvad er antallet\b|\bhvilket antal\b"),
    (
        AnswerKind.WHERE,
        r"\bhvor (?:henne?|i verden|ligger|opbevares|gemmes|befinder|bliver|kan|skal|finder)\b"
        r"|\bhvor skriver\b|\bhvorhen\b|\bhvorfra\b"
        r"|\bhvor\b.*\b(?:hen|servere?n?e?|data)\b|\b(?:hvilke[nt]?|fra hvilke) "
        r"(?:adresse\w*|land\w*|by|steder?|side|lokalitet\w*|lokation\w*|hjemmeside|kanal\w*)\b"
        r"|\bi hvilke[nt]? land\w*\b|\bwhere\b|\b(?:which|what) (?:country|countries|city"
        r"|website|address)\b"
        r"|^\W*hvor\b",
    ),
    (
        AnswerKind.WHO,
        r"\bhvem\b"
        r"|\bhvad hedder (?:\w+ ){0,2}?(?:firma|virksomhed|selskab|leverandør)\w*\b"
        r"|\bhvis (?:ansvar|skyld|regning|opgave|bord|pligt|navn|ejendom)\b"
        r"|\bhvilke[nt]? (?:\w+ )?(?:firma\w*|virksomhed\w*|\w*myndighed\w*"
        r"|\w*domstol\w*|part|selskab|person|personer|rolle|instans|enhed|personkreds|kreds"
        r"|tredje\w+|udbyder|personale|(?:under)?leverandør\w*|underdatabehandler"
        r"|værneting)\b|\bwho(?:se|m)?\b|\bwhich (?:company|party|court|authority|firm)\b",
    ),
    (
        AnswerKind.DEFINITION,
        r"\bhvad (?:betyder|dækker|forstås|menes|vil det sige|mener|indebærer|vil \w+ sige)\b"
        r"|\bhvad er (?:en|et|meningen)\b|\bhvad er [\w-]+\W*$"
        r"|\bhvordan (?:defineres|forstås|skal .*\b(?:fortolkes|forstås))\b|\bdefinition\w*\b"
        r"|\bhvad er [\w\s-]+ for (?:noget|en|et)\b|\bwhat (?:does|do) .* mean\b|\bwhat counts\b"
        r"|\bhvad (?:tæller|regnes|anses|gælder) (?:som|for)\b|\bwhat is (?:a|an|meant)\b",
    ),
    (
        AnswerKind.LIST,
        r"\bhvilke\b|\bhvad hedder (?:de|jeres|alle)\b"
        r"|\bhvad (?:skal|bør) (?:\w+ )*(?:indeholde|rumme|omfatte|oplyses?|stå i|fremgå)\b"
        r"|\bhvad (?:indeholder|omfatter|indgår|består|rummer|gemmer|registrerer|registreres|logger"
        r"|logges|gemmes|indsamler|indsamles|ved i)\b|\bnævn\b"
        r"|\b(?:liste|oversigt) over\b|\bhvad for (?:nogle|oplysninger|slags)\b"
        r"|\bhvilken slags\b|\bhvad får (?:vi|i|man|de)\b"
        r"|\b(?:which|what) (?:\w+ ){0,2}(?:data|measures|information|kinds?|types?|categories"
        r"|details"
        r"|rights|things|documents|\w{3,}s)\b|\blist\b",
    ),
    (
        AnswerKind.PROCEDURE,
        r"\bhvordan\b|\bhvad (?:gør|skal|sker|kan|bør)\b|\bhvorledes\b"
        r"|\bhow\b|\bwhat (?:happens|do|should|must)\b"
        r"|\b(?:på|efter|i) hvilken (?:måde|fremgangsmåde|form)\b"
        r"|\bhvad (?:foretage\w*|gøres|gælder,? (?:når|hvis|såfremt)|stiller)\b",
    ),
)

_NOUN_KINDS: _Patterns = (
    (
        AnswerKind.REASON,
        r"\b(?:hvorfor|formål\w*|begrundelse\w*|årsag\w*|grund(?:en)?|why|purpose)\b",
    ),
    (
        AnswerKind.FREQUENCY,
        r"\b\w*(?:hyppighed\w*|frekvens\w*|kadence\w*|interval\w*|frequency)\b"
        r"|\b(?:hvor )?(?:tit|ofte)\b",
    ),
    (
        AnswerKind.DURATION,
        rf"\b{_TIME_NOUN}\b|\b(?:deadlines?|notice|retention|hurtigt|længe|udløb\w*)\b"
        rf"|\b(?:antal|mange) {_TIME_UNITS}\b|\b(?:dage|timer|måneder|uger|år)$|\btid(?:en)?$",
    ),
    (AnswerKind.WHEN, r"\b(?:hvornår|ikrafttræden\w*|\w*dato(?:en)?|tidspunkt(?:et)?)\b"),
    (
        AnswerKind.CONTACT,
        r"\b(?:e-?mailadresse|mailadresse|postadresse|telefonnummer|cvr-?(?:nr|nummer)?)\w*\b",
    ),
    (AnswerKind.WHO, r"\b(?:hvem|who|kontaktperson\w*|hvis (?:ansvar|opgave|regning))\b"),
    (
        AnswerKind.AMOUNT,
        rf"\b{_MONEY_NOUN}\b|\b(?:kr|kroner|procent\w*|price|fee|hourly rate|hvor meget)\b"
        r"|\b(?:erstatning\w*|ansvar\w*) (?:loft|maksimum)\b|\b(?:loft|beløbs?grænse)(?:et|n)?\b",
    ),
    (AnswerKind.COUNT, r"\b(?:antal(?:let)?|hvor mange|how many)\b"),
    (
        AnswerKind.WHERE,
        r"\b(?:hvor|where|\w*placering\w*|lokation\w*|beliggenhed\w*|værneting\w*|hjemsted\w*"
        r"|adresse\w*|link|\w*by|land|lande)$|^(?:værneting|placering|lokation)\w*\b"
        r"|\bhvor ligger\b",
    ),
    (AnswerKind.DEFINITION, r"\b(?:definition\w*|betydning\w*|definere\w*|begreb\w*|meaning)\b"),
    (
        AnswerKind.PROCEDURE,
        r"\b(?:hvordan|procedure\w*|fremgangsmåde\w*|proces|metode|how)\b",
    ),
    (
        AnswerKind.YES_NO,
        r"\b(?:tilladt|lovligt?|muligt?|forbudt|krævet|påkrævet|nødvendigt?|obligatorisk|lov til"
        r"|må (?:man|vi|i|jeg)|allowed|permitted|required)\W*$",
    ),
    (
        AnswerKind.LIST,
        r"\b(?:hvilke|indhold(?:et)?|omfang|liste|list|oversigt|kategorier|typer|navne)\b"
        r"|\bomfattede?\b"
        r"|^\W*(?:[\w-]+e )?[\w-]*(?:behandlere|leverandører(?:ne)?|foranstaltninger(?:ne)?"
        r"|typer|kategorier(?:ne)?"
        r"|pligter|rettigheder|forpligtelser|oplysninger|opgaver|krav|ydelser|tiltag|lande)\W*$"
        r"|^\W*(?:sub-?processors|measures|categories|rights|obligations)\W*$",
    ),
)

_COMPARES = re.compile(
    r"\bforskel\w*\b|\badskiller\b|\bhenholdsvis\b|\bsammenlign\w*\b|\bvs\.?\b|\bversus\b"
    r"|\bhvem af (?:dem|de|jer|leverandør\w*|databehandler\w*)\b"
    r"|\bhvilke[nt]? af (?:\w+ )?(?:aftale\w*|leverandør\w*|databehandler\w*)\b"
    r"|\bhos hv(?:em|ilke[nt]?)\b|\bhvilke (?:leverandører|databehandlere|aftaler)\b"
    r"|\ber der nogen af\b|\bsiger .+ det samme\b|\b(?:de|begge|parterne|leverandørerne"
    r"|aftalerne|dokumenterne) (?:\w+ )?enige om\b|\blige (?:lang|mange|hurtig)\w*\b"
    r"|\bde samme\b.*\b(?:hos|aftaler)\b|\buoverensstemmelse\w* mellem\b|\bhvem .+, og hvem\b"
    r"|(?<!\bfor )\b(?:længst|kortest|hurtigst|billigst|dyrest|bedst)e?\b|\bcompare\b"
    r"|\bsame .+ as\b|\bdifference\b|\balle (?:leverandører|databehandlere|aftaler)\w*\b"
    r"|\bsamme\b.*\bhos (?:alle|begge|dem)\b"
)

_NEGATED = re.compile(r"\b(?:ikke|ingen|intet|aldrig|hverken|uden(?! for\b)|undgå|not|never|no)\b")


def kind_of(text: str, *, compares: bool = False) -> AnswerKind:
    """Return the sort of answer that ``text`` asks for.

    One that ``compares`` ("Er der forskel på, hvornår …?") is not content with yes or no.
    """
    phrasing = phrasing_of(text)
    if phrasing.form is Form.WH:
        return _first(_WH_KINDS, phrasing.words) or AnswerKind.OTHER
    if compares:
        lowered = text.lower()
        return _first(_WH_KINDS, lowered) or _first(_NOUN_KINDS, lowered) or AnswerKind.OTHER
    if phrasing.form is Form.VERB_FIRST:
        return AnswerKind.WHO if asks_which_party(phrasing.words) else AnswerKind.YES_NO
    return (
        _first(_NOUN_KINDS, phrasing.words) or _first(_WH_KINDS, phrasing.words) or AnswerKind.OTHER
    )


def asks_to_compare(text: str) -> bool:
    """Tell whether ``text`` asks to hold several agreements against each other."""
    return _COMPARES.search(text.lower()) is not None


def is_negated(text: str) -> bool:
    """Tell whether the question itself is put in the negative, which turns its polarity."""
    return _NEGATED.search(text.lower()) is not None


def _first(kinds: _Patterns, words: str) -> AnswerKind | None:
    return next((kind for kind, pattern in kinds if re.search(pattern, words)), None)
