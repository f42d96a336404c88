"""The proper names in a statement, and whether its source has them."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.language import general
from assistant.literals import municipality
from assistant.words import ASKING, EMPTY
from index.danish import fold, likeness, stem

_TOKEN = re.compile(r"[^\W\d_][\w’']*(?:-\w+)*")
_STARTS = re.compile(r"(?:^|[.?!:>|/•–»…\n]|\b\w{1,2}\))[\s\"'”“„«»(\[]*$")
_JOINED = re.compile(r"\s+(?:(?:af|og|for|på|i|de|den)\s+)?")
_POLITE = frozenset("i de dem deres jer jeres det den".split())
# What stands beside a name and is none; it is content, and is looked for as such.
GENERIC = frozenset(
    "kommune kommuner kommunes kommunernes region regionen center centret amt hr fru dr".split()
)
_SMALL = re.compile(r"(?<![\w-])[a-zæøåé]+(?![\w-])")
_PART_LETTERS = 3
_LAW = re.compile(r"\w{3,}lov(?:en)?s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """A word of a proper name in small letters, where it stands, and which run it belongs to.

    `is_word` tells that it is also a word of the language: it may be written small in the source.
    """

    text: str
    start: int
    run: int
    is_word: bool


@cache
def danish() -> frozenset[str]:
    """Return the stems of the words of the language."""
    return frozenset(stem(word) for word in general()) | EMPTY | ASKING


def is_ordinary(word: str, known: Collection[str]) -> bool:
    """Return whether a word in small letters is one of the language, of `known` stems, or both."""

    def has(part: str) -> bool:
        key = stem(part)
        return key in danish() or key in known

    if has(word) or fold(word) in EMPTY:
        return True
    return any(
        has(word[cut:]) and (has(word[:cut]) or has(word[:cut].removesuffix("s").removesuffix("e")))
        for cut in range(_PART_LETTERS, len(word) - _PART_LETTERS + 1)
    )


def names(text: str, known: Collection[str], called: Collection[str] = frozenset()) -> list[Name]:
    """Return the words of the proper names of a text in order.

    Those are what has a capital inside a sentence, and at its start what is no ordinary word;
    `known` are the stems of what the sources write in small letters, `called` the words that they
    write with a capital inside a sentence or in a title.
    """
    found: list[Name] = []
    run, end = 0, -1
    for match in _TOKEN.finditer(text):
        word = match[0]
        if not any(letter.isupper() for letter in word):
            if _LAW.fullmatch(word):
                run += 1
                found.append(Name(_bare(word), match.start(), run, True))
            continue
        if not _is_name(text, match, known, called):
            continue
        if end < 0 or not _JOINED.fullmatch(text, end, match.start()):
            run += 1
        end = match.end()
        for part in word.split("-"):
            low = _bare(part)
            if part and not part.islower() and low not in GENERIC:
                found.append(Name(low, match.start(), run, is_ordinary(low, known)))
    return found


def _is_name(
    text: str, match: re.Match[str], known: Collection[str], called: Collection[str]
) -> bool:
    word = match[0]
    low = word.lower()
    if low in _POLITE and not word.isupper():
        return False
    if word[0].isupper() and _STARTS.search(text[: match.start()]):
        inner = any(letter.isupper() for letter in word[1:])
        if stem(low) not in known and _forms(_bare(low)) & frozenset(called):
            return True
        return inner or bool(municipality(word)) or not is_ordinary(low, known)
    return True


def called(title: str, text: str) -> frozenset[str]:
    """Return the words in small letters that have a capital in a title, or inside a sentence."""
    inside = (m[0] for m in _TOKEN.finditer(text) if not _STARTS.search(text[: m.start()]))
    return frozenset(
        _bare(word) for word in (*_TOKEN.findall(title), *inside) if word[0].isupper()
    ) - {word.lower() for word in _SMALL.findall(text)}


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower())


@lru_cache(maxsize=4_096)
def capitals(text: str) -> tuple[tuple[frozenset[str], int], ...]:
    """Return the forms of every word with a capital of a text, each with the number of its run."""
    return tuple(_capitals(text))


def _capitals(text: str) -> Iterator[tuple[frozenset[str], int]]:
    run, end = 0, -1
    for match in _TOKEN.finditer(text):
        if not any(letter.isupper() for letter in match[0]):
            continue
        if (
            end < 0
            or not _JOINED.fullmatch(text, end, match.start())
            or "\n" in text[end : match.start()]
        ):
            run += 1
        end = match.end()
        for part in (match[0], *match[0].split("-")):
            yield _forms(_bare(part)), run


def _forms(word: str) -> frozenset[str]:
    return frozenset((word, word.removesuffix("s"), f"{word}s"))


def unnamed(stated: Collection[Name], source: str, stems: Collection[str]) -> list[Name]:
    """Return the names that a source does not have; `stems` are those of its words.

    The words of one name have to stand in one name of the source.
    """
    written = capitals(source)
    lacking = []
    runs: dict[int, list[set[int]]] = {}
    for name in stated:
        places = {run for forms, run in written if name.text in forms}
        if not places and not (name.is_word and _has(name.text, stems)):
            lacking.append(name)
        elif places and not name.is_word:
            runs.setdefault(name.run, []).append(places)
    torn = {run for run, places in runs.items() if not set.intersection(*places)}
    return lacking + [name for name in stated if name.run in torn and name not in lacking]


def _has(word: str, stems: Collection[str]) -> bool:
    key = stem(word)
    if _LAW.fullmatch(word):
        return key in stems
    return key in stems or any(likeness(key, other) >= 0.8 for other in stems)
