"""Words that are the same whatever the documents: Danish, everyday speech, and how people ask."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from assistant.words import ASKING, EMPTY
from index import thesaurus
from index.danish import fold, stem
from index.pieces import WORD
from index.written import Written

# What a word weighs for being one that questions are made of, an everyday word of the thesaurus,
# and one of Danish; for each place in a document it weighs more than all of these.
ASKED, EVERYDAY, DANISH = 3.0, 1.0, 0.25
_FOLDER = Path(thesaurus.__file__).parent
_KINDS = Path(__file__).parent / "kinds.yaml"


@cache
def general() -> Mapping[str, float]:
    """Return the words that are the same for all documents, in small letters, with their weights.

    Danish is what the bundled embedding reads as one token: 19,000 words of five letters or more.
    Some are beginnings of words, and none weighs much.
    """
    content = json.loads((_FOLDER / "model" / "tokenizer.json").read_bytes())
    found = {word: DANISH for word in content["model"]["vocab"] if WORD.fullmatch(word)}
    for word in _everyday():
        found[word] = EVERYDAY
    spelled = _typed(found)
    asked = (
        heaviest(word, spelled.get(word, ()), lambda word: found.get(word, 0.0)) or word
        for word in ASKING | EMPTY
    )
    return found | dict.fromkeys(asked, ASKED)


@cache
def _everyday() -> frozenset[str]:
    """Return the words of the thesaurus and those that stand whole in the patterns of kinds."""
    phrases = [
        phrase for entry in thesaurus.entries() for phrase in (*entry["siges"], *entry["staar"])
    ]
    groups = yaml.load(_KINDS.read_bytes(), Loader=yaml.CSafeLoader)
    asks = [asks for kinds in groups.values() for kind in kinds for asks in kind["asks"]]
    plain = [word for pattern in asks for word in re.findall(r"(?<![\\\w])[a-zæøå]{5,}", pattern)]
    return frozenset(plain + [word for phrase in phrases for word in WORD.findall(phrase.lower())])


@cache
def everyday_stems() -> frozenset[str]:
    """Return the stems of everyday words."""
    return frozenset(stem(word) for word in _everyday())


@cache
def plain() -> Written:
    """Return the words that weigh as much as everyday ones, or more."""
    heavy = (word for word, weight in general().items() if weight >= EVERYDAY)
    return Written.of(dict.fromkeys(heavy, (1, 0, 0)))


@cache
def typed() -> Mapping[str, tuple[str, ...]]:
    """Return for words as typed without æ, ø, å how they are spelled, in the order of `general`."""
    return _typed(general())


def heaviest(word: str, meant: Iterable[str], weight: Callable[[str], float]) -> str:
    """Return the heaviest of the words that a word may be spelled as; '' where it is as heavy."""
    best = max(meant, key=weight, default="")
    return best if weight(best) > weight(word) else ""


def _typed(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        if not word.isascii():
            found[fold(word)] = (*found.get(fold(word), ()), word)
    return found
