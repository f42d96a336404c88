"""A question as it is typed -> as it should be read: asked plainly, and in the words meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.lexicon import Lexicon
from assistant.sender import without_sender
from assistant.words import EMPTY
from index.danish import fold, stem
from index.pieces import WORD
from index.vocabulary import Vocabulary

_FILE = Path(__file__).parent / "courtesies.yaml"
_SHOUTED = 0.7  # of the letters are capitals
_SHOUTED_WORDS = 3  # 'STU, FGU' is no shouting
_ENGLISH = 0.25  # of the words; all English questions of both sets have more
_LONGEST = 40  # letters; no word that is meant has more
_PART_LETTERS = 3
_PARTS = 3
# A thing and what it is of; what it is for, or in, may be another one.
_OF = re.compile(r"\b(?P<thing>[a-zæøå]{4,}) (?:om|af|mod) (?P<of>[a-zæøå]{4,})\b")
_ASKS_OF = re.compile(r"\b(?:søg|ansøg|bed|bad|spørg|spurgt|anmod|snak|tal)\w*\b[^.?!,]*$", re.I)
_ENDINGS = ("", "n", "en", "t", "et", "r", "er")
_SAYS = re.compile(r"\w")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")
# What stands before the first word of a sentence; a full stop after a short word is no end.
_BEFORE_FIRST = re.compile(r"(?:^|(?:[!?]|\w{4}\.)\s+|\n\s*)[^\w.!?]*$")
# What is quoted, an address or a number stays as it is; so does what is left between words.
_TOKEN = re.compile(r"[”“\"„»«][^”“\"„»«\n]+[”“\"«»]|\S*[@/\d_]\S*|[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
# 'Hvad sagde du nummeret var?' asks 'Hvad var nummeret?'
_SAID = re.compile(
    r"\b(?P<what>hv\w+(?: (?:længe|mange|meget|ofte))?) (?:sagde|skrev) (?:du|i)(?:,? at)?"
    r" (?P<whose>(?:de[nt]? )?\w+) (?P<verb>[a-zæøå]+)\b",
    re.IGNORECASE,
)
_DANISH_LETTER = re.compile("[æøåÆØÅ]")
_PLACE = re.compile(r"\{([a-z]+)\}")
_ASKING = r"[\s,:–-]+(?=(?:(?:i|på|for|til|fra|af|med|ved|om|efter)\s+)?hv(?:or|em|ad|il)\w*\b)"
# A sender's first, middle and last name.
_SIGNED = r"(?:^|(?<=\s))(?:{})\b[.,:!]?\s*(?:[\w-]+[.,]?(?:\s+|$)){{0,3}}$"


@dataclass(frozen=True, slots=True)
class _Courtesies:
    alone: re.Pattern[str]
    vents: re.Pattern[str]
    of_itself: Mapping[str, re.Pattern[str]]
    opens: re.Pattern[str]
    closes: re.Pattern[str]
    signs: re.Pattern[str]
    english: frozenset[str]
    short: Mapping[str, str]


class Tidy:
    """Reads questions over some documents as they were meant, however they are worded."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._lexicon = Lexicon(vocabulary)

    def __call__(self, text: str) -> str:
        """Return the question without courtesies, shouting, split compounds and slips of spelling,
        and without what it tells of who asks.

        Names, numbers, what is quoted, and English stay; so does a text with nothing to tidy.
        """
        text = without_sender(_spoken(text), self._lexicon.is_name)
        text = _SAID.sub(r"\g<what> \g<verb> \g<whose>", text)
        if not is_english(text):
            whole = self._joined(text)  # first: a part may be no word, and is spelled as another
            text = _OF.sub(self._named_by, self._joined(_asked(self._spelled(whole))))
        return self._named(text)

    def _named(self, text: str) -> str:
        """Return a text without any capital with those of its sentences and of known names."""
        return _TOKEN.sub(self._with_capital, text) if text.islower() else text

    def _with_capital(self, match: re.Match[str]) -> str:
        word = match[0]
        if not WORD.fullmatch(word):
            return word
        return _capital(word) if self._lexicon.is_name(word) or _begins(match) else word

    def _spelled(self, text: str) -> str:
        """Return the text with each unknown word as the one that it was meant to be."""
        is_foreign = _DANISH_LETTER.search(text) is None  # typed where there is no æ, ø and å
        return _TOKEN.sub(lambda match: self._word(match, is_foreign), text)

    def _word(self, match: re.Match[str], is_foreign: bool) -> str:
        written = match.group()
        if not WORD.fullmatch(written) or len(written) > _LONGEST:
            return written
        if written.isupper() and len(written) > 1:
            return written
        if written.islower():
            return self._small(written, is_foreign)
        small = written.lower()
        meant = _read().short.get(small, "") if _begins(match) else ""
        if meant:
            return _capital(meant)
        meant = self._lexicon.spelled(small)
        if not _begins(match):
            return _capital(meant) if self._lexicon.is_written(meant) else written
        if meant == small:
            meant = self._lexicon.mended(small, is_sure=False)
        return written if meant == small else _capital(meant)

    def _small(self, word: str, is_foreign: bool) -> str:
        meant = _read().short.get(word) or self._lexicon.spelled(word)
        if meant == word and is_foreign:
            meant = self._lexicon.part_spelled(word)
        return meant if meant != word else self._lexicon.mended(word)

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

    def _named_by(self, match: re.Match[str]) -> str:
        """Return 'pakke om gæld' as the 'gældspakken' that documents speak of, else as it is."""
        if _ASKS_OF.search(match.string[: match.start()]):
            return match[0]  # 'søger en familie om hjælp'
        thing, of = match["thing"], match["of"]
        for end in _ENDINGS:
            for word in (f"{of}{thing}{end}", f"{of}s{thing}{end}"):
                if self._lexicon.is_written(word):
                    return word
        return match[0]

    def _one(self, text: str, places: Sequence[tuple[int, int]]) -> str:
        """Return words that are parts of one compound as that, else an empty string."""
        parts = text[places[0][0] : places[-1][1]].split(" ")
        if len(parts) != len(places) or not all(WORD.fullmatch(part) for part in parts):
            return ""
        *first, last = parts
        if not all(part.islower() for part in parts[1:]) or len(last) < _PART_LETTERS:
            return ""
        if _is_empty(last):
            return ""  # 'følges der'
        if any(len(part) < _PART_LETTERS for part in first):
            return ""
        one = self._lexicon.compound(parts)
        if one and any(map(_is_empty, first)):
            # 'efter behandling' is rarely 'efterbehandling', but 'til hver dagen' is.
            before = WORD.findall(text[: places[0][0]])[-1:]
            is_known = before and self._lexicon.stand_together(before[0], one)
            return one if is_known else ""
        return one


def _begins(match: re.Match[str]) -> bool:
    """Return whether a word is the first of a sentence."""
    return _BEFORE_FIRST.search(match.string[: match.start()]) is not None


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
    return text.lower()


def is_courtesy(text: str) -> bool:
    """Return whether a text is only a greeting, thanks and the like, and asks nothing."""
    rules = _read()
    sentences = _SENTENCE.split(rules.signs.sub("", text.strip()))
    return all(not _SAYS.search(one) or _is_alone(one, rules) for one in sentences)


def is_angry(text: str) -> bool:
    """Return whether a text has a sentence of what the angry say, who ask nothing by it."""
    return any(_read().vents.fullmatch(one) for one in _SENTENCE.split(text.strip()))


def _is_alone(sentence: str, rules: _Courtesies) -> bool:
    return any(one.fullmatch(sentence) for one in (rules.alone, rules.vents))


def of_itself(text: str) -> str:
    """Return the name of the template that answers what is said to the assistant alone: who it is,
    its language, what it keeps, what it cannot do; '' where documents are asked."""
    found = (name for name, said in _read().of_itself.items() if said.fullmatch(_asked(text)))
    return next(found, "")


def is_english(text: str) -> bool:
    """Return whether a text is in English, by its small words."""
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
    if _is_alone(sentence, rules):
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
    alone, vents, opens, asks, closes, signs = (
        _either(content[name], parts)
        for name in ("alone", "vents", "opens", "asks", "closes", "signs")
    )
    of_itself = {name: _either(some, parts) for name, some in content["of_itself"].items()}
    return _Courtesies(
        alone=_compiled(rf"\W*(?:{alone})\W*"),
        vents=_compiled(rf"[^\w?]*(?:{vents})[^\w?]*"),
        of_itself={name: _compiled(rf"\W*(?:{one})\W*") for name, one in of_itself.items()},
        opens=_compiled(rf"\W*(?:(?:{opens})(?:\s+|$)|(?:{asks}){_ASKING})"),
        closes=_compiled(rf"(?:[\s,–-]+|(?<=[?.!])\s*)(?:{closes})\W*$"),
        signs=_compiled(_SIGNED.format(signs)),
        english=frozenset(content["english"]),
        short=content["short"],
    )


def _either(patterns: Sequence[str], parts: Mapping[str, str]) -> str:
    return "|".join(_filled(pattern, parts) for pattern in patterns)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda match: f"(?:{parts[match[1]]})", pattern)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
