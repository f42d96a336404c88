"""A question as it is typed -> as it should be read: asked plainly, and in the words meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.lexicon import WORD, Lexicon
from assistant.words import EMPTY
from corpus.types import Document
from index.danish import fold, stem

_FILE = Path(__file__).parent / "courtesies.yaml"
_SHOUTED = 0.7  # of the letters are capitals
_SHOUTED_WORDS = 3  # 'STU, FGU' is no shouting
_ENGLISH = 0.3  # of the words
_PART_LETTERS = 3
_PARTS = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")
_BEGINS = re.compile(r"(?:^|[.!?]\s+|\n\s*)\W*$")
# What is quoted, an address or a number stays as it is; so does what is left between words.
_TOKEN = re.compile(
    r"[”“\"„»«][^”“\"„»«\n]+[”“\"«»]|\S*[@/\d_]\S*|[^\W\d_]+(?:[-’'.][^\W\d_]+)*"
)
_PLACE = re.compile(r"\{([a-z]+)\}")
_ASKING = r"[\s,:–-]+(?=(?:(?:i|på|for|til|fra|af|med|ved|om|efter)\s+)?hv(?:or|em|ad|il)\w*\b)"
_SIGNED = r"(?:^|(?<=\s))(?:{})\b[.,:!]?\s*(?:[\w-]+[.,]?\s*){{0,3}}$"  # first, middle and last name


@dataclass(frozen=True, slots=True)
class _Courtesies:
    alone: re.Pattern[str]
    opens: re.Pattern[str]
    closes: re.Pattern[str]
    signs: re.Pattern[str]
    english: frozenset[str]
    short: Mapping[str, str]


class Tidy:
    """Reads questions over some documents as they were meant, however they are worded."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._lexicon = Lexicon(documents)

    def __call__(self, text: str) -> str:
        """Return the question without courtesies, shouting, split compounds and slips of spelling.

        Names, numbers, what is quoted, and English stay; so does a text with nothing to tidy.
        """
        text = _spoken(text)
        if _is_english(text):
            return text
        return self._joined(_asked(self._spelled(text)))

    def _spelled(self, text: str) -> str:
        """Return the text with each unknown word as the one that it was meant to be."""
        return _TOKEN.sub(self._word, text)

    def _word(self, match: re.Match[str]) -> str:
        written = match.group()
        if not WORD.fullmatch(written) or (written.isupper() and len(written) > 1):
            return written
        small = written.lower()
        meant = _read().short.get(written) or self._lexicon.spelled(small)
        if meant == small and written.islower():
            meant = self._lexicon.mended(small)
        elif meant == small and _BEGINS.search(match.string[: match.start()]):
            meant = self._lexicon.mended(small, is_sure=False)
        if meant == small:
            return written
        return meant if written.islower() else _capital(meant)

    def _joined(self, text: str) -> str:
        """Return the text with compounds in one word that are split by a blank."""
        tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text)]
        found, place, done = [], 0, 0
        while place < len(tokens):
            for count in range(_PARTS, 1, -1):
                some = tokens[place : place + count]
                one = self._one(text, some) if len(some) == count else ""
                if one:
                    found += [text[done : some[0][0]], one]
                    done = some[-1][1]
                    place += count - 1
                    break
            place += 1
        return "".join([*found, text[done:]])

    def _one(self, text: str, places: Sequence[tuple[int, int]]) -> str:
        """Return words that are parts of one compound as that, else an empty string."""
        parts = text[places[0][0] : places[-1][1]].split(" ")
        if len(parts) != len(places) or not all(WORD.fullmatch(part) for part in parts):
            return ""
        *first, last = parts
        if not all(part.islower() for part in parts[1:]) or len(last) < _PART_LETTERS:
            return ""
        if any(len(part) < _PART_LETTERS or _is_empty(part) for part in first):
            return ""
        if not parts[0].islower() and not _BEGINS.search(text[: places[0][0]]):
            return ""
        return self._lexicon.compound(parts)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _is_empty(word: str) -> bool:
    return fold(word.lower()) in EMPTY or stem(word.lower()) in EMPTY


def _spoken(text: str) -> str:
    """Return a text that is all in capitals in small letters, each sentence with its first."""
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) >= _SHOUTED * len(letters)
    if not shouted or len(WORD.findall(text)) < _SHOUTED_WORDS:
        return text
    return re.sub(r"(?:^|[.!?]\s)\W*\w", lambda match: match.group().upper(), text.lower())


def _is_english(text: str) -> bool:
    words = WORD.findall(text.lower())
    known = sum(word in _read().english for word in words)
    return known >= 2 and known >= _ENGLISH * len(words)


def _asked(text: str) -> str:
    """Return the text without courtesies; itself where there are none, or nothing else."""
    rules = _read()
    sentences = _SENTENCE.split(rules.signs.sub("", text.strip()))
    kept = [rest for sentence in sentences if (rest := _without(sentence, rules))]
    left = " ".join(kept)
    is_same = left == " ".join(_SENTENCE.split(text.strip()))
    return text if is_same or not WORD.search(left) else left


def _without(sentence: str, rules: _Courtesies) -> str:
    """Return what a sentence asks or tells, an empty string when it does neither."""
    if rules.alone.fullmatch(sentence):
        return ""
    rest = sentence
    while (match := rules.opens.match(rest)) and WORD.search(rest, match.end()):
        rest = rest[match.end() :]
    rest = rules.closes.sub("", rest)
    if rest == sentence:
        return sentence
    if rules.alone.fullmatch(rest):
        return ""
    return _capital(rest) if sentence[:1].isupper() else rest


@cache
def _read() -> _Courtesies:
    content = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    parts: dict[str, str] = {}
    for name, pattern in content["parts"].items():
        parts[name] = _filled(pattern, parts)
    alone, opens, asks, closes, signs = (
        "|".join(_filled(pattern, parts) for pattern in content[name])
        for name in ("alone", "opens", "asks", "closes", "signs")
    )
    return _Courtesies(
        alone=_compiled(rf"\W*(?:{alone})\W*"),
        opens=_compiled(rf"\W*(?:(?:{opens})(?:\s+|$)|(?:{asks}){_ASKING})"),
        closes=_compiled(rf"(?:[\s,–-]+|(?<=[?.!])\s*)(?:{closes})\W*$"),
        signs=_compiled(_SIGNED.format(signs)),
        english=frozenset(content["english"]),
        short=content["short"],
    )


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda match: f"(?:{parts[match[1]]})", pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
