"""Danish words as the lexical index sees them: folded, stemmed, and cut into character trigrams."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"\d+(?:[.,]\d+)+|\d+(?=[a-zæøå]\b)|[^\W_]+(?:['’][^\W_]+)?|[§%]")
_LETTERS = {"ä": "ae", "ö": "oe", "ü": "y", "ß": "ss"}
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_GENITIVE = re.compile(r"['’]s?$")
_SIGNS = {"§": "paragraf", "%": "pct", "procent": "pct"}
PART = 0.7
NOUN = 0.9  # of a verb: 'ryge' and 'rygning'
_VERB_LETTERS = 3
MISSPELT = 0.8
_MISSPELT_LETTERS = 5  # in shorter words one letter makes another word
_PART_LETTERS = 4
_ALIKE = 0.6
_ELIDED = re.compile(r"(?:([^aeiouy])(?=\1))?([^aeiouy])el$")
_STEMMER = Stemmer.Stemmer("danish", 0)  # without its own cache, which costs more than stemming
STEMMER = f"Snowball {Stemmer.version()}"
# Words whose stem is that of another one, which says nothing: 'demens' is not 'dem', 'gæld' not the
# 'gælder' of 'reglen gælder'. They keep their form.
_WHOLE = frozenset("demens slagelse indsatte gælde gælder gældende venligst".split())
# Such words in all their forms and as the last part of others: 'værelser' is not 'være'.
_OWN = re.compile(
    r"(\w*?)(?:(værels)e(?:t|r|rne)?|(sommer)(?:en)?|(material)e(?:t|r|rne)?|(moder)(?:en)?)s?"
)
_OWN_PARTS = ("værels", "sommer", "material", "moder")


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, in order; numbers keep their decimals."""
    return [word.lower() for word in written(text)]


def written(text: str) -> list[str]:
    """Return the words of a text as they are written, in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text))


def fold(word: str) -> str:
    """Return the word as it is typed without Danish letters: æ, ø, å as ae, oe, aa; no accents."""
    if word.isascii():
        return word
    word = word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    if word.isascii():
        return word  # nearly every one
    for letter, typed in _LETTERS.items():
        word = word.replace(letter, typed)
    return word if word.isascii() else _FOREIGN.sub(_plain, word)


def _plain(letters: re.Match[str]) -> str:
    """Return letters that are not ASCII without their accents."""
    plain = unicodedata.normalize("NFKD", letters[0])
    return "".join([letter for letter in plain if not unicodedata.combining(letter)])


@lru_cache(maxsize=100_000)  # words, 0.2 KB each; 2,000 documents have 33,000
def stem(word: str) -> str:
    """Return the folded Snowball stem of one word in small letters."""
    word = _SIGNS.get(word, word)
    if "'" in word or "’" in word:  # as few words, and an expression is dear
        word = _GENITIVE.sub("", word)
    for whole in (word, word.removesuffix("s")):
        if whole in _WHOLE:
            return fold(whole)
    if any(map(word.__contains__, _OWN_PARTS)) and (own := _OWN.fullmatch(word)):
        return fold(own[1] + own[own.lastindex or 1])
    return fold(_STEMMER.stemWord(word)) if word[0].isalpha() else word


@lru_cache(maxsize=1_000)  # sentences and headings, some 1 KB each: rules look at one many times
def stems(text: str) -> tuple[str, ...]:
    """Return the folded stem of every word of a text, in order."""
    return tuple([stem(word) for word in words(text)])


def trigrams(text: str) -> list[str]:
    """Return the character trigrams of every folded word, with `#` at both ends of the word."""
    return [gram for word in words(text) for gram in word_trigrams(word)]


@lru_cache(maxsize=20_000)  # words, 0.6 KB each
def word_trigrams(word: str) -> tuple[str, ...]:
    """Return the trigrams of one word in small letters."""
    edged = f"#{fold(word)}#"
    return tuple([edged[i : i + 3] for i in range(len(edged) - 2)])


@lru_cache(maxsize=20_000)  # words, 1 KB each
def _trigram_set(word: str) -> frozenset[str]:
    return frozenset(word_trigrams(word))


@lru_cache(maxsize=500_000)
def likeness(left: str, right: str) -> float:
    """Return how alike two folded stems are, 0 to 1.

    1 for the same stem, NOUN for what is made of a verb, PART for a part of a compound, MISSPELT
    for one letter wrong, else the Dice coefficient of their trigrams where it is high enough to be
    an inflection.
    """
    if left == right:
        return 1.0
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) >= _VERB_LETTERS and long in (f"{short}ning", f"{short}ing"):
        return NOUN
    if not short[0].isalpha() or not long[0].isalpha() or len(short) < _PART_LETTERS:
        return 0.0
    if (
        long.endswith("el") and _ELIDED.sub(r"\2l", long) == short
    ):  # 'regel', and the 'regl' of 'regler'
        return 1.0
    first, second = _trigram_set(short), _trigram_set(long)
    if first.isdisjoint(second):  # whatever is alike shares one
        return 0.0
    if long.startswith(short) or long.endswith(short):
        return PART
    if len(short) >= _MISSPELT_LETTERS and _one_letter_apart(short, long):
        return MISSPELT
    dice = 2 * len(first & second) / (len(first) + len(second))
    return dice if dice >= _ALIKE else 0.0


def _one_letter_apart(short: str, long: str) -> bool:
    """Return whether one letter more, less or other, or two swapped, makes one word the other."""
    if len(long) - len(short) > 1:
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    left, right = short[same:], long[same:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return left[len(left) + 1 - len(right) :] == right[1:] or swapped
