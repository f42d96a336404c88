"""What parts are called that have no name of their own: 'runde 3', 'fase 2', '3. sal', 'spor B'.

The number belongs to its noun: what is said of '3. sal' is not said of 'runde 3'.
"""

import re
from functools import lru_cache

from assistant.words import EMPTY
from index.danish import stem

Part = tuple[str, str]
"""The stem of the noun, and the number or the letter."""

_SORTS = (
    r"(?:version|udgave|generation|runde|fase|spor|modul|afprøvning|hold|etape|trin|niveau|uge"
    r"|gruppe|klasse|afsnit|afdeling|kapitel|bilag|etage|sal|del)(?:en|et)?"
)
_MONTHS = r"(?:(?:janu|febru)ar|marts|april|maj|ju[nl]i|august|(?:septem|okto|novem|decem)ber)"
# No day of a month: 'frist: 7. maj'.
_NAME = rf"(?:\d{{1,2}}|[A-HJ-ZÆØÅ])(?![\w%]|[.,:]\d|\. {_MONTHS}\b)"
# 'Runde 3', 'uge 28, 29 og 30'; and '3. sal'.
_AFTER = re.compile(
    rf"\b(?P<noun>[^\W\d_]{{3,}}):? (?:nr\.? |nummer )?"
    rf"(?P<names>{_NAME}(?:(?:, | og | eller | ?[-–] ?){_NAME})*)"
)
_BEFORE = re.compile(r"(?<![\w.,])(?P<names>\d{1,2})\. (?P<noun>[a-zæøå]{3,})\b")
_MONTH = re.compile(_MONTHS)
_NAMES = re.compile(r"\d+|[A-ZÆØÅ]")
_SORT = re.compile(_SORTS, re.IGNORECASE)
_NEXT = re.compile(r" ([^\W\d_]+)")


@lru_cache(maxsize=10_000)
def parts_in(text: str) -> frozenset[Part]:
    """Return the parts that a text may name by a number or a letter."""
    return frozenset(
        (stem(match["noun"].lower()), name.lower())
        for pattern in (_AFTER, _BEFORE)
        for match in pattern.finditer(text)
        if not _MONTH.match(match["noun"])
        for name in _NAMES.findall(match["names"])
    )


@lru_cache(maxsize=1_000)
def parts_asked(text: str) -> frozenset[Part]:
    """Return those that a question names for sure: a number that counts what comes after it, as in
    'til voksne 2 gange', or comes after no noun, is none."""
    return frozenset(
        part
        for match in _AFTER.finditer(text)
        if _is_name(match, text)
        for part in parts_in(match[0])
    ) | frozenset(part for match in _BEFORE.finditer(text) for part in parts_in(match[0]))


def _is_name(match: re.Match[str], text: str) -> bool:
    if _SORT.fullmatch(match["noun"]):
        return True
    after = _NEXT.match(text, match.end())
    is_last = after is None or stem(after[1].lower()) in EMPTY
    return is_last and stem(match["noun"].lower()) not in EMPTY


def with_part(text: str, part: Part) -> str:
    """Return a text with another part in the place of the one of its sort, '' where it has none, or
    that one."""
    sort, name = part
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            if stem(match["noun"].lower()) == sort and match["names"].lower() != name:
                return f"{text[: match.start('names')]}{name.upper()}{text[match.end('names') :]}"
    return ""
