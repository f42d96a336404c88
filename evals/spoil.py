"""Sentences made false, each with the words that make it so."""

import re
from collections.abc import Callable, Sequence

Spoiled = tuple[str, str] | None
"""A sentence made false and the words of it that are; None where there is nothing to change."""
_AROUND = 2  # words on each side of what was changed, which make it false only here


def changed(text: str, pattern: re.Pattern[str], change: Callable[[str], str | None]) -> Spoiled:
    """Return a sentence with the first match of a pattern changed."""
    for match in pattern.finditer(text):
        new = change(match[0])
        if new is not None and new != match[0]:
            return replaced(text, *match.span(), new)
    return None


def replaced(text: str, start: int, end: int, new: str) -> tuple[str, str]:
    """Return a sentence with a stretch of it replaced, and that with the words around it."""
    whole = text[:start] + new + text[end:]
    before = re.search(rf"(?:\S+\s+){{0,{_AROUND}}}\S*$", text[:start])
    after = re.match(rf"\S*(?:\s+\S+){{0,{_AROUND}}}", text[end:])
    false = f"{before[0] if before else ''}{new}{after[0] if after else ''}"
    return whole, false.strip(" .,;:!?")


def ended(text: str, clause: str) -> tuple[str, str]:
    """Return a sentence with a clause before its end, and the clause."""
    return f"{text.rstrip('.!?')}, {clause}.", clause


def bumped(number: str) -> str:
    """Return a number with another last digit."""
    return f"{number[:-1]}{(int(number[-1]) + 1) % 10}"


def nearest(number: str, others: Sequence[str]) -> str | None:
    """Return the number among others that looks most like one, None where there are none."""
    return min(others, key=lambda other: abs(len(other) - len(number)), default=None)


def plain(text: str) -> str:
    """Return a text in small letters with one space between words."""
    return " ".join(text.split()).lower()
