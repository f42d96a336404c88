"""What a statement may not get wrong: numbers, amounts, dates, §§, telephones, links, places."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal[
    "amount", "paragraph", "telephone", "email", "date", "number", "municipality", "link"
]

MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_ONES = "en to tre fire fem seks syv otte ni".split()
_TENS = "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems".split()
WORDS = {
    word: str(number)
    for number, words in enumerate(
        "nul|en et én ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tretten|fjorten|femten"
        "|seksten|sytten|atten|nitten".split("|")
    )
    for word in words.split()
}
WORDS |= {word: str(number) for number, word in zip(range(20, 100, 10), _TENS, strict=True)}
WORDS |= {
    f"{one}og{word}": str(int(WORDS[word]) + number)
    for number, one in enumerate(_ONES, 1)
    for word in _TENS
}
WORDS |= {"hundrede": "100"}
ORDINALS = {
    "første": 1, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "ottende": 8,
    "niende": 9, "tiende": 10, "ellevte": 11, "tolvte": 12, "fjortende": 14, "femtende": 15,
    "tyvende": 20, "tredivte": 30,
}  # fmt: skip
_ORDINAL = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_COUNT = "|".join(sorted(WORDS, key=len, reverse=True))
# A number in words, alone or before what it counts: 'treårig', 'femdages'.
_WORD = re.compile(rf"\b({_COUNT})(?=\b|årig|års|måneder|uger|dag|time)", re.IGNORECASE)
_SECTION = re.compile(r"\d+(?:\s?[a-h]\b)?", re.IGNORECASE)
UNITS = {"tusind": 1e3, "mio": 1e6, "million": 1e6, "mia": 1e9, "milliard": 1e9}
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
            r"(?:§+|\bparagraf\w*)\s*\d+(?:\s?[a-h]\b)?(?:,? stk\. ?\d+)?"
            r"(?:\s*(?:,|og|eller|samt|-|–)\s*\d+(?:\s?[a-h]\b)?)*",
            re.IGNORECASE,
        ),
    ),
    (
        "amount",
        re.compile(
            rf"(?:\d[\d.,]*|\b(?:{_COUNT}))\s*(?:mio\b|mia\b|million\w*|milliard\w*|tusinde?\b"
            r"|kr(?:oner)?\b)|(?<!mi[oa]\. )\bkr\.?\s*\d(?:[\d.,]*\d)?",
            re.IGNORECASE,
        ),
    ),
    (
        "date",
        re.compile(
            rf"\d{{1,2}}[./-]\s?\d{{1,2}}[./ -]\s?\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
            rf"|\d{{1,2}}\. (?:{'|'.join(MONTHS)})(?: \d{{4}})?",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"\d+(?:[.,]\d+)*")),
    ("municipality", re.compile(r"[A-ZÆØÅ][\wæøå]+(?:-[A-ZÆØÅ]\w+)?")),
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"»”)\]]+|\b(?:[\w-]+\.)+(?:dk|com|org|net|eu|info|nu|io)\b(?:/[^\s)]*)?",
    re.IGNORECASE,
)
Day = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Literal_:
    """A literal of a text, as it is written there."""

    kind: Kind
    text: str


def find(text: str) -> list[Literal_]:
    """Return the literals of a text in order, each stretch of it as the first kind that fits."""
    return [literal for _, literal in places(text)]


def places(text: str) -> list[tuple[int, Literal_]]:
    """Return the literals of a text in order, each with where it starts."""
    found: list[tuple[int, int, Literal_]] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            taken = any(a < match.end() and match.start() < b for a, b, _ in found)
            if not taken and (kind != "municipality" or municipality(match.group())):
                found.append((*match.span(), Literal_(kind, match.group())))
    return [(start, literal) for start, _, literal in sorted(found, key=lambda item: item[:2])]


def missing(text: str, source: str) -> list[Literal_]:
    """Return the literals of a text that do not stand in its source, and its links that do not."""
    return [literal for literal in _with_links(text) if not _stands(literal, source)]


@lru_cache(maxsize=64)  # a statement is held to many stretches of a source
def _with_links(text: str) -> tuple[Literal_, ...]:
    links = (
        Literal_("link", match.group().rstrip(".,;:"))
        for match in _LINK.finditer(dict(_PATTERNS)["email"].sub(" ", text))
    )
    return (*find(text), *links)


def _stands(literal: Literal_, source: str) -> bool:
    if literal.kind == "municipality":
        name = municipality(literal.text)
        return re.search(rf"\b{re.escape(name)}", source) is not None
    if literal.kind in ("email", "link"):
        return re.search(_whole(literal.text), source, re.IGNORECASE) is not None
    if literal.kind == "telephone":
        return _digits(literal.text)[-8:] in _telephones(source)
    if literal.kind in ("paragraph", "amount"):
        read = sections if literal.kind == "paragraph" else _worth
        same = [part.text for part in _found_in(source) if part.kind == literal.kind]
        return read(literal.text) <= {value for text in same for value in read(text)}
    if literal.kind == "date" and (day := day_of(literal.text)):
        return any(same_day(day, other) for other in days(source))
    return _numbers(literal.text) <= _numbers_in(source)


def same_day(day: Day, other: Day) -> bool:
    """Return whether a day is another one; one without a year is that day of any year."""
    return day[1:] == other[1:] and day[0] in (0, other[0])


def days(text: str) -> list[Day]:
    """Return the days that a text writes out, in order."""
    written = (day_of(literal.text) for literal in find(text) if literal.kind == "date")
    return [day for day in written if day]


def day_of(written: str) -> Day | None:
    """Return the (year, month, day) of a date, the year 0 where it has none; None for no day."""
    words = written.lower()
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if re.match(r"\d{4}-", words):
        numbers.reverse()
    month = next((n for n, name in enumerate(MONTHS, 1) if name in words), 0)
    if month:
        numbers.insert(1, month)
    day, month, year = [*numbers, 0][:3]
    year += 2000 if 0 < year < 100 else 0
    return (year, month, day) if 0 < month < 13 and 0 < day < 32 else None


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text, in digits or in words, no separators, no leading 0."""
    digits = {re.sub(r"[.,](?=\d{3}(?:\D|$))", "", n) for n in re.findall(r"\d+(?:[.,]\d+)*", text)}
    parts = {part for number in digits if "," not in number for part in number.split(".")} | digits
    bare = {part.lstrip("0") or "0" for part in parts}
    months = {str(n) for n, name in enumerate(MONTHS, 1) if name in text.lower()}
    counts = {WORDS[word.lower()] for word in _WORD.findall(text)}
    return bare | months | counts | {str(ORDINALS[w.lower()]) for w in _ORDINAL.findall(text)}


# Each sentence of an answer is held against its source, and many have one source.
_found_in, _numbers_in = lru_cache(maxsize=64)(find), lru_cache(maxsize=64)(_numbers)


def sections(text: str) -> set[str]:
    """Return the numbers of sections of law, each with its letter: {'101a', '107'}."""
    return {re.sub(r"\s", "", part).lower() for part in _SECTION.findall(text)}


def _worth(text: str) -> set[str]:
    """Return what an amount is worth, so that 103 mio. and 103.000.000 kr. are the same."""
    written = re.findall(rf"\d[\d.,]*|{_COUNT}", text.lower())[0].rstrip(".,")
    number = WORDS.get(written, written)
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", number).replace(",", ".")
    unit = next((size for name, size in UNITS.items() if name in text.lower()), 1.0)
    return {f"{float(plain) * unit:.2f}"} if plain.count(".") < 2 else {number}


def _digits(text: str) -> str:
    return re.sub(r"\D", "", re.sub(r"(?<=\d)[ .](?=\d)", "", text))


def _telephones(text: str) -> str:
    """Return the digits of every run of digits and spaces of a text, a line each."""
    runs = re.findall(r"\d(?:[ .-]?\d){7,}", text)
    return "\n".join(_digits(run.replace("-", "")) for run in runs)


def _whole(text: str) -> str:
    """Return the pattern of an address that stands alone, and not in a longer one."""
    return rf"(?<![\w.@-]){re.escape(text)}(?![\w-]|\.\w|@)"


def municipality(word: str) -> str:
    """Return the municipality that a capitalised word names, also in the genitive, else ''."""
    bare = word.removesuffix("s")
    return word if word in MUNICIPALITIES else bare if bare in MUNICIPALITIES else ""
