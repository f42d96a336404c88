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
