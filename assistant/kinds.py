"""What kinds of things a question can ask for, and the shape that an answer of each kind has."""

import re
from dataclasses import dataclass

from corpus.types import Label

# Patterns are written in Danish; å, ø, æ also match as they are typed without Danish letters.
_TYPED = {"å": "(?:å|aa|a)", "ø": "(?:ø|oe|o)", "æ": "(?:æ|ae|e|a)"}

_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
_NUMBER_WORD = (
    r"(?i:én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|fyrre|halvtreds|tres"
    r"|hundrede|tusinde?|ingen|halvdelen|begge|flere|dobbelt\w*|tredjedel|fjerdedel|million\w*)"
)
_NUMBER = rf"\d[\d.,]*|\b{_NUMBER_WORD}\b"
_NAME = r"(?<=[\w,;:)”\"] )[„“”\"(]?[A-ZÆØÅ][\w.’'-]+"
_UNIT_OF_TIME = r"(?:sekund|minut|time|dag|døgn|uge|måned|kvartal|år|årti|århundrede)\w*"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is asked for.

    `asks` finds it in a question. `shape` finds it in a sentence; where it is `required`, a sentence
    without that shape cannot answer. `labels` are the sections that hold such things.
    """

    name: str
    asks: re.Pattern[str]
    shape: re.Pattern[str] | None = None
    required: bool = False
    labels: tuple[Label, ...] = ()


def _kind(
    name: str, asks: str, shape: str = "", *, required: bool = False, labels: tuple[Label, ...] = ()
) -> Kind:
    for letter, typed in _TYPED.items():
        asks = asks.replace(letter, typed)
    found = re.compile(shape) if shape else None
    return Kind(name, re.compile(asks, re.IGNORECASE), found, required, labels)


# The first group names what is asked for; the second asks with a question word alone and counts
# only where none of the first is found.
SPECIFIC: tuple[Kind, ...] = (
    _kind("updated", r"(?:senest|sidst) (?:\w+ )?(?:opdater|ændr|revid|rett)|opdateret|ajourført"
          r"|hvor (?:gammel|gamle|ny|aktuel)\w* er (?:siden|oplysning|teksten|informationen)",
          required=True),
    _kind("email", r"\be-?mail|\bmail|email", r"[\w.+-]+@[\w-]+\.\w", required=True,
          labels=("contact",)),
    _kind("telephone", r"telefon|\btlf|\bmobil(?:nummer)?\b|\bringer? (?:til|op|på)|\bjeg ringe\b"
          r"|\bphone", r"(?<!\d)(?:\d{2} ?){3}\d{2}(?!\d)", required=True, labels=("contact",)),
    _kind("contact", r"\bkontakt(?!pers\w*ordning)|henvende (?:mig|sig|os)|få fat i"
          r"|hvem (?:kan|skal|bør|må) (?:jeg|man|vi) (?:\w+ )?(?:spørge|skrive|tale|snakke|ringe)"
          r"|hvem (?:kan|vil) (?:\w+ )?(?:fortælle|svare|hjælpe mig|oplyse)|hvem ved (?:noget|mere)"
          r"|\bcontact", labels=("contact",)),
    _kind("running", r"\b(?:kører|løber|er|findes|gælder|eksisterer|varer|foregår|tilbydes|har)\b"
          r".*\b(?:endnu|stadig\w*|fortsat|i gang|aktivt?|afsluttet|slut|ophørt|overstået|lukket"
          r"|forbi|udløbet|aktuelt?|løbet ud|still)\b|\binden for .*periode|\bstill running|\bnår (?:slutter|stopper|ophører)|\ber .* (?:slut|forbi)\b",
          rf"(?:19|20)\d\d|\b{_MONTH}\b", labels=("period",)),
    _kind("paragraph", r"§|paragraf", r"§|paragraf", required=True, labels=("law", "target")),
    _kind("law", r"\bhvilke[nt]? (?:\w+ )?(?:lov|love|bestemmelse\w*)\b|lovgivning"
          r"|lovgrundlag|lovhjemm|\bhjemmel|hjemlet|\blovens?\b", r"§|paragraf|\blov\b|love[nr]\b|lovens\b",
          labels=("law", "target")),
    _kind("percent", r"procent|\bpct|%|hvor stor en (?:andel|del)|hvor stor andel|andel\w* af",
          r"\d ?(?:pct|%|procent)|halvdel|tredjedel|fjerdedel|flertal|hovedpart", required=True),
    _kind("amount", r"hvor (?:mange|meget) (?:\w+ )?(?:penge|midler|kroner|kr|mio|million\w*)"
          r"|hvor (?:mange|meget) .*(?:koste|afsat|bevilg|finansier|betal|tjen|støtte)|beløb|budget"
          r"|\bpris|hvad (?:koster|kostede)|\bbevilling|hvor dyr|\bhow much|\bafsat|\bmange penge",
          r"\d[\d.,]*\s*(?:mio|mia|kr|million|milliard|tusind|kroner|dollar|euro|pund|[$€£])|[$€£]\s?\d",
          required=True, labels=("funding",)),
    _kind("period", r"hvornår|hvilke[tn]? (?:\w+ )?(?:år\b|årstal|periode|dato|dag\b|måned|århundrede|årti)"
          r"|projektperiode|\bperioden?\b|\btidsramme|tidsplan|\bstart(?:ede|er|dato|år)|\bslut(?:tede|ter|dato|år)"
          r"|\bwhen\b|\bhvad år\b",
          rf"\b1\d\d\d\b|\b20\d\d\b|\b{_MONTH}\b|århundrede|-tallet|\bår\b|\b[1-9]\d\d\b", labels=("period",)),
    _kind("duration", r"hvor længe|hvor lang tid|hvor mange (?:år|måneder|uger|dage|timer)\b|how long",
          rf"(?:{_NUMBER})[\w,.½ -]*\b{_UNIT_OF_TIME}|årig|(?:19|20)\d\d ?[-–] ?\d\d|siden \d{{3,4}}", labels=("period",)),
    _kind("count", r"hvor mange|\bantal\w*|how many", _NUMBER, required=True),
    _kind("funding", r"finansier|hvem betaler|hvem (?:har )?betalt|\bbetalt af|pulje|pengene|\bfunded|funding|økonomi",
          labels=("funding",)),
    _kind("target", r"målgruppe|hvem (?:er|var) .*\b(?:for|til|mod)\b\W*$|hvem .*\brettet (?:mod|til)|hvem "
          r"(?:kan|må) (?:få|deltage|være med|bruge|benytte|søge|komme)|hvem (?:hjælper|henvender|retter|gælder)"
          r"|\bfor hvem|hvem skal .* (?:hjælpe|gavne|hjælp)|henvende[rt]? (?:sig|det sig|den sig)|aldersgruppe"
          r"|hvor gammel skal|target group|who is .* for\b",
          r"\bmålgruppe|\brette[rt]\b.*\bmod\b|\btil (?:borgere|unge|voksne|børn|personer|mennesker|familier)",
          labels=("target",)),
    _kind("purpose", r"formål|\bhvad (?:skal|skulle) .*(?:føre til|opnå|bidrage|gavne|godt for)|\bmålet\b"
          r"|hvad (?:vil|ville) man|\bmålsætning|\bhensigt|\bsigte[rt]|\bhvad er idéen|\bpurpose|\baim\b",
          r"[Ff]ormål|\bmål\b|\bskal\b|\bfor at\b|hensigt", labels=("purpose",)),
    _kind("background", r"\bbaggrund|\bhvorfor\b|\bårsag|\bhvad skyldes|\bwhy\b",
          r"\bfordi\b|\bda\b|\bpå grund af|\bderfor\b|\bfor at\b|skyldes|årsag|\bså\b|\bidet\b", labels=("background", "purpose")),
    _kind("evaluation", r"\bevaluer|\bresultat|\beffekt|\bvirke[rdt]|dokumentation|\bmålt\b|\bevaluat",
          labels=("evaluation",)),
    _kind("partners", r"samarbejd|\bpartner|\bdeltager\b|\bdeltagende|hvem er med\b|hvilke kommuner"
          r"|styregruppe|følgegruppe|hvem står bag|\bhvem .*\b(?:medvirk|involver|udvikler|deltager)",
          labels=("partners",)),
)  # fmt: skip
BY_QUESTION_WORD: tuple[Kind, ...] = (
    _kind("place", r"\bhvor\b(?! \w*(?:mange|meget|længe|lang|stor|gammel|ofte|tit|høj|lav|vidt|dyr|hurtig|tæt|når))"
          r"|hvilke[nt]? (?:\w+ )?(?:by|byer|kommune|land|lande|sted|region|område|stat|ø|flod|gade|kontinent)\b|\bwhere\b",
          _NAME),
    _kind("who", r"\bhvem\b|hvilke[nt]? (?:\w+ )?(?:person|mand|kvinde|organisation|ministeri\w+|styrelse|myndighed"
          r"|virksomhed|forening|firma|universitet|gruppe|skuespiller|spiller)\w*|\bwho\b", _NAME),
    _kind("list", r"\bhvilke\b|\bnævn\b|\bopremse|\bhvad består|\bindeholder\b|\balle de\b|\blist\b|\bwhich\b|\bridse\b|\bremse\b|\boversigt",
          r",[^,]+(?:,[^,]+)* og |(?<!\w)1\)|:$"),
    _kind("definition", r"^\W*hvad er\b|\bgår .* ud på|\bhvad handler|hvad betyder|\bforklar|\bbeskriv|\bfortæl"
          r"|\bhvad dækker|\bhvad indebærer|\bwhat is\b"),
    _kind("yes_no", r"^\W*(?:er|har|kan|skal|må|findes|gælder|får|bliver|var|vil|kunne|blev|havde|indgår|is|are|does|can)\b"),
)  # fmt: skip


def kinds(clause: str) -> tuple[Kind, ...]:
    """Return what a clause asks for: every specific kind found, else the kind of its question word."""
    specific = tuple(kind for kind in SPECIFIC if kind.asks.search(clause))
    if specific:
        return specific
    return tuple(kind for kind in BY_QUESTION_WORD if kind.asks.search(clause))[:1]
