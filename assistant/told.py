"""What somebody tells, as against what is asked after it."""

import re

from assistant.words import ASKING, content_terms

_KIN = (
    "mor|mutter|far|fatter|moster|faster|onkel|morbror|farbror|mormor|morfar|farmor|farfar|søster"
    "|bror|lillebror|storebror|lillesøster|storesøster|sønnen|datteren|kæresten|konen|manden"
    "|naboen|svigermor|svigerfar|knægten|drengen|pigen|tøsen|ungen|ungerne|fyren|eksen"
)
# Who begins with 'jeg' may say what is wanted: 'jeg mangler nummeret', 'jeg vil gerne vide'.
_WANTS = (
    r"(?:\w+ )?(?:skal bruge|skal (?:skrive|have|citere)|vil (?:\w+ )?(?:vide|høre|spørge|se|have)"
    r"|mangler|søger|leder|ønsker|skriver|citerer|arbejder|undrer|har (?:et )?spørgsmål"
    r"|har brug for (?:at|info\w*|oplysning\w*|et|en|den|det|navn\w*|telefon\w*|mail\w*))\b"
)
# 'Er flygtet …, vil gerne', 'har mistet min …', with nobody before it: no 'er projektet …'.
_DONE = r"(?!\w*(?:projekt|tilbudd|initiativ|ophold|sted|centr|forløb|hus)et\b)\w+t\b"
_SELF = "vil gerne|lever|min|mit|mine|mig"
_BEGINS = re.compile(
    rf"\W*(?:hej\W+)?(?:(?:jeg|vi) (?!{_WANTS})|(?:han|hun|der skete) (?!\W)"
    rf"|(?:er|har) (?:(?:ikke|lige|selv|også) )?{_DONE}(?=[^?]*\b(?:bor [ip]å?|{_SELF})\b[^?]*$)"
    rf"|(?:min|mit|mine|vores|hans|hendes) \w+ (?!\W)|(?:{_KIN})(?: min)? \w+)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:[.,;:!?–]|\b(?:og|men|så)\b)\s*(?:(?:og|men|så)\s+)?"
    r"(?=(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?hv(?:ad|em|or|ornår|ordan|ilke[nt]?)\b"
    r"|(?:kan|ka|må|skal|får|bliver|har|er|tør|gælder|vil)\s+"
    r"(?:jeg|vi|man|de|du|i|der|det|han|hun|nogen|min|mit|mine)\b|findes\b|tilbyder\b|ved i\b"
    r"|(?:giv|find|oplys|vis|send|fortæl)\b"
    r"|(?:jeg |vi )?(?:skal bruge|vil (?:gerne )?(?:have|vide))\b"
    r"|\w+r (?:jeg|vi|man|de|du|i|der|det|han|hun)\b[^.,;:!?]*\?)",
    re.IGNORECASE,
)
# Sentences, and how one begins that asks without a question mark.
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_BEGINS_ASKING = re.compile(
    r"\W*(?:(?:og|men|så)\s+)?(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?"
    r"(?:hv(?:ad|em|or|ornår|ordan|orfor|ilke[nt]?)|kan|må|skal|får|bliver|har|er|tør|gælder|vil|findes)\b",
    re.IGNORECASE,
)
# 'Er det noget, man har set?', 'også til sådan et sted?' ask of what was told.
_POINTS_BACK = re.compile(r"\b(?:er det (?:noget|også)|sådan(?:ne)?|den slags|det her)\b", re.I)
_LEAST = 2  # things that it names: 'hvad koster det?' asks of what is told before it
# 'Sker det for nogen?' asks of what was told.
_OF_IT = re.compile(r"\w+ det\b", re.IGNORECASE)


def tells(text: str) -> bool:
    """Return whether a text begins by telling of somebody, and not by what it wants to know."""
    return _BEGINS.match(text) is not None


def asked_in(text: str) -> str | None:
    """Return the part of a text that asks, where it tells first: "" where it asks nothing.

    None where what is told is a part of what is asked.
    """
    if not tells(text):
        return None
    asked = _ASKED.search(text)
    if asked is None:
        return None if text.endswith("?") else ""
    return None if _OF_IT.match(text, asked.end()) else text[asked.end() :]


def asking(text: str, clause: str) -> str:
    """Return the part of a text that asks: the clause that one thing is asked in, of that the
    sentences that ask; all of the text where they name too little to be understood alone."""
    said = _SENTENCE.split(clause)
    asked = [one for one in said if one.endswith("?") or _BEGINS_ASKING.match(one)]
    part = " ".join(asked)
    if _POINTS_BACK.search(part):
        return text
    return part if len(set(content_terms(part)) - ASKING) >= _LEAST else text
