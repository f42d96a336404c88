"""The words that are known, and which of them a misspelt word was meant to be."""

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

import index
from assistant.words import ASKING, EMPTY
from corpus.types import Document
from index.danish import fold, stem

WORD = re.compile(r"[^\W\d_]+")
MEND_LETTERS = 5  # in shorter words one letter makes another word
_QUESTION_LETTERS = 3  # 'hva', of which little else can be made
_FAR_LETTERS = 9  # of a word that may be two letters wrong
_PART_LETTERS = 4  # of each part of a compound; shorter ones are often endings
_LAST_LETTERS = 3  # of the last part of a split compound, without its ending
_BEGINNING, _END = 3, 4
_ENDING = 4  # letters in which words that are two apart may be two forms of one word
_CLEAR = 3.0  # times the weight of the next, where several words may be meant
_TOO_MANY = 400  # words of one beginning, more than any has in 100,000 words of Danish
# What a word weighs for each place in the documents, for being one that questions are made of, an
# everyday word of the thesaurus, and one of Danish: a word of the documents is rather meant.
_IN_DOCUMENT, _ASKED, _EVERYDAY, _DANISH = 4.0, 3.0, 1.0, 0.25
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_KEYBOARD = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_SOUNDS = ("aå", "oå", "oø", "eæ", "aæ", "yø", "dt", "bp", "gk", "ck", "cs", "sz", "ij", "fv", "ei")
_QUESTION_WORDS = frozenset("hvad hvem hvor hvis".split())

_FOLDER = Path(index.__file__).parent
_KINDS = Path(__file__).parent / "kinds.yaml"


class Lexicon:
    """The words of some documents, of questions and of Danish, with what each weighs."""

    def __init__(self, documents: Sequence[Document]) -> None:
        small, others = _written(documents)
        written = small + others
        self._weights = dict(_general())
        for word, count in written.items():
            self._weights[word] = self._weights.get(word, 0.0) + _IN_DOCUMENT * count
        # Nobody is taken for somebody else: a name is meant only where it names an initiative.
        self._names = others.keys() - small.keys() - _titled(documents) - _general().keys()
        self._spellings = _spellings(self._weights)
        self._compounds = {stem(word) for word in written} | ASKING
        self._own = self._compounds | _everyday_stems()
        self._known = {*map(fold, self._weights), *self._own, *ASKING, *EMPTY}
        self._sorted = sorted(self._known)
        self._reversed = sorted(word[::-1] for word in self._known)
        self._pairs = {pair for document in documents for pair in _pairs(document.text)}
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._near(self._weights, _EVERYDAY):
            for key in _keys(word) if len(word) >= _FAR_LETTERS - 2 else ():
                self._alike[key].append(word)

    def spelled(self, word: str) -> str:
        """Return a word in small letters with its æ, ø and å where it is typed without them."""
        return self._spellings.get(word, word)

    def compound(self, parts: Sequence[str]) -> str:
        """Return parts as the one word of the documents or of questions that they are, else ''.

        Not when they stand side by side in a document.
        """
        *first, last = parts
        if any((fold(a.lower()), fold(b.lower())) in self._pairs for a, b in pairwise(parts)):
            return ""
        head = "".join(first)
        for word in (head + last, f"{head}s{last}"):
            key = stem(word.lower())
            # A stem no longer than the first part is that part's: 'aktiv lige' is no compound.
            if key in self._compounds and len(key) >= len(fold(head)) + _LAST_LETTERS:
                return word
        return ""

    def mended(self, word: str, is_sure: bool = True) -> str:
        """Return the word that a misspelt word was meant to be, itself when that is not clear.

        Where it is not sure that it is misspelt, as for what may be a name, it is meant to be a
        word of the documents or none.

        `word` is in small letters. Words one letter apart are made from it and looked up, as in
        Norvig (2007), How to Write a Spelling Corrector: the time does not grow with the
        vocabulary. Long words two letters apart are sought among those of a like beginning or end.
        """
        if len(word) < _QUESTION_LETTERS or self.is_known(word):
            return word
        if len(word) < MEND_LETTERS:
            meant = _QUESTION_WORDS.intersection(_one_apart(word))
            return next(iter(meant)) if len(meant) == 1 else word
        likely = not is_sure or self._is_likely(word)
        if likely and len(word) <= MEND_LETTERS:
            return word
        near = self._near(_one_apart(word), _IN_DOCUMENT if likely else _EVERYDAY)
        if not near and not likely and len(word) >= _FAR_LETTERS:
            near = self._near(self._two_apart(word), _EVERYDAY)
        return self._clearest(word, near) or word

    def is_known(self, word: str) -> bool:
        """Return whether a word is known in some inflection, or begins or ends one that is."""
        folded = fold(word)
        return (
            folded in self._known
            or stem(word) in self._own
            or _begins(self._sorted, folded)
            or _begins(self._reversed, folded[::-1])
        )

    def _is_likely(self, word: str) -> bool:
        """Return whether a word looks right: its stem is Danish, or it is made of known words.

        So do many misspelt ones, and only a word of the documents is then meant.
        """
        return stem(word) in self._known or any(
            stem(head.removesuffix("s")) in self._own
            and (tail in self._known or stem(tail) in self._own)
            for head, tail in _halves(fold(word))
        )

    def _near(self, words: Iterable[str], least: float) -> dict[str, float]:
        weighed = ((word, self._weights.get(word, 0.0)) for word in words)
        return {word: weight for word, weight in weighed if weight >= least and word not in self._names}

    def _two_apart(self, word: str) -> Iterator[str]:
        places = [self._alike.get(key, ()) for key in _keys(word)]
        found = {other for place in places if len(place) <= _TOO_MANY for other in place}
        return (
            other
            for other in found
            if not other.startswith(word[:-_ENDING]) and _distance(word, other) == 2
        )

    def _clearest(self, word: str, near: Mapping[str, float]) -> str:
        """Return the word of most weight where that is clear; forms of one word count together."""
        groups: dict[str, float] = defaultdict(float)
        for key, weight in near.items():
            groups[stem(key)] += weight
        best = sorted(groups.values(), reverse=True)
        if not best or (len(best) > 1 and best[0] < _CLEAR * best[1]):
            return ""
        letters = sorted(word)
        return max(near, key=lambda key: (groups[stem(key)], sorted(key) == letters, near[key], key))


def _written(documents: Sequence[Document]) -> tuple[Counter[str], Counter[str]]:
    """Return the words that documents write in small letters, and the others, all in small ones."""
    small: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for document in documents:
        for word, count in Counter(WORD.findall(document.text)).items():
            (small if word.islower() else others)[word.lower()] += count
    return small, others


def _titled(documents: Sequence[Document]) -> set[str]:
    titles = [document.title for document in documents]
    titles += [part.heading for document in documents for part in document.sections]
    return {word.lower() for title in titles for word in WORD.findall(title)}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that stand side by side with one blank between them, folded."""
    for match in re.finditer(r"(?<![\w-])([^\W\d_]{3,}) (?=([^\W\d_]{3,}))", text):
        yield fold(match[1].lower()), fold(match[2].lower())


def _spellings(weights: Mapping[str, float]) -> dict[str, str]:
    """Return for each word as typed without æ, ø, å its spelling of most weight."""
    found: dict[str, str] = {}
    for word in weights:
        if not word.isascii():
            typed = fold(word)
            rival = max(weights.get(typed, 0.0), weights.get(found.get(typed, ""), 0.0))
            if weights[word] > rival:
                found[typed] = word
    return found


def _alike() -> Mapping[str, str]:
    """Return for each letter those that sound like it, or lie beside it on a Danish keyboard."""
    found: dict[str, set[str]] = defaultdict(set)
    pairs = [pair for row in _KEYBOARD for pair in pairwise(row)]
    for left, right in (*pairs, *_SOUNDS):
        found[left].add(right)
        found[right].add(left)
    return {letter: "".join(sorted(others)) for letter, others in found.items()}


_ALIKE = _alike()


@cache
def _general() -> Mapping[str, float]:
    """Return the words that are the same for all documents, in small letters, with their weights.

    Danish is what the bundled embedding reads as one token: 19,000 words of five letters or more.
    Some are beginnings of words, and none weighs much.
    """
    content = json.loads((_FOLDER / "model" / "tokenizer.json").read_bytes())
    found = {word: _DANISH for word in content["model"]["vocab"] if WORD.fullmatch(word)}
    for word in _everyday():
        found[word] = _EVERYDAY
    spellings = _spellings(found)
    return found | {spellings.get(word, word): _ASKED for word in ASKING | EMPTY}


@cache
def _everyday() -> frozenset[str]:
    """Return the words of the thesaurus and those that stand whole in the patterns of kinds."""
    entries = yaml.load((_FOLDER / "thesaurus.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    phrases = [phrase for entry in entries for phrase in (*entry["siges"], *entry["staar"])]
    groups = yaml.load(_KINDS.read_bytes(), Loader=yaml.CSafeLoader)
    asks = [asks for kinds in groups.values() for kind in kinds for asks in kind["asks"]]
    plain = [word for pattern in asks for word in re.findall(r"(?<![\\\w])[a-zæøå]{5,}", pattern)]
    return frozenset(plain + [word for phrase in phrases for word in WORD.findall(phrase.lower())])


@cache
def _everyday_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _everyday())


def _begins(ordered: Sequence[str], beginning: str) -> bool:
    place = bisect_left(ordered, beginning)
    return place < len(ordered) and ordered[place].startswith(beginning)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for place in range(_PART_LETTERS, len(word) - _PART_LETTERS + 1):
        yield word[:place], word[place:]


def _keys(word: str) -> tuple[str, str]:
    """Return by what words two letters apart are sought: few have a slip at both ends."""
    return word[:_BEGINNING], word[0] + word[-_END:]


def _one_apart(word: str) -> set[str]:
    """Return all that is one letter more, less or other than a word, or two swapped.

    The first letter stays, which hardly anybody gets wrong (Yannakoudakis and Fawthrop 1983). In
    a short word another letter is one that sounds like it or lies beside it on the keyboard: any
    other makes too many other words ('brusere', 'brugere'), as it does at the end of any word.
    """
    places = range(1, len(word))
    parts = [(word[:place], word[place:]) for place in (*places, len(word))]
    dropped = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    other = {
        left + letter + right[1:]
        for left, right in parts[:-2]
        for letter in (_LETTERS if len(word) >= _FAR_LETTERS else _ALIKE.get(right[0], ""))
    }
    more = {left + letter + right for left, right in parts for letter in _LETTERS}
    return (dropped | swapped | other | more) - {word}


def _distance(left: str, right: str) -> int:
    """Return the letters to drop, add, change or swap with the next, 3 where the lengths differ so.

    The optimal string alignment distance (Damerau 1964).
    """
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
