"""A request for a list or an overview -> the question that it means."""

import re

# 'Giv mig', 'Jeg skal bruge', 'Kan jeg få': what stands before the list that is wanted.
_SHOW = r"(?:giv|vis|send|lav|skriv|find|nævn|opregn|oplist|list)(?: (?:mig|os))?(?: lige)?"
_GIVE = rf"^\W*{_SHOW}"
_WANTED = (
    rf"(?:{_GIVE}|^\W*(?:"
    r"(?:jeg|vi) (?:skal bruge|skal have|har brug for|mangler|ønsker|vil (?:gerne )?(?:have|se))"
    r"|(?:kan|må) (?:jeg|vi) (?:få|se|bede om)|(?:kan|vil) (?:du|i) (?:give|vise|sende|lave)"
    r"(?: (?:mig|os))?))"
)
_LIST = r"(?:(?:en|et|den) )?(?:[a-zæøå]+ )?(?:(?:liste|oversigt) (?:over|med|af|på)|overblik over)"
_NUMBER = r"(?:\d+|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve)"
_ALL = rf"(?:(?:samtlige|alle|de|jeres) )*(?:{_NUMBER} )?"
# What is listed is several: 'kommunerne', 'aktive projekter', 'andre tilbud'.
_SEVERAL = r"(?=(?:[^\W\d_]+[es] )?(?-i:[a-zæøå]+(?:er|ne|re|tilbud))\b)"
_LISTED = re.compile(
    rf"(?:{_WANTED} |^\W*|(?<=[,.:;] )){_LIST} {_ALL}{_SEVERAL}"
    rf"|{_GIVE} (?:(?:samtlige|alle) {_ALL}|de {_NUMBER} )(?!mine?\b|mit\b|vores\b){_SEVERAL}",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?:{_WANTED} |^\W*){_LIST}[,:]? "
    r"(?:(?=hv)|(?P<what>det)(?:,? (?:som|der))?,? (?=(?:man|jeg|vi|i|du)\b))",
    re.IGNORECASE,
)
# 'hvad I har af initiativer', 'hvad findes der af tilbud', 'har I nogle projekter'.
_THERE_ARE = re.compile(
    r"\bhvad (?:i har|har i|(?:der )?(?:er|findes)(?: der)?) af "
    r"(?P<what>[a-zæøå]*(?:er|ne|tilbud|forløb|hold|spor|trin|krav|kurser|forsøg))\b"
    r"|^\W*hvad (?:er|findes) der(?P<to> (?:til|for))"
    r" (?=(?:børn|mænd|folk|unge|ældre|voksne|familier|forældre|kvinder|borgere|mennesker|personer"
    r"|piger|drenge|(?-i:[a-zæøå]+(?:løse|ende|ede|ere)))\b)"
    r"(?!mine?\b|mit\b|vores\b|dem\b|alle\b)"
    r"|^\W*(?:har i|er der|findes der) (?:nogle |nogen )?"
    r"(?P<some>initiativer|indsatser|projekter)(?= (?:til|for|mod|om|i|på)\b)",
    re.IGNORECASE,
)


# 'Er der nogen af projekterne, der stadig kører', 'kører nogen af projekterne stadig'.
_OURS = (
    r"(?:de |jeres |disse |dem af )?"
    r"(?P<{0}>\w*(?:initiativ|indsats|projekt)er|\w*tilbud)(?:ne|dene)?"
)
_SOME = re.compile(
    rf"^\W*(?:er|findes) der (?:\w+ )?nog(?:en|le|et) af {_OURS.format('there')},? (?:der|som)\b"
    rf"|^\W*(?P<verb>kører|løber|er|findes) (?:der )?nog(?:en|le|et) af {_OURS.format('these')}\b",
    re.IGNORECASE,
)
# What only says in what form to answer.
_IN_FORM = re.compile(
    rf"(?<=[.?!]) (?:{_SHOW}|(?:jeg|vi) vil (?:gerne )?have) (?:en|et)(?: \w+)?"
    r" (?:overblik|oversigt|liste|opsummering)\W*$",
    re.IGNORECASE,
)
# What somebody has heard of or writes about, before it is asked of: 'Har hørt om X, hvad er det?'
_TEXT = r"(?:opgave|projekt|artikel|rapport|oplæg|speciale)"
_ANNOUNCES = re.compile(
    r"^\W*(?:hej\W+)?(?:(?:jeg|vi) )?"
    r"(?:har (?:\w+ )?(?:hørt|læst|set)(?: noget| lidt)?"
    rf"|(?:laver|skriver|skal (?:lave|skrive|holde)) (?:\w+ )?{_TEXT}"
    r"(?: i (?:\d+\. )?[^,.?:;]{1,20}?)?)"
    r" om (?!at\b)(?=[^,.?:;]+[,.:;] (?:(?:og|men|så) )?hv)",
    re.IGNORECASE,
)


# 'Hvad for nogle værksteder er der?'
_WHAT_FOR = re.compile(r"\b(h)vad for (nogen|nogle|en|et)(?= [a-zæøå])", re.IGNORECASE)
_WHICH = {"nogen": "vilke", "nogle": "vilke", "en": "vilken", "et": "vilket"}


def as_which(text: str) -> str:
    """Return a text that asks for a list of things as one that asks which they are, and one that
    announces what it asks of as the question alone."""
    text = _WHAT_FOR.sub(lambda match: match[1] + _WHICH[match[2].lower()], text)
    text = _SOME.sub(_which_of, _IN_FORM.sub("", _ANNOUNCES.sub("", text)))
    text = _TOLD.sub(lambda match: "Hvad " if match["what"] else "", text)
    text = _LISTED.sub(_which_listed, text, count=1)
    return _THERE_ARE.sub(_which, text)


def _which_of(match: re.Match[str]) -> str:
    return f"Hvilke {match['there'] or match['these']}" + (
        f" {match['verb'].lower()}" if match["verb"] else ""
    )


def _which_listed(match: re.Match[str]) -> str:
    number = re.search(rf"\b{_NUMBER}\b", match.group(), re.IGNORECASE)
    return f"Hvilke {number.group().lower()} " if number else "Hvilke "


def _which(match: re.Match[str]) -> str:
    if match["to"]:
        return f"Hvilke initiativer er der{match['to']} "
    return f"Hvilke {match['what'] or match['some']} er der"
