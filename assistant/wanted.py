"""A request for a list or an overview -> the question that it means."""

import re

# 'Giv mig', 'Jeg skal bruge', 'Kan jeg få': what stands before the list that is wanted.
_GIVE = r"^\W*(?:giv|vis|send|lav|skriv|find)(?: (?:mig|os))?(?: lige)?"
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
    r"(?P<what>[a-zæøå]*(?:er|ne|tilbud))\b"
    r"|^\W*(?:har i|er der|findes der) (?:nogle |nogen )?"
    r"(?P<some>initiativer|indsatser|projekter)(?= (?:til|for|mod|om|i|på)\b)",
    re.IGNORECASE,
)


def as_which(text: str) -> str:
    """Return a text that asks for a list of things as one that asks which they are."""
    text = _TOLD.sub(lambda match: "Hvad " if match["what"] else "", text)
    text = _LISTED.sub("Hvilke ", text, count=1)
    return _THERE_ARE.sub(_which, text)


def _which(match: re.Match[str]) -> str:
    return f"Hvilke {match['what'] or match['some']} er der"
