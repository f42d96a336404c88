"""Everyday words -> the official words that stand in documents; `thesaurus.yaml` holds them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from index.danish import stems, words
from index.wordlist import Entry, names_fault, read, words_fault

_FILE = Path(__file__).parent / "thesaurus.yaml"

Phrase = tuple[str, ...]


def expand(text: str) -> dict[str, tuple[str, ...]]:
    """Return official words for the stems of a text that everyday speech has another word for.

    They are stems; of an official phrase ('socialt udsat') those of its words, joined by a space:
    neither alone means it. Each word of a phrase ('bor på gaden') is given what the whole of it
    stands for.
    """
    found: dict[str, dict[str, None]] = {}
    for phrase, official in phrases(text).items():
        for word in phrase:
            found.setdefault(word, {}).update(dict.fromkeys(official))
    return {word: tuple(official) for word, official in found.items()}


def phrases(text: str) -> dict[Phrase, tuple[str, ...]]:
    """Return the everyday phrases of a text, as stems, with their official words."""
    return {phrase: _entries()[phrase] for phrase in _phrases_in(stems(text))}


def _phrases_in(asked: Sequence[str]) -> list[Phrase]:
    spans = ((i, j) for i in range(len(asked)) for j in range(i + 1, i + 1 + _longest()))
    phrases = (tuple(asked[i:j]) for i, j in spans if j <= len(asked))
    return [phrase for phrase in phrases if phrase in _entries()]


def load(file: Path = _FILE) -> tuple[Entry, ...]:
    """Return the entries of a file: `emne`, the words `siges` and the words `staar`.

    One with `find` says what is asked of help, and not what a situation is about.
    Raises WordListError for the first entry that cannot be used, with its line.
    """
    return read(file, _fault)


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of `thesaurus.yaml`; to read it takes a second of a busy machine."""
    return load()


def _fault(entry: Entry) -> str:
    """Return what is wrong with an entry, in Danish."""
    fault = (
        names_fault(entry, ("emne", "siges", "staar"), ("find",))
        or words_fault(entry, "siges")
        or words_fault(entry, "staar")
    )
    if fault:
        return fault
    both = set(entry["siges"]) & set(entry["staar"])
    if both:
        return f"»{min(both)}« står både i »siges« og i »staar«. Slet det ene sted"
    empty = [word for word in (*entry["siges"], *entry["staar"]) if not words(word)]
    return f"»{empty[0]}« har hverken bogstaver eller tal" if empty else ""


@cache
def _longest() -> int:
    """Return how many words the longest everyday phrase has."""
    return max(map(len, _entries()))


@cache
def _entries() -> Mapping[Phrase, tuple[str, ...]]:
    """Return everyday phrase -> official words and phrases, all as folded stems."""
    found: dict[Phrase, dict[str, None]] = {}
    for entry in entries():
        official = {" ".join(stems(phrase)): None for phrase in entry["staar"]}
        for said in entry["siges"]:
            found.setdefault(tuple(stems(said)), {}).update(official)
    return {said: tuple(official) for said, official in found.items() if said}
