"""Abbreviations of the field and their full names, both ways; `abbreviations.yaml` holds them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from index.danish import stems, written
from index.wordlist import Entry, names_fault, read, words_fault

_FILE = Path(__file__).parent / "abbreviations.yaml"
_YES = "ja"

Phrase = tuple[str, ...]


def other_forms(text: str) -> dict[str, tuple[str, ...]]:
    """Return for the stems of an abbreviation, or of its full name, the stems of the other forms.

    An abbreviation that is also a word counts in capitals alone.
    """
    asked = stems(text)
    capitals = [word.isupper() for word in written(text)]
    found: dict[str, dict[str, None]] = {}
    for start in range(len(asked)):
        for end in range(start + 1, min(len(asked), start + _longest()) + 1):
            phrase = tuple(asked[start:end])
            if phrase in _forms() and (phrase not in _in_capitals() or capitals[start]):
                for word in phrase:
                    found.setdefault(word, {}).update(dict.fromkeys(_forms()[phrase]))
    return {word: tuple(others) for word, others in found.items()}


def laws() -> tuple[str, ...]:
    """Return the abbreviations of laws, in small letters; those that are also words in capitals."""
    return tuple(
        short.upper() if entry.get("stort") == _YES else short
        for entry in _read()
        if entry.get("lov") == _YES
        for short in entry["kort"]
    )


@cache
def _forms() -> Mapping[Phrase, tuple[str, ...]]:
    """Return the stems of every form -> those of the entry's other forms, without its own."""
    found: dict[Phrase, tuple[str, ...]] = {}
    for entry in _read():
        forms = [tuple(stems(form)) for form in (*entry["kort"], *entry["fuldt"])]
        for own in forms:
            others = dict.fromkeys(stem for form in forms for stem in form if form != own)
            found[own] = tuple(stem for stem in others if stem not in own)
    return found


@cache
def _in_capitals() -> frozenset[Phrase]:
    """Return the abbreviations that count in capitals alone."""
    return frozenset(
        tuple(stems(short))
        for entry in _read()
        if entry.get("stort") == _YES
        for short in entry["kort"]
    )


@cache
def _longest() -> int:
    return max(map(len, _forms()))


@cache
def _read() -> tuple[Entry, ...]:
    return read(_FILE, _fault)


def _fault(entry: Entry) -> str:
    odd = [name for name in ("lov", "stort") if entry.get(name, _YES) != _YES]
    return (
        names_fault(entry, ("kort", "fuldt"), ("lov", "stort"))
        or words_fault(entry, "kort")
        or words_fault(entry, "fuldt")
        or (f"»{odd[0]}« kan kun være »{_YES}«; ellers skal det udelades" if odd else "")
    )
