"""What a statement may not get wrong: numbers, amounts, dates, §§, telephone numbers, places."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["amount", "paragraph", "telephone", "email", "date", "number", "municipality"]

_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_WORDS = {
    word: str(number)
    for number, words in enumerate(
        "nul|en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten"
        "|sytten|atten|nitten|tyve".split("|")
    )
    for word in words.split()
}
# The 98 municipalities, without those whose name is an everyday word before 'Kommune' alone.
MUNICIPALITIES = frozenset(
    "Aabenraa Aalborg Aarhus Albertslund Allerød Assens Ballerup Billund Bornholm Brøndby "
    "Brønderslev Dragør Egedal Esbjerg Fanø Favrskov Faxe Fredensborg Fredericia Frederiksberg "
    "Frederikshavn Frederikssund Furesø Gentofte Gladsaxe Glostrup Greve Gribskov Guldborgsund "
    "Haderslev Halsnæs Hedensted Helsingør Herlev Herning Hillerød Hjørring Holbæk Holstebro "
    "Horsens Hvidovre Høje-Taastrup Hørsholm Ikast-Brande Ishøj Jammerbugt Kalundborg Kerteminde "
    "Kolding København Køge Langeland Lejre Lemvig Lolland Lyngby-Taarbæk Læsø Mariagerfjord "
    "Middelfart Morsø Norddjurs Nordfyn Nyborg Næstved Odder Odense Odsherred Randers Rebild "
    "Ringkøbing-Skjern Ringsted Roskilde Rudersdal Rødovre Samsø Silkeborg Skanderborg Skive "
    "Slagelse Solrød Sorø Stevns Struer Svendborg Syddjurs Sønderborg Thisted Tønder Tårnby "
    "Vallensbæk Varde Vejen Vejle Vesthimmerland Viborg Vordingborg Ærø".split()
)
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("telephone", re.compile(r"(?<![\d+])(?:\+45 ?)?(?:\d{2} ?){3}\d{2}(?!\d)")),
    (
        "paragraph",
        re.compile(
            r"(?:§+|\bparagraf\w*)\s*\d+\s?[a-z]?\b(?:,? stk\. ?\d+)?(?:\s*(?:,|og|eller)\s*\d+)*",
            re.IGNORECASE,
        ),
    ),
    (
        "amount",
        re.compile(
            r"\d[\d.,]*\s*(?:mio|mia|million\w*|milliard\w*|tusinde?|kr(?:oner)?\b)", re.IGNORECASE
        ),
    ),
    (
        "date",
        re.compile(
            rf"\d{{1,2}}[./-]\s?\d{{1,2}}[./ -]\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
            rf"|\d{{1,2}}\. (?:{'|'.join(_MONTHS)})(?: \d{{4}})?",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"\d+(?:[.,]\d+)*")),
    ("municipality", re.compile(r"[A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ]\w+)?")),
)


@dataclass(frozen=True, slots=True)
class Literal_:
    """A literal of a text, as it is written there."""

    kind: Kind
    text: str


def find(text: str) -> list[Literal_]:
    """Return the literals of a text, each stretch of it as the first kind that fits."""
    found: list[tuple[int, int, Literal_]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            taken = any(a < match.end() and match.start() < b for a, b, _ in found)
            if not taken and (kind != "municipality" or _municipality(match.group())):
                found.append((*match.span(), Literal_(kind, match.group())))
    return [literal for _, _, literal in sorted(found, key=lambda item: item[:2])]


def missing(text: str, source: str) -> list[Literal_]:
    """Return the literals of a text that do not stand in its source."""
    return [literal for literal in find(text) if not _stands(literal, source)]


def _stands(literal: Literal_, source: str) -> bool:
    if literal.kind == "municipality":
        name = _municipality(literal.text)
        return re.search(rf"\b{re.escape(name)}", source) is not None
    if literal.kind == "email":
        return literal.text.lower() in source.lower()
    if literal.kind == "telephone":
        return _digits(literal.text)[-8:] in _digits(source)
    if literal.kind == "paragraph":
        sections = [part for part in find(source) if part.kind == "paragraph"]
        stated = {number for part in sections for number in _numbers(part.text)}
        return _numbers(literal.text) <= stated
    return _numbers(literal.text) <= _numbers(source)


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text, in digits or in words, without separators of thousands."""
    digits = {re.sub(r"[.,](?=\d{3}(?:\D|$))", "", n) for n in re.findall(r"\d+(?:[.,]\d+)*", text)}
    parts = {part for number in digits for part in re.split(r"[.,]", number)} | digits
    stripped = {part.lstrip("0") or "0" for part in parts}
    months = {str(n) for n, name in enumerate(_MONTHS, 1) if name in text.lower()}
    return parts | stripped | months | {_WORDS[w] for w in text.lower().split() if w in _WORDS}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", re.sub(r"(?<=\d)[ .](?=\d)", "", text))


def _municipality(word: str) -> str:
    """Return the municipality that a capitalised word names, also in the genitive, else ''."""
    bare = word.removesuffix("s")
    return word if word in MUNICIPALITIES else bare if bare in MUNICIPALITIES else ""
