"""Word lists of the Danish language tools, as data.

Compound lists were drawn up over the vocabulary of Danish data processing agreements; they name
stems that the general lexicon also knows as words of their own and that would cut words wrongly.
"""

from __future__ import annotations

SHORT_PARTS = frozenset(
    """
    api bil by chat dag eu fag fil hus lov log læk løn mail net nød ret rum sag sky sms sum tab tid
    vej væg web år
    """.split()
)
"""Words under four letters that may still be a part of a compound."""

DERIVED_ENDINGS = frozenset(
    """
    agene ager ages aget arder arderne bar bare bart bede beder dele delen deler deles delte dom
    agen ede ege ejderen ejderens elle ellen else elsen elser ende endelse ene ens er eren eres eret
    erne ers esse ester født føre fører føres ført gang gange gangen gelse gelsen gelser gene
    gener gens ges get give giver gives givet grat havn havns hed heden hedens heder hederne
    holde holder holdes ing ingen ingens inger ingerne ion ionen ionens ioner isat isere iserede
    iseret isme kende kender kerne kerner klare klarer lage lagt lagte lede ledere lederede ler
    lerede leve levere leveres levering lig lige lighed ligheden ligt lyse lyses lysninger
    lægger melse melsen melser melserne melsernes nelse nelsen ning ninge ningen ninger ninges
    ording ordne ordner ordning plets plysning plysningen plysninger plysningerne rand rede
    redes regne rende rens rer res ret retet rette retter rettes rev reve revet revne ring ringe
    ringen ringens ringer rise rive rivende river satser satte sel sende sender sendes serven
    skab skabs skode skrift skriften skrive skriver skrives sloft slog smål snavn som stab stand
    standen sten stille sætte sætter tag tage tagen tager tages taget tagne tale taler taterne
    tel ten ter terne tig tiger tisk tørrelse urer urerne urne urnerede urnerer urneres urneret
    vareg varende varer vede velse velsen velser vere vise viser vises viste øren ører
    """.split()
)
"""Known words that end many Danish words without being the head of a compound."""

REAL_HEADS = frozenset(
    """
    delen gang gange gangen levering lighed ordning regne retter satser skrift skriften
    stand sten tag taget varer
    """.split()
)
"""Endings of the list above that are often true heads as well."""

LINKED_HEADS = frozenset({"ret"})
"""Endings of the list above that are heads only after a linking s: ``indsigtsret``."""

PREFIXES = frozenset(
    """
    accep accepte ad adr af afg an aner anm ann ans ar aut auto autor autore bag be beg behandl
    besk bestem bet bort daglig definit dertil derud detalje dokumente efter eksem enig er fast
    for forb fore fors forsk forskyd forstyr fort forud forår forårs fra frem fremme frems føls
    før gen gener gennem gens glos hen heri herud igen imod ind inde inden inte klassi kommiss
    kon konse krypte kvali køben leve licen license lige luk med mis mist mod moni mulig myndig
    ned neden om op opda opret organ oven over pr prak prin prof på re regi registre rett rime
    rolig sam sammen sand segmente serv sikker sikre slet speci stati struk syste tele til
    tilbage till tilla tjen tjene tran trans ud udd ude uden udle und undt usand van vare varie ved
    vel videre virk vurde ændr
    """.split()
)
"""Known words that are prefixes or chance beginnings, never the first part of a compound."""

SIMPLE_WORDS = frozenset(
    """
    aktivitet anmodning ansvarlig begivenhed behandler behandling bekendtgørelse bestemmelse
    bilag egenskab erklæring erstatning forhold formål forordning forsikring forsvarlig
    fortrolighed fællesskab godkendelse godtgørelse grundlag grundlæggende indsigelse interesse
    international internet kategori kendskab konsekvens leverandør levering loggen løsning
    medarbejder midlertidig mulighed myndighed netværk nødvendig oplysning overensstemmelse
    overførsel personel planlægning produktion rettighed samarbejde sandsynlig selskab teknologi
    tilgængelig tilsyn tilsynsførende uddannelse underbygge underhold underlægge underretning
    underrette underskrift underskrive underskrivelse understøtte undersøge undersøgelse
    undertegne undertegnet undertiden uundgåelig varierende vejledning videnskab virkning
    virksom virksomhed årsag
    """.split()
)
"""Base forms that look like compounds and are not; their inflections stay whole too."""

STOP_WORDS = frozenset(
    """
    ad af alle alt an and anden andet andre are at bare be blev blive bliver by can da de dem
    den denne dens der deres derfor det dets dette dig din dine dit do does dog du efter eller
    en end ens er et for fra få får før gør ham han hans har have hende hendes her hos how hun
    hvad hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor hvorledes hvornår i ifølge
    ind is it its ja jeg jer jeres jo kan kunne man med meget men mig min mine mit mod must må
    ned nogen noget nogle nu når o of og også om on op os our over på s samt selv shall sig sin
    sine sit skal skulle som så sådan the their they thi this til to ud under us var ved vi vil
    ville vor vores være været we what when where which who whom why will with you your
    """.split()
)
"""Words that say nothing about the subject; negations and words of place and time are kept."""

ENGLISH_WORDS = frozenset(
    """
    about and any are before by can could do does from has how is it long may must of on or our
    shall should such that the their there they this was we what when where which who whom why
    will with without you your
    """.split()
)
"""Function words that tell English from Danish (those that are also Danish are left out)."""

ABBREVIATIONS = frozenset(
    """
    adm adv afd afs alm ang art bkg bl bl.a ca cvr cvr-nr d.d d.v.s dir dkr dr dvs e.g eks ekskl
    evt excl f.eks f.s.v.a feks ff fr fx gns hhv hr i.e ifm ift iht inc incl inkl jf jfr kap kl
    kr lit litra m.a.o m.fl m.h.p m.h.t m.m m.v maks max mdr mht mia min mio mv mvh no nos nr
    nærv o.a o.l o.lign osv p.a p.t para pct pga pkt pr prof red ref s.k s.u sec sekr sml stk
    såk t.d t.eks t.o.m tlf tlf.nr vedr vs åbn
    """.split()
)
"""Words before a full stop that does not end the sentence."""

FINAL_ABBREVIATIONS = frozenset("m.fl m.m m.v mdr mv o.a o.l o.lign osv kr dkr mio mia pct".split())
"""Abbreviations that often stand last in a sentence."""

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
"""Months in order."""

LINE_LINKERS = frozenset(
    """
    ad af and angående at bag blandt by den denne dens der deres det dets disse efter ej eller
    en enhver er et for foran forud fra frem gennem hos hver hvert hvis i ifølge ikke imod in
    inden jf med mellem men mod når nærværende of og om omkring op or over overfor på samt som
    såvel the til to trods ud uden under ved vedr vedrørende via with
    """.split()
)
"""Words after which a sentence goes on, whatever the next line begins with."""
