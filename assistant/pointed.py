"""What a question points to among several: 'den første', 'nummer tre', 'den anden'."""

import re

from assistant.both import together
from assistant.topic import Talk
from assistant.types import Answer
from index.danish import stems
from index.names import QUOTED

_NUMBERS = (
    "først(?:e)?|1|et|en|nr 1",
    "anden|andet|2|to",
    "tredje|3|tre",
    "fjerde|4|fire",
    "femte|5|fem",
    "sjette|6|seks",
    "syvende|7|syv",
    "ottende|8|otte",
    "niende|9|ni",
    "tiende|10|ti",
)
_LAST = "sidste|nederste"
_NUMBER = "|".join(_NUMBERS)
# No noun may follow: 'den første samtale' is none of the things listed.
_POINTER = re.compile(
    rf"\b(?:(?:den|det) (?P<order>{_NUMBER}|{_LAST})|(?:nummer|nr\.?|punkt) (?P<number>{_NUMBER}))"
    r"(?: af (?:dem|disse|de))?(?: på listen)?(?=\W*$|[:,;.?!]"
    r"| (?:så|der|endnu|stadig\w*|fortsat|også|nu|egentlig|for|til|i (?:gang|alt)|gratis|åben\w*"
    r"|slut|lukket|over|forbi)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?:•|-|\d{1,2}[.)]|[a-zæøå]\))\s+(?P<text>.+)$", re.MULTILINE)
_FACT = re.compile(r"[A-ZÆØÅ][\w ]{2,30}: \S")  # 'Periode: 2020-2023' is none of several
_MARKER = re.compile(r"\s*\[(\d+)\]")
_LONGEST = 25  # words of an item that stand for it


def resolved(text: str, talk: Talk) -> str:
    """Return a question with the name of what it points to in place of the pointer.

    That is one of the items of the last answer that lists some; else, of two initiatives that were
    spoken of, the first or the other one. A question that points to nothing stays.
    """
    match = _POINTER.search(text)
    if match is None or talk.named(text):
        return text
    place = _place(match["order"] or match["number"])
    items = next(
        (found for turn in reversed(talk.turns) if len(found := _items(turn.answer)) > 1), []
    )
    if not items:
        items = _spoken_of(talk)
        if place == 1:  # the other one than that spoken of last
            items, place = _but_last(items, talk), -1
    if not -len(items) <= place < len(items):
        return text
    return f"{text[: match.start()]}{items[place]}{text[match.end() :]}"


def points(text: str) -> bool:
    """Return whether a question points to one of several."""
    return _POINTER.search(text) is not None


def _place(said: str) -> int:
    """Return the place that is said, from 0; -1 for the last."""
    found = (n for n, some in enumerate(_NUMBERS) if re.fullmatch(some, said, re.IGNORECASE))
    return next(found, -1)


def _items(answer: Answer) -> list[str]:
    """Return the names of what an answer lists: the page of each row, or the row's own words, or
    the names in quotes."""
    rows = [match["text"] for match in _ITEM.finditer(answer.text)]
    if all(_FACT.match(row) for row in rows):
        rows = []
    sources = {one.number: one for one in answer.citations}
    of = [[sources[n] for n in map(int, _MARKER.findall(row)) if n in sources] for row in rows]
    pages = [some[0] for some in of if some]
    if len({one.title for one in pages}) > 1:
        return list(dict.fromkeys(one.title for one in pages))
    return [_short(row) for row in rows] or QUOTED.findall(answer.text)


def _short(row: str) -> str:
    return " ".join(_MARKER.sub("", row).rstrip(".").split()[:_LONGEST])


def _spoken_of(talk: Talk) -> list[str]:
    """Return the names of the initiatives that were spoken of, each once, as they came: those that
    were named together, or else what the answers were of."""
    if both := together(talk):
        return both
    names = (talk.before(count).topic() for count in range(1, len(talk.turns) + 1))
    return list(dict.fromkeys(name for name in names if name))


def _but_last(names: list[str], talk: Talk) -> list[str]:
    """Return the names without the one spoken of last, where there is more than one."""
    last = set(stems(talk.topic()))
    return [name for name in names if last.isdisjoint(stems(name))] if len(names) > 1 else []
