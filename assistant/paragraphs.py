"""The numbers of paragraphs in a text, however they are written."""

import re
from functools import cache

from index.abbreviations import laws

# '§ 107', '§§ 107 og 108', '§107-108', 'paragraf 107', 'servicelovens 107', 'SEL 101 a'.
_NUMBERS = (
    r"\s*(?P<numbers>\d{1,3}(?![\d.,]*\d)(?:\s?[a-z]\b(?!\.))?"
    r"(?:\s*,\s*§*\s*\d{1,3}(?=\s*(?:,|og|eller|samt)\s*§*\s*\d)"
    r"|\s*(?:-|–|/|og|eller|samt|til)\s*§*\s*\d{1,3}(?![\d.,]*\d|\s*(?:år|pct|%|kr|mio)))*)"
)
# 'Hvad står der i bekendtgørelsens § 8', but not 'Hvad er fristen i § 8'.
_ASKS = re.compile(
    r"\b(?:(?:hvad|hvordan|hvorledes)\s+(?:er|(?:står|siger|lyder|betyder|indebærer|bestemmer|handler"
    r"|omhandler|fremgår|regulerer|indeholder)(?:\s+[\w.]+){0,5}?)"
    r"|(?:citer\w*|gengiv\w*|læs|vis|ordlyden?|teksten?|indholdet)(?:\s+\w+){0,3}?)"
    r"\s+(?:§|paragraf)",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:§+|\bparagraf\w*|(?<=\d)\s*(?:,|og|eller)\s*§*)\s*(\d{1,3})(?![\d.]*\d)"
    r"(?:\s?([a-hj-z])\b(?!\.))?(?:\s*,?\s*(?:stk\.?|stykke)\s*(\d{1,2})\b)?",
    re.IGNORECASE,
)
_PART_FIRST = re.compile(r"\b(?:stk\.?|stykke)\s*(\d{1,2})\s+i\s+", re.IGNORECASE)
_LAW = re.compile(r"\b(\w{2,}lov|\w{2,}s lov)(?:en)?s?\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_PART = re.compile(r"\b(stk|nr|pkt|litra)\b\.?\s*(\d{1,2}|[a-z])?\b", re.IGNORECASE)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of the paragraphs that a text names, without their letters."""
    return frozenset(
        number for match in _form().finditer(text) for number in _DIGITS.findall(match["numbers"])
    )


def parts(text: str) -> frozenset[str]:
    """Return the words by which a text says which part of a paragraph it means ('stk. 2').

    Pages seldom go into parts; none where no paragraph is named.
    """
    if not numbers(text):
        return frozenset()
    return frozenset(word.lower() for found in _PART.findall(text) for word in found if word)


@cache
def _form() -> re.Pattern[str]:
    """Return the pattern of what stands before a paragraph's number, and the numbers.

    A year after a law has four digits and is none.
    """
    short = "|".join(f"(?i:{law})" if law.islower() else law for law in laws())
    law = rf"\b(?:(?i:\w*lov(?:en)?s?)|{short})"
    return re.compile(rf"(?:§+|\b(?i:paragraf[a-zæøå]*)|{law}\b\.?){_NUMBERS}")


def asked(text: str) -> list[tuple[str, str]]:
    """Return the paragraphs whose words a text asks for, as ('12a', '2') for '§ 12 a, stk. 2', the
    part '' where it names none; none where it asks for something else."""
    if not _ASKS.search(text):
        return []
    first = _PART_FIRST.search(text)
    part = first[1] if first else ""
    return [
        (f"{found[1]}{(found[2] or '').lower()}", found[3] or part) for found in _ONE.finditer(text)
    ]


def other_law(text: str, title: str) -> bool:
    """Return whether a text names a law by its short name that a title does not have."""
    named = {found[1].lower() for found in _LAW.finditer(text)}
    short = {word.lower() for word in _WORD.findall(text) if {word, word.lower()} & set(laws())}
    return any(law not in title.lower() for law in named | short)
