"""Text in a document that speaks to a machine and not to the reader, and markup that would act.

The rules are data, in guard.yaml: whom the text addresses, and orders about answers, roles,
secrecy and sources. An order that a reader of a page could be given is none of them.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import yaml

from corpus.text import sentences

_TAG = re.compile(
    r"(<|\[)(script|style|inst|system|sys)\b[^<>\[\]]{0,200}(?:>|\]).{0,200}?\1/\2\s*(?:>|\])"
    r"|</?[a-z][^<>]{0,200}>",
    re.IGNORECASE,
)
_WINDOW = 1200  # characters; the longest sentence of the shipped and invented pages has 822
_OVERLAP = 300  # characters; orders are found in the first two hundred or so of their sentence
_FILE = Path(__file__).parent / "guard.yaml"
_PLACE = re.compile(r"\{([a-z_]+)\}")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s\s+|[^\S ]")
_WIDE = re.compile(r"\s{4,}")
_EMPHASIS = re.compile(r"[*_`~\\]+")
# What stands on ordinary Danish pages and needs no second look.
_UNUSUAL = re.compile(r" {4}|[^\x20-\x7eæøåÆØÅé§–—’‘“”„»«…•·½°×£€]")
# Letters of other alphabets that look like Latin ones, in the order of their twins.
_TWINS = str.maketrans(
    "авеѕікмнорстухјԁɡӏАВЕЅІКМНОРСТУХЈαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıſ",
    "abesikmhopctyxjdglABESIKMHOPCTYXJabeiknoptuxABEZHIKMNOPTYXis",
)
_SIGNS = frozenset("<>[]=#:")  # markup that acts holds one of them
_APART = re.compile(r"(?<!\w)\w(?:[ .\-_*·|]\w(?!\w)){3,}\.?")
_PAIRS = re.compile(r"(?<!\w)\w(?:[ .\-_*·|]\w(?!\w))+\.?")
_LEET = re.compile(r"[^\W\d_][0134578@$|]|[0134578@$|][^\W\d_]")
_FIGURES = frozenset("0134578@$|")
_FIRST, _SENTENCE = re.compile(r"(?<![\[\\])\^"), r"(?:^|(?<=[.!?] ))"
_TOKEN = re.compile(r"\S+")
_LEETS = tuple(
    str.maketrans("034578@$|!" + "1", "oeastba" + "s" + other * 2 + other) for other in "il"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    by_word: dict[str, tuple[str, ...]]
    markup: re.Pattern[str]
    squeezed: re.Pattern[str]


def is_instruction(text: str) -> bool:
    """Return whether a sentence, an item or a line is an order to a machine or active markup.

    Longer text is read in overlapping windows, so that the time grows with its length alone.
    """
    if "&" in text:
        text = html.unescape(text)
    if _UNUSUAL.search(text):
        text = _visible(text)
    last = max(len(text) - _OVERLAP, 1)
    return any(
        _is_instruction(text[start : start + _WINDOW])
        for start in range(0, last, _WINDOW - _OVERLAP)
    )


def without_orders(question: str) -> str:
    """Return a question without tags and without its sentences that give orders to a machine.

    Empty where it is nothing else: there is nothing in it to look for.
    """
    bare = _TAG.sub(" ", question)
    kept = [bare[a:b] for a, b in sentences(bare) if not is_instruction(bare[a:b])]
    if any(word.isalpha() for word in " ".join(kept).split()):
        return " ".join(kept)
    return question if kept else ""


def _is_instruction(text: str) -> bool:
    rules = _read()
    if not _SIGNS.isdisjoint(text) and rules.markup.search(text):
        return True
    folded = _fold(text)
    if _orders(folded, rules) or _is_apart(text, rules):
        return True
    return any(_orders(_fold(other), rules) for other in _deciphered(text))


def _orders(folded: str, rules: _Rules) -> bool:
    found = rules.by_word.keys() & _WORD.findall(folded)
    patterns = {pattern for word in found for pattern in rules.by_word[word]}
    return any(_compiled(pattern).search(folded) for pattern in patterns)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a rule's expression, made when a text first holds a word of it: all take .17 s.

    What it asks to stand first may be first in any sentence.
    """
    return re.compile(_FIRST.sub(_SENTENCE, pattern))


def _visible(text: str) -> str:
    """Return the text as it looks: one form for each letter, nothing that takes no room."""
    text = unicodedata.normalize("NFKC", text).translate(_TWINS)
    text = "".join(letter for letter in text if unicodedata.category(letter) not in ("Cf", "Co"))
    return _WIDE.sub("   ", text)


def _fold(text: str) -> str:
    """Return small letters without accents and emphasis, æøå written out, one space at a time."""
    text = _SPACE.sub(" ", _EMPHASIS.sub("", text)).strip()
    text = _written_out(text.lower())
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if unicodedata.category(letter) != "Mn")


def _deciphered(text: str) -> Iterator[str]:
    """Yield readings of digits that stand for letters and of letters set apart by spaces."""
    if not _FIGURES.isdisjoint(text) and _LEET.search(text):
        for letters in _LEETS:
            yield _TOKEN.sub(partial(_spelled, letters), text)
    if _APART.search(text):
        yield _PAIRS.sub(lambda match: "".join(_WORD.findall(match[0])), text)


def _spelled(letters: dict[int, int], token: re.Match[str]) -> str:
    return token[0].translate(letters) if _LEET.search(token[0]) else token[0]


def _is_apart(text: str, rules: _Rules) -> bool:
    return any(
        rules.squeezed.search(_fold("".join(_WORD.findall(match[0]))))
        for match in _APART.finditer(text)
    )


@cache
def _read() -> _Rules:
    content = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    words: dict[str, list[str]] = content["words"]
    pieces = {name: _phrases(entries) for name, entries in words.items()}
    for name, part in content["parts"].items():
        pieces[name] = _filled(part, pieces)
    by_word: dict[str, tuple[str, ...]] = {}
    for rule in content["rules"]:
        filled = "|".join(_filled(pattern, pieces) for pattern in rule["patterns"])
        pattern = _written_out(filled)
        for word in {_longest(entry) for name in rule["needs"] for entry in words[name]}:
            by_word[word] = (*by_word.get(word, ()), pattern)
    return _Rules(
        by_word,
        re.compile("|".join(content["markup"]), re.IGNORECASE),
        re.compile(_written_out("|".join(content["squeezed"]))),
    )


def _longest(phrase: str) -> str:
    """Return the word of a phrase that is likely to be the rarest, as the rule's key."""
    words = _fold(phrase).split()
    return max((word for word in words if word != "ikke"), key=len)


def _phrases(entries: list[str]) -> str:
    longest_first = sorted(entries, key=len, reverse=True)
    return "(?:" + "|".join(entry.replace(" ", r"\W+") for entry in longest_first) + ")"


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    return _PLACE.sub(lambda match: pieces[match[1]], pattern)


def _written_out(text: str) -> str:
    return text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace("é", "e")
